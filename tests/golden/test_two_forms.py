"""A roster as a DOCX and as a scan of the same pages, read and screened together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpora.blocks import Grid, Paragraph, Title
from corpora.render.digital_pdf import digital_pdf
from corpora.render.docx import docx_file
from corpora.render.scanned_pdf import scanned_pdf
from tests.builders import identity
from tests.golden.conftest import Screen

HEAD = ("序号", "姓名", "性别", "出生年月", "身份证号", "职称", "工作单位", "分工")
SURNAMES = "甄祁裴郝邵"


def roster(born: str) -> tuple[Title | Paragraph | Grid, ...]:
    rows = [HEAD]
    for number, surname in enumerate(SURNAMES, 1):
        when = born if number == 2 else f"19{88 + number}年5月"
        card = identity("110105", f"19{88 + number}0512", f"0{number}1")
        rows.append((str(number), f"{surname}明远", "男", when, card, "高级工程师", "北京某某研究院", "工艺试验"))
    said = Paragraph("北京优秀青年工程师创新工作室团队成员情况如下，所列人员均为本单位在职职工，人事关系在本单位。")
    return (Title("团队成员名册"), said, Grid(tuple(rows), (1, 2, 1, 2.4, 5, 2.6, 3.4, 2.4)))


@pytest.mark.ocr
@pytest.mark.slow
def test_the_docx_and_its_scan(tmp_path: Path, screen: Screen) -> None:
    same, other = tmp_path / "same", tmp_path / "other"
    for folder, born in ((same, "1990年5月"), (other, "1979年5月")):
        folder.mkdir()
        (folder / "成员名册.docx").write_bytes(docx_file(roster("1990年5月")))
        (folder / "成员名册（盖章扫描）.pdf").write_bytes(scanned_pdf(digital_pdf(roster(born))))
    agreeing = screen([same], on=date(2025, 6, 30), programme="studio")
    assert not [one for one in agreeing["findings"] if "有两份" in one["message"]]
    differing = screen([other], on=date(2025, 6, 30), programme="studio")
    (found,) = [one for one in differing["findings"] if "有两份" in one["message"]]
    assert (found["rule"], found["verdict"]) == ("X.04", "review")
    assert "1990-05" in found["message"]
    assert "1979-05" in found["message"]
    assert len({one["document"] for one in found["evidence"]}) == 2
