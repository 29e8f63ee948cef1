"""A finding's message without its tail, for where the article and the places stand beside it anyway.

Every message ends with the article and the first places quoted: `…47 周岁（第五条 1；见 甲.pdf 第2页）。`, see
checks.sealing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def brief(finding: Mapping[str, Any]) -> str:
    """What was found; a message that does not end so is given whole.

    >>> brief({"clause": "第五条 1", "message": "为 47 周岁（不超过 45）（第五条 1；见 甲.pdf 第2页）。"})
    '为 47 周岁（不超过 45）。'
    >>> brief({"clause": "第十条", "message": "材料中没有（第十条）。"})
    '材料中没有。'
    >>> brief({"clause": "", "message": "有字样（见 甲.pdf）。"})
    '有字样。'
    >>> brief({"clause": "第十条", "message": "没有这样的结尾"})
    '没有这样的结尾'
    """
    message: str = finding["message"]
    clause: str = finding["clause"]
    if not message.endswith("）。"):
        return message
    tails = (f"（{clause}；见 ", f"（{clause}）。") if clause else ("（见 ",)
    at = max(message.rfind(tail) for tail in tails)
    return message[:at] + "。" if at > 0 else message
