"""The score for people: rich tables on the terminal, and each miss on a line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from corpora.score.outcome import FileScore, RuleRead
from corpora.score.sums import Sum, Target, calibration, grouped, rules_summed, targets

ORIGINS = {"made": "生成的材料", "real": "真实材料"}
_COLUMNS = "文件 字段 逐字 归一 字错率 单元格 格内文字 种类 印章 误报 存疑 签字".split()  # noqa: SIM905


def tables(console: Console, scores: Sequence[FileScore], rules: Sequence[RuleRead]) -> None:
    """Made and real papers apart."""
    for origin in ("made", "real"):
        own = [score for score in scores if score.origin == origin]
        ruled = [rule for rule in rules if rule.origin == origin]
        if not own and not ruled:
            continue
        _targets(console, origin, own, ruled)
        _sums(console, f"{ORIGINS[origin]}：材料种类和载体", grouped(own, lambda s: (s.kind, s.medium)))
        if origin == "made":
            _sums(console, f"{ORIGINS[origin]}：劣化方式", grouped(own, lambda s: (s.medium, s.preset)))
        _rules(console, origin, ruled)
        _calibration(console, origin, own)


def _targets(console: Console, origin: str, scores: Sequence[FileScore], rules: Sequence[RuleRead]) -> None:
    table = Table(title=f"{ORIGINS[origin]}：目标", title_justify="left")
    for name in ("指标", "结果", "目标", "样本数", "达到"):
        table.add_column(name, justify="left" if name == "指标" else "right")
    for one in targets(scores, rules):
        if one.value is None:
            continue
        table.add_row(one.name, *said(one), str(one.counted), "[green]是" if one.reached else "[red]否")
    console.print(table)


def said(one: Target) -> tuple[str, str]:
    """Value and goal."""
    if one.whole:
        return f"{one.value or 0:.0f}", f"{one.goal:.0f}"
    return f"{one.value or 0:.2%}", f"{'≥' if one.better > 0 else '≤'} {one.goal:.1%}"


def _sums(console: Console, title: str, sums: dict[tuple[str, ...], Sum]) -> None:
    table = Table(title=title, title_justify="left")
    for name in ("", "", *_COLUMNS):
        table.add_column(name, justify="right" if name else "left")
    for (first, second), one in sums.items():
        kept = one.plain()
        table.add_row(
            first,
            second,
            str(one.files),
            str(one.fields),
            *(_share(kept[name]) for name in ("fields_exact", "fields_normalised", "cer")),
            *(_share(kept[name]) for name in ("cells_structure_f1", "cells_text_f1", "kinds", "seals_found")),
            str(one.seals.false or ""),
            str(one.seals.doubtful or ""),
            _share(kept["signatures_found"]),
        )
    console.print(table)


def _rules(console: Console, origin: str, rules: Sequence[RuleRead]) -> None:
    if not rules:
        return
    table = Table(title=f"{ORIGINS[origin]}：规则", title_justify="left")
    for name in ("规则", "材料", "答对", "精确", "召回", "误判符合", "误判不符合"):
        table.add_column(name, justify="left" if name == "规则" else "right")
    for one in rules_summed(rules):
        table.add_row(
            one.rule,
            str(one.packets),
            str(one.right),
            f"{one.firm_right}/{one.firm_given}",
            f"{one.firm_met}/{one.firm_expected}",
            str(one.false_passes or ""),
            str(one.false_fails or ""),
        )
    console.print(table)


def _calibration(console: Console, origin: str, scores: Sequence[FileScore]) -> None:
    rows = calibration(scores)
    if not rows[0][1]:
        return
    table = Table(title=f"{ORIGINS[origin]}：文字识别的值，可信度不低于", title_justify="left")
    for name in ("可信度", "值", "正确"):
        table.add_column(name, justify="right")
    for band, read, right in rows:
        table.add_row(f"{band:.2f}", str(read), f"{right / read:.2%}" if read else "")
    console.print(table)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.1%}"


def misses(scores: Sequence[FileScore], rules: Sequence[RuleRead]) -> list[str]:
    """One line for each miss: medium, degradation, kind, layout, what is true, what was read, confidence."""
    lines: list[str] = []
    for s in scores:
        head = f"{s.origin}\t{s.medium}\t{s.preset}\t{s.kind}/{s.layout}/{s.font}\t{s.name}"
        if s.error:
            lines.append(f"{head}\tunread\t{s.error}")
        if s.kind_right is False:
            lines.append(f"{head}\tkind\tread as {'+'.join(s.kinds_read) or 'nothing'}")
        lines += [
            f"{head}\tfield {one.path}\t{one.result}\t{one.truth!r} read {one.read!r}\t{one.confidence:.2f}"
            for one in s.fields
            if one.result != "exact"
        ]
        if s.characters.edits:
            wrong = s.characters
            lines.append(f"{head}\tcharacters\t{wrong.edits} of {wrong.length}\t{wrong.rate:.2%}")
        for what, marks in (("seals", s.seals), ("signatures", s.signatures)):
            if marks.found < marks.true or marks.false or marks.doubtful:
                counts = f"{marks.found} of {marks.true} found, {marks.false} false, {marks.doubtful} doubtful"
                lines.append(f"{head}\t{what}\t{counts}")
        if s.cells.true and s.cells.text < 1:
            lines.append(f"{head}\tcells\tstructure {s.cells.structure:.2%}\ttext {s.cells.text:.2%}")
    for rule in rules:
        if rule.false_pass or rule.false_fail or rule.verdict not in rule.accepted:
            sign = "FALSE PASS" if rule.false_pass else "FALSE FAIL" if rule.false_fail else "not decided as expected"
            lines.append(
                f"{rule.origin}\t{rule.medium}\t\trule\t{rule.packet}\t{rule.rule}\t{sign}\t"
                f"{rule.verdict or 'nothing'}, accepted {'|'.join(rule.accepted)}"
            )
    return lines
