"""The table that the command line shows: what failed first, then what a person must look at, then what passed.

What does not apply is one line: nobody reads it row by row.

A pure renderer over the result's JSON form; ID numbers are masked, control characters of hostile files left out.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from checks.brief import brief
from checks.drawing.terminal import Cell
from checks.drawing.wording import ORDER, VERDICTS, place_words, ranked
from checks.folder import without_folder
from checks.masking import masked

FORMAT = "table"
MEDIA_TYPE = "text/plain; charset=utf-8"
SUFFIX = ".txt"

_STYLES = {"fail": "bold red", "review": "yellow", "pass": "green", "not_applicable": "dim"}
_SIGNS = {"fail": "✗", "review": "?", "pass": "✓", "not_applicable": "–"}
_STAGES = {
    "application": "申报",
    "agreement": "签约",
    "mid": "中期",
    "closing": "验收",
    "finance": "票据",
    "": "未能确定",
}
_PROGRAMMES = {"studio": "青创室（studio）", "station": "工作站点（station）", "": "未能确定"}
_MAX_PLACES = 3
_MAX_REASONS = 6


def render(
    result: Mapping[str, Any], rules: Mapping[str, str] | None = None, *, on: date | None = None, stage: str = ""
) -> RenderableType:
    """The whole result, readable at 100 columns; `rules` are what the rules ask, by rule id, `on` and `stage` what
    it was checked for.
    """
    result = without_folder(result)
    names = {document["id"]: document["name"] for document in result["documents"]}
    findings = sorted(result["findings"], key=ranked)
    if not result["documents"]:
        return Group(Text("没有读到任何材料，无法核对。", style="bold red"), *_unread(result["coverage"], names))
    rows = [finding for finding in findings if finding["verdict"] != "not_applicable"]
    programme = _PROGRAMMES.get(result["programme"], result["programme"])
    parts = [f"项目：{programme}", f"阶段：{_STAGES.get(stage, stage)}"]
    parts += [f"基准日期：{on.isoformat()}"] if on else []
    parts += [f"政策版本：{result['edition'] or '—'}", f"材料：{len(names)} 份"]
    head = Text("　".join(parts), style="bold")
    return Group(
        head,
        *_unclear(result["coverage"]),
        _table(rows, names, rules or {}),
        *_not_applicable(findings),
        _counts(findings),
        *_coverage(result["coverage"], names),
    )


def _unclear(coverage: Mapping[str, Any]) -> list[Text]:
    """Why the programme is in doubt. Results stored by older versions do not say it."""
    reason = coverage.get("programme_unclear") or ""
    return [Text.assemble(_clean(f"项目未能确定：{reason}"), style="yellow")] if reason else []


def _table(findings: Sequence[Mapping[str, Any]], names: Mapping[str, str], rules: Mapping[str, str]) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=False, pad_edge=False, show_lines=False)
    table.add_column("结论", no_wrap=True)
    table.add_column("要求", max_width=22, overflow="fold")
    table.add_column("位置", max_width=22, overflow="fold")
    table.add_column("说明", ratio=1, overflow="fold")
    for finding in findings:
        verdict = finding["verdict"]
        style = _STYLES.get(verdict, "")
        table.add_row(
            Text(f"{_SIGNS.get(verdict, '·')} {VERDICTS.get(verdict, verdict)}", style=style),
            Cell(_clean(_asked(finding, rules))),
            Cell(_clean(_places(finding["evidence"], names))),
            Cell(_clean(_message(finding))),
        )
    return table


def _asked(finding: Mapping[str, Any], rules: Mapping[str, str]) -> str:
    """What the rule asks, then its article and its id."""
    source = f"{finding['clause']}　{finding['rule']}".strip()
    return "\n".join(part for part in (rules.get(finding["rule"]), source) if part)


def _not_applicable(findings: Sequence[Mapping[str, Any]]) -> list[Text]:
    rules = dict.fromkeys(finding["rule"] for finding in findings if finding["verdict"] == "not_applicable")
    if not rules:
        return []
    said = f"{_SIGNS['not_applicable']} {VERDICTS['not_applicable']}：{'、'.join(rules)}"
    return [Text.assemble(_clean(said), style=_STYLES["not_applicable"])]


def _message(finding: Mapping[str, Any]) -> str:
    why = finding.get("why") or ""
    message = brief(finding)
    return message + (f"\n原因：{why}" if why and why != finding["message"] else "")


def _places(evidence: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """The places by file, each named once, on a line of its own."""
    by_file: dict[str, dict[str, None]] = {}
    for item in evidence:
        by_file.setdefault(names.get(item["document"], ""), {})[place_words(item["place"])] = None
    lines = []
    for name, places in by_file.items():
        more = f"\n等{len(places)}处" if len(places) > _MAX_PLACES else ""
        lines.append(f"{name}\n{'、'.join(list(places)[:_MAX_PLACES])}{more}".strip())
    return "\n".join(lines)


def _counts(findings: Sequence[Mapping[str, Any]]) -> Text:
    counts = Counter(finding["verdict"] for finding in findings)
    text = Text("合计：", style="bold")
    for verdict in ORDER:
        text.append(f"{VERDICTS[verdict]} {counts.get(verdict, 0)}　", style=_STYLES[verdict])
    return text


def _coverage(coverage: Mapping[str, Any], names: Mapping[str, str]) -> list[RenderableType]:
    """What was not decided or not read, in one line each."""
    lines = _unread(coverage, names)
    unknown = [names.get(document, document) for document in coverage["unknown_documents"]]
    if unknown:
        lines.append(_clean(f"未能识别种类的材料：{'、'.join(dict.fromkeys(unknown))}"))
    reasons = Counter(item["reason"] for item in coverage["not_decided"])
    if reasons:
        lines.append(_clean(f"已判断规则 {len(coverage['decided'])} 条，未判断 {sum(reasons.values())} 条："))
        shown = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        lines += [_clean(f"  · {reason}（{count} 条）") for reason, count in shown[:_MAX_REASONS]]
        if len(shown) > _MAX_REASONS:
            lines.append(_clean(f"  · 其他原因（{sum(count for _, count in shown[_MAX_REASONS:])} 条）"))
    return list(lines)


def _unread(coverage: Mapping[str, Any], names: Mapping[str, str]) -> list[Text]:
    files = [_clean(f"未读取的文件：{item['name']}——{item['message']}") for item in coverage["unread_files"]]
    notes = [_clean(f"未核对的内容：{item['name']}——{item['message']}") for item in coverage.get("notes", ())]
    return files + [_clean(_unread_page(item, names)) for item in coverage["unread_pages"]] + notes


def _unread_page(item: Mapping[str, Any], names: Mapping[str, str]) -> str:
    media = item.get("media") or ""
    where = f"内嵌图片 {media.rsplit('/', 1)[-1]}" if media else f"第{item['number']}页"
    return f"未读取的页面：{names.get(item['document'], item['document'])} {where}——{item['message']}"


def _clean(text: str) -> Text:
    """Text, never markup: masked, and without characters that steer a terminal."""
    kept = (char for char in masked(text) if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    return Text("".join(kept))
