"""The host's name on other papers: a plausible misreading is a person's to judge, never a pass or a fail."""

from __future__ import annotations

import pytest

from checks.host import Host
from checks.likeness import doubt, like_codes, mixed_up
from extractor.document import OnPage, Span
from extractor.geometry import BBox
from extractor.records.cited import Cited, cite
from extractor.text.ids import uscc_valid

TYPED = "text"
READ = "ocr:rapid"


def said(text: str, confidence: float = 1.0, source: str = TYPED) -> Cited[str]:
    return cite(text, Span(text, OnPage(1, BBox(0, 0, 9, 9)), confidence, source, text))


@pytest.mark.parametrize(
    ("own", "given", "same"),
    [
        (said("北京未来测绘有限公司"), said("北京未来测绘有限公司", 0.8, READ), "same"),
        (said("北京未来测绘有限公司"), said("北京末来测绘有限公司", 0.98, READ), "part"),
        (said("北京未来测绘有限公司"), said("北京末来测绘有限公司"), "other"),
        (said("北京未来测绘有限公司（曾用名：北京远方测绘中心）"), said("北京远方测绘中心"), "part"),
        (said("北京未来测绘有限公司"), said("北京未来测绘有限公司大兴分公司"), "part"),
        (said("北京未来测绘有限公司"), said("天津港口物流有限公司", 0.9, READ), "other"),
    ],
)
def test_compare(own: Cited[str], given: Cited[str], same: str) -> None:
    assert Host((own,), ()).compare(given) == same


def test_an_engine_that_is_certain_may_still_be_wrong() -> None:
    assert doubt(said("己", 1.0, READ)) < 1.0
    assert doubt(said("己", 1.0, TYPED)) == 1.0


def test_codes() -> None:
    code = said("91350100M000100Y43")
    found = like_codes(code, said("91350100M000IOOY43", 0.93, READ), uscc_valid)
    assert found.verdict == "misread"
    assert "“I”" in mixed_up(found.pairs) or "“1”" in mixed_up(found.pairs)
