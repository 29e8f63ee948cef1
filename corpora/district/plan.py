"""Which 60 submissions make the district, and what must be found in each.

`planted` are the rows whose breach was put in; `expected` as in a packet: the worst verdict of the row in that
submission. Every other fail of a decided row is a false one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from corpora.district.station_plan import stations
from corpora.district.studio_closing_plan import closings
from corpora.district.submission import Submission
from corpora.packet import PacketFile, expect
from corpora.packets.studio import LAYOUTS, PLANTED, Breach, form_of
from corpora.papers.application_form import Form
from corpora.papers.studio_form import recommendation, rules
from corpora.render.docx import docx_file

ON = date(2025, 12, 10)
STUDIO_ON = date(2025, 6, 30)


def _studio(seed: int, layout: str, breach: Breach | None = None) -> tuple[PacketFile, ...]:
    form, claims = form_of(seed, breach)
    left_out = breach.without if breach else ()
    form = _own_numbers(form, seed)
    made = {
        "form": ("申报书", LAYOUTS[layout](form, claims)),
        "recommendation": ("推荐函", recommendation(form, claims)),
        "rules": ("规范性文件汇编", rules(form, claims)),
    }
    return tuple(
        PacketFile(f"{name}.docx", docx_file(paper)) for kind, (name, paper) in made.items() if kind not in left_out
    )


def _own_numbers(form: Form, seed: int) -> Form:
    """Nobody has the identity number of somebody else's team."""
    members = tuple(replace(one, serial=50 + (seed * 37 + at * 2) % 900) for at, one in enumerate(form.members))
    return replace(form, leader=members[0], members=members, id_number=members[0].id_number)


def studios(seed: int) -> Iterator[Submission]:
    for number, (name, breach) in enumerate(PLANTED.items(), 1):
        make = partial(_studio, seed * 1000 + number, ("tables", "prose")[number % 2], breach)
        yield Submission(f"青{number:02d}-{name}", "studio", make, expect(*breach.expected))
    for number in range(1, 3):
        yield Submission(f"青合格-{number}", "studio", partial(_studio, seed * 1000 + 100 + number, "tables"))
    one, _ = form_of(seed * 1000 + 200)
    for number in (1, 2):
        other = expect("QC-06.2.6a=fail", "R.06=fail")
        make = partial(_same_host, seed * 1000 + 200 + number, one, f"{'甲乙'[number - 1]}向智测创新工作室")
        yield Submission(f"青同单位-{number}", "studio", make, other)
    two, _ = form_of(seed * 1000 + 300)
    for number, district in ((1, "昌平区"), (2, "海淀区")):
        make = partial(_same_leader, seed * 1000 + 300 + number, two, district)
        yield Submission(
            f"青同人-{number}", "studio", make, expect("QC-06.2.6b=fail"), ("QC-06.0a", "QC-06.0b", "QC-06.3.1")
        )


def _written(form: Form, seed: int) -> tuple[PacketFile, ...]:
    _, claims = form_of(seed)
    claims = replace(claims, recommender=f"北京市{form.district}科学技术协会")
    papers = {
        "申报书": LAYOUTS["tables"](form, claims),
        "推荐函": recommendation(form, claims),
        "规范性文件汇编": rules(form, claims),
    }
    return tuple(PacketFile(f"{name}.docx", docx_file(paper)) for name, paper in papers.items())


def _same_host(seed: int, of: Form, name: str) -> tuple[PacketFile, ...]:
    form = _own_numbers(form_of(seed)[0], seed)
    return _written(replace(form, host=of.host, name=name), seed)


def _same_leader(seed: int, of: Form, district: str) -> tuple[PacketFile, ...]:
    form, _ = form_of(seed)
    members = (of.leader, *form.members[1:])
    changed = replace(
        form, leader=of.leader, members=members, born=of.born, id_number=of.id_number, district=district
    )
    return _written(changed, seed)


def district(seed: int) -> tuple[Submission, ...]:
    """By name; 60 of them and a few more where a breach needs two."""
    return tuple(sorted([*studios(seed), *closings(seed), *stations(seed)], key=lambda one: one.name))
