"""站点 第十六条、第十七条: the five categories of expenses and the prohibitions, line by line."""

from __future__ import annotations

from checks import expense_labels, payees
from checks.event_links import linked
from checks.expense_findings import in_category, under_article
from checks.expense_lines import ExpenseLine, of_papers
from checks.expense_papers import NOTHING, ExpensePapers
from checks.host import host_of
from checks.listed_payees import listed_consulting
from checks.listed_proofs import listed_rows
from checks.outcome import Outcomes
from checks.rule import rule
from extractor.records.activity import ActivityRecord
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.invoice import Invoice
from extractor.records.payment_table import PaymentTable
from extractor.records.roster import Roster
from extractor.records.settlement import Settlement
from extractor.records.voucher_list import VoucherList

STATION = "station"


@rule("ZD-16.0", name="station-expense-categories")
def expense_categories(
    forms: tuple[ApplicationForm, ...] = (),
    budgets: tuple[Budget, ...] = (),
    settlements: tuple[Settlement, ...] = (),
    agreements: tuple[Agreement, ...] = (),
) -> Outcomes:
    """预算和决算的每个一级科目都是五类科目之一；宣传费、市内交通费属于“其他费用”之内，单列时由人判断。"""
    yield from expense_labels.outcomes(STATION, (*forms, *agreements), budgets, settlements)


@rule("ZD-16.1a", name="station-consulting-needed")
def consulting_needed(spent: ExpensePapers = NOTHING) -> Outcomes:
    """咨询费各行是咨询支出，并写明了咨询的事由。"""
    yield from in_category("咨询费", spent.lines(STATION), payees.no_purpose)


@rule("ZD-16.1b", name="station-consulting-payees")
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
    """咨询费不付给受资助单位的工作人员；条文未提单位本身，付给单位的由人判断。"""
    known = host_of(forms, agreements)
    members = payees.members_of(forms, rosters)
    lines = of_papers(STATION, (), (), (), (), invoices)
    yield from payees.consulting(known, members, tables, invoices, lines, own_unit, ban_scope)
    rows = listed_rows(lists, invoices, tables)
    yield from listed_consulting(STATION, known, members, rows, own_unit)


@rule("ZD-16.2a", name="station-labour-payees")
def labour_payees(
    spent: ExpensePapers = NOTHING,
    rosters: tuple[Roster, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    *,
    roles: list[str],
) -> Outcomes:
    """劳务费付给参与活动的专家、产业特派员和项目组临时聘用人员等；付给项目单位正式人员的由人判断。"""
    members = payees.members_of(spent.forms, rosters)
    yield from payees.labour(spent.tables, members, roles, host_of(spent.forms, agreements))
    yield from in_category("劳务费", spent.lines(STATION, tables=False), payees.no_role(roles))


@rule("ZD-16.2b", name="station-labour-fiscal-staff")
def labour_fiscal_staff(tables: tuple[PaymentTable, ...] = (), *, barred: list[str], doubtful: list[str]) -> Outcomes:
    """财政供养人员不领劳务费：工作单位是机关、参公单位的不得列支，事业单位、群团、公立高校和医院的由人判断。"""
    yield from payees.fiscal_staff(tables, barred, doubtful)


@rule("ZD-16.3", name="activity-expenses")
def activity_expenses(spent: ExpensePapers = NOTHING) -> Outcomes:
    """活动实施费各行属于设计、制作、资料印刷、布展、音频投影设备、摄影摄像、专业翻译。"""
    yield from in_category("活动实施费", spent.lines(STATION))


@rule("ZD-16.4a", name="meetings-held")
def meetings_held(
    spent: ExpensePapers = NOTHING,
    activities: tuple[ActivityRecord, ...] = (),
) -> Outcomes:
    """会议费的每张票据都对应一次实际召开的会议：票面写明的活动或日期与活动材料相符。"""

    def no_event(line: ExpenseLine) -> str:
        return "" if linked(line, activities) else "没有找到与这笔会议费对应的会议材料（通知、签到表、纪要）"

    yield from in_category("会议费", spent.lines(STATION, tables=False), no_event)


@rule("ZD-16.5a", name="station-other-expenses")
def other_expenses(spent: ExpensePapers = NOTHING) -> Outcomes:
    """其他费用各行属于市内交通费、宣传费、支持相关单位开展活动的经费等；市外差旅未列，由人判断。"""
    yield from in_category("其他费用", spent.lines(STATION))


@rule("ZD-17.1", name="no-outsiders-welfare")
def no_outsiders_welfare(spent: ExpensePapers = NOTHING) -> Outcomes:
    """没有与项目无关人员的福利和个人奖金；受益人是项目人员或不明的由人判断。"""
    yield from under_article(STATION, "ZD-17.1", spent.lines(STATION))


@rule("ZD-17.2a", name="no-daily-office")
def no_daily_office(spent: ExpensePapers = NOTHING) -> Outcomes:
    """没有日常办公支出（文具、水电、物业、通信等）；与某一活动对应的由人判断。"""
    yield from under_article(STATION, "ZD-17.2a", spent.lines(STATION))


@rule("ZD-17.2b", name="no-going-abroad")
def no_going_abroad(spent: ExpensePapers = NOTHING) -> Outcomes:
    """没有出国支出；外宾来京、港澳台和境外服务由人判断。"""
    yield from under_article(STATION, "ZD-17.2b", spent.lines(STATION))


@rule("ZD-17.2c", name="no-business-entertainment")
def no_business_entertainment(spent: ExpensePapers = NOTHING) -> Outcomes:
    """没有业务招待支出（招待、宴请、烟酒、娱乐）；礼品、纪念品、茶由人判断。"""
    yield from under_article(STATION, "ZD-17.2c", spent.lines(STATION))


@rule("ZD-17.2d", name="no-meals")
def no_meals(
    spent: ExpensePapers = NOTHING,
    *,
    meals_in_meeting: str,
) -> Outcomes:
    """没有用餐支出；会议综合定额之内的用餐、茶歇和饮用水由人判断。"""

    def within_meeting(line: ExpenseLine) -> str:
        if meals_in_meeting == "refer" and "会议费" in line.companions:
            where = "列在会议费之下" if line.paper == "list" else "同一张票据上有会议费"
            return f"{where}，会议综合定额内含的用餐是否属于“用餐”由人判断"
        return ""

    yield from under_article(STATION, "ZD-17.2d", spent.lines(STATION), doubt=within_meeting)


@rule("ZD-17.3", name="no-office-equipment-station")
def no_office_equipment(
    spent: ExpensePapers = NOTHING,
    *,
    scientific: str,
) -> Outcomes:
    """没有办公设备设施的维修改造和新增办公设备；租赁不在此列，购置音频投影设备由人判断。"""
    yield from under_article(STATION, "ZD-17.3", spent.lines(STATION), scientific=scientific)


@rule("ZD-17.4", name="no-management-costs")
def no_management_costs(spent: ExpensePapers = NOTHING) -> Outcomes:
    """没有组织、管理和协调等管理性费用；只写企业管理服务的由人判断。"""
    yield from under_article(STATION, "ZD-17.4", spent.lines(STATION))


@rule("ZD-17.5", name="station-no-fines-loans-donations")
def no_fines(spent: ExpensePapers = NOTHING) -> Outcomes:
    """没有罚款、还贷、捐赠、赞助、对外投资；滞纳金、违约金、利息、担保不在文字之内，由人判断。"""
    yield from under_article(STATION, "ZD-17.5", spent.lines(STATION))


@rule("ZD-17.6", name="no-unrelated-expenses-station")
def no_unrelated(spent: ExpensePapers = NOTHING) -> Outcomes:
    """没有与站点工作无关的支出；不能归入任何科目的各行由人判断。"""
    yield from under_article(STATION, "ZD-17.6", spent.lines(STATION))


@rule("ZD-18.5", name="no-transfers")
def no_transfers(spent: ExpensePapers = NOTHING) -> Outcomes:
    """没有违规转拨、转移经费；转拨、协作费、外包开发由人判断，支持相关单位开展活动的经费可以列支。"""
    yield from under_article(STATION, "ZD-18.5", spent.lines(STATION))
