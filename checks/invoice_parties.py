"""Who sold, who travelled, and what was split: V.06, V.14, V.18. Kinship by name is a hint, never a proof."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checks.host import Host, Term
from checks.invoice_face import first_fields
from checks.invoice_identity import is_red, paper_key
from checks.outcome import Outcome, not_applicable, passed, review
from checks.payees import Known
from checks.persons import squeezed
from checks.vouchers import BY_OCR, kind_of, shown, typed
from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice, Trip
from extractor.text.ids import resident_id, uscc_valid

_SHORTEST = 3  # characters of a person's name that a firm's name may hold without chance
_TAXI = "出租车票"


def seller(invoice: Invoice, host: Host, members: Sequence[Known]) -> Outcome:
    """V.06 for one invoice: the seller's code is right, the seller is not the buyer, the host or one of the team."""
    subject, name = paper_key(invoice), shown(invoice)
    who, code = invoice.seller.name, invoice.seller.tax_id
    if not isinstance(who, Cited) and not isinstance(code, Cited):
        if kind_of(invoice) == "铁路电子客票":
            return not_applicable(f"{name} 票面不印销售方", invoice.kind, subject=subject, firm=True)
        why = "没有读到销售方名称和税号"
        return review(f"{name} 没有销售方", *first_fields(invoice), who, subject=subject, why=why)
    cited = [field for field in (who, code) if isinstance(field, Cited)]
    doubts = [*_kin(invoice, host, members), *_code(code)]
    said = f"{name} 的销售方是“{who.value if who.present else code.value}”"
    if doubts:
        return review(f"{said}，{'；'.join(doubts)}", *cited, subject=subject, why="；".join(doubts))
    if not isinstance(code, Cited):
        return review(said, *cited, subject=subject, why="没有读到销售方税号，不能校验")
    if not host.names and not invoice.buyer.name.present:
        return review(said, *cited, subject=subject, why="没有购买方和依托单位，不能核对是否关联")
    team = "，也不是团队成员" if members else ""
    told = f"{said}，税号{'校验正确' if uscc_valid(code.value) else '为旧式号码'}，不是购买方或本单位{team}"
    return passed(told, *cited, subject=subject, firm=True)


def _kin(invoice: Invoice, host: Host, members: Sequence[Known]) -> Iterator[str]:
    who, buyer = invoice.seller, invoice.buyer
    if _same(who.tax_id, buyer.tax_id) or _same(who.name, buyer.name):
        yield "销售方与购买方是同一单位"
    elif isinstance(who.name, Cited) and host.names and host.compare(who.name) != "other":
        yield f"销售方名称与本单位“{host.name}”相同或相近"
    name = squeezed(who.name.value) if who.name.present else ""
    for member in members:
        if member.name and (name == member.name or (len(member.name) >= _SHORTEST and member.name in name)):
            yield f"销售方名称含有团队成员{member.name}的姓名"
            return


def _same(one: Field[str], other: Field[str]) -> bool:
    if not one.present or not other.present:
        return False
    return bool(re.sub(r"\s", "", one.value).upper() == re.sub(r"\s", "", other.value).upper())


def _code(code: Field[str]) -> Iterator[str]:
    """A credit code of 18 characters proves itself; older numbers and a person's own number have other shapes."""
    if not isinstance(code, Cited):
        return
    text = re.sub(r"\s", "", code.value).upper()
    if len(text) == 18 and not uscc_valid(text):
        person = resident_id(text)
        if person is None or not (person.valid or person.masked):
            yield f"税号 {text} 的校验码不正确" + ("" if typed(code) else f"（{BY_OCR}）")
    elif not re.fullmatch(r"[0-9A-Z*]{15}|[0-9A-Z*]{17,20}", text):
        yield f"税号 {text} 不是 15 至 20 位" + ("" if typed(code) else f"（{BY_OCR}）")


def split_purchases(invoices: Sequence[Invoice], nearby: int) -> Iterator[Outcome]:
    """V.14: invoices of one seller and day whose numbers follow each other (at most `nearby` apart)."""
    groups: dict[tuple[str, str], list[Invoice]] = defaultdict(list)
    for one in invoices:
        who = next((f.value for f in (one.seller.tax_id, one.seller.name) if f.present), "")
        if who and one.issue_date.present and not is_red(one) and one.invoice_number.present:
            groups[who, str(one.issue_date.value)].append(one)
    found = [run for group in groups.values() for run in _runs(group, nearby)]
    for run in found:
        numbers = [one.invoice_number for one in run]
        totals = [one.total_with_tax.value for one in run if one.total_with_tax.present]
        sum_ = f"，合计 {sum(totals[1:], totals[0])} 元" if totals else ""
        first = run[0]
        said = (
            f"“{first.seller.name.value if first.seller.name.present else '同一销售方'}”在 {first.issue_date.value}"
        )
        said += f" 开出 {len(run)} 张号码相连的发票{sum_}"
        why = "同一销售方同日号码相连，是否拆分开票由人判断"
        yield review(said, *numbers, subject="|".join(field.value for field in numbers), why=why)
    if invoices and not found:
        cited = [field for one in invoices for field in first_fields(one)]
        yield not_applicable(f"{len(invoices)} 张票据中没有同日号码相连的", *cited[:6])


def _runs(group: Sequence[Invoice], nearby: int) -> Iterator[list[Invoice]]:
    ordered = sorted(group, key=lambda one: one.invoice_number.value)
    run = ordered[:1]
    for before, after in pairwise(ordered):
        if _apart(before, after) <= nearby:
            run.append(after)
            continue
        if len(run) > 1:
            yield run
        run = [after]
    if len(run) > 1:
        yield run


def _apart(one: Invoice, other: Invoice) -> int:
    """How far two numbers are apart; very far where they are not of one shape."""
    a, b = one.invoice_number.value, other.invoice_number.value
    return abs(int(a) - int(b)) if a.isdigit() and b.isdigit() and len(a) == len(b) else 10**20


def journey(invoice: Invoice, trip: Trip, members: Sequence[Known], term: Term, home: Sequence[str]) -> Outcome:
    """V.18 for one ticket: a member travelled, from or to Beijing, within the term."""
    subject, name = paper_key(invoice), shown(invoice)
    cited = [field for field in (trip.traveller, trip.from_, trip.to, trip.depart_date) if isinstance(field, Cited)]
    cited = cited or first_fields(invoice)
    doubts = list(_taxi(invoice, home) if kind_of(invoice) == _TAXI else _ticket(trip, members, home))
    doubts += _out_of_term(trip, term)
    said = f"{name} {_said(trip)}"
    if doubts:
        return review(said, *cited, subject=subject, why="；".join(doubts))
    return passed(f"{said}，乘坐人是团队成员，日期在项目期限内", *cited, *term.cited, subject=subject, firm=True)


def _said(trip: Trip) -> str:
    parts = [trip.traveller, trip.depart_date]
    way = [end.value for end in (trip.from_, trip.to) if end.present]
    return " ".join([*(str(part.value) for part in parts if part.present), "至".join(way)]).strip() or "的行程"


def _ticket(trip: Trip, members: Sequence[Known], home: Sequence[str]) -> Iterator[str]:
    if not trip.traveller.present:
        yield "没有读到乘坐人"
    elif not members:
        yield "材料中没有团队成员名单，乘坐人没有核对"
    elif squeezed(trip.traveller.value) not in {member.name for member in members}:
        yield f"乘坐人{trip.traveller.value}不在团队成员名单中"
    if not (trip.from_.present and trip.to.present):
        yield "出发地或到达地没有读到"
    elif not any(place in end for place in home for end in (trip.from_.value, trip.to.value)):
        yield "出发地和到达地都不在北京"


def _taxi(invoice: Invoice, home: Sequence[str]) -> Iterator[str]:
    yield "出租车票不印乘坐人，由人核对"
    if invoice.region.present and invoice.region.value not in home:
        yield f"是{invoice.region.value}的票据，不是市内交通"


def _out_of_term(trip: Trip, term: Term) -> list[str]:
    day = trip.depart_date
    if not isinstance(day, Cited):
        return ["没有读到乘坐日期"]
    if term.start is None or term.end is None or not term.agreed:
        return ["项目期限没有设定，乘坐日期没有核对"]
    if day.value.latest < term.start or day.value.earliest > term.end:
        return [f"乘坐日期 {day.value} 不在项目期限 {term.start} 至 {term.end} 之内"]
    return []
