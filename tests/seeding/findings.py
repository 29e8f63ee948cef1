"""Findings in the form of caishen/result/1, one for each verdict and each sort of place."""

from __future__ import annotations

from typing import Any

from tests.seeding.drawn import form_page, photograph, plan_page

FORM, REPORT, SCAN = "doc-form", "doc-report", "doc-scan"


def on_page(document: str, page: int, box: tuple[float, ...], text: str, confidence: float = 1.0) -> dict[str, Any]:
    bbox = [round(edge, 2) for edge in box]
    place = {"type": "on_page", "page": page, "bbox": bbox}
    return _evidence(document, place, text, confidence, page, bbox)


def in_text(paragraph: int, start: int, end: int, text: str) -> dict[str, Any]:
    return _evidence(REPORT, {"type": "in_text", "paragraph": paragraph, "start": start, "end": end}, text)


def in_table(row: int, column: int, text: str) -> dict[str, Any]:
    return _evidence(REPORT, {"type": "in_table", "path": [0], "row": row, "column": column}, text)


def in_media(part: str, box: tuple[float, ...], text: str) -> dict[str, Any]:
    bbox = [round(edge, 2) for edge in box]
    return _evidence(REPORT, {"type": "in_media", "part": part, "bbox": bbox}, text, 0.87, None, bbox)


def finding(
    number: int, rule: str, clause: str, verdict: str, message: str, *evidence: dict[str, Any], **more: Any
) -> dict[str, Any]:
    return {
        "id": f"finding{number:04d}",
        "rule": rule,
        "clause": clause,
        "verdict": verdict,
        "severity": more.get("severity", "error"),
        "message": message,
        "evidence": list(evidence),
        "why": more.get("why", ""),
        "parameters": more.get("parameters", {}),
        "fingerprint": f"print{number:04d}",
    }


def all_findings() -> list[dict[str, Any]]:
    form, plan, photo = form_page().boxes, plan_page().boxes, photograph().boxes
    return [
        finding(
            1,
            "QC-05.1b",
            "第五条 1",
            "fail",
            "申报书第 1 页写明负责人出生年月为 1978年7月，截至 2025-06-30 按各种算法均为 46 周岁，"
            "超过第五条第 1 项规定的 45 周岁上限。",
            on_page(FORM, 1, form["1978年7月"], "1978年7月"),
            on_page(FORM, 2, plan["1978-07"], "1978-07"),
            parameters={"max_age": 45},
        ),
        finding(
            2,
            "QC-10.2",
            "第十条",
            "review",
            "工作总结第 3 段写作“北京优秀青年工程师创新工作间”，"
            "与第十条要求冠以的名称“北京优秀青年工程师创新工作室”差 1 个字。",
            in_text(2, 10, 24, "北京优秀青年工程师创新工作间"),
            why="是笔误还是另有所指，需要人来判断。",
        ),
        finding(
            3,
            "QC-04.2a",
            "第四条 2",
            "pass",
            "成员名册共 5 人，达到第四条第 2 项通常不少于 5 人的要求。",
            on_page(FORM, 2, plan["苏既白"], "苏既白"),
        ),
        finding(
            4,
            "QC-04.1b",
            "第四条 1",
            "review",
            "申报书第 1 页的指导专家为方远之 教授，第四条第 1 项要求院士或者具有重要影响的知名专家、教授。",
            on_page(FORM, 1, form["方远之 教授"], "方远之 教授", 0.93),
            why="“具有重要影响”没有可以核对的材料。",
        ),
        finding(
            5,
            "QC-10.3",
            "第十条",
            "pass",
            "活动照片的横幅上有“北京优秀青年工程师创新工作室”。",
            in_media("word/media/image1.jpeg", photo["banner"], "北京优秀青年工程师创新工作室"),
        ),
        finding(
            6,
            "W.01",
            "全文",
            "review",
            "工作总结活动表第 2 行写参加 36 人，签到名单为 31 人。",
            in_table(1, 2, "36"),
            severity="warning",
            why="两处人数不一致，哪一处为准需要核实。",
        ),
        finding(
            7,
            "QC-12.1",
            "第十二条",
            "not_applicable",
            "这份材料处在申报阶段，第十二条只在验收时适用。",
            severity="note",
        ),
        finding(
            8,
            "QC-04.3",
            "第四条 3",
            "fail",
            "没有提交规范性文件，第四条第 3 项要求提交组织机构、工作职责、目标任务和管理办法。",
        ),
    ]


def _evidence(
    document: str,
    place: dict[str, Any],
    text: str,
    confidence: float = 1.0,
    page: int | None = None,
    bbox: list[float] | None = None,
) -> dict[str, Any]:
    return {
        "document": document,
        "place": place,
        "page": page,
        "bbox": bbox,
        "text": text,
        "confidence": confidence,
        "source": "text" if confidence == 1.0 else "ocr:rapid",
    }
