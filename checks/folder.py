"""The folder that all files of a submission came in: people see names without it.

>>> told = {"documents": [{"name": "甲团队/申报书.pdf"}], "findings": [{"message": "见 甲团队/申报书.pdf。"}]}
>>> short = without_folder(told | {"coverage": {"unread_files": [{"name": "甲团队/坏.pdf", "message": "打不开"}]}})
>>> short["documents"], short["findings"][0]["message"], short["coverage"]["unread_files"][0]["name"]
([{'name': '申报书.pdf'}], '见 申报书.pdf。', '坏.pdf')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_NAMED = ("name", "message", "why", "reason")


def folder_of(names: Iterable[str]) -> str:
    """With its slash, or "" where the files share none.

    >>> folder_of(["甲/申报书.pdf", "甲/附件/名册.xlsx"]), folder_of(["甲/申报书.pdf", "名册.xlsx"]), folder_of([])
    ('甲/', '', '')
    """
    tops = {"".join(name.partition("/")[:2]) if "/" in name else "" for name in names}
    return tops.pop() if len(tops) == 1 else ""


def without_folder(result: Mapping[str, Any]) -> dict[str, Any]:
    """caishen/result/1 with the short names, also within sentences; what was quoted stays as it stands."""
    coverage = result["coverage"]
    files = [one["name"] for one in (*result["documents"], *coverage["unread_files"])]
    folder = folder_of(files)
    if not folder:
        return dict(result)
    # Whole names only: a folder called `1` must not take a character out of `11/2025`.
    names = re.compile("|".join(re.escape(name) for name in sorted(set(files), key=len, reverse=True)))

    def short(entry: Mapping[str, Any]) -> dict[str, Any]:
        return {
            key: names.sub(lambda found: found[0][len(folder) :], value)
            if key in _NAMED and isinstance(value, str)
            else value
            for key, value in entry.items()
        }

    told = {
        key: [short(one) if isinstance(one, Mapping) else one for one in entries] for key, entries in coverage.items()
    }
    return {
        **result,
        "documents": [short(one) for one in result["documents"]],
        "findings": [short(one) for one in result["findings"]],
        "coverage": told,
    }
