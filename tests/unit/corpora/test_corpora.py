"""The generator: same seed, same bytes; numbers and lengths exactly as said."""

from __future__ import annotations

import doctest
import json
from datetime import date
from pathlib import Path
from random import Random

import pytest

import corpora.packet
import corpora.people
import corpora.prose
from corpora.__main__ import _told
from corpora.blocks import Heading, Paragraph, Title
from corpora.packets import every
from corpora.papers.report import Length, report
from corpora.people import Person, organisation
from corpora.prose import hanzi, visible
from extractor.text.ids import resident_id, uscc_valid

SAMPLED = (
    "studio-young",
    "studio-young-pdf",
    "studio-identity-card",
    "branding-photo-in-docx",
    "station-needs-exact",
)


@pytest.mark.parametrize("module", [corpora.people, corpora.prose, corpora.packet])
def test_examples_in_the_modules_run(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("name", SAMPLED)
def test_the_same_seed_gives_the_same_bytes(name: str) -> None:
    first = next(packet for packet in every(3) if packet.name == name)
    again = next(packet for packet in every(3) if packet.name == name)
    assert first.make() == again.make()


def test_another_seed_gives_other_people() -> None:
    papers = [next(packet for packet in every(seed) if packet.name == "studio-young").make() for seed in (1, 2)]
    assert papers[0] != papers[1]


def test_names_of_packets_are_unique_and_plain() -> None:
    names = [packet.name for packet in every()]
    assert len(set(names)) == len(names)
    assert all(Path(name).name == name for name in names)
    assert json.dumps([_told(packet) for packet in every()])


@pytest.mark.parametrize("gender", ["男", "女"])
def test_identity_numbers_are_valid_unless_broken_on_purpose(gender: str) -> None:
    person = Person("甲乙", gender, date(1984, 4, 12), serial=701)
    read = resident_id(person.id_number)
    assert read
    assert (read.valid, read.birth, read.gender) == (True, date(1984, 4, 12), gender)
    broken = resident_id(Person("甲乙", gender, date(1984, 4, 12), serial=701, broken_id=True).id_number)
    assert broken
    assert not broken.valid


def test_credit_codes_are_valid() -> None:
    assert all(uscc_valid(organisation(Random(seed)).uscc) for seed in range(20))


@pytest.mark.parametrize("length", [2000, 2999, 3000])
def test_reports_are_exactly_as_long_as_said(length: int) -> None:
    body = [b for b in report("model", Length(hanzi=length), Random(5)) if isinstance(b, Heading | Paragraph)]
    assert sum(hanzi(block.text) for block in body) == length
    whole = [
        b for b in report("model", Length(visible=length), Random(5)) if isinstance(b, Title | Heading | Paragraph)
    ]
    assert sum(visible(block.text) for block in whole) == length
    paragraphs = [block.text for block in whole]
    assert len(set(paragraphs)) == len(paragraphs)
