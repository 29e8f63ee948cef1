"""What papers of two submissions share: invoices, wording, photographs, claims, paid half-days (catalogue R, for QC
第六条 3 (2) and ZD 第十三条, 第十八条（一）: papers are true).

A rule says that something is shared and shows this submission's own places; what the other holds is not shown. What
is the same team's second upload, or the same project at another stage, is no duplicate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from checks import photographs
from checks.invoice_identity import identity
from checks.outcome import Outcome, Outcomes, failed, not_applicable, passed, review
from checks.persons import squeezed
from checks.register import Entry, Filed, Match, Matches
from checks.rule import rule
from checks.sharing import listed, number_of, sharing
from checks.teams import again, same_host, same_project, same_team
from extractor.records.activity import ActivityRecord
from extractor.records.cited import Cited
from extractor.records.invoice import Invoice
from extractor.records.ledger import Ledger
from extractor.records.payment_table import Payment, PaymentTable
from extractor.records.report import Report

MOST_CITED = 20


@rule("R.01", name="duplicate-invoice")
def duplicate_invoice(matches: Matches, invoices: tuple[Invoice, ...] = ()) -> Outcomes:
    """同一张发票没有在别的提交中再次报销：按发票号码（旧式发票加代码）比对全部登记的票据；号码、日期、金额相同的由人员判断。"""
    assert matches.own is not None
    own = matches.own.filed
    found: list[Outcome] = []
    strong = [one for one in matches.of("invoice") if not _one_claim(own, one.other)]
    for match in strong:
        found.append(_same_invoice(own, match))
    weak = [one for one in matches.of("invoice_weak") if not _one_claim(own, one.other)]
    for match in weak:
        if match.own.data["identity"] and match.own.data["identity"] == match.theirs["identity"]:
            continue
        said = f"一张票据与另一份提交{number_of(match)}中的票据号码、日期、金额相同"
        why = "没有足以唯一确定发票的号码（代码），请核对是否同一张"
        found.append(sharing(review(said, *match.own.evidence, why=why, subject=match.own.subject), [match]))
    yield from found
    blank = [one for one in invoices if not identity(one)]
    if blank:
        fields = [field for one in blank for field in (one.invoice_number, one.title)][:MOST_CITED]
        why = "没有读全发票号码的票据无法与其他提交比对"
        yield review(f"{len(blank)} 张票据没有读全号码", *fields, why=why, subject="unread")
    if invoices and not found and not blank:
        numbers = [one.invoice_number for one in invoices][:MOST_CITED]
        yield passed(f"{len(invoices)} 张票据没有在登记的其他提交中出现", *numbers)


def _one_claim(own: Filed, other: Filed) -> bool:
    """Whether `other` is this very claim handed in once more. The same files claimed by another unit, or again in
    another year or programme, are claimed twice."""
    same = (own.programme, own.year) == (other.programme, other.year)
    apart = _host_known(own) and _host_known(other) and not same_host(own.profile, other.profile)
    return again(own, other) and same and not apart


def _same_invoice(own: Filed, match: Match) -> Outcome:
    other, subject = match.other, match.own.subject
    said = f"号码为 {subject} 的发票也在另一份提交{number_of(match)}中"
    why = ""
    if _shared_out(match.own.data, match.theirs):
        why = "两处申报金额之和不超过价税合计，可能是一张发票分摊到两处"
    elif same_project(own, other) and same_team(own.profile, other.profile) != "other":
        why = "同一单位同一年度的提交，可能是同一项目另一阶段或再次提交的材料"
    elif own.digest and own.digest == other.digest and same_host(own.profile, other.profile):
        why = f"两份提交的文件完全相同，那一份登记在 {other.year} 年度，可能是同一份材料再次核对"
    elif not (_host_known(own) and _host_known(other)) and not (own.batch and own.batch == other.batch):
        why = "没有读出依托单位，不能确定是不是同一项目再次提交的材料"
    if why:
        return sharing(review(said, *match.own.evidence, why=why, subject=f"{subject}:{match.id}"), [match])
    outcome = failed(said, *match.own.evidence, subject=f"{subject}:{match.id}", firm=True)
    return sharing(outcome, [match])


def _shared_out(mine: object, theirs: object) -> bool:
    """Whether both say how much of the invoice they claim, and together no more than its total."""
    both = [one if isinstance(one, dict) else {} for one in (mine, theirs)]
    claimed, total = [one.get("claimed", "") for one in both], both[0].get("total", "")
    return bool(total) and all(claimed) and sum(map(Decimal, claimed)) <= Decimal(total)


def _host_known(filed: Filed) -> bool:
    return bool(filed.profile.host_names or filed.profile.host_codes)


@rule("R.02", name="near-duplicate-report")
def near_duplicate_report(matches: Matches, reports: tuple[Report, ...] = (), *, min_jaccard: float) -> Outcomes:
    """报告与其他提交的报告不雷同：去掉引用的条文后按连续五字比对，相似度达到设定值的列出相同段落，由人员判断；字节相同的文件也列出。"""
    assert matches.own is not None
    own = matches.own.filed
    texts = [one for one in matches.of("text") if one.measure >= min_jaccard and one.other.year == own.year]
    texts = [one for one in texts if not _own_work(own, one.other)]
    files = [one for one in matches.of("file") if not _own_work(own, one.other) and one.other.year == own.year]
    for match in texts:
        said = f"报告与另一份提交{number_of(match)}的报告相似度 {match.measure:.0%}（提示线 {min_jaccard:.0%}）"
        why = "两份报告雷同，请对照相同的段落"
        yield sharing(review(said, *match.own.evidence, why=why, subject=f"text:{match.id}"), [match])
    for match in files:
        said = f"一个文件与另一份提交{number_of(match)}的文件完全相同"
        yield sharing(review(said, *match.own.evidence, why="文件相同，请核对", subject=f"file:{match.id}"), [match])
    if reports and not texts and not files:
        yield not_applicable(f"{len(reports)} 份报告与登记的其他提交没有雷同", *_titles(reports))


@rule("R.07", name="reused-report")
def reused_report(matches: Matches, reports: tuple[Report, ...] = (), *, min_jaccard: float) -> Outcomes:
    """报告不沿用往年：与登记的往年报告按同样方法比对，相似度达到设定值的由人员判断。"""
    assert matches.own is not None
    own = matches.own.filed
    texts = [one for one in matches.of("text") if one.measure >= min_jaccard and one.other.year < own.year]
    for match in texts:
        whose = "本单位" if same_host(own.profile, match.other.profile) else "另一单位"
        said = f"报告与{whose} {match.other.year} 年度提交{number_of(match)}的报告相似度 {match.measure:.0%}"
        outcome = review(said, *match.own.evidence, why="疑似沿用往年报告，请对照相同的段落", subject=match.id)
        yield sharing(outcome, [match])
    if reports and not texts:
        yield not_applicable("没有与登记的往年报告雷同的报告", *_titles(reports))


def _titles(reports: Sequence[Report]) -> list[Cited[str]]:
    return [report.title for report in reports if isinstance(report.title, Cited)][:MOST_CITED]


def _own_work(own: Filed, other: Filed) -> bool:
    """The same team's second upload, or the same project's papers at another stage."""
    return again(own, other) or (same_project(own, other) and same_team(own.profile, other.profile) != "other")


@rule("R.03", name="reused-photograph")
def reused_photograph(
    matches: Matches,
    activities: tuple[ActivityRecord, ...] = (),  # noqa: ARG001  a page of these that was not read may be a photograph
    *,
    max_distance: int,
) -> Outcomes:
    """同一张照片不用于不同的活动或提交：按感知哈希比对，相差不超过设定位数的由人员判断（区站点与产学研站点可以共同举办活动）。"""
    yield from _photographs(matches, max_distance)


def _photographs(matches: Matches, most: int) -> Outcomes:
    assert matches.own is not None
    own = matches.own.filed
    near = [one for one in matches.of("picture") if _alike(one, most) and not _own_work(own, one.other)]
    for match in near:
        said = f"一张照片与另一份提交{number_of(match)}中的照片相同或极相近"
        why = "同一照片用于两份提交，请核对"
        yield sharing(review(said, *match.own.evidence, why=why, subject=match.id), [match])
    pictures = _own_pictures(matches)
    twice = list(_in_two_events(pictures, most))
    for one, other in twice:
        said = f"同一张照片用于“{one.data['event']}”和“{other.data['event']}”两场活动"
        subject = "|".join(sorted((one.subject, other.subject)))
        yield review(said, *one.evidence, *other.evidence, why="同一照片用于两场活动，请核对", subject=subject)
    if pictures and not near and not twice:
        cited = [evidence for one in pictures[:MOST_CITED] for evidence in one.evidence]
        yield not_applicable(f"{len(pictures)} 张照片与登记的其他提交没有重复", *cited)


def _alike(match: Match, most: int) -> bool:
    """Near by both hashes: the second one looks at edges, and tells flat pictures apart."""
    return match.measure <= most and match.theirs["dhash_bits"] <= 2 * most


def _own_pictures(matches: Matches) -> list[Entry]:
    entries = matches.own.entries if matches.own is not None else ()
    return list({one.subject: one for one in entries if one.kind == "picture"}.values())


def _in_two_events(pictures: Sequence[Entry], most: int) -> Iterable[tuple[Entry, Entry]]:
    for one, other in combinations(pictures, 2):
        events = {one.data["event"], other.data["event"]}
        if "" in events or len(events) == 1:
            continue
        if photographs.distance(one.data["phash"], other.data["phash"]) <= most:
            yield one, other


@rule("R.04", name="claimed-twice")
def claimed_twice(matches: Matches, ledgers: tuple[Ledger, ...] = ()) -> Outcomes:
    """同一企业、需求、成果由几份提交列出的，告知；区站点与产学研站点可以共同服务同一企业。"""
    assert matches.own is not None
    own = matches.own.filed
    groups: dict[str, list[Match]] = {}
    for match in matches.of("claim"):
        if not _own_work(own, match.other) and not _two_firms(match):
            groups.setdefault(match.other.lineage, []).append(match)
    for _, group in sorted(groups.items()):
        other = group[0].other
        rows = {(one.own.key.partition(":")[0], one.own.data["row"]) for one in group}  # a firm by code and by name
        counted = [(what, sum(one == what for one, _ in rows)) for what in ("企业", "需求", "成果")]
        said = "、".join(f"{what} {number} 项" for what, number in counted if number)
        message = f"与另一份提交{number_of(group[0])}列出了相同的{said}"
        cited = [evidence for one in group for evidence in one.own.evidence][:MOST_CITED]
        subject = group[0].other.lineage
        classes = {own.profile.station_class, other.profile.station_class}
        if "IUR" in classes and classes & {"A", "B"}:
            yield sharing(passed(f"{message}（区站点与产学研站点可以共同服务）", *cited, subject=subject), group)
        else:
            why = "两家都列出，请核对是否重复计算"
            yield sharing(review(message, *cited, why=why, subject=subject), group)
    if ledgers and not groups:
        yield not_applicable("台账所列企业、需求、成果没有出现在登记的其他提交中")


def _two_firms(match: Match) -> bool:
    """One name under two credit codes."""
    codes = {match.own.data.get("code", ""), match.theirs.get("code", "")} - {""}
    return len(codes) > 1


@rule("R.05", name="paid-twice")
def paid_twice(matches: Matches, tables: tuple[PaymentTable, ...] = ()) -> Outcomes:
    """同一专家同一天没有在两处领取咨询费或劳务费；同名同日的列出，由人员判断是否同一半天。"""
    assert matches.own is not None
    own = matches.own.filed
    found = [one for one in matches.of("half_day") if not _own_work(own, one.other) and _one_person(one)]
    by_subject: dict[str, list[Match]] = {}
    for match in found:
        by_subject.setdefault(match.own.subject, []).append(match)
    for subject, group in sorted(by_subject.items()):
        name, _, day = subject.partition(":")
        said = f"{name} {day} 也在另一份提交{listed(group)}的发放表中领款"
        cited = [evidence for one in group for evidence in one.own.evidence]
        outcome = review(said, *cited, why="同一人同一天在两处领款，请核对是否同一半天、同一人", subject=subject)
        yield sharing(outcome, group)
    days = {one.subject for one in matches.own.entries if one.kind == "half_day"}
    open_ = [table for table in tables if not _all_compared(table, days)]
    if open_:
        why = "发放表没有写明到日的日期，或没有读出姓名，无法与其他提交比对"
        said = f"{len(open_)} 份发放表没有比对或没有全部比对"
        yield review(said, *(one.title for one in open_), why=why, subject="unread")
    elif tables and not found:
        yield not_applicable("发放表中的人员没有同日在登记的其他提交中领款")


def _all_compared(table: PaymentTable, days: set[str]) -> bool:
    """Whether everybody whom the table pays is among `days`, as 姓名:日期; an empty row pays nobody."""
    rows = [row for row in table.rows if any(one.present for one in (row.name, row.gross, row.net))]
    return bool(rows) and all(_compared(row, table, days) for row in rows)


def _compared(row: Payment, table: PaymentTable, days: set[str]) -> bool:
    if not row.name.present:
        return False
    name = squeezed(row.name.value)
    return any(day.present and f"{name}:{day.value}" in days for day in (table.date, row.paid_on))


def _one_person(match: Match) -> bool:
    numbers = {match.own.data["number"], match.theirs["number"]} - {""}
    return len(numbers) <= 1
