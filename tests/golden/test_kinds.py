"""Kinds and fields of the sample packets, read through the door."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor import read
from extractor.document import Part
from extractor.recognise import recognise
from extractor.settings import ReadSettings

SCANS = {
    "s01_compliant_form": {
        "推荐函.pdf": "recommendation",
        "签字盖章页.pdf": "signature_page",
        "附件1 负责人身份证.jpg": "identity_card",
        "附件3 指导专家同意函.pdf": "expert_letter",
        "附件4 成立文件.pdf": "founding_document",
        "附件5 在职证明.jpg": "employment_proof",
        "附件6 成果评价证书.pdf": "appraisal_certificate",
    },
    "z01_a_complete": {"01 项目合作协议.pdf": "agreement", "合作协议/合作协议1.pdf": "cooperation"},
    "s12_brand_near_miss": {"活动材料/现场照片.jpg": "activity"},
}
LONG = ("s01_compliant_form", "z01_a_complete")
SLOW = pytest.mark.slow
TEXTS = {
    "s01_compliant_form": {"申报书.docx": "application_form", "附件2 规范性文件汇编.docx": "rules_document"},
    "z01_a_complete": {
        "09 项目决算报告.docx": "settlement",
        "新闻稿/01 北京市科学技术协会.pdf": "activity",
        "活动材料/01 丰台区企业创新需求征集会/会议纪要.docx": "activity",
        "活动材料/01 丰台区企业创新需求征集会/活动方案.docx": "activity",
    },
    "s12_brand_near_miss": {"活动材料/活动方案.docx": "activity"},
}


def parts(path: Path, name: str) -> tuple[Part, ...]:
    settings = ReadSettings()
    outline = read.outline(path, name, settings)
    pages = [read.read_page(path, name, n, settings) for n in range(1, outline.pages + 1)]
    return read.split(read.assemble(name, outline, pages, settings))


def kinds(samples: Path, packet: str, files: dict[str, str]) -> dict[str, str]:
    found = {}
    for name in files:
        papers = parts(samples / "packets" / packet / name, name)
        found[name] = "+".join(recognise(paper).kind for paper in papers)
    return found


@pytest.mark.parametrize("packet", TEXTS)
def test_kinds_of_digital_papers(samples: Path, packet: str) -> None:
    assert kinds(samples, packet, TEXTS[packet]) == TEXTS[packet]


@pytest.mark.ocr
@pytest.mark.parametrize("packet", [pytest.param(one, marks=SLOW if one in LONG else ()) for one in SCANS])
def test_kinds_of_scans(samples: Path, packet: str) -> None:
    assert kinds(samples, packet, SCANS[packet]) == SCANS[packet]


def test_every_expected_field_of_the_forms(samples: Path) -> None:
    truth = json.loads((samples / "packets" / "truth.json").read_text(encoding="utf-8"))
    wrong = []
    for packet in truth["packets"]:
        wanted = [field for field in packet["fields"] if "申报书" in field["file"]]
        for file in sorted({field["file"] for field in wanted}):
            (paper,) = parts(samples / "packets" / packet["name"] / file, file)
            (record,) = recognise(paper).records
            for field in wanted:
                value: Any = record
                for step in field["field"].split("."):
                    value = getattr(value, step)
                if not value.present or str(value.value) != field["value"]:
                    wrong.append((packet["name"], field["field"]))
    assert wrong == []


@pytest.mark.ocr
def test_the_identity_card_agrees_with_the_form(samples: Path) -> None:
    folder = samples / "packets" / "s01_compliant_form"
    (form,) = recognise(parts(folder / "申报书.docx", "申报书.docx")[0]).records
    (card,) = recognise(parts(folder / "附件1 负责人身份证.jpg", "附件1.jpg")[0]).records
    assert card.id_number.value == form.leader.id_number.value
    assert card.name.value == form.leader.name.value
    assert str(card.birth_date.value).startswith(str(form.leader.birth_date.value))
