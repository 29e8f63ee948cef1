"""What a station's form asks of the programme (field_schemas §2 grant_requested), in 元.

By its label, else as a sentence says it, else as a budget with a column for it sums it up. Where a label and a
sentence give different sums, the label's stands with both places and little confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor import form_tables
from extractor.document import Span
from extractor.fields import understood, value_after
from extractor.flow import Flow
from extractor.records.cited import Absent, Cited, Field, cite
from extractor.text.amounts import parse_amount, stated_unit

DISPUTED = 0.5  # below every confidence floor: the paper itself gives another sum elsewhere
_MONEY = r"(?:专项|支持|资助|财政|市科协)?(?:经费|资金)"
_ASKED = re.compile(
    rf"(?:(?<![未不曾已])(?:拟|共|合计)?申请{_MONEY}|其中[，,：:]?(?:专项|财政|支持|资助){_MONEY})"
    r"(?:金额|总额|共计|合计|总计|支持|人民币|约|为|共|[：:]|[（(](?:大写|小写)[)）])*"
    r"(?P<sum>[¥￥]?\d[\d,]*(?:\.\d+)?万?元|[零壹贰叁肆伍陆柒捌玖拾佰仟万]+[元圆]整?)"
)
_PART = re.compile(r"其中[，,：:]?[^，,。；;：:]{0,6}$")
_ANOTHER = "上一?年度?|去年|前年|往年|历年|明年|次年|下一?年度?|此前|以前|以往|曾经?|累计|[前近][一二两三四五几]年"
_OTHER_YEAR = re.compile(rf"(?:{_ANOTHER})[^。；;]*$")
_OF_OTHER_YEAR = re.compile(rf"[（(][^（）()]{{0,8}}(?:{_ANOTHER})")
_IN_YEAR = re.compile(r"(20\d{2})年(?:度|初|底|\d{1,2}月(?:份|\d{1,2}日)?)?[，,]?[^，,。；;：:（(]*$")
_THINGS = "设备|仪器|器材|装置"
_FOR_THINGS = re.compile(rf"(?:{_THINGS})[^，,。；;]*$")
_SPENT_ON_THINGS = re.compile(
    rf"[，,]?(?:主要|全部|均|拟)?(?:用于|用作|用来|购置|采购|购买)[^。；;）)]*?(?:{_THINGS})"
)
_OTHER_MONEY = re.compile("配套|自筹|自有资金|匹配")


def grant_asked(rows: Flow, year: Field[int]) -> Field[Decimal]:
    """`year` is that of the project: what was asked in another is none of it. A sum that holds other money too is
    not it, and two sums in sentences are not told apart."""
    labelled, said = _labelled(rows), _said(rows, year)
    if isinstance(labelled, Cited):
        others = tuple(span for amount, span in said.items() if amount != labelled.value)
        return Cited(labelled.value, (*labelled.spans, *others), DISPUTED) if others else labelled
    if len(said) == 1:
        ((amount, span),) = said.items()
        return cite(amount, span)
    summed = form_tables.grant_total(rows)
    return summed if summed.present else labelled


def _labelled(rows: Flow) -> Field[Decimal]:
    field = value_after(rows, "申请经费", "grant_requested")
    if not isinstance(field, Cited):
        return field
    near = "".join(span.text for span in field.spans)
    if _OTHER_MONEY.search(near):
        return Absent(field.value[:40], "unreadable", tuple(span.place for span in field.spans), field.spans)
    unit = stated_unit(near) or next((stated_unit(r.text) for r in rows.rows if field.spans[0] in _spans(r)), "")
    return understood(field, lambda text: parse_amount(text, unit or _bare(text)), "申请经费")


def _said(rows: Flow, year: Field[int]) -> dict[Decimal, Span]:
    """申请经费10万元, 其中专项经费10万元 in running text: each sum, and where it first stands."""
    found: dict[Decimal, Span] = {}
    for row in rows.rows:
        for box in row.boxes:
            for sentence in re.split(r"(?<=[。；;])", "".join(box.text.split())):
                for amount in _asked(sentence, year):
                    found.setdefault(amount, box.span)
    return found


def _asked(sentence: str, year: Field[int]) -> Iterator[Decimal]:
    """The requests of a sentence; what it says of a part of one, of another year or of things to buy is none."""
    whole = False
    for match in _ASKED.finditer(sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        part = match[0].startswith("其中") or bool(_PART.search(before))
        if _elsewhen(before, after, year) or _FOR_THINGS.search(before) or _SPENT_ON_THINGS.match(after):
            continue
        amount = parse_amount(match["sum"])
        if amount is not None and not (part and whole):
            whole = whole or not part
            yield amount


def _elsewhen(before: str, after: str, year: Field[int]) -> bool:
    stated = _IN_YEAR.search(before)
    if stated and year.present and int(stated[1]) != year.value:
        return True
    return bool(_OTHER_YEAR.search(before) or _OF_OTHER_YEAR.match(after))


def _spans(row: object) -> tuple[object, ...]:
    return tuple(box.span for box in getattr(row, "boxes", ()))


def _bare(text: str) -> str:
    """A small number without a unit is in 万元: no grant is of some yuan."""
    digits = re.sub(r"[^\d.]", "", text).strip(".")
    small = re.fullmatch(r"\d{1,3}(?:\.\d+)?", digits)  # several numbers in one cell are no number
    return "万元" if small and "元" not in text else ""
