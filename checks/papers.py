"""The papers of a case by record type and by name, and what of them was not read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from checks.case import Case, CaseDocument, UnreadFile, UnreadPage
from extractor.records.activity import ActivityRecord
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.identity_card import IdentityCard
from extractor.records.invoice import Invoice
from extractor.records.payment_table import PaymentTable
from extractor.records.report import Report
from extractor.records.roster import Roster
from extractor.records.settlement import Settlement
from extractor.records.supporting_paper import SupportingPaper
from extractor.records.voucher_list import VoucherList

# What a rule asks for that is put together of every paper (checks.paper_text, checks.station_papers).
WHOLE = frozenset({"PaperText", "Station"})
NAMES = {
    "signature_page": "签字盖章页",
    "expert_letter": "指导专家材料",
    "founding_document": "成立文件",
    "employment_proof": "在职证明",
    "appraisal_certificate": "成果评价材料",
    "licence": "营业执照或法人证书",
    "application_form": "申报书",
    "roster": "成员名册",
    "report": "报告",
    "report:summary": "总结报告",
    "report:needs": "需求分析报告",
    "report:model": "专家服务企业典型模式报告",
    "report:region": "区域企业发展报告",
    "report:university": "产学研工作模式报告",
    "activity": "活动或成果材料",
    "identity_card": "身份证",
    "recommendation": "推荐函",
    "agreement": "协议",
    "rules_document": "规范性文件",
    "settlement": "决算报告",
    "work_plan": "工作方案",
    "ledger": "台账",
    "cooperation": "合作材料",
    "change_request": "调整说明",
    "budget": "预算",
    "voucher_list": "支出明细",
    "payment_table": "发放表",
    "invoice": "票据",
    "bank_slip": "银行回单",
}
TYPE_NAMES: dict[type, str] = {
    ApplicationForm: "申报书",
    Roster: "成员名册",
    Report: "报告",
    ActivityRecord: "活动或成果材料",
    IdentityCard: "身份证",
    SupportingPaper: "佐证材料",
    Agreement: "协议",
    Budget: "经费预算",
    Settlement: "决算报告",
    PaymentTable: "发放表",
    Invoice: "票据",
    VoucherList: "支出明细",
}


@dataclass(frozen=True, slots=True)
class Unread:
    """What was not read and might matter: pages with the name of their file, and whole files.

    `unknown` names the papers that were read and whose kind nobody knows: they may hold what was not found, and
    contradict nothing that was.
    """

    pages: tuple[tuple[str, UnreadPage], ...]
    files: tuple[UnreadFile, ...]
    unknown: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pages or self.files)

    def __str__(self) -> str:
        """At most three of them, in Chinese."""
        said = [f"{name} 第{page.number}页" for name, page in self.pages] + [file.name for file in self.files]
        more = f"等 {len(said)} 处" if len(said) > 3 else ""
        return "、".join(said[:3]) + more

    @property
    def hiding(self) -> str:
        """Where something that was not found may be, in Chinese; "" where everything was read and recognised."""
        counted = [(len(self.files), "个文件"), (len(self.pages), "个页面")]
        said = "、".join(f"{number} {what}" for number, what in counted if number)
        parts = [f"{said}没有读取（{self}）"] if said else []
        if self.unknown:
            more = "等" if len(self.unknown) > 3 else ""
            parts.append(f"{len(self.unknown)} 份材料未能识别类别（{'、'.join(self.unknown[:3])}{more}）")
        return f"有 {'，'.join(parts)}" if parts else ""


def records_of(document: CaseDocument) -> tuple[Any, ...]:
    """The records of one paper: none, one, or several where the paper holds several."""
    if document.record is None:
        return ()
    return document.record if isinstance(document.record, tuple) else (document.record,)


def records(documents: Iterable[CaseDocument], type_: type) -> list[Any]:
    """Every record of exactly this type, in the order of the documents; a paper's second form has none of its own."""
    own = (document for document in documents if not document.twin)
    return [record for document in own for record in records_of(document) if type(record) is type_]


def present(documents: Iterable[CaseDocument]) -> set[str]:
    """The names of the papers handed in: kinds, and for a report also report:<kind of report>."""
    names: set[str] = set()
    for document in documents:
        names.add(document.kind)
        for record in records_of(document):
            if isinstance(record, Report):
                kind = record.report_kind
                names |= {"report", f"report:{kind.value}" if kind.present else "report:?"}
    return names


def unread_for(case: Case, types: Sequence[type]) -> Unread:
    """What was not read of papers of these record types, of papers of unknown kind, and of whole files.

    Several records of one paper share its pages, so that what one of them misses the others miss too.
    """
    wanted = {_sheets(document) for document in case.documents if _may_be(document, types)}
    pages = tuple(
        (document.name, page)
        for document in case.documents
        if _sheets(document) in wanted
        for page in document.unread
    )
    unknown = tuple(document.name for document in case.documents if document.kind == "unknown")
    return Unread(pages, case.unread_files, unknown)


def _sheets(document: CaseDocument) -> tuple[str, tuple[int, ...]]:
    return document.name, document.pages


def _may_be(document: CaseDocument, types: Sequence[type]) -> bool:
    held = records_of(document)
    whole = not WHOLE.isdisjoint(type_.__name__ for type_ in types)
    return not held or whole or any(type(record) in types for record in held)


def may_be_hidden(case: Case, paper: str) -> str:
    """Why a paper that was not found may be there all the same, in Chinese; "" where that is ruled out."""
    unread = unread_for(case, ())
    if unread:
        return f"有未能读取的内容（{unread}），该材料可能在其中"
    unknown = [document.name for document in case.documents if document.kind == "unknown"]
    if unknown:
        return f"有未能识别类别的材料（{'、'.join(unknown[:3])}），该材料可能在其中"
    if paper.startswith("report:") and "report:?" in present(case.documents):
        return "有报告未能判断是哪一种，该材料可能是它"
    return ""
