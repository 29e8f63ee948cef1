"""Titles of the five reports, and what only mentions one."""

from __future__ import annotations

import pytest

from extractor.text.report_titles import find_title, report_kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("总结报告", "summary"),
        ("工作总结", "summary"),
        ("“千人进千企”科创公共服务工作站点（某区）2025年度工作总结", "summary"),
        ("某某学会项目总结报告（2025年）", "summary"),
        ("需求分析报告", "needs"),
        ("某区企业技术创新需求调研报告", "needs"),
        ("2025年某区重点产业企业需求分析报告（送审稿）", "needs"),
        ("专家服务企业典型模式报告", "model"),
        ("产业特派员服务企业典型模式案例报告", "model"),
        ("某区专家服务企业模式研究报告", "model"),
        ("区域企业发展报告", "region"),
        ("某区企业高质量发展情况报告", "region"),
        ("产学研工作模式报告", "university"),
        ("某某大学产学研合作典型模式报告", "university"),
        ("某区企业技术需求情况报告", "needs"),
        ("某区需求调研工作总结报告", "summary"),
        ("专家服务企业典型案例报告", "model"),
        ("产业特派员服务模式研究报告", "model"),
        ("某区重点产业发展分析报告", "region"),
        ("高校产学研合作情况报告", "university"),
        ("需 求 分 析 报 告", "needs"),
        ("《需求分析报告》", "needs"),
    ],
)
def test_titles(title: str, kind: str) -> None:
    assert report_kind(title) == kind


@pytest.mark.parametrize(
    "line",
    [
        "项目决算报告",
        "审计报告",
        "企业可持续发展审计报告",
        "需求对接会报告",
        "项目绩效自评报告",
        "调研报告",
        "可行性研究报告",
        "关于报送需求分析报告的函",
        "提交1份不少于2000字的需求分析报告",
        "1. 需求分析报告",
        "三、总结报告",
        "《需求分析报告》评审意见",
        "需求对接会活动总结",
        "培训总结",
        "第三季度需求征集会总结",
        "本站点已完成需求分析报告",
        "总结会议通知",
    ],
)
def test_other_lines(line: str) -> None:
    assert report_kind(line) is None


def test_a_title_over_two_lines_with_its_prefix() -> None:
    found = find_title(["附件3", "某区2025年度企业创新", "需求分析报告", "北京某促进会"])
    assert found is not None
    assert (found.kind, found.start, found.end) == ("needs", 1, 3)


def test_a_title_cut_inside_a_word() -> None:
    found = find_title(["专家服务企业典型模", "式报告"])
    assert found is not None
    assert found.kind == "model"


@pytest.mark.parametrize(
    "lines",
    [
        ["结项材料清单", "工作总结", "需求分析报告"],
        ["项目合作协议", "需求分析报告"],
        ["关于开展调研的通知", "各单位：", "请提交需求分析报告"],
        ["某会议纪要", "总结"],
        ["本站点按要求开展了走访。", "需求分析报告"],
        [],
    ],
)
def test_papers_that_name_a_report(lines: list[str]) -> None:
    assert find_title(lines) is None
