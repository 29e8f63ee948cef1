"""Who is paid: consulting and labour fees, their barred payees, and the team's own people.

青创室 第七条（一）1、2, 站点 第十六条（一）（二）. Names alone do not prove identity: a namesake is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from checks.expense_lines import ExpenseLine
from checks.host import Host
from checks.invoice_identity import paper_key
from checks.outcome import Outcome, failed, passed, review
from checks.persons import squeezed
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice
from extractor.records.payment_table import Payment, PaymentTable
from extractor.records.roster import Roster

Doubt: TypeAlias = Callable[[ExpenseLine], str]


@dataclass(frozen=True, slots=True)
class Known:
    """One of the team: name, identity number ("" if not read), and where it stands."""

    name: str
    number: str
    cited: Cited[str]


def members_of(forms: Sequence[ApplicationForm], rosters: Sequence[Roster]) -> list[Known]:
    """The leader and the members of all forms and rosters."""
    people: list[Any] = [form.leader for form in forms]
    people += [member for form in forms for member in form.members]
    people += [member for roster in rosters for member in roster.members]
    return [
        Known(squeezed(one.name.value), one.id_number.value if one.id_number.present else "", one.name)
        for one in people
        if isinstance(one.name, Cited)
    ]


def people_of(
    forms: Sequence[ApplicationForm], rosters: Sequence[Roster], agreements: Sequence[Agreement]
) -> list[Known]:
    """The team, with the leaders that agreements name."""
    leaders = [one.project_leader for one in agreements if isinstance(one.project_leader, Cited)]
    return members_of(forms, rosters) + [Known(squeezed(field.value), "", field) for field in leaders]


def no_purpose(line: ExpenseLine) -> str:
    """A consulting line must say what it was needed for."""
    bare = {"咨询费", "专家咨询费", "咨询服务", "咨询服务费", "技术咨询", "技术咨询费", "*"}
    told = re.sub(r"\*[^*]*\*|^(?:支付|发放|报销|列支|付)", "", line.said).strip()
    if line.purpose.strip() or told not in bare | {line.label}:
        return ""
    return "没有写明咨询的事由"


def no_role(roles: Sequence[str]) -> Doubt:
    """A labour line outside a payment table must say to whom it went."""

    def doubt(line: ExpenseLine) -> str:
        told = f"{line.said} {line.purpose}"
        return "" if any(role in told for role in roles) else "没有写明付给什么人"

    return doubt


def pays_for(table: PaymentTable, *words: str) -> bool:
    """Whether the table calls the money so."""
    return any(is_for(table, word) for word in words)


def is_for(table: PaymentTable, word: str) -> bool:
    said = [field.value for field in (table.category, table.title) if field.present]
    return any(word in text for text in said[:1]) or (not table.category.present and any(word in s for s in said))


def payment_key(table: PaymentTable) -> str:
    """What tells a table apart: its title, what it pays for, the event, the day."""
    told = [str(f.value) for f in (table.title, table.category, table.activity, table.date) if f.present]
    return "|".join(told)


def consulting(
    host: Host,
    members: Sequence[Known],
    tables: Sequence[PaymentTable],
    invoices: Sequence[Invoice],
    lines: Sequence[ExpenseLine],
    own_unit: str,
    scope: str,
) -> Iterator[Outcome]:
    """Consulting fees: one finding for each payee that is barred or doubtful, one pass a paper for the others.

    `own_unit` says what a payment to the host itself is: fail or refer. `scope` own bars the host and its staff only.
    """
    for table in tables:
        if is_for(table, "咨询"):
            yield from _rows(table, lambda row: _consultant(host, members, row, scope))
    sellers = {line.paper_key for line in lines if "咨询费" in line.placement.categories[:1]}
    for invoice in invoices:
        if paper_key(invoice) in sellers:
            yield _seller(host, invoice, own_unit)


Judged: TypeAlias = tuple[str, str]  # verdict and reason


def _rows(table: PaymentTable, judge: Callable[[Payment], Judged]) -> Iterator[Outcome]:
    """One finding for each payee who fails, one for all in doubt for one reason, one pass for the others."""
    fine: list[Payment] = []
    doubted: dict[str, list[Payment]] = {}
    key = payment_key(table)
    for row in table.rows:
        verdict, reason = judge(row)
        if verdict == "pass":
            fine.append(row)
        elif verdict == "fail":
            said = f"发放表中的领款人{_names([row])}：{reason}"
            yield failed(said, *_cited(row), subject=f"{key}|{row.key}", firm=True)
        else:
            doubted.setdefault(reason, []).append(row)
    for reason, rows in doubted.items():
        said = f"发放表中的领款人{_names(rows)}{_unit(rows)}"
        subject = f"{key}|{rows[0].key if len(rows) == 1 else reason}"
        yield review(said, *(field for row in rows for field in _cited(row)), subject=subject, why=reason)
    if fine:
        said = f"发放表中的领款人{_names(fine)}未见属于本条限制的情形"
        yield passed(said, *(field for row in fine for field in _cited(row)), subject=f"{key}|others")


def _unit(rows: Sequence[Payment]) -> str:
    """Where they work, if it is one unit."""
    units = {row.employer.value if row.employer.present else "" for row in rows}
    return f"（{units.pop()}）" if len(units) == 1 and "" not in units else ""


def _names(rows: Sequence[Payment]) -> str:
    """The first four, and how many there are."""
    names = "、".join(row.name.value if row.name.present else f"（第 {row.key} 行）" for row in rows[:4])
    return names + (f"等 {len(rows)} 人" if len(rows) > 4 else "")


def _cited(row: Payment) -> list[Cited[Any]]:
    return [field for field in (row.name, row.employer, row.role) if isinstance(field, Cited)]


def _consultant(host: Host, members: Sequence[Known], row: Payment, scope: str) -> Judged:
    if not host.names:
        return "review", "材料中未写明依托单位，无法与领款人的工作单位比对"
    if not row.employer.present:
        return "review", "未写明领款人的工作单位"
    same = host.compare(row.employer)
    if same == "same":
        return "fail", f"工作单位“{row.employer.value}”就是受资助单位，不得领取咨询费"
    if same == "part":
        return "review", f"工作单位“{row.employer.value}”与受资助单位“{host.name}”名称相近，是否同一单位由人判断"
    if member := _member(members, row):
        if member.number and row.id_number.present and member.number != row.id_number.value:
            return "pass", ""
        return "review", f"与团队成员{member.name}同名，而所填工作单位是“{row.employer.value}”，请核对是否本人"
    if scope == "all":
        return "review", "政策参数把其他受资助单位也列入限制，须与登记的受资助单位核对"
    return "pass", ""


def _member(members: Sequence[Known], row: Payment) -> Known | None:
    if row.id_number.present:
        same = next((one for one in members if one.number and one.number == row.id_number.value), None)
        if same:
            return same
    name = squeezed(row.name.value) if row.name.present else ""
    return next((one for one in members if one.name == name), None)


def _seller(host: Host, invoice: Invoice, own_unit: str) -> Outcome:
    subject = f"invoice|{paper_key(invoice)}"
    seller: Field[str] = invoice.seller.name
    if not host.names:
        why = "材料中未写明依托单位"
        return review("无法核对咨询费的收款单位", seller, subject=subject, why=why)
    if not isinstance(seller, Cited):
        return review("咨询费发票上没有读到销售方", seller, subject=subject, why="收款单位不明")
    same = host.compare(seller)
    said = f"咨询费的收款单位是“{seller.value}”，依托单位是“{host.name}”"
    if same == "other":
        return passed(said, seller, *host.cited, subject=subject, firm=True)
    if same == "same" and own_unit == "fail":
        return failed(said, seller, *host.cited, subject=subject, firm=True)
    why = "付给受资助单位本身是否在限制之内，由人判断" if same == "same" else "两个名称相近，是否同一单位由人判断"
    return review(said, seller, *host.cited, subject=subject, why=why)


def labour(
    tables: Sequence[PaymentTable], members: Sequence[Known], roles: Sequence[str], host: Host
) -> Iterator[Outcome]:
    """Labour fees go to `roles`; to one of the team or of the host, or to nobody said, is a person's to judge."""

    def judge(row: Payment) -> Judged:
        if member := _member(members, row):
            return "review", f"领款人{member.name}是团队成员，能否领取劳务费由人判断"
        if not row.role.present:
            return "review", "未写明领款人是专家还是临时聘用人员"
        if isinstance(row.employer, Cited) and "临时" not in row.role.value and host.compare(row.employer) != "other":
            return "review", f"工作单位“{row.employer.value}”就是或可能是承担单位，在编人员能否领取劳务费由人判断"
        if any(role in row.role.value for role in roles):
            return "pass", ""
        return "review", f"所填身份“{row.role.value}”是否属于可领劳务费的人员，由人判断"

    for table in tables:
        if is_for(table, "劳务") or is_for(table, "讲课"):
            yield from _rows(table, judge)


def fiscal_staff(tables: Sequence[PaymentTable], barred: Sequence[str], doubtful: Sequence[str]) -> Iterator[Outcome]:
    """Staff paid from public funds take no labour fee: `barred` and `doubtful` are words in an employer's name."""
    for table in tables:
        if is_for(table, "劳务") or is_for(table, "讲课"):
            yield from _rows(table, lambda row: _public(row, barred, doubtful))


# 大学的办公室, 学会的专业委员会, 居民委员会, 工程局: they end like an authority and are none, or not surely one.
_NO_AUTHORITY = re.compile(
    r"集团|企业|大学|学院|学校|医院|研究|[协学]会|联盟|(?:专业|技术|标准化|居民|村民|业主|筹备|工作)委员会$|居委会|中[铁交建水冶]"
    r"|(?:工程|建设|建筑|电力|供电|勘[测察探]|设计|地质|邮政|铁路)局$|[餐展舞客]厅|机关(?:服务|事务)"
)


def _public(row: Payment, barred: Sequence[str], doubtful: Sequence[str]) -> Judged:
    if not row.employer.present:
        return "review", "未写明领款人的工作单位，无法判断是否财政供养人员"
    unit = row.employer.value.strip()
    status = row.role.value if row.role.present else ""
    if "公司" not in unit and any(re.search(word, unit) for word in barred):
        if _NO_AUTHORITY.search(unit):
            return "review", f"工作单位“{unit}”是否机关、参公单位不能由名称确定，由人判断"
        if re.search("退休|编外|临时|聘用", status + (row.title.value if row.title.present else "")):
            return "review", f"工作单位“{unit}”是机关，但所填身份为“{status}”，是否财政供养由人判断"
        return "fail", f"工作单位“{unit}”属机关或参公单位，财政供养人员不得领取劳务费"
    if "公司" not in unit and any(re.search(word, unit) for word in doubtful):
        return "review", f"工作单位“{unit}”可能是事业单位或群团组织，是否财政供养由人判断"
    return "pass", ""


@dataclass(frozen=True, slots=True)
class Bans:
    """Whom the fees may not go to: the host's own staff (`scope` all: of any supported unit), public staff."""

    scope: str
    barred: tuple[str, ...]
    doubtful: tuple[str, ...]


def barred_payees(
    tables: Sequence[PaymentTable], host: Host, members: Sequence[Known], bans: Bans
) -> Iterator[Outcome]:
    """P.05: each table's payees against the bans of what it pays for; who is paid by the state, a person says."""

    def labourer(row: Payment) -> Judged:
        verdict, reason = _public(row, bans.barred, bans.doubtful)
        return (verdict, reason) if verdict != "pass" else ("review", "是否财政供养人员由人确认")

    for table in tables:
        if is_for(table, "咨询"):
            yield from _rows(table, lambda row: _consultant(host, members, row, bans.scope))
        elif pays_for(table, "劳务", "讲课"):
            yield from _rows(table, labourer)
        elif table.rows:
            cited = [field for row in table.rows for field in _cited(row)]
            said = f"发放表有 {len(table.rows)} 名领款人"
            yield review(said, *cited, subject=payment_key(table), why="没有写明是咨询费还是劳务费，不能核对限制")
