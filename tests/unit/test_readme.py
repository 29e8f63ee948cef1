"""README's generated tables say what the code says."""

from __future__ import annotations

from corpora.readme_tables import README, filled


def test_the_tables_of_readme_are_up_to_date() -> None:
    text = README.read_text(encoding="utf-8")
    assert filled(text) == text, "run: python -m corpora.readme_tables"
