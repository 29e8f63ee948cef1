"""Planted violations: each is in what its paper prints, whatever the layout, and nothing else is."""

from __future__ import annotations

from random import Random

import pytest

from corpora.labelled.facts import Facts
from corpora.labelled.layouts import every
from corpora.labelled.plan import planted
from corpora.labelled.plants import ON, PLANTS
from extractor.text.ids import resident_id


def printed(plant: str, layout: str, seed: str = "5") -> dict[str, str]:
    kind = every()[PLANTS[plant].kind]
    random = Random(seed)
    facts = Facts(kind.known(random))
    PLANTS[plant].change(facts.known, random)
    kind.layouts[layout](facts)
    return facts.printed


LAYOUTS = sorted(every()["application_form"].layouts)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("plant", [name for name, one in PLANTS.items() if one.kind == "application_form"])
def test_a_form_says_what_its_plant_says(plant: str, layout: str) -> None:
    said = printed(plant, layout)
    number = resident_id(said["leader.id_number"])
    assert number
    same_birth = f"{number.birth:%Y-%m}" == said["leader.birth_date"]
    assert number.valid is (plant != "broken-number")
    assert same_birth is (plant != "other-birth")
    assert (number.gender == said["leader.gender"]) is (plant != "other-gender")
    assert (int(said["leader.birth_date"][:4]) < ON.year - 46) is (plant == "too-old")


@pytest.mark.parametrize("layout", sorted(every()["invoice"].layouts))
def test_only_the_planted_invoice_has_other_words(layout: str) -> None:
    sound, planted_one = (printed(name, layout) for name in ("invoice-sound", "invoice-words"))
    assert {path for path in sound if sound[path] != planted_one[path]} == {"total_in_words"}


def test_every_plant_is_read_as_text_as_a_scan_and_as_a_photograph() -> None:
    drawn = planted("small", "developing", 3)
    assert {(one.plant, one.medium) for one in drawn} == {
        (name, m) for name in PLANTS for m in ("pdf", "scan", "photo")
    }
