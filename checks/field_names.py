"""What the fields of the records are called on the papers, for messages."""

from __future__ import annotations

NAMES = {
    "leader": "负责人", "members": "成员", "experts": "指导专家", "outcomes": "成果", "projects": "承担项目",
    "budget_lines": "经费预算", "lines": "科目", "rows": "发放明细",
    "name": "姓名", "gender": "性别", "nationality": "国籍", "ethnicity": "民族", "birth_date": "出生年月",
    "age": "年龄", "id_type": "证件类型", "id_number": "证件号码", "education": "学历", "degree": "学位",
    "professional_title": "职称", "post": "职务", "employer": "工作单位",
    "personnel_relation_unit": "人事关系所在单位",
    "phone": "电话", "major": "专业", "role_division": "分工", "effort_months": "投入时间", "domain": "专业领域",
    "guidance_content": "指导内容", "level": "级别", "role": "角色", "period": "起止时间", "kind": "类别",
    "identifier": "编号", "owner": "权利人", "programme": "所属项目", "team_name": "工作室名称",
    "project_title": "项目名称", "field_domain": "申报领域", "host_org": "依托单位", "uscc": "统一社会信用代码",
    "org_type": "单位性质", "district": "所在区", "address": "地址", "station_class": "站点类别",
    "recommender": "推荐单位", "apply_date": "申报日期", "founded_date": "成立时间", "member_count": "人数",
    "stated_count": "人数", "research_direction": "研究方向", "industry": "所属产业", "site_address": "场所地址",
    "site_area_m2": "场所面积", "site_functions": "场所功能", "title": "名称", "report_kind": "报告种类",
    "author_org": "编写单位", "organisation": "单位", "date": "日期", "party_a": "甲方", "party_b": "乙方",
    "party_b_uscc": "乙方信用代码", "project_leader": "负责人", "sign_date": "签订日期", "term_start": "开始日期",
    "term_end": "结束日期", "grant_amount": "资助金额", "category": "科目", "item": "明细", "basis": "测算依据",
    "unit_price": "单价", "quantity": "数量", "days": "天数", "amount": "金额", "source": "来源", "total": "合计",
    "grant_total": "专项合计", "matching_total": "配套合计", "budget": "预算", "actual": "决算", "balance": "结余",
    "voucher_count": "凭证张数", "note": "备注", "total_budget": "预算合计", "total_actual": "决算合计",
    "total_balance": "结余合计", "activity": "活动", "standard": "标准", "gross": "应发金额", "tax": "个税",
    "net": "实发金额", "bank_account": "银行账号",
}  # fmt: skip
