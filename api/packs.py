"""The packs as they are shown: every entry with its article, its values in force today, and who decides it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from checks.explaining import explained
from checks.pack import Entry, Pack, in_force, load, programmes


def packs() -> list[dict[str, Any]]:
    """One for each programme, in the order of their names."""
    today = datetime.now().astimezone().date()
    return [_pack(load(programme), today) for programme in programmes()]


def _pack(pack: Pack, on: date) -> dict[str, Any]:
    return {
        "programme": pack.programme,
        "title": pack.title,
        "edition": pack.edition,
        "source": pack.source,
        "decided": sum(entry.implemented for entry in pack.rules),
        "rules": [_entry(entry, on) for entry in pack.rules],
    }


def _entry(entry: Entry, on: date) -> dict[str, Any]:
    values = {name: in_force(dated, on) for name, dated in entry.parameters.items()}
    told = explained(entry)
    return {
        "id": entry.id,
        "name": entry.name,
        "clause": entry.clause,
        "text": entry.text,
        "severity": entry.severity.value,
        "who": entry.who,
        "stages": list(entry.stages),
        "implemented": entry.implemented,
        "parameters": {name: value.value for name, value in values.items() if value is not None},
        "reading": told.reading,
        "looks_at": list(told.looks_at),
        "told": [
            {
                "label": one.label,
                "values": [{"since": v.since.isoformat(), "shown": v.shown, "source": v.source} for v in one.values],
            }
            for one in told.parameters
        ],
        "examples": [{"verdict": one.verdict, "said": one.said} for one in told.examples],
    }
