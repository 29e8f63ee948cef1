"""What the stations at closing are: sound ones of each class, and each task broken, in several forms of ledgers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from corpora.papers.station_facts import Facts, FirmRow, Size
from corpora.papers.station_ledgers import OTHER, PLAIN, Wording

ON = date(2025, 11, 20)
HOST = "北京昌源科技服务促进会"
LEADER = "苏岚清"
DISTRICTS = {"A类": "昌平区", "B类": "密云区", "产学研": "海淀区"}
REPORTS = {"A类": (("needs", 2300), ("model", 3300)), "B类": (("region", 2300),), "产学研": (("university", 2300),)}
Change = Callable[[Facts], Facts]


def _as_is(facts: Facts) -> Facts:
    return facts


@dataclass(frozen=True, slots=True)
class Closing:
    """`form` is how the ledger comes: workbook, word, pdf, in the summary, or none; `answers` what must be found."""

    name: str
    about: str
    station_class: str
    answers: tuple[str, ...]
    form: str = "workbook"
    words: Wording = PLAIN
    size: Size | None = None
    change: Change = _as_is
    told: bool = False
    leader: str = LEADER
    agreed_leader: str = LEADER
    agreement: bool = True
    budget: bool = True
    money: float | None = None
    moved: bool = False


_A_PASS = tuple(f"ZD-07.A{n}=pass" for n in (1, 2, 3, 4, 6, 7, 8, 9))
_B_PASS = tuple(f"ZD-07.B{n}=pass" for n in (1, 2, 3, 4, 6, 7, 8))
_COMMON_PASS = ("ZD-07.1c=pass", "ZD-07.1d=pass", "ZD-07.1e=pass", "ZD-07.1f=review", "ZD-07.1g=pass", "ZD-12.4=pass")
_PAPERS_PASS = ("ZD-03.2=pass", "ZD-03.4=pass", "ZD-06.4=pass", "ZD-10.3=pass", "ZD-11.2=pass", "ZD-11.5=pass")
_SHORT_A = Size(49, 15, 29, 9, 19, 4, 19, events=3, news=3, site=1, cooperations=1)
_SHORT_B = Size(39, 11, 19, 4, 29, 2, 14, events=3, news=3, site=1, cooperations=1)
_SHORT_U = Size(9, 0, 0, 0, 0, 0, 29, university=29)
_BROKEN_COMMON = ("ZD-07.1c=fail", "ZD-07.1d=fail", "ZD-07.1e=fail", "ZD-07.1f=fail")
_CLAIMS = {"firms": 60, "keys": 40, "needs": 40, "experts": 50, "events": 9, "news": 9}


def _claiming(facts: Facts) -> Facts:
    return replace(facts, claims=_CLAIMS)


def _elsewhere(facts: Facts) -> Facts:
    """Six firms of another district: 46 are left."""
    return replace(
        facts, firms=tuple(replace(f, district="丰台区") if n >= 46 else f for n, f in enumerate(facts.firms))
    )


def _repeated(facts: Facts) -> Facts:
    """Six rows are firms that are listed already: 46 are left."""
    return replace(facts, firms=(*facts.firms[:46], *facts.firms[:6]))


def _same_need(facts: Facts) -> Facts:
    return replace(facts, needs=(*facts.needs[:17], *(facts.needs[0],) * 5))


def _one_day(facts: Facts) -> Facts:
    """Two of the four events on one day at one place."""
    first, second, *others = facts.events
    return replace(facts, events=(first, replace(second, day=first.day, place=first.place), *others))


def _only_planned(facts: Facts) -> Facts:
    """Of one event there is a plan alone."""
    *others, last = facts.events
    kept = tuple(one for one in facts.news if last.title not in one[0])
    return replace(facts, events=(*others, replace(last, papers=("plan",))), news=kept)


def _anonymous(firm: FirmRow) -> FirmRow:
    return replace(firm, district="")


def _no_district(facts: Facts) -> Facts:
    return replace(facts, firms=tuple(map(_anonymous, facts.firms)))


CASES = (
    Closing(
        "a-sound",
        "class A, every task met, a workbook",
        "A类",
        (*_A_PASS, "ZD-07.A5=review", *_COMMON_PASS, *_PAPERS_PASS, "ZD-12.2=pass|review", "W.05=pass"),
    ),
    Closing(
        "b-sound-word",
        "class B, every task met, Word tables with other words, a summary in sentences",
        "B类",
        (*_B_PASS, "ZD-07.B5=review", *_COMMON_PASS, *_PAPERS_PASS),
        form="word",
        words=OTHER,
        told=True,
    ),
    Closing(
        "u-sound-pdf",
        "a university station, every task met, a PDF ledger",
        "产学研",
        (
            "ZD-08.2=pass",
            "ZD-08.3=pass",
            "ZD-08.4=pass",
            "ZD-08.5=pass",
            "ZD-08.1=pass",
            "ZD-07.1c=not_applicable",
            "ZD-03.4=not_applicable",
        ),
        form="pdf",
        words=OTHER,
        told=True,
    ),
    Closing(
        "a-sound-in-summary",
        "class A, the ledgers are tables of the summary itself",
        "A类",
        _A_PASS,
        form="summary",
        words=OTHER,
    ),
    Closing(
        "a-short",
        "class A, every number one short",
        "A类",
        (
            "ZD-07.A1=fail",
            "ZD-07.A2=fail|review",
            "ZD-07.A3=fail",
            "ZD-07.A4=fail",
            "ZD-07.A5=fail",
            "ZD-07.A6=fail",
            "ZD-07.A7=fail",
            *_BROKEN_COMMON,
            "ZD-12.2=fail",
        ),
        size=_SHORT_A,
    ),
    Closing(
        "b-short-word",
        "class B, every number one short, Word tables",
        "B类",
        (
            "ZD-07.B1=fail",
            "ZD-07.B2=fail",
            "ZD-07.B3=fail",
            "ZD-07.B4=fail",
            "ZD-07.B5=fail",
            "ZD-07.B6=fail:倒置",
            "ZD-07.B7=fail",
            *_BROKEN_COMMON,
        ),
        size=_SHORT_B,
        form="word",
        words=OTHER,
        told=True,
    ),
    Closing(
        "u-short",
        "a university station, every number one short",
        "产学研",
        ("ZD-08.2=fail", "ZD-08.3=fail", "ZD-08.4=fail"),
        size=_SHORT_U,
    ),
    Closing(
        "a-claims-more",
        "the summary claims more than its papers show",
        "A类",
        (
            "ZD-07.A1=review:60",
            "ZD-07.A3=review",
            "ZD-07.A6=review",
            "ZD-07.A7=review",
            "ZD-07.1c=review",
            "ZD-07.1d=review",
            "W.05=review",
        ),
        change=_claiming,
    ),
    Closing(
        "a-no-ledger",
        "the summary claims every number and there is no ledger",
        "A类",
        ("ZD-07.A1=review", "ZD-07.A2=review", "ZD-07.A3=review", "ZD-07.A5=review", "ZD-07.A6=review"),
        form="none",
        told=True,
    ),
    Closing(
        "a-elsewhere",
        "six of the firms are of another district",
        "A类",
        ("ZD-07.A1=fail:不在本区",),
        change=_elsewhere,
    ),
    Closing(
        "a-repeated", "six rows list a firm again", "A类", ("ZD-07.A1=fail:合并重复",), change=_repeated, form="word"
    ),
    Closing("a-same-need", "five needs are one need", "A类", ("ZD-07.A6=fail|review",), change=_same_need),
    Closing(
        "a-no-district",
        "the ledger does not say of which district the firms are",
        "A类",
        ("ZD-07.A1=review:本区",),
        change=_no_district,
    ),
    Closing("a-one-day", "two events on one day at one place", "A类", ("ZD-07.1c=review:同日同地",), change=_one_day),
    Closing(
        "a-only-planned",
        "of one event there is a plan alone",
        "A类",
        ("ZD-07.1c=review:只见", "ZD-07.1d=fail|review", "ZD-13.1=review"),
        change=_only_planned,
    ),
    Closing(
        "a-other-leader",
        "another leader than agreed and money moved, without a note",
        "A类",
        ("ZD-11.5=review:调整说明",),
        agreed_leader="何望舒",
        moved=True,
    ),
    Closing(
        "a-bare-agreement",
        "the agreement names no budget and another sum",
        "A类",
        ("ZD-10.3=fail:预算", "ZD-06.4=fail"),
        budget=False,
        money=12,
    ),
)
