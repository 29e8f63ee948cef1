"""The command line's table: order, masking, hostile text, width."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from rich.cells import cell_len
from rich.console import Console

from checks.outputs.table import render


def finding(rule: str, verdict: str, message: str, **more: Any) -> dict[str, Any]:
    evidence = [
        {
            "document": "d1",
            "place": {"type": "on_page", "page": page, "bbox": [0, 0, 1, 1]},
            "page": page,
            "bbox": [0, 0, 1, 1],
            "text": "x",
            "confidence": 1.0,
            "source": "text",
        }
        for page in (1, 2, 3, 4)
    ]
    return {
        "id": rule + verdict,
        "rule": rule,
        "clause": "第五条 1",
        "verdict": verdict,
        "severity": "error",
        "message": message,
        "evidence": evidence,
        "why": "",
        "parameters": {},
        "fingerprint": "",
        **more,
    }


def result(*findings: dict[str, Any]) -> dict[str, Any]:
    return {
        "schema": "caishen/result/1",
        "programme": "studio",
        "edition": "2025.1",
        "documents": [{"id": "d1", "name": "申报书.pdf", "kind": "application_form", "pages": [1], "record": None}],
        "findings": list(findings),
        "coverage": {
            "decided": ["QC-05.1b"],
            "not_decided": [{"rule": f"QC-0{n}", "clause": "", "reason": "尚未实现"} for n in range(3)],
            "unread_files": [{"name": "坏.pdf", "code": "encrypted", "message": "文件设有打开密码"}],
            "unread_pages": [
                {"document": "d1", "number": 3, "code": "page_timeout", "message": "超时", "media": ""},
                {"document": "d1", "number": 4, "code": "x", "message": "坏图", "media": "word/media/image1.png"},
            ],
            "unknown_documents": ["d1"],
        },
        "versions": {},
    }


def shown(value: dict[str, Any], width: int = 100) -> str:
    console = Console(width=width, record=True, file=open("/dev/null", "w"), force_terminal=False)  # noqa: SIM115
    console.print(render(value, {"QC-05.1b": "负责人年龄"}))
    return console.export_text()


def test_what_failed_comes_first_and_everything_is_counted() -> None:
    text = shown(
        result(
            finding("QC-10.1", "pass", "有字样"),
            finding("QC-05.1b", "fail", "47周岁"),
            finding("X.01", "review", "校验位", why="缺身份证"),
        )
    )
    assert text.index("47周岁") < text.index("校验位") < text.index("有字样")
    for part in ("负责人年龄", "第五条 1", "第1页、第2页", "等4处", "原因：缺身份证", "不符合 1", "符合 1"):
        assert part in text, part


def test_the_head_says_what_it_was_checked_for() -> None:
    console = Console(width=100, record=True, file=io.StringIO(), force_terminal=False)
    console.print(render(result(), on=date(2025, 6, 30), stage="mid"))
    head = console.export_text().splitlines()[0]
    for part in ("青创室", "阶段：中期", "基准日期：2025-06-30"):
        assert part in head, part


def test_the_shared_folder_is_left_out() -> None:
    value = result(finding("X.01", "fail", "有误"))
    value["documents"][0]["name"] = "甲团队/申报书.pdf"
    value["coverage"]["unread_files"][0]["name"] = "甲团队/坏.pdf"
    assert "甲团队" not in shown(value)


def test_what_does_not_apply_is_one_line() -> None:
    text = shown(
        result(*(finding(f"V.0{n}", "not_applicable", "没有票据") for n in (4, 5)), finding("X.01", "pass", "有"))
    )
    assert "不适用：V.04、V.05" in text
    assert "没有票据" not in text
    assert "不适用 2" in text


def test_article_and_places_are_said_once() -> None:
    text = shown(result(finding("X.01", "fail", "校验码不符（第五条 1；见 申报书.pdf 第1页等处）。")))
    assert text.count("第五条 1") == 1
    assert "校验码不符。" in text


def test_where_nothing_was_read_only_that_is_said() -> None:
    text = shown({**result(finding("QC-10.3", "review", "没有出现该字样")), "documents": []})
    assert "没有读到任何材料" in text
    assert "坏.pdf——文件设有打开密码" in text
    assert "QC-10.3" not in text


def test_coverage_is_told() -> None:
    text = shown(result())
    for part in (
        "坏.pdf——文件设有打开密码",
        "申报书.pdf 第3页——超时",
        "内嵌图片 image1.png",
        "尚未实现（3 条）",
        "未能识别",
    ):
        assert part in text, part


def test_id_numbers_are_masked_and_terminals_left_alone() -> None:
    text = shown(result(finding("X.01", "fail", "证件号码110101199003078515\n\x1b[31m[bold]红[/bold]\u202e")))
    assert "110101**********15" in text
    assert "[bold]红[/bold]" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_it_fits_a_hundred_columns() -> None:
    text = shown(result(finding("ZD-07.A8", "fail", "很长的说明" * 30 + "完 依据第五条", evidence=[])))
    assert "…" not in text, "nothing may be cut off"
    assert text.count("很") == 30
    assert max(cell_len(line) for line in text.splitlines()) <= 100
