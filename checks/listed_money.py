"""Whose money a row of a list of expenses tells of: none that was spent (a balance carried forward, a grant), the
project's, or perhaps another's.

>>> [no_expense(text) for text in ("期初余额", "上年结转资金", "收到项目经费", "利息收入")]
[True, True, True, True]
>>> [no_expense(text) for text in ("结转管理费", "年初购置办公桌", "收到发票支付设备款", "上年度会议费")]
[False, False, False, False]
"""

from __future__ import annotations

import re

from checks.expense_words import plain
from checks.expenses import place
from checks.pack import programmes
from extractor.records.cited import Cited, Field
from extractor.records.voucher_list import VoucherRow

_RECEIPT = re.compile(r"收[到入].{0,24}(?:款|经费|资金|拨付)")
_BILLED = re.compile(r"收[到入].{0,24}(?:发票|票据|收据|账单)")
_SPENDS = re.compile(r"付(?!中心|局)|[采购买垫]|报销|[支列]支|支出")
_GRANTED = re.compile(r"拨[付款入来转给]?")
_BOOKS = re.compile(r"期初|期末|年初|上年|承前页|过次页|结转|余额|本[年月日期]?(?:合计|累计)|利息收入")
# Nothing but the words of book-keeping: no word that money could have been spent on.
_BOOK_WORDS = re.compile(
    r"(?:(?:\d{2,4}年度?)?(?:\d{1,2}月份?)?(?:\d{1,2}日)?|[期年月][初末]|[上本下]年度?|[上本下][月期]|次年|以前年度"
    r"|承前页|过次页|结转|转入|转出|余额|结余|合计|累计|小计|发生额|净额|数额?|银行|存款|利息|收入|收到|财政|专项|项目"
    r"|资金|经费|拨款|款项?|收支|损益|本年利润|净资产|借方|贷方|[至到入下的元]|[^\u3400-\u9fffA-Za-z])+"
)
_ELSEWHERE = re.compile(
    r"自筹|自有资金|配套(?:资金|经费)|不予?(?:报销|列支)|未(?:报销|列支)|核减|剔除|作废|退票|已退[回款]|误付|冲[回销]|红冲"
)
UNPAID = re.compile(r"未(?:支付|付款|付|结算)|待(?:支付|付款|付)|应付(?:未付|账款)|挂账|欠付|尚欠")


def no_expense(summary: str) -> bool:
    """Whether the words are those of a balance, a sum carried over or money received, and name nothing bought."""
    said = plain(summary)
    if _RECEIPT.match(said):
        return not _BILLED.match(said) and not _perhaps_spent(said)
    return bool(_BOOKS.match(said)) and bool(_BOOK_WORDS.fullmatch(said))


def doubt_of(row: VoucherRow, title: str = "") -> str:
    """Words of the row, or of its list's title, that say the project did not pay for it; "" where none does."""
    for text in (_text(row.status), _text(row.summary), _text(row.category), title):
        if match := _ELSEWHERE.search(text):
            return f"写有“{match[0]}”，是否由项目经费列支由人判断"
    said = plain(_text(row.summary))
    if _RECEIPT.match(said) and not _BILLED.match(said):
        return "摘要写的是收款，是否另有支出由人判断"
    if _BOOKS.match(said) and "结转" in said:
        return "摘要写有“结转”，是否项目的一笔支出由人判断"
    return ""


def _perhaps_spent(said: str) -> bool:
    """Whether a receipt also tells of spending, or names what a programme prohibits; money given back does not."""
    if "退" in said:
        return False
    told = _GRANTED.sub("", said)
    return bool(_SPENDS.search(told)) or any(place(told, programme=one).articles for one in programmes())


def _text(field: Field[str]) -> str:
    return field.value.strip() if isinstance(field, Cited) else ""
