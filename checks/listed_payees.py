"""To whom the rows of a list pay consulting fees, where no invoice or payment table says it: QC-07.1.1b, ZD-16.1b.

A list names a payee and no employer: it can show that the host itself, or one of the team, was paid, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.expense_lines import of_invoice
from checks.expenses import place
from checks.host import Host
from checks.invoice_claims import PERSON_NAME
from checks.listed_money import doubt_of
from checks.listed_proofs import ListedRow
from checks.outcome import Outcome, failed, review
from checks.payees import Known, is_for
from checks.persons import squeezed
from extractor.records.cited import Cited

_FEE = "咨询费"
_APART = re.compile(r"[、，,；;/／和及与（）()]+")
_UNIT = re.compile(
    r"(?:公司|集团|企业|大学|[院所校厂局会社馆店]|中心|科协|机构|基地|联盟|平台|工作室|经营部|[商银]行)(?:[（(][^（）()]*[）)])?$"
)
_SHOWN = 4  # payees named in one message


def listed_consulting(
    programme: str, host: Host, members: Sequence[Known], rows: Sequence[ListedRow], own_unit: str
) -> Iterator[Outcome]:
    """One finding for each consulting fee that went, or may have gone, to the host or the team; one for each list
    about those whose payee, or the payee's employer, is not known.

    `own_unit` says what a payment to the host itself is: fail or refer.
    """
    unknown: dict[str, list[ListedRow]] = {}
    for one in rows:
        if not _consulting(programme, one) or _tabled(one) or _invoiced(programme, one):
            continue
        payee = one.row.payee
        if isinstance(payee, Cited) and (found := _barred(host, members, one, payee, own_unit)):
            yield found
        elif _open(one) and (not isinstance(payee, Cited) or not _a_unit(payee) or not host.names):
            unknown.setdefault(one.list_key, []).append(one)
    for key, together in unknown.items():
        yield _unknown(key, together, host)


def _barred(host: Host, members: Sequence[Known], one: ListedRow, payee: Cited[str], own_unit: str) -> Outcome | None:
    """A payment to the host or to one of the team; None for another's."""
    told = [field for field in (payee, one.row.summary, one.row.category) if isinstance(field, Cited)]
    if _people_of(payee) & {member.name for member in members}:
        said = f"支出明细中的咨询费付给“{payee.value}”，与团队成员同名"
        return review(said, *told, subject=one.key, why="是否团队成员本人由人判断")
    same = host.compare(payee) if host.names else "other"
    if same == "other":
        return None
    said = f"支出明细中咨询费的收款单位是“{payee.value}”，依托单位是“{host.name}”"
    doubt = _doubt(one)
    if same == "same" and own_unit == "fail" and not doubt:
        return failed(said, *told, *host.cited, subject=one.key, firm=True)
    known = doubt or "付给受资助单位本身是否在限制之内，由人判断"
    why = known if same == "same" else "两个名称相近，是否同一单位由人判断"
    return review(said, *told, *host.cited, subject=one.key, why=why)


def _doubt(one: ListedRow) -> str:
    """Why the row may be no payment of the project's: taken back, another's money, or an invoice says otherwise."""
    if one.row.amount.present and one.row.amount.value < 0:
        return "负数，冲减的是另一笔，请与被冲的一笔一并核对"
    if one.proof != "none":
        return "可能就是材料中某一张票据的支出，而票面写的不是咨询费，由人对照"
    return doubt_of(one.row, one.title)


def _unknown(key: str, rows: Sequence[ListedRow], host: Host) -> Outcome:
    payees = (f"“{one.row.payee.value}”" if isinstance(one.row.payee, Cited) else "（没有收款方）" for one in rows)
    shown = list(dict.fromkeys(payees))
    more = "等" if len(shown) > _SHOWN else ""
    said = f"支出明细中有 {len(rows)} 笔咨询费，收款方是{'、'.join(shown[:_SHOWN])}{more}"
    cited = [
        field
        for one in rows
        for field in (one.row.payee, one.row.summary, one.row.category)
        if isinstance(field, Cited)
    ]
    lacking = "没有写明收款人或其工作单位" if host.names else "材料中未写明依托单位"
    why = f"{lacking}，是否付给受资助单位或其工作人员由人核对"
    return review(said, *cited, subject=f"{key}|payees", why=why)


def _open(one: ListedRow) -> bool:
    """Whether no invoice surely is the row's own: its seller would be looked at there."""
    return one.proof != "sure" or not one.invoices


def _people_of(payee: Cited[str]) -> set[str]:
    """The names in a cell that may hold several (丁一、王二), or say more of one (丁一（项目组）)."""
    said = squeezed(payee.value)
    return {said, *_APART.split(said)}


def _a_unit(payee: Cited[str]) -> bool:
    """Whether the payee is called as units are; what is not may be persons (丁一、王二, 王某等 5 人, 现金)."""
    said = squeezed(payee.value)
    return bool(_UNIT.search(said)) and not PERSON_NAME.fullmatch(said)


def _tabled(one: ListedRow) -> bool:
    """Whether a payment table of consulting fees pays the row: its payees are looked at there."""
    return any(is_for(table, "咨询") for table in one.tables)


def _consulting(programme: str, one: ListedRow) -> bool:
    texts = [field.value for field in (one.row.category, one.row.summary) if isinstance(field, Cited)]
    return any(place(text, programme=programme).category == _FEE for text in texts)


def _invoiced(programme: str, one: ListedRow) -> bool:
    """Whether an invoice for consulting speaks for the row: its seller is looked at there."""
    return one.proof in ("sure", "perhaps") and any(
        _FEE in line.placement.categories[:1] for paper in one.invoices for line in of_invoice(programme, paper)
    )
