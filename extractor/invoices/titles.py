"""Which kind of invoice a face shows: by its title, by the shape of its number, by the type in its QR code.

Seals are printed over titles, so the characters of a title may have others between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.invoices.pieces import Piece, strips
from extractor.text.invoice_numbers import REGIONS

BY_QR = {
    "01": "专票", "04": "普票", "08": "电子专票", "10": "电子普票", "11": "卷票", "14": "电子普票",
    "03": "机动车发票", "15": "二手车发票", "31": "数电专票", "32": "数电普票", "51": "铁路电子客票",
    "61": "航空电子行程单", "85": "数电纸质专票", "86": "数电纸质普票",
}  # fmt: skip
TITLE = re.compile(r"[\u3400-\u9fff()]*(?:发票|客票|行程单|票据|收据)(?:\s*\([\u3400-\u9fff]{2,20})?\)?")


def _loose(word: str, between: int = 3) -> str:
    return f".{{0,{between}}}".join(word)


_BY_TITLE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("销货清单", r"(?:销售货物|应税劳务|销货|货物清单).{0,14}清单"),
        ("铁路电子客票", rf"{_loose('铁路电子客票')}|12306"),
        ("航空电子行程单", rf"{_loose('航空运输', 2)}.{{0,6}}{_loose('客票')}|电子客票行程单"),
        ("机动车发票", r"机动车.{0,3}销.{0,2}售.{0,3}统.{0,2}一.{0,3}发.{0,2}票"),
        ("二手车发票", r"二手车.{0,3}销.{0,2}售.{0,3}统.{0,2}一.{0,3}发.{0,2}票"),
        ("财政电子票据", r"财政.{0,12}票据|非税收入.{0,12}(?:票据|缴款书)|捐赠.{0,8}票据|资金往来结算票据|"
                     r"(?:医疗|收费|往来).{0,8}(?:电子)?票据|票据代码"),
        ("出租车票", r"出租(?:汽|小汽)?车|的士|上车.{0,80}下车"),
        ("定额发票", r"定额(?:专用)?发票"),
        ("收据", r"收\s*据"),
        ("卷票", r"发票\(卷票\)|卷\s*票"),
        ("机打发票", r"通用机打|机打发票"),
    )
)  # fmt: skip
_SPECIAL = re.compile(_loose("专用发票"))
_ORDINARY = re.compile(_loose("普通发票"))
_ELECTRONIC = re.compile(_loose("电子"))
_DIGITAL = re.compile("电子发票")


def kind_of(top: str, number: str, code: str, qr_type: str) -> str:
    """One of records.invoice.KINDS; empty where nothing says what it is. `top` is the text above the goods.

    >>> kind_of("北京增值税电子普通发票", "30130669", "011002200611", "")
    '电子普票'
    >>> kind_of("电子发票统(一发普票监通发票)", "24322000455053013360", "", "")
    '数电普票'
    >>> kind_of("某某出版社 编辑部", "", "", "")
    ''
    """
    if qr_type in BY_QR:
        return BY_QR[qr_type]
    plain = re.sub(r"\s", "", top)
    for kind, pattern in _BY_TITLE:
        if pattern.search(plain):
            return kind
    special, ordinary = _SPECIAL.search(plain), _ORDINARY.search(plain)
    if special is None and ordinary is None:
        return _of_number(number, code, plain)
    if len(number) == 20 or _DIGITAL.search(plain):
        paper = "纸质" if code else ""
        return f"数电{paper}{'专' if special else '普'}票"
    electronic = "电子" if _ELECTRONIC.search(plain) and len(code) in (0, 12) else ""
    return f"{electronic}{'专' if special else '普'}票"


def printed(top: str, qr_type: str) -> bool:
    """Whether the paper itself says its kind; else it is inferred from the shape of its number.

    >>> printed("北京增值税电子普通发票", ""), printed("消费凭单发票号码:", ""), printed("", "32")
    (True, False, True)
    """
    plain = re.sub(r"\s", "", top)
    patterns = (*(pattern for _, pattern in _BY_TITLE), _SPECIAL, _ORDINARY)
    return qr_type in BY_QR or any(pattern.search(plain) for pattern in patterns)


def _of_number(number: str, code: str, plain: str) -> str:
    if len(number) == 20 and "发票" in plain:
        return "数电专票" if "专" in plain else "数电普票"
    if len(code) == 12 and len(number) == 8:
        return {"11": "电子普票", "12": "电子普票", "13": "电子专票"}.get(code[-2:], "普票")
    return "专票" if len(code) == 10 and len(number) == 8 else ""


def title_piece(top: Iterable[Piece]) -> Piece | None:
    """The printed title: the tallest text that names an invoice."""
    found = []
    for strip in strips(top):
        for match in TITLE.finditer(strip.text):
            parts = strip.take(*match.span())
            if len(match[0]) >= 4 and parts and not re.search(r"查询|查验|专用章|监制", match[0]):
                found.append((max(part.bbox.height for part in parts), parts, match[0]))
    if not found:
        return None
    _, parts, text = max(found, key=lambda item: item[0])
    return Piece(text.strip(), parts[0].bbox, parts[0].span)


def region_in(title: str) -> str:
    """The 省 or 计划单列市 that a title names, or an empty string.

    >>> region_in("江苏增值税电子普通发票")
    '江苏'
    """
    return next((name for name in REGIONS.values() if re.sub(r"\s", "", title).startswith(name)), "")
