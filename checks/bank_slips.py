"""A bank's slip read by its labels: into whose account money came, and how much (青创室 第八条).

Slips print payer and payee as lines (收款人户名：某某), as several labels in one line, or as a table in which the
party and 全称 stand in cells of their own. A name that no party claims counts where no payee is named. Where both
parties stand before the first name (付款人 | 收款人 | 户名 | … | 户名 | …), whose name is whose is not said.

>>> from extractor.document import InText, Span
>>> def said(*texts): return [Span(text, InText(at, 0, 1), 1.0, "text", text) for at, text in enumerate(texts)]
>>> [one.value for one in payees(said("付款户名：某某服务中心", "收款户名：某某促进会"))]
['某某促进会']
>>> [one.value for one in payees(said("付款人户名：某某服务中心 收款人户名：某某促进会"))]
['某某促进会']
>>> [one.value for one in payees(said("付款人", "全称", "某某服务中心", "收款人", "全称", "某某促进会"))]
['某某促进会']
>>> [one.value for one in payers(said("付款户名：某某服务中心", "收款户名：某某促进会"))]
['某某服务中心']
>>> [one.value for one in payees(said("付款人", "收款人", "户名", "某某服务中心", "户名", "某某促进会"))]
[]
>>> [one.value for one in amounts(said("金额（小写）", "¥20,000.00", "账户余额金额：100,000.00元"))]
['¥20,000.00']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.document import Span
from extractor.records.cited import Cited

_TOKEN = re.compile(
    r"(?P<payer>(?:付款|汇款|付方|借方)(?:单位|人|方|账户|帐户)?)|(?P<payee>(?:收款|收方|贷方|入账)(?:单位|人|方|账户|帐户)?)"
    r"|(?P<name>(?:单位|账户|帐户)?(?:全称|名称|户名))"
    r"|(?P<other>账号|帐号|开户银行|开户行|金额|小写|大写|日期|时间|用途|摘要|附言|备注|流水号|凭证|币种)"
)
_SIDES = ("payer", "payee")
_OF_NO_SIDE = frozenset(("日期", "时间", "用途", "摘要", "附言", "备注", "流水号", "凭证", "币种"))
_WORDS = re.compile(r"\W")
_NAME = re.compile(r"[^，,；;：:\d]{4,40}")
# What a balance, an agreement or all instalments together come to is not what was paid.
_NOT_PAID = r"(?<!余额)(?<![结剩]余)(?<![合协][同议])(?<!累计)(?<!资助)(?<!支持)(?<!批准)(?<!核定)(?<!应拨)(?<!总)"
_SUM = re.compile(
    _NOT_PAID + r"(?:金额|小写|拨款额|转账金额)[^：:\d¥￥]{0,8}(?:[：:]|\n)"
    r"(?P<value>(?:人民币)?[¥￥]?[\d,]+(?:\.\d+)?(?:万?元)?)"
)
_BARE_SUM = re.compile(r"[（(]?(?:金额|小写|拨款额|转账金额)(?:[（(](?:小写|元)[）)])?[）)]?")


def payees(lines: Sequence[Span]) -> list[Cited[str]]:
    """The names of those who were paid."""
    found = list(_names(lines))
    return [name for side, name in found if side == "payee"] or [name for side, name in found if not side]


def payers(lines: Sequence[Span]) -> list[Cited[str]]:
    """The names of those who paid."""
    return [name for side, name in _names(lines) if side == "payer"]


def amounts(lines: Sequence[Span]) -> list[Cited[str]]:
    """The sums as printed, behind their label in one line or in the next line or cell."""
    found = []
    for span, after in zip(lines, [*lines[1:], None], strict=True):
        said = plain(span)
        spans: tuple[Span, ...] = (span,)
        if after is not None and (_BARE_SUM.fullmatch(said) or said.endswith(("：", ":"))):
            said, spans = f"{said}\n{plain(after)}".replace("：\n", "：").replace(":\n", ":"), (span, after)
        if match := _SUM.search(said):
            found.append(Cited(match["value"], spans, min(one.confidence for one in spans)))
    return found


def plain(span: Span) -> str:
    """A line without white space."""
    return "".join(span.text.split())


@dataclass(slots=True)
class _Side:
    """The side that was said last (`kind`) and its line; `name` is whose the next name is, `waiting` tells that
    nothing was said of it yet.

    Another side beside one that waits makes both unsure: no name counts until a side stands alone again, but for one
    behind its own side in a line of its own (付款单位： / 收款单位：某某).
    """

    kind: str = ""
    line: Span | None = None
    name: str = ""
    waiting: bool = False
    unsure: bool = False
    in_one_line: bool = False

    def turn(self, kind: str, line: Span) -> None:
        self.unsure = self.waiting and kind != self.kind
        self.in_one_line = self.line is line
        self.kind, self.line, self.name, self.waiting = kind, line, kind, True

    def holds(self, line: Span) -> bool:
        """Whether a name in this line is of the side."""
        return not self.unsure or (self.line is line and not self.in_one_line)


def _names(lines: Sequence[Span]) -> Iterator[tuple[str, Cited[str]]]:
    """Each name with its side, payer, payee or "" where nobody's is said; a side ends with its name."""
    side, asked, label, before = _Side(), False, None, ""
    for span in lines:
        for kind, text, told in _tokens(span):
            if kind in _SIDES:
                side.turn(kind, span)
                asked, label = True, span
            elif kind:
                asked, label = kind == "name", span
            elif asked and label is not None:
                if told and side.holds(span) and (name := _NAME.match(text)):
                    spans = (span,) if label is span else (label, span)
                    yield side.name, Cited(name[0], spans, min(one.confidence for one in spans))
                    side.name = ""
                asked = False
            side.waiting = side.waiting and not _ends(kind, text, before)
            before = kind


def _ends(kind: str, text: str, before: str) -> bool:
    """Whether something was said after a side; 客户回单（收款人） only tells whose copy it is."""
    copy = before in _SIDES and text[0] in "）)"
    return text in _OF_NO_SIDE if kind else copy or len(_WORDS.sub("", text)) > 1


def _tokens(span: Span) -> Iterator[tuple[str, str, bool]]:
    """Labels by their kind, and "" for what stands between; `told` where that follows a colon or begins its cell."""
    said, at = plain(span), 0
    for match in [*_TOKEN.finditer(said), None]:
        between = said[at : match.start() if match else None]
        text = between.lstrip("：:")
        if text:
            yield "", text, text != between or at == 0
        if match:
            yield match.lastgroup or "", match[0], False
            at = match.end()
