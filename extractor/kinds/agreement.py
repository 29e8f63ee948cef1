"""项目协议、任务书 of either programme: the parties, the term, the grant, the class (field_schemas §4).

Only an agreement with the programme's bodies, or about the programme, is one; other contracts are supporting papers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor import form_tables, prose, station_form
from extractor.citing import Tight, running, tight
from extractor.document import Part
from extractor.fields import understood, value_after
from extractor.flow import Flow, flow
from extractor.paper_titles import paper_title, whole_title
from extractor.promises import promises
from extractor.records.agreement import Agreement
from extractor.records.application_form import BudgetLine
from extractor.records.cited import Absent, Cited, Field, cite
from extractor.records.partial_date import PartialDate
from extractor.records.station_particulars import StationParticulars
from extractor.signing import signing_blocks
from extractor.text.amounts import find_amounts
from extractor.text.dates import find_dates, parse_date

NAME = "agreement"
_CENTRE = r"创新服务中心|科学技术协会|科协"
_PROGRAMMES = (
    ("station", re.compile(r"千人进千企|科创公共服务工作站点|工作站点|产学研合作站点|站点建设")),
    ("studio", re.compile(r"优秀青年工程师|青年工程师创新|创新工作室|青创室")),
)
_NAME = r"(?P<value>[^，,。；;：:\n（(]{4,40}(?:[（(][^（）()\n]{2,8}[）)][^，,。；;：:\n（(]{2,30})?)"
_ASIDE = r"(?:[（(][^（）()\n]{1,16}[）)])?"
_DATE = r"\d{4}(?:年\d{1,2}月(?:\d{1,2}日)?|[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?)"
_TERM_WORDS = (
    r"(?:项目|建设|实施|执行|合作|协议|服务|任务)?(?:周期|期限|实施期|建设期|执行期|有效期|起止时间|起止日期|时间|期)"
)
_TERM = (
    re.compile(rf"{_TERM_WORDS}[^。\n]{{0,12}}?(?P<start>{_DATE})(?:起)?[至到\-—–~～一]+(?:止)?(?P<end>{_DATE})"),
    re.compile(rf"自(?P<start>{_DATE})(?:起)?[，,]?[至到](?P<end>{_DATE})"),
    re.compile(rf"(?P<start>{_DATE})(?:起)?(?:至|到|—|–|~|～)(?P<end>{_DATE})"),
)
_END = re.compile(
    rf"(?:截止(?:日期|时间)?|完成(?:日期|时间|期限)|于)(?:为|是|：|:)?(?P<value>{_DATE})(?:前|之前)?(?:执行完毕"
    rf"|完成|截止|结束)?"
)
_GRANT = re.compile(
    r"(?:项目|支持|资助|专项|补助|拨付|建设)(?:经费|资金|金额|款)(?:总额|总计|共计|合计|额度)?[^。；\n\d壹贰叁"
    r"肆伍陆柒捌玖拾]{0,16}"
)
_SIGNATURE = re.compile(r"盖章|签订|签字|甲方|乙方")
_CLASS = re.compile(r"(?P<value>[AaBbＡＢ]\s*类|产学研合作站点)")
_SIGNED = re.compile(rf"(?:签订|签署|签约|签字)(?:日期|时间|于)?(?:为|：|:)?(?P<value>{_DATE})")


def score(part: Part) -> float:
    """As sure as its title; nothing where the paper is another kind of contract."""
    found = paper_title(part)
    if found is None or found.kind != NAME:
        return 0.0
    text = "".join(part.text.split())
    ours = any(sign.search(text) for _, sign in _PROGRAMMES) or re.search(rf"甲方.{{0,40}}(?:{_CENTRE})", text)
    return found.score if ours else 0.0


def parse(part: Part) -> tuple[Agreement, ...]:
    found = paper_title(part)
    if found is None:
        return ()
    rows = flow(part)
    source = tight(rows.prose)
    start, end = _term(source)
    title = whole_title(part, found.headline)
    return (
        Agreement(
            title=title,
            programme=_programme(source, title),
            party_a=_party("甲", rows, source),
            party_b=_party("乙", rows, source),
            party_b_uscc=_uscc(source),
            project_leader=_leader(rows),
            station_class=_first(source, _CLASS, "站点类别"),
            sign_date=_signed(part, source),
            term_start=start,
            term_end=end,
            grant_amount=_grant(source),
            budget_lines=_budget(rows),
            budget_total=form_tables.budget_total(rows),
            signing=signing_blocks(part),
            station=_station(rows),
        ),
    )


def _station(rows: Flow) -> StationParticulars:
    """With the targets of the sentences where no table lists any."""
    found = station_form.particulars(rows)
    return found if found.targets else replace(found, targets=promises(rows))


def _budget(rows: Flow) -> tuple[BudgetLine, ...]:
    """The lines of 经费预算, as far as the signatures that may follow it on the page."""
    lines = form_tables.budget(rows)
    signed = [n for n, line in enumerate(lines) if line.category.present and _SIGNATURE.search(line.category.value)]
    return lines[: signed[0]] if signed else lines


def _programme(source: Tight, title: Field[str]) -> Field[str]:
    """The programme that the title names, else the text, where it names but one."""
    said = [name for name, sign in _PROGRAMMES if title.present and sign.search(title.value)]
    if len(said) == 1 and isinstance(title, Cited):
        return title.map(lambda _: said[0])
    found = [(name, match) for name, sign in _PROGRAMMES if (match := sign.search(source.text))]
    if len(found) == 1:
        name, match = found[0]
        return cite(name, *source.cite(*match.span()))
    return Absent("项目类别", "not_found")


def _party(which: str, rows: Flow, source: Tight) -> Field[str]:
    """The unit after 甲方（委托方）：in a line, or beside that label in a table."""
    labels = frozenset({f"{which}方", f"{which}方单位", f"{which}方名称", f"{which}方全称", f"{which}方单位名称"})
    pattern = re.compile(rf"{which}方(?:单位|名称|全称)?{_ASIDE}[：:]\n?{_NAME}")
    for match in pattern.finditer(source.text):
        name = match["value"].strip()
        if not re.match(r"[盖签]|负责人|法定|地址|联系|代表", name):
            return _cited(source, *match.span("value"))
    return value_after(rows, f"{which}方", wanted=labels)


def _uscc(source: Tight) -> Field[str]:
    """The 统一社会信用代码 that stands nearest after the name of 乙方."""
    begin = source.text.find("乙方")
    match = re.compile(r"信用代码(?:证号)?(?:为|是)?[：:]?[（(]?(?P<value>[0-9A-Za-z]{18})(?![0-9A-Za-z])").search(
        source.text, max(begin, 0)
    )
    return _cited(source, *match.span("value")) if match else Absent("统一社会信用代码", "not_found")


def _leader(rows: Flow) -> Field[str]:
    labelled = value_after(rows, "项目负责人", "leader")
    return labelled if labelled.present else prose.leader(rows)[0]


def _term(source: Tight) -> tuple[Field[PartialDate], Field[PartialDate]]:
    for pattern in _TERM:
        for match in pattern.finditer(source.text):
            start = _date(source, *match.span("start"))
            end = _date(source, *match.span("end"))
            if not (start.present and end.present) or start.value.earliest <= end.value.latest:
                return start, end
    found = _END.search(source.text)
    absent = Absent("项目周期", "not_found")
    return absent, (_date(source, *found.span("value")) if found else absent)


def _signed(part: Part, source: Tight) -> Field[PartialDate]:
    """The day by its label, else the last full date of the paper, which signs it."""
    for match in _SIGNED.finditer(source.text):
        return _date(source, *match.span("value"))
    whole = tight(running((span, "\n") for line in part.lines for span in line.spans))
    dates = [found for found in find_dates(whole.text) if found.date.precision == "day"]
    if not dates:
        return Absent("签订日期", "not_found")
    spans = whole.cite(dates[-1].start, dates[-1].end)
    return cite(dates[-1].date, *spans) if spans else Absent("签订日期", "unreadable")


def _grant(source: Tight) -> Field[Decimal]:
    """The sum that follows 项目经费 in a sentence; the same in figures and words is one sum."""
    for match in _GRANT.finditer(source.text):
        near = source.text[match.end() : match.end() + 40].split("\n")[0]
        amounts = find_amounts(near)
        if amounts and amounts[0].start <= 6:
            first = amounts[0]
            begin = match.end() + first.start
            return cite(first.amount, *source.cite(begin, match.end() + first.end))
    return Absent("项目经费", "not_found")


def _first(source: Tight, pattern: re.Pattern[str], label: str) -> Field[str]:
    match = pattern.search(source.text)
    return _cited(source, *match.span("value")) if match else Absent(label, "not_found")


def _cited(source: Tight, start: int, end: int) -> Field[str]:
    spans = source.cite(start, end)
    return cite(source.text[start:end], *spans) if spans else Absent("", "unreadable")


def _date(source: Tight, start: int, end: int) -> Field[PartialDate]:
    return understood(_cited(source, start, end), parse_date, "日期")
