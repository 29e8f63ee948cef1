"""Where the map is silent a small model proposes, and only proposes; nobody pays for it who does not ask."""

from __future__ import annotations

import subprocess
import sys

from checks.expense_suggestions import FLOOR, suggest
from checks.expenses import place

SILENT = "会场鲜花布置"


def test_a_line_that_the_map_does_not_know_gets_a_proposal_in_the_programmes_words() -> None:
    assert place(SILENT, programme="station").verdict == "unplaced"
    proposed = suggest(SILENT, "station")
    assert proposed is not None
    assert proposed.score >= FLOOR
    assert proposed.to[0] in proposed.words
    assert "建议" in proposed.words
    other = suggest(SILENT, "studio")
    assert other is not None
    assert (other.good, other.to != proposed.to) == (proposed.good, True)


def test_where_it_is_not_sure_it_says_nothing() -> None:
    assert [suggest(text, "station") for text in ("", "x", "其他", "zzzz qqqq")] == [None] * 4


def test_importing_it_loads_no_language_module() -> None:
    probe = "import sys, checks.expense_suggestions, checks.outputs.ledger; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
