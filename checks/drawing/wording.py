"""Chinese words for what findings hold: verdicts, decisions, places. Findings come in their JSON form.

>>> place_words({"type": "in_table", "path": [0], "row": 1, "column": 2})
'表1第2行第3列'
>>> place_words({"type": "on_page", "page": 3, "bbox": [0, 0, 1, 1]})
'第3页'
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.brief import brief
from checks.drawing.readable import readable
from checks.masking import masked
from extractor.text import xml_elements

VERDICTS = {"fail": "不符合", "review": "需人工判断", "pass": "符合", "not_applicable": "不适用"}
ORDER = tuple(VERDICTS)
SEVERITIES = {"error": "重要", "warning": "一般", "note": "提示"}
ACTIONS = {"accept": "采纳", "dismiss": "不采纳", "comment": "备注"}
JUDGED = {"accept": "有问题", "dismiss": "没有问题"}
"""Where the program left it to a person, that person decides whether there is a problem."""


def ranked(finding: Mapping[str, Any]) -> tuple[int, str, str]:
    """Sort key: what failed first, then what a person must look at, then by rule."""
    verdict = finding["verdict"]
    return (ORDER.index(verdict) if verdict in ORDER else len(ORDER), finding["rule"], finding["id"])


def heading(finding: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Rule, its name and its article: `QC-05.1b 负责人年龄（第五条 1）`."""
    name = names.get(finding["rule"], "")
    clause = f"（{finding['clause']}）" if finding["clause"] else ""
    return readable(masked(f"{finding['rule']} {name}".strip() + clause))


def body(finding: Mapping[str, Any]) -> str:
    """What was found and, where nothing was decided, why; the article and the places stand beside it."""
    why = finding.get("why") or ""
    lines = [brief(finding), f"原因：{why}" if why and why != finding["message"] else ""]
    return readable(masked("\n".join(line for line in lines if line)))


def action_words(action: str, verdict: str) -> str:
    """What a reviewer's action says about a finding of that verdict, or an empty string.

    >>> action_words("dismiss", "fail"), action_words("dismiss", "review"), action_words("undo", "review")
    ('不采纳', '没有问题', '')
    """
    return (JUDGED.get(action, "") if verdict == "review" else "") or ACTIONS.get(action, "")


def decision_words(decision: Mapping[str, Any] | None, verdict: str) -> str:
    """What the reviewer decided, or an empty string."""
    if not decision or decision.get("action") not in ACTIONS:
        return ""
    said = [decision.get("reason"), decision.get("comment")]
    words = "；".join(str(part) for part in said if part)
    said_so = action_words(decision["action"], verdict)
    who = f"（{actor(decision['actor'])}）" if decision.get("actor") else ""
    stale = "（材料已变化，需重新确认）" if decision.get("stale") else ""
    return readable(masked(f"审核意见：{said_so}{who}{f'：{words}' if words else ''}{stale}"))


def actor(name: str) -> str:
    """Who decided; without logins everybody is the user of this machine."""
    return "本机用户" if name == "local" else name


def place_words(place: Mapping[str, Any]) -> str:
    """Where a quote stands, for people."""
    kind = place.get("type")
    if kind == "on_page":
        return f"第{place['page']}页"
    if kind == "in_text":
        return f"第{place['paragraph'] + 1}段"
    if kind == "in_table":
        return f"表{place['path'][0] + 1}第{place['row'] + 1}行第{place['column'] + 1}列"
    if kind == "in_sheet":
        return f"工作表“{place['sheet']}”第{place['row'] + 1}行第{place['column'] + 1}列"
    if kind == "in_media":
        return f"内嵌图片 {str(place['part']).rsplit('/', 1)[-1]}"
    return xml_elements.in_words(str(place.get("path", "")))
