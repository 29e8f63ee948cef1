"""The DOCX with comments: at the quoted characters, cells and pictures; the text itself as it was."""

from __future__ import annotations

import hashlib
import io
import random
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Docx
from lxml import etree

from checks.outputs.docx import of_each
from checks.outputs.json import place_json
from checks.shown import Copy
from extractor.document import InMedia, InTable, InText, InXml, OnPage, Page, Place
from extractor.errors import Unreadable
from extractor.geometry import BBox
from extractor.layout.docx_anchors import open_docx
from extractor.readers import docx as reader
from extractor.settings import ReadSettings
from extractor.text.counting import count
from tests.papers_docx import tricky_docx

ON = date(2026, 3, 1)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def finding(number: int, *places: Place, verdict: str = "fail", text: str = "引文", **more: Any) -> dict[str, Any]:
    evidence = [
        {
            "document": "doc",
            "place": place_json(place),
            "page": None,
            "bbox": None,
            "text": text,
            "confidence": 1.0,
            "source": "text",
        }
        for place in places
    ]
    return {
        "id": f"id-{number}",
        "rule": f"QC-{number:04d}",
        "clause": "第五条",
        "verdict": verdict,
        "severity": "error",
        "message": f"结论{number}：证件号码110101197803050016",
        "evidence": evidence,
        "why": "",
        "parameters": {},
        "fingerprint": "x",
        **more,
    }


def commented(path: Path, *findings: dict[str, Any], decisions: dict[str, Any] | None = None) -> bytes:
    copy = Copy("docx", "申报书.docx", tuple(findings), ("doc",), decisions or {}, {"doc": "申报书.docx"}, {}, ON)
    return of_each(path, copy, open_docx)


def read(path: Path) -> Page:
    return reader.read_page(path, 1, ReadSettings(), lambda: pytest.fail("no engine is needed"))


def written(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def marked(data: bytes) -> dict[str, str]:
    """The text in the range of each comment, by its number."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    texts: dict[str, str] = {}
    opened: list[str] = []
    for element in root.iter():
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            opened.append(number)
            texts[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            opened.remove(number)
        elif element.tag in (f"{W}t", f"{M}t", f"{W}tab", f"{W}br", f"{W}sym", f"{W}noBreakHyphen"):
            for one in opened:
                texts[one] += {"tab": "\t", "br": "\n", "sym": "☑", "noBreakHyphen": "-"}.get(
                    etree.QName(element).localname, element.text or ""
                )
    assert not opened
    references = [element.get(f"{W}id") for element in root.iter(f"{W}commentReference")]
    assert sorted(references) == sorted(texts)
    return dict(sorted(texts.items(), key=lambda item: int(item[0])))


@pytest.fixture
def tricky(tmp_path: Path) -> Path:
    return written(tmp_path, tricky_docx(), "original.docx")


def ranges(page: Page) -> list[tuple[InText, str]]:
    """Every line in the running text, and pieces of it, with what stands there."""
    chance, found = random.Random(5), []
    for line in page.lines:
        place = line.spans[0].place
        if not isinstance(place, InText) or line.role != "body":
            continue
        text = line.spans[0].text
        found.append((place, text))
        for _ in range(4):
            start = chance.randrange(len(text))
            end = chance.randrange(start, len(text)) + 1
            found.append((InText(place.paragraph, place.start + start, place.start + end), text[start:end]))
    return found


def test_every_range_of_characters_is_marked_exactly(tricky: Path, tmp_path: Path) -> None:
    before = read(tricky)
    uncut = set("拼x=1")  # see the next test
    wanted = {place: text for place, text in ranges(before) if not uncut & set(text)}
    data = commented(tricky, *(finding(i, place) for i, place in enumerate(wanted)))
    found = marked(data)
    del found["7"]
    between = ("藏着", "框中文字")  # hidden text, a text box: a range that crosses them holds them as well
    shown = [text.replace(between[0], "").replace(between[1], "") for text in found.values()]
    last = max(place.paragraph for place in wanted)  # in a content control, see below
    assert shown == ["" if place.paragraph == last else text for place, text in wanted.items()]
    assert read(written(tmp_path, data, "copy.docx")) == before


@pytest.mark.parametrize("word", ["拼音之", "公式x=1完", "x=1", "拼"])
def test_what_cannot_be_cut_is_marked_whole(tricky: Path, word: str) -> None:
    line = next(line for line in read(tricky).lines if word in line.text)
    place = line.spans[0].place
    assert isinstance(place, InText)
    start = place.start + line.spans[0].text.index(word)
    found = marked(commented(tricky, finding(1, InText(place.paragraph, start, start + len(word)))))
    assert word in found["8"].replace("pin", "")


def test_cells_nested_and_merged(tricky: Path, tmp_path: Path) -> None:
    page = read(tricky)
    cells = [cell for table in page.tables for cell in table.cells]
    assert len(cells) >= 9
    data = commented(tricky, *(finding(i, cell.span.place) for i, cell in enumerate(cells)))
    found = marked(data)
    del found["7"]
    texts = [cell.span.text.replace("\n", "") for cell in cells]
    assert [text.replace("内一内二", "") for text in found.values()] == [
        "" if text == "控件格" else text for text in texts
    ]
    assert read(written(tmp_path, data, "copy.docx")) == page


def test_the_first_paragraph_of_a_content_control_is_quoted_instead(tricky: Path) -> None:
    place = next(line.spans[0].place for line in read(tricky).lines if line.text == "块控件中的段落")
    data = commented(tricky, finding(1, place, text="块控件中"))
    assert marked(data)["8"] == ""
    assert "所指内容：“块控件中”" in {one.comment_id: one.text for one in Docx(io.BytesIO(data)).comments}[8]


def test_pictures_text_boxes_and_notes_are_marked_where_they_hang(tricky: Path, tmp_path: Path) -> None:
    page = read(tricky)
    boxed = next(line.spans[0].place for line in page.lines if line.text == "框中文字")
    noted = next(line.spans[0].place for line in page.lines if line.text == "脚注文字")
    assert isinstance(boxed, InXml)
    assert isinstance(noted, InXml)
    picture = [InMedia("word/media/image1.png", BBox(0, 0, at, 9)) for at in (5, 6)]
    data = commented(tricky, finding(1, *picture, text="图中字"), finding(2, boxed), finding(3, noted))
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    holders = {}
    for start in root.iter(f"{W}commentRangeStart"):
        following = start.getnext()
        holders[start.get(f"{W}id")] = {
            etree.QName(one).localname for one in following.iter() if isinstance(one.tag, str)
        }
    assert "blip" in holders["8"]
    assert "txbxContent" in holders["9"]
    assert "footnoteReference" in holders["10"]
    comments = {one.comment_id: one.text for one in Docx(io.BytesIO(data)).comments}
    assert comments[8].count("图中字") == 1
    assert read(written(tmp_path, data, "copy.docx")) == page


def test_comments_are_ours_masked_and_beside_those_that_were_there(tricky: Path) -> None:
    decisions = {"id-1": {"action": "dismiss", "reason": "已核实", "comment": "", "actor": "王审", "stale": False}}
    review = finding(2, InText(1, 0, 2), verdict="review", why="缺少出生日期")
    data = commented(tricky, finding(1, InText(1, 0, 2)), review, decisions=decisions)
    comments = {one.comment_id: one for one in Docx(io.BytesIO(data)).comments}
    assert set(comments) == {7, 8}
    assert comments[7].text == "原有批注"
    ours = comments[8]
    assert (ours.author, ours.initials, ours.timestamp.date()) == ("材审", "材", ON)
    for part in (
        "【不符合】QC-0001",
        "【需人工判断】QC-0002",
        "原因：缺少出生日期",
        "审核意见：不采纳",
        "110101**********16",
    ):
        assert part in ours.text
    assert b"197803050016" not in zipfile.ZipFile(io.BytesIO(data)).read("word/comments.xml")


def test_what_has_no_place_here_is_listed_at_the_first_paragraph(tricky: Path) -> None:
    elsewhere = finding(1, OnPage(3, BBox(0, 0, 1, 1)))
    elsewhere["evidence"][0]["document"] = "another"
    lost = finding(2, InText(999, 0, 4), InTable((44,), 0, 0), InXml("word/header1.xml#header"))
    data = commented(tricky, elsewhere, lost, finding(3), finding(4, InText(0, 0, 1), verdict="pass"))
    (ours,) = [one for one in Docx(io.BytesIO(data)).comments if one.author == "材审"]
    assert marked(data)[str(ours.comment_id)] == "一、基本情况"
    for part in ("QC-0001", "QC-0002", "QC-0003", "第3页", "第1000段", "另有 1 条符合"):
        assert part in ours.text
    assert "QC-0004" not in ours.text


def test_nothing_to_say_is_said(tricky: Path) -> None:
    (ours,) = [one for one in Docx(io.BytesIO(commented(tricky))).comments if one.author == "材审"]
    assert ours.text == "材审：没有需要处理的结论。"


def test_a_file_without_comments_gets_the_part(tmp_path: Path) -> None:
    path = written(tmp_path, tricky_docx(with_comments=False), "plain.docx")
    data = commented(path, finding(1, InText(1, 0, 1)))
    assert [one.author for one in Docx(io.BytesIO(data)).comments] == ["材审"]
    assert marked(data)["8"] == "甲"  # above the dangling number 7


def test_other_parts_keep_their_bytes_and_the_original_all(tricky: Path) -> None:
    before = hashlib.sha256(tricky.read_bytes()).hexdigest()
    data = commented(tricky, finding(1, InText(1, 0, 1)))
    assert commented(tricky, finding(1, InText(1, 0, 1))) == data
    assert hashlib.sha256(tricky.read_bytes()).hexdigest() == before
    old, new = zipfile.ZipFile(tricky), zipfile.ZipFile(io.BytesIO(data))
    assert new.namelist() == old.namelist()
    changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert sorted(changed) == ["word/comments.xml", "word/document.xml"]
    assert {info.date_time for info in new.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_strict_document_stays_strict(tmp_path: Path) -> None:
    strict = (
        (
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"),
        (b"http://schemas.openxmlformats.org/drawingml/2006/main", b"http://purl.oclc.org/ooxml/drawingml/main"),
    )
    source, target = zipfile.ZipFile(io.BytesIO(tricky_docx(with_comments=False))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            part = source.read(name)
            for usual, written_as in strict:
                part = part.replace(usual, written_as)
            package.writestr(name, part)
    path = written(tmp_path, target.getvalue(), "strict.docx")
    new = zipfile.ZipFile(io.BytesIO(commented(path, finding(1, InText(1, 0, 1)))))
    for name in ("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"):
        assert b"wordprocessingml/2006/main" not in new.read(name)
        assert b"officeDocument/2006" not in new.read(name)
    assert read(written(tmp_path, new.fp.getvalue(), "copy.docx")) == read(path)  # type: ignore[union-attr]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"%PDF-1.7"])
def test_what_cannot_be_opened_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Unreadable):
        commented(written(tmp_path, data, "broken.docx"), finding(1, InText(0, 0, 1)))


def test_the_copy_of_a_real_form_counts_as_the_original(samples: Path, tmp_path: Path) -> None:
    forms = sorted(samples.rglob("*.docx"))
    assert forms
    for number, path in enumerate(forms):
        try:
            page = read(path)
        except Unreadable:
            continue
        places = [line.spans[0].place for line in page.lines if line.spans][:400]
        data = commented(path, *(finding(i, place) for i, place in enumerate(places)))
        copy = read(written(tmp_path, data, f"{number}.docx"))
        assert copy == page, path.name
        assert count(copy.text) == count(page.text)
        Docx(io.BytesIO(data))
