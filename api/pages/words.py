"""The words people read for the codes that programs use. A code without a word is shown as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from checks.masking import masked
from extractor.kind_names import UNKNOWN, kind_names

STATES = {
    "queued": "排队中",
    "running": "读取中",
    "succeeded": "已完成",
    "partial": "部分完成",
    "failed": "未能完成",
    "cancelled": "已取消",
}
FILE_STATES = {"waiting": "等待", "reading": "读取中", "read": "已读完", "failed": "未能读取"}
VERDICTS = {"fail": "不符合", "review": "需人工判断", "pass": "符合", "not_applicable": "不适用"}
SEVERITIES = {"error": "重要", "warning": "一般", "note": "提示"}
PROGRAMMES = {"auto": "自动识别", "studio": "青创室", "station": "工作站点", "": "未能确定"}
PROGRAMMES_IN_FULL = {
    "auto": "自动识别",
    "studio": "北京优秀青年工程师创新工作室（青创室）",
    "station": "“千人进千企”科创公共服务工作站点",
}
STAGES = {
    "auto": "自动判断",
    "application": "申报",
    "agreement": "签约",
    "mid": "中期",
    "closing": "验收",
    "finance": "票据",
}
ACTIONS = {"accept": "已采纳", "dismiss": "不采纳", "comment": "已备注", "undo": "已撤销"}
JUDGED = {"accept": "有问题", "dismiss": "没有问题"}
ORDERS = {"new": "最近提交的在前", "old": "最早提交的在前", "worst": "不符合最多的在前"}
CHANGES = {"open": "未解决", "new": "新问题", "unclear": "不清楚", "solved": "已解决"}
WHO = {
    "AUTO": "程序可判",
    "AUTO-F": "程序可判不符合，符合由人判",
    "AUTO-P": "程序可判符合，其余由人判",
    "HUM": "由人判断",
    "INST": "机构职责，不由材料判断",
    "INFO": "只作提示",
}
KINDS = {
    "application_form": "申报书",
    "roster": "成员名册",
    "report": "报告",
    "activity": "活动材料",
    "identity_card": "身份证",
    "recommendation": "推荐函",
    "agreement": "协议",
    "rules_document": "规范性文件",
    "expert_letter": "专家同意函",
    "founding_document": "成立文件",
    "employment_proof": "在职证明",
    "appraisal_certificate": "成果评价证书",
    "signature_page": "签字盖章页",
    "invoice": "发票",
    "settlement": "决算",
    "budget": "预算",
    "payment_table": "发放表",
    "news": "新闻稿",
    "ledger": "台账",
    "cooperation": "合作材料",
    "unknown": "未识别的材料",
    "certificate": "证书",
    "change_request": "调整说明",
    "bank_slip": "银行回单",
    "commitment": "承诺书",
    "licence": "营业执照或法人证书",
    "voucher_list": "支出明细",
    "work_plan": "工作方案",
}
NONE_OF_THEM = "其他材料（以上都不是）"
REPORTS = {
    "summary": "总结报告",
    "needs": "需求分析报告",
    "model": "典型模式报告",
    "region": "区域企业发展报告",
    "university": "产学研工作模式报告",
}
FORMATS = {"pdf": "PDF", "docx": "Word 文档", "image": "图片", "jpeg": "图片", "png": "图片"}


def kind_of(kind: str, record: Mapping[str, Any] | None) -> str:
    """What a paper is called; a report by which report it is.

    >>> kind_of("report", {"fields": {"report_kind": {"value": "needs"}}}), kind_of("roster", None)
    ('需求分析报告', '成员名册')
    """
    if kind == "report" and record:
        which = record.get("fields", {}).get("report_kind", {})
        return REPORTS.get(str(which.get("value", "")), KINDS[kind])
    return KINDS.get(kind, kind)


def kinds_to_choose() -> list[tuple[str, str]]:
    """What a person may say that a paper is, with its name; what is none of them stands last."""
    named = {kind: kind_name(kind) for kind in kind_names()}
    return [*sorted(named.items(), key=lambda one: one[1].encode("gb18030")), (UNKNOWN, NONE_OF_THEM)]


def kind_name(kind: str) -> str:
    """Of a kind as a person gives it.

    >>> kind_name("report:summary"), kind_name("roster")
    ('总结报告', '成员名册')
    """
    sort = kind.partition(":")[2]
    return REPORTS.get(sort, kind) if sort else KINDS.get(kind, kind)


def action(action: str, verdict: str) -> str:
    """What was decided; where the program left it to a person, whether there is a problem.

    >>> action("dismiss", "fail"), action("dismiss", "review"), action("comment", "review")
    ('不采纳', '没有问题', '已备注')
    """
    return (JUDGED.get(action, "") if verdict == "review" else "") or ACTIONS.get(action, action)


NOT_RECHECKED = (
    "重新核对没有完成，这里的结论还是之前的。已保存的更正都在，但还没有计入；"
    "请把更正再保存一次重试，仍不成功请联系管理员。"
)
APPLICANT = "applicant"
"""Who does something on the applicant's own page."""


def actor(name: str) -> str:
    return {"local": "本机用户", APPLICANT: "申报人"}.get(name, name)


def read_by(source: str) -> str:
    """How a page's text was come by.

    >>> read_by("ocr:rapid"), read_by("text"), read_by("none")
    ('扫描页，文字由识别得到', '自带文字', '没有文字')
    """
    if source.startswith("ocr"):
        return "扫描页，文字由识别得到"
    return {"text": "自带文字", "mixed": "部分文字由识别得到", "none": "没有文字"}.get(source, source)


def when(moment: datetime) -> str:
    """Local time to the minute."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def size(count: int) -> str:
    """
    >>> size(0), size(300), size(15_000), size(3_400_000)
    ('0 KB', '1 KB', '15 KB', '3.2 MB')
    """
    if not count:
        return "0 KB"
    return f"{max(1, round(count / 1024))} KB" if count < 1024**2 else f"{count / 1024**2:.1f} MB"


def percent(share: float) -> str:
    return f"{share:.0%}"


def plain(value: Any) -> str:
    """A policy value for reading.

    >>> plain(["海淀区", "昌平区"]), plain(45)
    ('海淀区、昌平区', '45')
    """
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def quote(text: str, most: int = 80) -> str:
    """What was read, in one line, with ID numbers masked.

    >>> quote("甲\\n乙 " + "丙" * 100, 6)
    '甲 乙 丙…'
    """
    line = " ".join(masked(text).split())
    return line if len(line) <= most else line[: most - 1] + "…"
