"""Writes the district: a folder for each submission below that of its programme, and truth.json beside them."""

from __future__ import annotations

import json
from pathlib import Path

from corpora.district.plan import ON, STUDIO_ON, district

FOLDERS = {"studio": "青创室", "station": "工作站点"}
DAYS = {"studio": STUDIO_ON, "station": ON}
"""The day that each programme is screened for."""


def written(folder: Path, seed: int, only: str = "") -> int:
    """How many submissions there are; `only` those whose names hold it."""
    told = {}
    for one in district(seed):
        if only not in one.name:
            continue
        for file in one.make():
            place = folder / FOLDERS[one.programme] / one.name / file.name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.data)
        told[one.name] = {
            "programme": one.programme,
            "planted": [{"rule": f.rule, "accept": list(f.accepted), "quote": f.quote} for f in one.planted],
            "consequences": list(one.consequences),
        }
    (folder / "truth.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    return len(told)
