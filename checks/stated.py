"""What a packet says of a topic, and under which heading: a word counts only where the clause is spoken of.

>>> denied("实验仪器暂无"), denied("配备实验仪器3台"), denied("拟购置实验仪器")
(True, False, False)
>>> denied("本总结不含经费使用情况"), denied("作用发挥情况另附"), denied("单价20元（不含税）")
(True, True, False)
>>> planned("拟购置实验仪器")
True
>>> planned("模拟试验台3台"), planned("团队需要实验仪器"), denied("希望单位提供配套经费")
(False, True, True)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checks.paper_text import PaperText
from extractor.citing import cut
from extractor.document import Span
from extractor.records.statement import Statement
from extractor.text.boxes import EMPTY, TICKED

NOTHING = re.compile(r"(?:暂?无|没有|/|／|—+|-+|不适用|空缺?|待定|待补充?)[。.]?")
_DENIED = re.compile(
    r"未(?!来|必|央)|没有|缺乏|缺少|缺(?![陷口])|不(?:具备|提供|予|给|涉及|开展|设|另)|[暂均尚并也都]无|^无$"
    r"|[：:（(]无(?![人线损菌机级创纸缝锡源铅刷])|无(?:固定|专门|专用|专职|配套|相关|任何|独立|自有|明确)"
    # What is wished for, put off, taken back or open is not there either.
    r"|希望|恳请|请求|难以(?:提供|安排|保障|支持|给予|落实|配套)|取消|不(?:清晰|明确|清楚)|待(?:定(?!系数)|确定|明确|落实)"
    r"|(?<![\d.])0[台套件册部]"
    rf"|[{TICKED}][无否](?![\u3400-\u9fff])"
    # What another paper is said to hold does not stand in this one.
    r"|不(?:含(?!税)|包括|包含)|[（(：:]略(?:[)）。]|$)|另(?:附|册|见|文)|另行(?:确定|安排|通知|提交|报送|附)|根据.{0,6}情况确定|(?:尚在|正在)(?:研究|讨论|论证)中?[。.]?$"
)
_PLANNED = re.compile(
    r"(?<![模虚])拟|计划(?:于|在|购|建|开|新|\d{4}年)|将(?:于|要|会|开|建|购|配|设|提)|正在(?:筹|采购|购|建|申请|招标|装修)"
    r"|筹建|筹备|待(?:建|购|采购|装修)|预计|在建|建设中|采购中|规划(?:设|建|购|配|开)|力争|争取|[尚还仍急亟]需|(?:^|[：:]|团队|工作室)需要"
    r"|不足|不够|有待|匮乏|短缺|借用"
)
# 均未购置, 目前尚未到位: a clause that speaks of what the clause before it has listed.
_OF_THE_LAST = re.compile(r"但?(?:目前|现|均|都|皆|尚|还|暂|仍|全部|上述|以上)")
# An answer that stands elsewhere, or the form's own demand for one.
_NO_ANSWER = re.compile(
    r"[（(]?(?:(?:详|参|另)?见(?:附|后|第|申报|佐证)[^。；，,]{0,20}|[同如]上|[Nn]/?[Aa]|[Nn]one|略+|(?:请|此处|在此)[^。；，,]{0,4}填写.*)[）)]?[。.]?"
)
_BOXES = EMPTY + TICKED
_SHORT = 14
_SECTIONS_OF_A_FORM = 4
_OPTIONS = 2  # boxes from which a text is a row of options; one may be a bullet
_STOPS = "。；;，,！？\n"


@dataclass(frozen=True, slots=True)
class Hit:
    """`words` as found in the statement; `spans` hold just them, or the whole of a value that its label names."""

    statement: Statement
    words: str
    spans: tuple[Span, ...]


def denied(clause: str) -> bool:
    """Whether the clause says that something is not there."""
    return bool(_DENIED.search(clause)) or bool(NOTHING.fullmatch(clause))


def planned(clause: str) -> bool:
    """Whether the clause speaks of what is only meant to be."""
    return bool(_PLANNED.search(clause))


def of_papers(texts: Iterable[PaperText], kinds: Sequence[str]) -> list[Statement]:
    """The statements of all papers of these kinds; of every paper where no kind is named."""
    return [one for text in texts if not kinds or text.kind in kinds for one in text.statements]


def under(statements: Iterable[Statement], headings: str, without: str = "") -> list[Statement]:
    """Those below a heading or label that fits `headings`; a nearer one that fits `without` takes them out again."""
    wanted, other = re.compile(headings), re.compile(without) if without else None
    return [one for one in statements if _belongs(one, wanted, other)]


def _belongs(one: Statement, wanted: re.Pattern[str], other: re.Pattern[str] | None) -> bool:
    for heading in one.headings:
        if other is not None and other.search(heading):
            return False
        if wanted.search(heading):
            return True
    return False


def hits(
    statements: Iterable[Statement], pattern: str, *, real: bool = False, others: Sequence[str] = ()
) -> Iterator[Hit]:
    """Where `pattern` stands in what is said, clauses that deny it left out; with `real` also what is only planned.

    What stands right below a heading or label that fits, and fits none of `others`, is a hit as a whole.
    """
    shape, rest = re.compile(pattern), [re.compile(other) for other in others]
    for one in statements:
        text = chosen(one.text)
        nearest = one.headings[0] if one.headings else ""
        named = bool(shape.search(nearest)) and not any(other.search(nearest) for other in rest)
        plain = text.strip(_BOXES)
        answered = len(text) > 1 and plain and not (_NO_ANSWER.fullmatch(text) or NOTHING.fullmatch(plain))
        if named and answered and _stands(text, 0, 0, real):
            yield Hit(one, one.text, one.spans)
            continue
        for match in shape.finditer(text):
            if _stands(text, match.start(), match.end(), real) and not _NO_ANSWER.fullmatch(text):
                yield Hit(one, match.group(), cite(one, *match.span()))


def chosen(text: str) -> str:
    """`text` with every option of a row of boxes whose box is empty put out by □, so that all places stay.

    >>> chosen("□国家级☑省部级□其他"), chosen("国家级□省部级☑"), chosen("□一台设备")
    ('□□□□☑省部级□□□', '□□□□省部级☑', '□一台设备')
    """
    if len(re.findall(f"[{_BOXES}]", text)) < _OPTIONS or not re.search(f"[{EMPTY}]", text):
        return text
    after = re.search(f"[{_BOXES}][。；;，,\\s]*$", text)  # the boxes stand after their options
    option = f"[^{_BOXES}]*[{EMPTY}]" if after else f"[{EMPTY}][^{_BOXES}]*"
    return re.sub(option, lambda match: "□" * len(match.group()), text)


def _stands(text: str, start: int, end: int, real: bool) -> bool:
    """Whether neither the clause of start:end nor a short one after it that sums it up takes back what is said."""
    clause = clause_at(text, start, end)
    after = text.find(clause, max(text.rfind(mark, 0, start) for mark in _STOPS) + 1) + len(clause)
    said = [clause]
    if text[after : after + 1] in ("，", ","):
        following = clause_at(text, after + 1)
        if len(following) <= _SHORT and _OF_THE_LAST.match(following):
            said.append(following)
    return not any(denied(one) or (real and planned(one)) for one in said)


def clause_at(text: str, start: int, end: int | None = None) -> str:
    """The clause that holds start:end."""
    begin = max(text.rfind(mark, 0, start) for mark in _STOPS) + 1
    ends = [at for mark in _STOPS if (at := text.find(mark, end if end is not None else start)) >= 0]
    return text[begin : min(ends, default=len(text))]


def whole_form(texts: Iterable[PaperText]) -> bool:
    """Whether an application form is here whole and from its own text: only then does its silence say anything."""
    forms = [text for text in texts if text.kind == "application_form" and text.statements]
    typed = all(not span.source.startswith("ocr") for text in forms for one in text.statements for span in one.spans)
    headings = {one.path[-1] for text in forms for one in text.statements if one.path and not one.text}
    return bool(forms) and typed and len(headings) >= _SECTIONS_OF_A_FORM


def spoken_of(texts: Iterable[PaperText], pattern: str) -> bool:
    """Whether any application form uses the words at all, its budget and its opinions left out."""
    shape = re.compile(pattern)
    said = (one for text in texts if text.kind == "application_form" for one in text.statements)
    own = (one for one in said if one.section not in ("budget", "opinions"))
    return any(shape.search(words) for one in own for words in (one.text, *one.headings))


def nothing_said(one: Statement) -> bool:
    """Whether the statement is a heading or label with nothing behind it, or says 无 and no more."""
    return not one.text or bool(NOTHING.fullmatch(one.text))


def cite(one: Statement, start: int, end: int) -> tuple[Span, ...]:
    """The spans behind text[start:end] of a statement, each cut to its share."""
    found = []
    at = 0
    for span in one.spans:
        places = [i for i, char in enumerate(span.text) if not char.isspace()]
        low, high = max(start - at, 0), min(end - at, len(places))
        if low < high:
            found.append(cut(span, places[low], places[high - 1] + 1))
        at += len(places)
    return tuple(found)


def quoted_whole(one: Statement, most: int = 120) -> tuple[Span, ...]:
    """The statement's spans, the text of each shortened for showing."""
    return tuple(span if len(span.text) <= most else replace(span, text=span.text[:most]) for span in one.spans)
