"""Nothing on a page makes the invoice kind fail: labels without values, values without labels, at any place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.invoice_faces import Printed
from corpora.invoice_sheets import page, part
from extractor.kinds.invoice import parse, score

TEXT = """
发票号码： 发票代码: 开票日期： 名称： 纳税人识别号： 价税合计（大写） （小写） 合 计 合计 小计 项目名称 金额
税率 税额 单价 数量 购 买 方 销 售 密 码 区 备 注 购买方信息 电子发票（普通发票） 铁路电子客票 票价 收据
航空运输电子客票行程单 出租汽车专用发票 ¥12.00 ¥-3.50 *** 6% 免税 壹佰圆整 （负数）壹圆整 2025年02月30日
2025年2月3日 G12 北京南站 : ¥ 25112000000000000017 032002100611 12345678 91110108MA0Y7XKQ04 *设计服务*展板
03-028/088<945327-8704670*98 共2页第1页 今收到甲交来乙 99999999999999999999
"""
WORDS = st.sampled_from(TEXT.split())
CODES = st.sampled_from(["", "01,32,,1,x,2,,", "?"])
THINGS = st.builds(
    Printed,
    st.floats(0, 580),
    st.floats(0, 390),
    st.one_of(WORDS, st.text(min_size=1, max_size=12)),
    size=st.sampled_from([6.0, 9.0, 18.0]),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(THINGS, max_size=40), st.sampled_from(["text", "ocr:test"]), st.sampled_from(["", "01,32,,1,x,2,,", "?"])
)
def test_any_page_is_read_or_left(things: list[Printed], source: str, code: str) -> None:
    paper = part(page([thing for thing in things if thing.text.strip()], (595, 397), source=source, qr=code))
    assert 0.0 <= score(paper) <= 1.0
    for record in parse(paper):
        assert record.kind is not None
