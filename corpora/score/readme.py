"""README's table of the score, from the newest JSON kept beside this file: what was reached, and what was not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corpora.score.show import ORIGINS, said
from corpora.score.sums import Target

KEPT = Path(__file__).with_name("kept")
_MEDIA = {"docx": "DOCX", "pdf": "PDF", "scan": "扫描件", "photo": "照片", "ofd": "OFD", "xml": "XML"}


def newest() -> Path | None:
    """The kept score of the latest date, by name."""
    return max(KEPT.glob("*.json"), default=None)


def score_table() -> str:
    """Raises FileNotFoundError where no score is kept."""
    path = newest()
    if path is None:
        raise FileNotFoundError(f"no score in {KEPT.name}/")
    kept = json.loads(path.read_text("utf-8"))
    head = (
        f"{kept['date']}，`caishen score --size {kept['size']} --seed {kept['seed']}`"
        f"（种子运行时抽取；版式和字体：{kept['layouts']}）。"
    )
    return "\n\n".join([head, _targets(kept), _media(kept), _degradations(kept)])


def _targets(kept: dict[str, Any]) -> str:
    lines = ["| 指标 | 目标 | 生成的材料 | 真实材料 |", "| --- | ---: | ---: | ---: |"]
    origins = {origin: {one["name"]: one for one in kept[origin]["targets"]} for origin in ORIGINS}
    for name, one in origins["made"].items():
        values = [_value(origins[origin].get(name)) for origin in ORIGINS]
        if any(values):
            lines.append(f"| {name} | {said(_target(one))[1]} | {' | '.join(values)} |")
    return "\n".join(lines)


def _value(one: dict[str, Any] | None) -> str:
    if one is None or one["value"] is None:
        return ""
    shown = f"{said(_target(one))[0]}（{one['counted']}）"
    return shown if one["reached"] else f"**{shown} 未达到**"


def _target(one: dict[str, Any]) -> Target:
    return Target(**{name: one[name] for name in Target.__dataclass_fields__})


def _media(kept: dict[str, Any]) -> str:
    lines = ["| 材料 | 载体 | 文件 | 字段逐字 | 字错率 | 格内文字 | 种类 |", f"| --- | --- {'| ---: ' * 5}|"]
    for origin, shown in ORIGINS.items():
        sums: dict[str, list[dict[str, Any]]] = {}
        for key, one in kept[origin]["by_kind"].items():
            sums.setdefault(key.split("/")[1], []).append(one)
        for medium in (name for name in _MEDIA if name in sums):
            lines.append(f"| {shown} | {_MEDIA[medium]} | {' | '.join(_together(sums[medium]))} |")
    return "\n".join(lines)


def _together(sums: list[dict[str, Any]]) -> list[str]:
    """Means of several kinds, each weighed by what it counts."""

    def mean(name: str, weight: str) -> str:
        own = [(one[name], one[weight]) for one in sums if one[name] is not None and one[weight]]
        whole = sum(weight for _, weight in own)
        return f"{sum(value * weight for value, weight in own) / whole:.1%}" if whole else ""

    files = str(sum(one["files"] for one in sums))
    others = (mean(name, "files") for name in ("cer", "cells_text_f1", "kinds"))
    return [files, mean("fields_exact", "fields"), *others]


def _degradations(kept: dict[str, Any]) -> str:
    lines = ["| 劣化方式 | 文件 | 字段逐字 | 字错率 | 格内文字 | 印章 |", f"| --- {'| ---: ' * 5}|"]
    for key, one in kept["made"]["by_degradation"].items():
        medium, preset = key.split("/")
        if medium in ("scan", "photo"):
            values = (one["fields_exact"], one["cer"], one["cells_text_f1"], one["seals_found"])
            shown = " | ".join("" if value is None else f"{value:.1%}" for value in values)
            lines.append(f"| {_MEDIA[medium]} `{preset}` | {one['files']} | {shown} |")
    return "\n".join(lines)
