"""The annotated copy: boxes where they belong in every rotation, notes that readers show, originals untouched."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    NameObject,
    NumberObject,
    RectangleObject,
)
from reportlab.pdfgen.canvas import Canvas

from checks.drawing.highlighted import annotate
from tests.unit.outputs.pdf_papers import BOX, blank, finding, rendered, tinted, written


@pytest.mark.parametrize("rotation", [0, 90, 180, 270, 450, -90])
@pytest.mark.parametrize("crop", [None, (30, 50, 380, 560), (-20, 100, 900, 560)])
def test_the_box_is_drawn_where_the_reader_saw_it(
    tmp_path: Path, rotation: int, crop: tuple[int, ...] | None
) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(blank())))
    page = writer.pages[0]
    page[NameObject("/Rotate")] = NumberObject(rotation)
    if crop:
        page.cropbox = RectangleObject(crop)
    data = io.BytesIO()
    writer.write(data)
    result = annotate(written(tmp_path, data.getvalue()), [finding()], {"doc"})
    assert tinted(rendered(result)) == pytest.approx(BOX, abs=2)


def test_rotation_and_media_box_may_be_inherited(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(blank(2))))
    tree = writer._root_object["/Pages"].get_object()
    tree[NameObject("/Rotate")] = NumberObject(90)
    tree[NameObject("/MediaBox")] = RectangleObject((10, 20, 410, 620))
    for kid in tree["/Kids"]:
        kid.get_object().pop("/MediaBox", None)
        kid.get_object().pop("/Rotate", None)
    data = io.BytesIO()
    writer.write(data)
    result = annotate(written(tmp_path, data.getvalue()), [finding(page=2)], {"doc"})
    assert tinted(rendered(result, 1)) == pytest.approx(BOX, abs=2)


def test_any_reader_shows_the_note(tmp_path: Path) -> None:
    original = written(tmp_path, blank())
    before = hashlib.sha256(original.read_bytes()).hexdigest()
    decisions = {
        "id-fail": {"action": "dismiss", "reason": "证件有误", "comment": "", "actor": "王审核", "stale": False}
    }
    result = annotate(original, [finding()], {"doc"}, decisions, rules={"QC-05.1b": "负责人年龄"})
    highlight, popup = (reference.get_object() for reference in PdfReader(io.BytesIO(result)).pages[0]["/Annots"])
    assert highlight["/Subtype"] == "/Highlight"
    assert highlight["/F"] & 4, "must print"
    assert highlight["/AP"]["/N"].get_object().get_data()
    assert highlight["/T"] == "材审"
    for part in ("不符合", "QC-05.1b", "负责人年龄", "第五条 1", "47周岁", "不采纳", "证件有误", "王审核"):
        assert part in highlight["/Contents"]
    assert "110101**********16" in highlight["/Contents"]
    assert popup["/Parent"].get_object() == highlight
    assert highlight["/Popup"].get_object() == popup
    assert hashlib.sha256(original.read_bytes()).hexdigest() == before


def test_colours_tell_verdicts_apart(tmp_path: Path) -> None:
    original = written(tmp_path, blank())
    colours = {}
    for verdict in ("fail", "review", "pass", "not_applicable"):
        image = rendered(annotate(original, [finding(verdict)], {"doc"}))
        colours[verdict] = image.getpixel((140, 115))
    assert len(set(colours.values())) == 4
    assert colours["fail"][0] > colours["fail"][1] + 40
    assert colours["pass"][1] > colours["pass"][0] + 25


def test_findings_of_one_place_share_a_box_in_the_colour_of_the_worst(tmp_path: Path) -> None:
    close = tuple(edge + 0.4 for edge in BOX)
    findings = [finding("pass", close), finding("fail"), finding("review", rule="X.03", message="出生日期不一致")]
    result = annotate(written(tmp_path, blank()), findings, {"doc"})
    highlights = [item.get_object() for item in PdfReader(io.BytesIO(result)).pages[0]["/Annots"]][::2]
    assert len(highlights) == 1
    for part in ("不符合", "符合", "需人工判断", "出生日期不一致", "47周岁"):
        assert part in highlights[0]["/Contents"]
    alone = annotate(written(tmp_path, blank()), [finding("fail")], {"doc"})
    assert rendered(result).getpixel((140, 115)) == rendered(alone).getpixel((140, 115))


def test_text_under_the_box_stays_readable(tmp_path: Path) -> None:
    image = rendered(annotate(written(tmp_path, blank()), [finding(box=(35, 285, 130, 310))], {"doc"}))
    assert image.crop((35, 285, 130, 310)).convert("L").getextrema()[0] < 60


def test_present_annotations_are_kept(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(blank())))
    writer.add_annotation(0, FreeText(text="kept", rect=(10, 10, 60, 30)))
    data = io.BytesIO()
    writer.write(data)
    result = annotate(written(tmp_path, data.getvalue()), [finding()], {"doc"})
    kinds = [item.get_object()["/Subtype"] for item in PdfReader(io.BytesIO(result)).pages[0]["/Annots"]]
    assert kinds == ["/FreeText", "/Highlight", "/Popup"]


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    original = written(tmp_path, blank())
    findings = [finding(), finding("review", None), finding("review", (1, 2, 3, 4), id="other")]
    assert annotate(original, findings, {"doc"}) == annotate(original, list(reversed(findings)), {"doc"})


def test_findings_without_a_place_are_listed_at_the_end(tmp_path: Path) -> None:
    other = finding("review", message="未提交《推荐函》", evidence=[], id="other", rule="QC-06.0a")
    passed = finding("pass", message="与本文件无关", evidence=[], id="passed")
    result = annotate(
        written(tmp_path, blank(2)), [finding(), finding("review", None), other, passed], {"doc"}, name="申报书.pdf"
    )
    document = pypdfium2.PdfDocument(result)
    assert len(document) == 3
    text = document[2].get_textpage().get_text_range()
    for part in ("未提交《推荐函》", "表1第2行第2列", "申报书.pdf", "需人工判断", "另有 1 条"):
        assert part in text, part
    assert "与本文件无关\r" not in text


def test_what_concerns_other_files_only_is_not_listed(tmp_path: Path) -> None:
    foreign = finding("fail", message="名册有误", id="foreign")
    foreign["evidence"] = [{**foreign["evidence"][0], "document": "another"}]
    nowhere = finding("review", message="未提交《推荐函》", evidence=[], id="nowhere")
    text = pypdfium2.PdfDocument(annotate(written(tmp_path, blank()), [foreign, nowhere], {"doc"}))[1]
    told = text.get_textpage().get_text_range()
    assert "未提交《推荐函》" in told
    assert "名册有误" not in told
    assert "另有 1 条" in told


def test_a_part_has_no_sheet_of_its_own(tmp_path: Path) -> None:
    findings = [finding(), finding("review", None, id="quoted")]
    assert len(PdfReader(io.BytesIO(annotate(written(tmp_path, blank()), findings, {"doc"}, part=True))).pages) == 1
    assert annotate(written(tmp_path, b"PK\x03\x04", "x.docx"), findings, {"doc"}, part=True) == b""


@pytest.mark.parametrize(("size", "line"), [((400, 600), 1.0), ((3000, 4000), 6.0)])
def test_the_line_is_seen_on_a_page_of_any_size(tmp_path: Path, size: tuple[int, int], line: float) -> None:
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=size, invariant=1)
    canvas.showPage()
    canvas.save()
    result = annotate(written(tmp_path, data.getvalue()), [finding()], {"doc"})
    highlight = PdfReader(io.BytesIO(result)).pages[0]["/Annots"][0].get_object()
    assert f" {line:.3f} w " in highlight["/AP"]["/N"].get_object().get_data().decode()


def test_nothing_to_list_adds_no_page(tmp_path: Path) -> None:
    assert len(PdfReader(io.BytesIO(annotate(written(tmp_path, blank()), [finding()], {"doc"}))).pages) == 1
