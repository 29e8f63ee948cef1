"""Why a row of a ledger may count for nothing, or for more than one: out of the term, an example, several in a cell.

>>> items_in("1.轴承监测；2.电池"), items_in("（1）甲工艺\\n（2）乙装置\\n（3）丙软件"), items_in("2.5毫米薄板")
(2, 3, 1)
>>> names_in("张三、李四；王五"), names_in("欧阳修 王安石"), names_in("张 三"), names_in("某大学、某公司")
(['张三', '李四', '王五'], ['欧阳修', '王安石'], ['张 三'], ['某大学、某公司'])
>>> is_example("XX科技有限公司"), is_example("示例：某某技术"), is_example("北京甲乙科技有限公司")
(True, True, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from checks.host import Term
from extractor.records.cited import Cited, Field
from extractor.records.partial_date import PartialDate
from extractor.text.dates import find_dates
from extractor.text.gazetteer import not_names, surnames, titles

OUT_OF_TERM = "日期不在项目期内"
EXAMPLE = "像是示例或代称"

# A cell's line breaks are gone: a number may follow right upon a word. Their order tells them from other numbers.
_ITEM = re.compile(
    r"[（(](?P<a>\d{1,2}|[一二三四五六七八九十])[)）]|(?<![\d.])(?P<b>\d{1,2})(?:[、.．)）]|\s)\s*(?=[\u3400-\u9fff“《])"
    r"|(?P<c>[①-⑳])"
)
_ORDER = "一二三四五六七八九十"
_EXAMPLE = re.compile(r"^[（(【]?(?:示例|样例|范例|举例|例[如：:)）])|[XxＸ]{2,}|某某|[*＊]{2,}")


def items_in(text: str) -> int:
    """How many numbered items a cell lists: 1, 2, 3 … in their order; 1 where it lists none."""
    wanted = 1
    for match in _ITEM.finditer(text):
        if _number(match) == wanted:
            wanted += 1
    return max(1, wanted - 1)


def _number(match: re.Match[str]) -> int:
    if match["c"]:
        return ord(match["c"]) - ord("①") + 1
    said = match["a"] or match["b"]
    return int(said) if said.isdigit() else _ORDER.index(said) + 1


def names_in(text: str) -> list[str]:
    """The persons that one cell names; the whole cell where its parts are not all names of persons."""
    for marks in (r"[、，,；;/／\n]+", r"\s+"):
        parts = [part.strip() for part in re.split(marks, text) if part.strip()]
        if len(parts) > 1 and all(_a_person(part) for part in parts):
            return parts
    return [text]


def _a_person(text: str) -> bool:
    """A surname with one or two characters, a title or an aside behind it."""
    plain = re.sub(r"[（(].*?[）)]|\s", "", text)
    plain = re.sub(f"(?:{'|'.join(titles())})$", "", plain) if len(plain) > 3 else plain
    surname = next((one for one in (plain[:2], plain[:1]) if one in surnames()), "")
    return bool(surname) and 1 <= len(plain) - len(surname) <= 2 and plain[:2] not in not_names()


def is_example(text: str) -> bool:
    """Whether the words are those of a form's example row, or stand for a name that is not given."""
    return bool(_EXAMPLE.search("".join(text.split())))


def out_of_term(term: Term, days: Iterable[PartialDate]) -> bool:
    """Whether all the days are before or after the project's term; False where either is not known."""
    given = list(days)
    if not given or not term.agreed or term.start is None or term.end is None:
        return False
    return all(one.latest < term.start or one.earliest > term.end for one in given)


def days_of(*fields: Field[PartialDate] | Field[str]) -> list[PartialDate]:
    """The dates of the fields, those of running text among them."""
    found: list[PartialDate] = []
    for field in fields:
        if isinstance(field, Cited):
            value = field.value
            found += [value] if isinstance(value, PartialDate) else [one.date for one in find_dates(value)]
    return found
