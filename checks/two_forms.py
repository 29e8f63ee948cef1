"""The disagreements of a paper's two forms as reviews that cite both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.outcome import Outcome, review
from checks.same_paper import TwoForms

_LISTED = 6


def disagreements(forms: Sequence[TwoForms], *, persons: bool) -> Iterator[Outcome]:
    """One review for each pair of forms; `persons` chooses the particulars of persons or all the rest."""
    for form in forms:
        found = [one for one in form.differences if one.person is persons]
        if not found:
            continue
        more = f"等 {len(found)} 处" if len(found) > _LISTED else ""
        listed = "、".join(str(one) for one in found[:_LISTED]) + more
        said = f"{form.paper}有两份（{form.used} 与 {form.other}），记载不同：{listed}"
        cited = [cited for one in found for cited in (one.first, one.second)]
        yield review(
            said, *cited, subject=f"{form.paper}|{form.used}|{form.other}", why="两份材料不一致，请以原件核对"
        )
