"""青创室 第七条: the five categories of expenses and the five prohibitions, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from checks import expense_labels, payees
from checks.expense_findings import about_rows, in_category, rows_together, under_article
from checks.expense_lines import ExpenseLine, of_papers
from checks.expense_papers import NOTHING, ExpensePapers
from checks.host import host_of
from checks.listed_payees import listed_consulting
from checks.listed_proofs import listed_rows
from checks.outcome import Outcomes, passed
from checks.persons import squeezed
from checks.rule import rule
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.invoice import Invoice
from extractor.records.payment_table import PaymentTable
from extractor.records.roster import Roster
from extractor.records.settlement import Settlement
from extractor.records.voucher_list import VoucherList

STUDIO = "studio"


@rule("QC-07.1.0", name="expense-categories")
def expense_categories(
    forms: tuple[ApplicationForm, ...] = (),
    budgets: tuple[Budget, ...] = (),
    settlements: tuple[Settlement, ...] = (),
) -> Outcomes:
    """预算和决算的每个一级科目都是五类科目之一；差旅费、市内交通费属于“其他费用”之内，单列时由人判断。"""
    yield from expense_labels.outcomes(STUDIO, forms, budgets, settlements)


@rule("QC-07.1.1a", name="consulting-needed")
def consulting_needed(spent: ExpensePapers = NOTHING) -> Outcomes:
    """咨询费各行是咨询支出，并写明了咨询的事由。"""
    yield from in_category("咨询费", spent.lines(STUDIO), payees.no_purpose)


@rule("QC-07.1.1b", name="consulting-payees")
def consulting_payees(
    forms: tuple[ApplicationForm, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    rosters: tuple[Roster, ...] = (),
    tables: tuple[PaymentTable, ...] = (),
    invoices: tuple[Invoice, ...] = (),
    lists: tuple[VoucherList, ...] = (),
    *,
    own_unit: str,
    ban_scope: str,
) -> Outcomes:
    """咨询费不付给受资助单位及其工作人员：收款单位、领款人的工作单位都不是依托单位，领款人也不是团队成员。"""
    known = host_of(forms, agreements)
    members = payees.members_of(forms, rosters)
    lines = of_papers(STUDIO, (), (), (), (), invoices)
    yield from payees.consulting(known, members, tables, invoices, lines, own_unit, ban_scope)
    rows = listed_rows(lists, invoices, tables)
    yield from listed_consulting(STUDIO, known, members, rows, own_unit)


@rule("QC-07.1.2a", name="labour-payees")
def labour_payees(
    spent: ExpensePapers = NOTHING,
    rosters: tuple[Roster, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    *,
    roles: list[str],
) -> Outcomes:
    """劳务费付给参与活动的专家和临时聘用人员等；付给团队成员或在编人员的由人判断。"""
    members = payees.members_of(spent.forms, rosters)
    yield from payees.labour(spent.tables, members, roles, host_of(spent.forms, agreements))
    yield from in_category("劳务费", spent.lines(STUDIO, tables=False), payees.no_role(roles))


@rule("QC-07.1.2b", name="labour-fiscal-staff")
def labour_fiscal_staff(tables: tuple[PaymentTable, ...] = (), *, barred: list[str], doubtful: list[str]) -> Outcomes:
    """财政供养人员不领劳务费：工作单位是机关、参公单位的不得列支，事业单位、群团、公立高校和医院的由人判断。"""
    yield from payees.fiscal_staff(tables, barred, doubtful)


@rule("QC-07.1.3", name="training-attendees")
def training_attendees(
    spent: ExpensePapers = NOTHING,
    rosters: tuple[Roster, ...] = (),
) -> Outcomes:
    """培训费用于团队成员参加学术会议、培训交流和继续教育，参加人是团队成员。"""
    members = payees.members_of(spent.forms, rosters)
    yield from in_category("培训费", spent.lines(STUDIO, tables=False), _attendee(members))


def _attendee(members: Sequence[payees.Known]) -> payees.Doubt:
    def doubt(line: ExpenseLine) -> str:
        text = squeezed(f"{line.said}{line.purpose}")
        if any(member.name in text for member in members) or (line.paper == "budget" and "成员" in text):
            return ""
        return "没有写明参加人员，或参加人员不在团队成员名单中"

    return doubt


@rule("QC-07.1.4", name="research-expenses")
def research_expenses(spent: ExpensePapers = NOTHING) -> Outcomes:
    """科研业务费各行属于专利及文章、宣传推广、缴纳税费、项目管理、测试检测、资料。"""
    yield from in_category("科研业务费", spent.lines(STUDIO))


@rule("QC-07.1.5a", name="other-expenses")
def other_expenses(spent: ExpensePapers = NOTHING) -> Outcomes:
    """其他费用各行属于北京市内交通费、差旅费和支持科研项目生产的其他经费。"""
    yield from in_category("其他费用", spent.lines(STUDIO))


@rule("QC-07.1.5c", name="other-is-residual")
def other_is_residual(spent: ExpensePapers = NOTHING) -> Outcomes:
    """其他费用只列前四类没有列明的内容。"""
    others = ("其他费用", "其他", "其它", "其它费用")
    lines = [line for line in spent.lines(STUDIO, tables=False) if line.label in others and line.placement.category]
    fitting = [line for line in lines if line.placement.category != "其他费用"]
    for rows in rows_together(fitting, lambda line: line.placement.category):
        fits = rows[0].placement.category
        why = f"前四类已列明的内容应列入{fits}，请核对科目"
        yield about_rows(rows, f"列在其他费用中，可归入{fits}", why, fits)
    for line in lines:
        if line.placement.category == "其他费用" and not line.mixed and line.paper != "list":
            yield passed(f"“{line.said}”列在其他费用，不属于前四类", *line.cited, subject=line.key)


@rule("QC-07.2.1", name="no-personal-welfare")
def no_personal_welfare(spent: ExpensePapers = NOTHING) -> Outcomes:
    """没有团队人员的个人福利和个人奖金支出；可能是福利也可能不是的物品，受益人不明时由人判断。"""
    yield from under_article(STUDIO, "QC-07.2.1", spent.lines(STUDIO))


@rule("QC-07.2.2", name="no-fines-loans-donations")
def no_fines(spent: ExpensePapers = NOTHING) -> Outcomes:
    """没有罚款、还贷、捐赠、赞助、对外投资；滞纳金、违约金、利息、担保不在文字之内，由人判断。"""
    yield from under_article(STUDIO, "QC-07.2.2", spent.lines(STUDIO))


@rule("QC-07.2.3", name="no-outsiders-hosted")
def no_outsiders(spent: ExpensePapers = NOTHING) -> Outcomes:
    """没有外部人员的接待和食宿；写明接待、来宾的不得列支，用餐人、入住人不明的由人判断。"""
    yield from under_article(STUDIO, "QC-07.2.3", spent.lines(STUDIO))


@rule("QC-07.2.4", name="no-office-equipment-studio")
def no_office_equipment(
    spent: ExpensePapers = NOTHING,
    *,
    scientific: str,
) -> Outcomes:
    """没有办公设备设施的维修改造和新增办公设备；科研仪器、服务器、软件和家具由人判断，租赁不在此列。"""
    yield from under_article(STUDIO, "QC-07.2.4", spent.lines(STUDIO), scientific=scientific)


@rule("QC-07.2.5", name="no-unrelated-expenses-studio")
def no_unrelated(spent: ExpensePapers = NOTHING) -> Outcomes:
    """没有与科研生产无关的支出；不能归入任何科目的各行由人判断。"""
    yield from under_article(STUDIO, "QC-07.2.5", spent.lines(STUDIO))
