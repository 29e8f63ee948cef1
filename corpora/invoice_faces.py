"""Fictional invoices as positions: what is printed where, for renderers that order it as badly as real ones do.

Sizes are those of the real forms (数电票 210 × 140 mm; 税控 电子普票 610 × 394 points). Companies, people and numbers
are invented; credit codes bear right check characters.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from stdnum.cn import uscc

from extractor.text.invoice_qr import crc16
from extractor.text.uppercase_amounts import to_uppercase

CENT = Decimal("0.01")
_SURNAMES = "青屿 松岚 云杉 柏渡 栖禾 澄溪 映湖 砚秋 霁桥 槐序".split()  # noqa: SIM905
_TRADES = "科技有限公司 文化传播有限公司 图文设计（北京）有限公司 会议服务有限责任公司 检测技术股份有限公司".split()  # noqa: SIM905
GOODS = (
    ("*设计服务*展板设计制作费", "6%"), ("*会展服务*会议场地服务费", "6%"), ("*印刷品*会议手册", "13%"),
    ("*研发和技术服务*传感器标定与环境适应性试验技术服务费", "6%"), ("*纸制品*复印纸", "13%"),
    ("*餐饮服务*餐费", "1%"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """`text` with its left edge at `x` and its top at `y`; `label` marks what the form itself says."""

    x: float
    y: float
    text: str
    label: bool = False
    size: float = 9.0
    side: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    name: str
    amount: Decimal
    rate: str
    tax: Decimal
    unit: str = "项"
    quantity: str = "1"
    spec: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the invoice says; `code` empty for 数电票."""

    number: str
    issued: date
    buyer: tuple[str, str]
    seller: tuple[str, str]
    items: tuple[Item, ...]
    code: str = ""
    remark: str = ""
    special: bool = False
    check: str = "12345678901234567890"
    drawer: str = "柯以宁"
    words: str = ""

    @property
    def net(self) -> Decimal:
        return sum((item.amount for item in self.items), Decimal(0))

    @property
    def tax(self) -> Decimal:
        return sum((item.tax for item in self.items), Decimal(0))

    @property
    def total(self) -> Decimal:
        return self.net + self.tax

    @property
    def qr(self) -> str:
        kind = ("31" if self.special else "32") if not self.code else "10"
        amount = self.net if self.code else self.total
        check = self.check if self.code else ""
        text = f"01,{kind},{self.code},{self.number},{amount},{self.issued:%Y%m%d},{check},"
        return f"{text}{crc16(text.encode()):04X},"


def company(chance: random.Random) -> tuple[str, str]:
    """A name and a credit code that proves itself."""
    region = chance.choice(("110108", "110105", "310115", "420106"))
    letters = "".join(chance.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(9))
    stem = f"91{region}{letters}"
    name = chance.choice(("北京", "")) + chance.choice(_SURNAMES) + chance.choice(_TRADES)
    return name, stem + str(uscc.calc_check_digit(stem))


def item(chance: random.Random) -> Item:
    name, rate = chance.choice(GOODS)
    amount = Decimal(chance.randrange(100, 900000)).scaleb(-2)
    share = Decimal(rate.rstrip("%")) / 100
    return Item(name, amount, rate, (amount * share).quantize(CENT, ROUND_HALF_UP))


def draft(seed: int, *, old: bool = False, lines: int = 2, remark: str = "") -> Draft:
    """A sound invoice; the same seed, the same invoice."""
    chance = random.Random(seed)
    issued = date(2025, chance.randint(1, 12), chance.randint(1, 28))
    number = f"25112000{chance.randrange(10**12):012d}" if not old else f"{chance.randrange(10**8):08d}"
    code = "011002500111" if old else ""
    items = tuple(item(chance) for _ in range(lines))
    return Draft(number, issued, company(chance), company(chance), items, code, remark)


def digital(what: Draft) -> list[Printed]:
    """数电票: buyer left, seller right. Width 595.28, height 396.85 points."""
    title = "电子发票（增值税专用发票）" if what.special else "电子发票（普通发票）"
    printed = [
        Printed(193, 22, title, True, 18),
        Printed(438, 31, "发票号码：", True), Printed(483, 31, what.number),
        Printed(438, 49, "开票日期：", True), Printed(483, 49, f"{what.issued:%Y年%m月%d日}"),
        Printed(13, 150, "项目名称", True), Printed(119, 150, "规格型号", True), Printed(190, 150, "单 位", True),
        Printed(264, 150, "数 量", True), Printed(335, 150, "单 价", True), Printed(407, 150, "金 额", True),
        Printed(446, 150, "税率/征收率", True), Printed(551, 150, "税 额", True),
        *_party(33, 95, 32, 122, what.buyer, "统一社会信用代码/纳税人识别号："),
        *_party(318, 95, 317, 122, what.seller, "统一社会信用代码/纳税人识别号："),
        *_down(17, 93, "购买方信息"), *_down(302, 93, "销售方信息"), *_down(17, 310, "备注", 17),
        *_goods(what, (13, 118, 199, 286, 330, 390, 465, 545), 163),
        Printed(58, 261, "合", True), Printed(104, 261, "计", True),
        Printed(389, 261, f"¥{what.net}"), Printed(542, 261, f"¥{what.tax}"),
        *_total(what, 280, 48, 178, 412, 450),
        Printed(55, 368, "开票人：", True), Printed(91, 368, what.drawer),
    ]  # fmt: skip
    return printed + ([Printed(32, 298, what.remark)] if what.remark else [])


def old(what: Draft) -> list[Printed]:
    """税控 电子普票: buyer above the goods, seller below, cipher right of the buyer. 610 × 394 points."""
    check = " ".join(what.check[at : at + 5] for at in range(0, 20, 5))
    printed = [
        Printed(195, 22, "北京增值税电子普通发票", True, 18),
        Printed(432, 22, "发票代码:", True), Printed(474, 22, what.code),
        Printed(432, 37, "发票号码:", True), Printed(474, 37, what.number),
        Printed(432, 51, "开票日期:", True), Printed(474, 51, f"{what.issued:%Y年%m月%d日}"),
        Printed(432, 66, "校 验 码:", True), Printed(474, 66, check),
        Printed(24, 70, "机器编号:", True), Printed(66, 70, "661022817183"),
        *_down(29, 92, "购买方", 16), *_down(350, 93, "密码区", 16), *_down(29, 302, "销售方", 15),
        *_down(350, 304, "备注", 26),
        *_party(48, 86, 48, 101, what.buyer, "纳税人识别号:", "名        称:"),
        *_party(48, 296, 48, 310, what.seller, "纳税人识别号:", "名        称:"),
        Printed(48, 115, "地 址、电 话:", True), Printed(48, 130, "开户行及账号:", True),
        Printed(48, 323, "地 址、电 话:", True), Printed(48, 337, "开户行及账号:", True),
        *(Printed(369, 88 + 14 * at, line) for at, line in enumerate(_CIPHER)),
        Printed(46, 148, "货物或应税劳务、服务名称", True), Printed(181, 148, "规格型号", True),
        Printed(250, 148, "单位", True), Printed(290, 148, "数 量", True), Printed(345, 148, "单 价", True),
        Printed(417, 148, "金 额", True), Printed(480, 148, "税率", True), Printed(531, 148, "税 额", True),
        *_goods(what, (20, 160, 253, 318, 345, 425, 490, 560), 161),
        Printed(66, 258, "合", True), Printed(100, 258, "计", True),
        Printed(420, 258, f"¥{what.net}"), Printed(548, 258, f"¥{what.tax}"),
        *_total(what, 276, 54, 160, 458, 500),
        Printed(31, 353, "收款人:", True), Printed(70, 353, "郗望舒"), Printed(197, 353, "复核:", True),
        Printed(225, 353, "尚知夏"), Printed(318, 353, "开票人:", True), Printed(355, 353, what.drawer),
        Printed(442, 353, "销售方:（章）", True),
    ]  # fmt: skip
    return printed + ([Printed(369, 300, what.remark)] if what.remark else [])


_CIPHER = (
    "03160>8/-94<5/112>+2763<27>1", "981/6888+13<5<46/8>*3/*03/9/",
    "5+9449<++3943>2590449---09<*", "5/56675705+3<2/+2+79655*-450",
)  # fmt: skip


def _party(
    x: float, y: float, x2: float, y2: float, who: tuple[str, str], tax_label: str, name_label: str = "名称："
) -> list[Printed]:
    return [
        Printed(x, y, name_label, True), Printed(x + _width(name_label), y, who[0]),
        Printed(x2, y2, tax_label, True), Printed(x2 + _width(tax_label), y2, who[1]),
    ]  # fmt: skip


def _goods(what: Draft, at: tuple[float, ...], top: float) -> list[Printed]:
    printed: list[Printed] = []
    y = top
    for line in what.items:
        first, rest = line.name[:11], line.name[11:]
        texts = (
            first,
            line.spec,
            line.unit,
            line.quantity,
            str(line.amount),
            str(line.amount),
            line.rate,
            str(line.tax),
        )
        printed += [Printed(x, y, text) for x, text in zip(at, texts, strict=True) if text]
        while rest:
            y += 11
            printed.append(Printed(at[0], y, rest[:11]))
            rest = rest[11:]
        y += 13
    return printed


def _total(what: Draft, y: float, label: float, words: float, small: float, figures: float) -> list[Printed]:
    return [
        Printed(label, y, "价税合计（大写）", True), Printed(words, y, what.words or to_uppercase(what.total)),
        Printed(small, y, "（小写）", True), Printed(figures, y, f"¥{what.total}"),
    ]  # fmt: skip


def _down(x: float, y: float, text: str, step: float = 9.6) -> list[Printed]:
    return [Printed(x, y + at * step, char, True, side=True) for at, char in enumerate(text)]


def _width(text: str, size: float = 9.0) -> float:
    return sum(size if ord(char) > 0x2E80 else size / 2 for char in text)
