"""What the fields of the records are called on the papers, for messages."""

from __future__ import annotations

NAMES = {
    "leader": "负责人", "members": "成员", "experts": "指导专家", "outcomes": "成果", "projects": "承担项目",
    "budget_lines": "经费预算", "budget_total": "预算合计", "lines": "科目", "rows": "发放明细",
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
    "net": "实发金额", "bank_account": "银行账号", "paid_on": "付款日期",
    "station": "站点", "contact_name": "联系人", "not_reached": "未联系上", "set_aside": "不计入",
    "public_institution_class": "事业单位类别",
    "has_science_association": "是否成立科协", "work_plan": "工作计划", "grant_requested": "申请经费",
    "recommender_opinion": "推荐意见", "project_year": "项目年度", "targets": "目标", "planned": "计划数",
    "label": "项目", "opinion": "意见", "party": "签署方", "seal": "印章", "seals": "印章", "signature": "签名",
    "signing": "签章处", "person": "人员", "person_title": "职称", "paper_kind": "材料种类",
    "authority": "签发机关", "valid_until": "有效期至", "sections": "章节", "heading": "标题",
    "claimed_figures": "所述数字", "value": "数值", "quote": "原文", "lists": "清单", "unplaced": "未归类",
    "enterprises": "企业", "enterprise": "企业", "needs": "需求", "results": "成果", "university_results": "高校成果",
    "events": "活动", "event": "活动", "news": "新闻", "cooperations": "合作", "qualification": "资质",
    "has_association": "是否成立科协", "key_service": "是否重点服务", "visit_date": "走访日期",
    "description": "内容", "status": "进展", "form": "形式", "proof_file": "证明文件",
    "is_special_commissioner": "是否产业特派员", "is_association_site": "是否科协网站", "site": "网站",
    "url": "网址", "publish_date": "发布日期", "parties": "合作方", "subject": "主题", "organiser": "主办单位",
    "occasions": "场次", "attendees": "参加人员", "place": "地点", "type": "类型",
    "region": "地区", "invoice_code": "发票代码", "invoice_number": "发票号码", "issue_date": "开票日期",
    "check_code": "校验码", "machine_no": "机器编号", "buyer": "购买方", "seller": "销售方", "tax_id": "税号",
    "addr_tel": "地址电话", "bank": "开户行及账号", "raw_name": "项目名称", "short_name": "商品简称",
    "item_text": "品名", "tax_class_code": "税收分类编码", "spec": "规格型号", "unit": "单位",
    "tax_rate_text": "税率", "tax_rate": "税率", "total_amount": "金额合计", "total_tax": "税额合计",
    "total_with_tax": "价税合计", "total_in_words": "价税合计大写", "remark": "备注", "payee": "收款人",
    "reviewer": "复核人", "drawer": "开票人", "is_red": "是否红字", "blue_number": "对应蓝字发票",
    "red_confirmation_no": "红字确认单编号", "specific_business": "特定业务", "page_x_of_y": "页次",
    "qr": "二维码", "code": "代码", "number": "号码", "crc": "校验", "text": "内容", "seal_present": "发票章",
    "declared": "申报用途", "payer_doc": "付款凭证", "voucher_no": "凭证号", "event_id": "活动编号",
    "listed": "清单", "history": "文件来历", "producer": "制作程序", "creator": "制作程序",
    "revisions": "修改次数", "signed": "电子签章", "trip": "行程", "toll": "通行费",
    "reason": "事由", "approval": "审批意见", "approved_date": "批准日期", "effective_date": "生效日期",
    "traveller": "乘客", "id_masked": "证件号码", "from": "出发地", "to": "到达地", "depart_date": "出发日期",
    "depart_time": "出发时间", "vehicle_no": "车次或航班", "seat": "席别", "fare": "票价",
    "e_ticket_no": "电子客票号", "refund_flag": "退改标记", "plate": "车牌", "vehicle_type": "车型",
    "from_date": "通行日期起", "to_date": "通行日期止", "notices": "提示",
    "promoted_to": "推广对象", "purpose": "用途", "summary": "摘要",
    "account": "科目",
}  # fmt: skip

_NAMED = {"buyer", "seller", "enterprises", "enterprise", "events", "outcomes", "projects", "parties"}


def name_in(within: str, field: str) -> str:
    """What `field` is called where it stands: the name of a person is 姓名, that of anything else 名称.

    >>> name_in("buyer", "name"), name_in("members", "name"), name_in("", "from_")
    ('名称', '姓名', '出发地')
    """
    return "名称" if field == "name" and within in _NAMED else NAMES.get(field.rstrip("_"), field)
