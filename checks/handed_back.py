"""The papers that are handed back: the reviewer's opinion on one page, and what the applicant has to put right.

Both say only what stands after the reviewer's decisions: a problem that was dismissed is not one. ID numbers are
masked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from checks.brief import brief
from checks.drawing.paper import Paper, Table
from checks.drawing.readable import readable
from checks.drawing.unread import unread
from checks.drawing.wording import VERDICTS, action_words, place_words, ranked
from checks.folder import folder_of, without_folder
from checks.for_applicant import without_others
from checks.masking import masked
from checks.shown import Shown

_PROGRAMMES = {"studio": "北京优秀青年工程师创新工作室", "station": "“千人进千企”科创公共服务工作站点"}
_MOST_ROWS = 7  # of the opinion: it is one page
_MOST_WORDS = (24, 66, 36, 30)  # of the opinion, by column
_MOST_PLACES = 3
Finding = Mapping[str, Any]


def opinion(shown: Shown) -> Paper:
    """审查意见表: counts, the weightiest problems that stand, and room for the opinion and the signature."""
    shown = _short(shown)
    standing = [one for one in _asking(shown) if _stands(one, shown) is not False]
    rows = tuple(_opinion_row(one, shown) for one in standing[:_MOST_ROWS])
    more = len(standing) - len(rows)
    note = f"另有 {more} 条，见问题清单。" if more else "" if rows else "没有不符合或需人工判断的条款。"
    table = Table("主要问题", ("条款", "问题", "位置", "审查意见"), (16, 46, 22, 16), rows, note)
    blanks = (("审查意见", 4), ("审查人（签字）", 1), ("日期", 1))
    return Paper("审查意见表", _facts(shown, standing), (table,), blanks, _FOOT)


_FOOT = "本表由材审根据所读到的内容生成；没有读到、没有判断的内容以“问题清单”和页面为准，结论由审查人作出。"


def fixes(shown: Shown) -> Paper:
    """补正清单: where and what, for the applicant. What only a person can judge stands apart; of other submissions it
    says only that there is something in common."""
    shown = _short(replace(shown, result=without_others(shown.result)))
    asking = _asking(shown)
    stands = {one["id"]: _stands(one, shown) for one in asking}
    open_ = [one for one in asking if one["verdict"] == "review" and stands[one["id"]] is None]
    sure = [one for one in asking if one not in open_ and stands[one["id"]] is not False]
    names = _names(shown)
    lost = tuple(
        (str(number), " ".join(part for part in (name, where) if part), message, "")
        for number, (name, where, _, message) in enumerate(_masked(unread(shown.result["coverage"], names)), start=1)
    )
    judged = "请核对（没有读懂，或要由人判断）"
    tables = (
        _fix_table("需要补正", _fix_rows(sure, shown), "没有。"),
        _fix_table(judged, _fix_rows(open_, shown), "没有。"),
        _fix_table("没有读到", lost, "全部读到。"),
    )
    facts = (("项目", _programme(shown)), ("材料", _material(shown)), ("基准日期", shown.on.isoformat()))
    return Paper("补正清单", facts, tables, (), "补正后在原来的提交页面上选择“再次提交”，可以看到哪些问题已经解决。")


def _fix_table(title: str, rows: tuple[tuple[str, ...], ...], none: str) -> Table:
    return Table(title, ("序号", "位置", "内容", "条款"), (7, 28, 47, 18), rows, "" if rows else none)


def _short(shown: Shown) -> Shown:
    folder = folder_of(one["name"] for one in shown.result["documents"])
    result = without_folder(shown.result)
    return replace(shown, result={**result, "folder": folder.rstrip("/")})


def _asking(shown: Shown) -> list[Finding]:
    rank = {"error": 0, "warning": 1, "note": 2}
    asking = [one for one in shown.result["findings"] if one["verdict"] in ("fail", "review")]
    return sorted(asking, key=lambda one: (ranked(one)[0], rank.get(one["severity"], 3), *ranked(one)))


def _stands(finding: Finding, shown: Shown) -> bool | None:
    """Whether a person said that it is a problem; None where nobody decided, or values changed since."""
    decision = shown.decisions.get(finding["id"])
    if not decision or decision.get("stale") or decision.get("action") not in ("accept", "dismiss"):
        return None
    return bool(decision["action"] == "accept")


def _facts(shown: Shown, standing: Sequence[Finding]) -> tuple[tuple[str, str], ...]:
    findings = shown.result["findings"]
    counts = "，".join(
        f"{words} {sum(one['verdict'] == verdict for one in findings)}" for verdict, words in VERDICTS.items()
    )
    coverage = shown.result["coverage"]
    decided = sum(_stands(one, shown) is not None for one in _asking(shown))
    missing = len(coverage["unread_files"]) + len(coverage["unread_pages"])
    return (
        ("项目", _programme(shown)),
        ("材料", _material(shown)),
        ("基准日期", shown.on.isoformat()),
        ("规则版本", str(shown.result["edition"])),
        ("自动核对", counts),
        ("人工处理", f"已处理 {decided} 条，问题 {len(standing)} 条"),
        ("没有读到", f"{missing} 处" if missing else "无"),
        ("没有判断", f"{len(coverage['not_decided'])} 条" if coverage["not_decided"] else "无"),
    )


def _programme(shown: Shown) -> str:
    programme = str(shown.result["programme"])
    return _PROGRAMMES.get(programme, programme)


def _material(shown: Shown) -> str:
    names = list(dict.fromkeys(one["name"] for one in shown.result["documents"]))
    folder = shown.result["folder"]
    first = folder or (names[0] if names else "")
    return _cut(masked(readable(first)), 40) + (f" 等 {len(names)} 个文件" if len(names) > 1 else "")


def _opinion_row(finding: Finding, shown: Shown) -> tuple[str, ...]:
    decision = shown.decisions.get(finding["id"], {})
    words = action_words(str(decision.get("action", "")), finding["verdict"])
    said = decision.get("reason") or decision.get("comment") or ""
    verdict = VERDICTS[finding["verdict"]]
    judged = f"{words}：{said}" if words and said else words
    cells = (
        finding["clause"] or finding["rule"],
        f"【{verdict}】{brief(finding)}",
        _where(finding, shown, 1),
        judged,
    )
    return tuple(_cut(masked(readable(cell)), most) for cell, most in zip(cells, _MOST_WORDS, strict=True))


def _fix_rows(findings: Iterable[Finding], shown: Shown) -> tuple[tuple[str, ...], ...]:
    rows = []
    for number, finding in enumerate(findings, start=1):
        why = finding.get("why") or ""
        words = brief(finding) + (f"\n{why}" if why and finding["verdict"] == "review" else "")
        cells = (str(number), _where(finding, shown, _MOST_PLACES), words, finding["clause"])
        rows.append(tuple(_cut(masked(readable(cell)), 400) for cell in cells))
    return tuple(rows)


def _where(finding: Finding, shown: Shown, most: int) -> str:
    names = _names(shown)
    places = dict.fromkeys(
        " ".join(part for part in (names.get(one["document"], ""), place_words(one["place"])) if part)
        for one in finding["evidence"]
    )
    said = list(places)[:most]
    return "\n".join(said) + (f"\n等 {len(places)} 处" if len(places) > most else "")


def _names(shown: Shown) -> dict[str, str]:
    return {one["id"]: one["name"] for one in shown.result["documents"]}


def _masked(rows: Iterable[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    return (tuple(masked(readable(cell)) for cell in row) for row in rows)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
