"""The names of all kinds of papers, told without loading what recognises them: what a person may say a paper is.

>>> names = kind_names()
>>> "roster" in names, "expert_letter" in names, "report:summary" in names, "supporting_paper" in names
(True, True, True, False)
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import get_args

from extractor.records.report import ReportKind

UNKNOWN = "unknown"
"""What a paper is that is none of them."""
SUPPORTING = "supporting_paper"
"""One module for all papers that are told by their titles; its own name is no kind."""
REPORT = "report"


@cache
def kind_names() -> tuple[str, ...]:
    """Kinds that have a module, kinds told by a title, and the sorts of a report as `report:summary`; sorted."""
    package = resources.files("extractor")
    files = (one.name for one in package.joinpath("kinds").iterdir())
    modules = {name.removesuffix(".py") for name in files if name.endswith(".py")}
    titles = package.joinpath("data/paper_titles.tsv").read_text(encoding="utf-8").splitlines()
    titled = {line.split("\t")[0] for line in titles if line and not line.startswith("#")}
    sorts = {f"{REPORT}:{sort}" for sort in get_args(ReportKind)}
    return tuple(sorted((modules - {"__init__", SUPPORTING, REPORT}) | titled | sorts))
