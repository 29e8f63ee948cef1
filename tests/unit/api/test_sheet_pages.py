"""A page that is a sheet: its title and its cells are shown, and the quoted ones are marked."""

from __future__ import annotations

from pathlib import Path

from api.pages.blocks import Grid, Paragraph, blocks_of
from api.pages.marks import Mark
from extractor import read
from tests.workbooks import sheet, workbook
from worker.shown import stored_page
from worker.store import PageView


def mark(row: int, column: int, text: str) -> Mark:
    place = {"type": "in_sheet", "sheet": "预算表", "row": row, "column": column}
    return Mark("f", 0, 1, "fail", "d", place, text, 1.0)


def test_cells_and_titles_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "blob"
    rows = [["某站点预算", None, None], [], ["科目", "明细", "金额"], ["咨询费", "论证", 100], [None, "餐费", 900]]
    path.write_bytes(workbook({"预算表": sheet(rows, "A1:C1", "A4:A5")}))
    page = stored_page(read.read_page(path, "x", 1, read.ReadSettings(engine="replay")))
    view = PageView(
        number=1, width=0, height=0, source="text", media="", problem=None, image_sha=None,
        lines=tuple(page.content["lines"]), tables=tuple(page.content["tables"]),
    )  # fmt: skip
    marks = [mark(0, 0, "某站点预算"), mark(4, 1, "餐费"), mark(3, 0, "咨询费")]
    name, title, grid = blocks_of(view, marks)
    assert isinstance(name, Paragraph)
    assert isinstance(title, Paragraph)
    assert isinstance(grid, Grid)
    assert (name.runs[0].text, name.runs[0].marks) == ("预算表", ())
    assert title.runs[0].marks == (marks[0],)
    marked = {cell.text: cell.marks for row in grid.rows for cell in row if cell.marks}
    assert marked == {"餐费": (marks[1],), "咨询费": (marks[2],)}
    assert next(cell for row in grid.rows for cell in row if cell.text == "咨询费").rowspan == 2
