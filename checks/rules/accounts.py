"""The money's own account, where it went, who signed for it: 青创室 第八条, 站点 第十四条、第十八条（二）（六）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from checks import bank_slips
from checks.host import Host, host_of
from checks.invoice_claims import PERSON_NAME
from checks.listed_money import UNPAID
from checks.outcome import Outcome, Outcomes, failed, missing, not_applicable, passed, review
from checks.paper_text import PaperText
from checks.payees import people_of
from checks.persons import squeezed
from checks.rule import rule
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited
from extractor.records.settlement import Settlement
from extractor.records.voucher_list import VoucherList, VoucherRow
from extractor.text.amounts import parse_amount

# 到账, 转账, 报账 … are what is done with money, 账户, 账单, 账款 … what a bank or a debtor has: none is a book.
_BOOK = "(?:(?<=日记)|(?<![到转报挂入对销出进走划汇收付结平做记查审核欠]))账(?![户号单款期龄])"
_OWN_ACCOUNT = re.compile(
    rf"专{_BOOK}|(?:辅助|专项|项目).{{0,6}}{_BOOK}|(?:工作室|青创室|站点?|项目|专项|课题).{{0,8}}(?:明细|序时|流水){_BOOK}"
)
_NO_BOOK = re.compile("(?:未(?!来)|没有|尚无|暂无|并无|不(?!锈))[^，。；]{0,8}账")
_ANY_ACCOUNT = re.compile("(?:会计|明细)科目[：:]")  # every book has these: 管理费用 is not the project's own
_OF_A_PROJECT = re.compile("项目|专项|工作室|青创室|站|课题|专款|拨款")
_NOTHING = re.compile("暂?无|没有|未设|不适用")
_SAID = re.compile(r"单独核算|独立核算|专账|专款专用|辅助核算|专项管理")
_TRANSFER = re.compile(r"银行回单|电子回单|进账单|汇款|转账|入账通知|拨款(?:凭证|通知|回单|单)|收款凭证|网上银行")
_GIVER = re.compile(
    r"拨款|(?:付款|汇款)(?:单位|人|方|账户)?(?:全称|名称|户名)?[：:]?[^：:]{0,20}(?:服务中心|科学技术协会|科协|财政)"
)
_GRANTOR = re.compile("创新服务中心|科学技术协会|科协|财政")
_GRANT_PAPER = re.compile("拨款(?:凭证|通知|回单|单)|(?:拨款|付款|汇款)(?:单位|人|方)")
_SIGNED = r"(?:签字|签名|签章|审批|批准|审核|核准)"
_MONEY_PAPER = re.compile("报销|支出|决算|付款|用款|领款|借款")
_OTHER_PAPERS = ("agreement", "application_form", "report", "budget", "settlement", "payment_table", "voucher_list")
_SETTLED_AS = ("咨询费", "劳务费")


@rule("QC-08.1", name="own-account")
def own_account(
    lists: tuple[VoucherList, ...] = (), settlements: tuple[Settlement, ...] = (), texts: tuple[PaperText, ...] = ()
) -> Outcomes:
    """经费专项管理、独立核算：有项目专账、辅助账或项目编号的明细账；只有文字说明的由人判断。"""
    yield from _account(lists, settlements, texts)


@rule("ZD-14.2", name="station-own-account")
def station_own_account(
    lists: tuple[VoucherList, ...] = (), settlements: tuple[Settlement, ...] = (), texts: tuple[PaperText, ...] = ()
) -> Outcomes:
    """经费单独核算、专款专用：有项目专账、辅助账或项目编号的明细账；只有文字说明的由人判断。"""
    yield from _account(lists, settlements, texts)


def _account(
    lists: Sequence[VoucherList], settlements: Sequence[Settlement], texts: Sequence[PaperText]
) -> Iterator[Outcome]:
    named = [one.account for one in lists if isinstance(one.account, Cited) and _of_the_project(one.account)]
    titled = [one.title for one in lists if isinstance(one.title, Cited) and _own_book(one.title.value)]
    if named or titled:
        first = [*named, *titled][0]
        yield passed(f"有项目的明细账（{first.value}）", *named, *titled)
        return
    said = [span for text in texts for span in text.lines if _SAID.search("".join(span.text.split()))]
    if said:
        why = "只有文字说明，没有见到专账或辅助账"
        yield review(f"材料中有单独核算的说明 {len(said)} 处", *said[:4], why=why)
    elif lists or settlements:
        cited = [*(one.title for one in lists), *(one.title for one in settlements)]
        yield review("决算和支出明细没有写明专账或项目编号", *cited, why="没有见到专账、辅助账或项目编号")
    else:
        yield missing("未见明细账和决算报告，没有单独核算的依据", why="缺少明细账或决算报告")


def _own_book(title: str) -> bool:
    """Whether a list calls itself a book of the project's own.

    >>> [_own_book(one) for one in ("未来公司项目日记账", "项目经费到账及支出明细表", "未设项目专账的明细")]
    [True, False, False]
    """
    said = squeezed(title)
    return bool(_OWN_ACCOUNT.search(said)) and not _NO_BOOK.search(said)


def _of_the_project(account: Cited[str]) -> bool:
    """A code or an account that is the project's own: 会计科目 counts only where it names a project."""
    if _NOTHING.match(account.value):
        return False
    labelled = any(_ANY_ACCOUNT.search(squeezed(span.text)) for span in account.spans)
    return not labelled or bool(_OF_A_PROJECT.search(account.value))


@rule("QC-08.2", name="paid-to-the-host")
def paid_to_the_host(
    forms: tuple[ApplicationForm, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    texts: tuple[PaperText, ...] = (),
) -> Outcomes:
    """经费全部拨至依托单位：拨款凭证的收款户名是依托单位，金额等于资助金额；分期拨付的由人判断。"""
    host = host_of(forms, agreements)
    grants = [one.grant_amount for one in agreements if isinstance(one.grant_amount, Cited)]
    slips = [
        text for text in texts if text.kind not in _OTHER_PAPERS and _is_grant(text) and not _by_host(text, host)
    ]
    paid = [(text, holder) for text in slips for holder in bank_slips.payees(text.lines)]
    if not paid:
        yield missing("未见写明收款户名的拨款凭证", why="缺少拨款凭证（银行回单），或没有读到收款户名")
        return
    if not host.names:
        yield review("拨款凭证的收款户名没有核对", *(holder for _, holder in paid), why="材料中没有写明依托单位")
        return
    for text, holder in paid:
        yield _paid(text, holder, host, grants)


def _is_grant(text: PaperText) -> bool:
    """A slip of the bank that shows the grant coming in, not one of the many by which the host pays its vendors."""
    said = "".join("".join(span.text.split()) for span in text.lines)
    return bool(_TRANSFER.search(said) and _GIVER.search(said))


def _by_host(text: PaperText, host: Host) -> bool:
    """The host's own payment to a vendor, whatever its purpose says of the grant."""
    payers = bank_slips.payers(text.lines)
    return bool(payers and host.names) and all(host.compare(one) == "same" for one in payers)


def _unsure(text: PaperText) -> str:
    """Why a slip may not be of the grant: who paid is no giver of it, or is not said and only the purpose tells."""
    payers = bank_slips.payers(text.lines)
    if payers:
        return "" if any(_GRANTOR.search(one.value) for one in payers) else "付款方不像拨款单位，是否项目拨款由人判断"
    said = "\n".join(squeezed(span.text) for span in text.lines)
    return "" if _GRANT_PAPER.search(said) else "没有读到付款方，是否项目拨款由人判断"


def _paid(text: PaperText, holder: Cited[str], host: Host, grants: Sequence[Cited[Decimal]]) -> Outcome:
    said = f"拨款凭证的收款户名是“{holder.value}”，依托单位是“{host.name}”"
    cited: list[Any] = [holder, *host.cited]
    same = host.compare(holder)
    unsure = _unsure(text)
    if same == "other" and not unsure:
        return failed(said, *cited, subject=text.name)
    if unsure:
        return review(said, *bank_slips.payers(text.lines), *cited, subject=text.name, why=unsure)
    if same == "part":
        return review(said, *cited, subject=text.name, why="两个名称相近，是否同一单位由人判断")
    sums = [(one, parse_amount(one.value)) for one in bank_slips.amounts(text.lines)]
    read = [(one, amount) for one, amount in sums if amount is not None]
    if not grants or not read:
        why = "没有读到协议的资助金额" if not grants else "没有读到拨款金额"
        return review(said, *cited, subject=text.name, why=why)
    grant = grants[0]
    told = f"{said}；拨款 {read[0][1]} 元，资助金额 {grant.value} 元"
    if all(amount == grant.value for _, amount in read):
        return passed(told, *cited, read[0][0], grant, subject=text.name)
    return review(told, *cited, read[0][0], grant, subject=text.name, why="金额不等，是否分期拨付由人判断")


@rule("QC-08.3", name="leader-signs-for-money")
def leader_signs(
    forms: tuple[ApplicationForm, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    settlements: tuple[Settlement, ...] = (),
    texts: tuple[PaperText, ...] = (),
) -> Outcomes:
    """经费由团队负责人统筹使用：决算或报销单上有负责人的签名。"""
    leaders = people_of(forms, (), agreements)
    papers = [text for text in texts if _of_money(text)]
    for text in papers:
        for span in text.lines:
            plain = squeezed(span.text)
            for leader in leaders:
                if re.search(rf"{_SIGNED}[^：:]{{0,6}}[：:]{re.escape(leader.name)}", plain):
                    yield passed(f"“{text.name}”上有负责人{leader.name}的签名", span, leader.cited)
                    return
    if not settlements and not papers:
        yield missing("未见决算报告和报销单", why="缺少决算报告或报销单")
        return
    labels: list[Any] = [
        span for text in papers for span in text.lines if re.search("负责人.{0,6}[：:]", squeezed(span.text))
    ]
    cited = labels[:3] or [one.title for one in settlements]
    yield review("决算和报销单上没有读到负责人的签名", *cited, why="没有读到负责人签名（手写签名请看原件）")


def _of_money(text: PaperText) -> bool:
    if text.kind in ("settlement", "voucher_list", "payment_table"):
        return True
    return text.kind == "unknown" and any(_MONEY_PAPER.search(squeezed(span.text)) for span in text.lines)


@rule("ZD-18.2", name="money-not-diverted")
def money_not_diverted(
    forms: tuple[ApplicationForm, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    lists: tuple[VoucherList, ...] = (),
) -> Outcomes:
    """没有截留、挤占、挪用：付给本单位或个人（咨询费、劳务费以外）的款项由人判断。"""
    host = host_of(forms, agreements)
    rows = [row for one in lists for row in one.rows if isinstance(row.payee, Cited)]
    if not rows:
        yield missing("未见写明收款单位的支出明细，没有可以核对的去向", why="缺少支出明细或银行流水")
        return
    doubted = [(row, why) for row in rows if (why := _diverted(row, host))]
    for row, why in doubted:
        cited = [field for field in (row.payee, row.amount, row.summary) if isinstance(field, Cited)]
        yield review(f"支出明细中付给“{row.payee.value}”的款项", *cited, subject=row.key, why=why)
    if len(doubted) < len(rows):
        rest = [row.payee for row in rows if row not in [one for one, _ in doubted]]
        said = f"{'其余 ' if doubted else ''}{len(rest)} 笔支出的收款方不是本单位或个人"
        yield not_applicable(said, *rest[:6], subject="others")


def _diverted(row: VoucherRow, host: Host) -> str:
    payee = row.payee
    if not isinstance(payee, Cited):
        return ""
    if host.names and host.compare(payee) != "other":
        return "收款方是本单位或名称相近的单位，资金去向由人判断"
    fee = row.category.present and any(word in row.category.value for word in _SETTLED_AS)
    if PERSON_NAME.fullmatch(payee.value.strip()) and not fee:
        return "收款方是个人，而不是咨询费、劳务费，由人判断"
    return ""


@rule("ZD-18.6", name="paid-in-time")
def paid_in_time(lists: tuple[VoucherList, ...] = (), settlements: tuple[Settlement, ...] = ()) -> Outcomes:
    """没有因主观原因拖延支付：支出明细和决算备注中写明未付的款项由人判断。"""
    unpaid: list[tuple[str, Cited[Any]]] = [
        (f"list|{row.key}", field)
        for one in lists
        for row in one.rows
        for field in (row.status, row.summary)
        if isinstance(field, Cited) and UNPAID.search(field.value)
    ]
    unpaid += [
        (f"settlement|{line.key}", line.note)
        for one in settlements
        for line in one.lines
        if isinstance(line.note, Cited) and UNPAID.search(line.note.value)
    ]
    for key, field in unpaid:
        why = "项目结束时尚未支付，原因由人核对"
        yield review(f"写有“{field.value}”", field, subject=key, why=why)
    if unpaid:
        return
    cited = [*(one.title for one in lists), *(one.title for one in settlements)]
    if cited:
        yield not_applicable("支出明细和决算没有写明未付的款项", *cited)
    else:
        yield missing("未见支出明细和决算报告", why="缺少支出明细或决算报告")
