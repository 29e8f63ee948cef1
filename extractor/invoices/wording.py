"""The labels of invoices, found in rows of text whatever the white space between their characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.geometry import union
from extractor.invoices.pieces import Piece, Strip

WORDS: dict[str, tuple[str, ...]] = {
    "number": ("发票号码", "票据号码", "电子发票号码"),
    "code": ("发票代码", "票据代码"),
    "date": ("开票日期", "填开日期", "开具日期"),
    "check": ("校验码",),
    "machine": ("机器编号", "机打号码", "机器号码"),
    "buyer_name": ("购买方名称", "购货单位名称", "购方名称", "交款人", "缴款人", "付款方名称", "付款单位"),
    "seller_name": (
        "销售方名称", "销货单位名称", "销方名称", "收款单位", "填开单位", "开票单位", "收款方名称", "单位名称",
    ),
    "name": ("名称",),
    "payer_id": ("交款人统一社会信用代码", "缴款人统一社会信用代码"),
    "tax_id": (
        "统一社会信用代码/纳税人识别号", "纳税人识别号/统一社会信用代码", "统一社会信用代码", "纳税人识别号",
        "购买方税号", "销售方税号",
    ),
    "addr_tel": ("地址、电话", "地址电话", "地址,电话"),
    "bank": ("开户行及账号", "开户行及帐号", "电子支付标识"),
    "payee": ("收款人",),
    "reviewer": ("复核人", "复核"),
    "drawer": ("开票人",),
    "seal": ("销售方:(章)", "销货单位:(章)", "销售方(章)", "收款单位(章)"),
    "words": ("价税合计(大写)", "合计(大写)", "金额合计(大写)", "价税合计"),
    "figures": ("(小写)", "小写"),
    "status": ("发票状态", "国内国际标识", "提示信息", "保险费", "销售网点代号", "验真网址", "签注", "验证码"),
    "ticket": ("电子客票号码", "电子客票号"),
    "fare": ("票价",),
    "phone": ("投诉电话", "监督电话", "发票信息查询"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """`name` of WORDS at text[start:end] of a strip; its value ends at `stop`, where the next label begins."""

    name: str
    strip: Strip
    start: int
    end: int
    stop: int

    @property
    def piece(self) -> Piece:
        """The label itself, with a box around all of its pieces."""
        parts = self.strip.take(self.start, self.end)
        return Piece("".join(part.text for part in parts), union(part.bbox for part in parts), parts[0].span)

    @property
    def value(self) -> list[Piece]:
        """What follows the label in its row, up to the next label."""
        parts = [part.trimmed() for part in self.strip.take(self.end, self.stop)]
        return [part for part in parts if part.text.strip()]


def spaced(word: str) -> str:
    """A pattern for `word` with white space anywhere, and without the dots and bars that printers vary."""
    return r"\s*".join(re.escape(char) if char not in "、,/" else "[、,，/·]?" for char in word)


_ALL = sorted(((word, name) for name, words in WORDS.items() for word in words), key=lambda pair: -len(pair[0]))
_PATTERN = re.compile("|".join(f"(?P<w{at}>{spaced(word)})" for at, (word, _) in enumerate(_ALL)))
# A number that another invoice bears: 被红冲蓝字数电发票号码, 对应正数发票代码.
_OTHERS = re.compile(r"(?:被红冲|蓝字|数电|正数|原)\s*$")
_COLON = re.compile(r"\s*[:：]?\s*")


def labels_in(strip: Strip) -> list[Label]:
    """Every label of a row, left to right.

    >>> from extractor.document import OnPage, Span
    >>> from extractor.geometry import BBox
    >>> from extractor.invoices.pieces import strip_of
    >>> span = Span("名 称:甲公司 纳税人识别号:91", OnPage(1, BBox(0, 0, 90, 9)), 1.0, "text", "")
    >>> [(l.name, l.value[0].text) for l in labels_in(strip_of([Piece(span.text, BBox(0, 0, 90, 9), span)]))]
    [('name', '甲公司'), ('tax_id', '91')]
    """
    marks = list(_matches(strip.text))
    ends = [*(start for _, start, _ in marks), len(strip.text)][1:]
    return [
        Label(name, strip, start, end, stop)
        for (name, start, end), stop in zip(marks, ends, strict=True)
        if name not in ("number", "code") or not _OTHERS.search(strip.text[:start])
    ]


def _matches(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _PATTERN.finditer(text):
        name = _ALL[int((match.lastgroup or "w0")[1:])][1]
        colon = _COLON.match(text, match.end())
        yield name, match.start(), colon.end() if colon else match.end()
