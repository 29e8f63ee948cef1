"""What the register holds of others, as one submission's rules get it: its keys looked up, what was found judged.

Candidates come by equal keys; here they are put together, one match for each thing shared with each other submission.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from hashlib import sha256
from json import dumps
from typing import Any

from checks import photographs
from checks.finding import Evidence
from checks.names_compared import related, title_likeness
from checks.near_duplicates import Prepared, jaccard, may_be_alike, passages, prepared
from checks.register import Entry, Filed, Filing, Match, Matches, Person, Register, Text
from checks.teams import same_person
from extractor.document import OnPage, Span
from extractor.geometry import union

LEAST_ALIKE = 0.4
"""Texts less alike than this share no more than their subject; the rules' own limits are higher."""
LEAST_TITLE = 0.6
MOST_QUOTED = 300  # characters of one passage

Hit = tuple[Entry, Filed, Entry]


def matches_for(filing: Filing, register: Register) -> Matches:
    """Everything of others that touches `filing`, in an order that does not depend on how it is kept."""
    own: dict[tuple[str, str], list[Entry]] = {}
    for entry in (*filing.entries, *filing.asks):
        own.setdefault((entry.kind, entry.key), []).append(entry)
    hits: dict[str, list[Hit]] = {}
    for filed, entry in register.holding(list(own), filing.filed.lineage):
        for mine in own[entry.kind, entry.key]:
            hits.setdefault(entry.kind, []).append((mine, filed, entry))
    found = [*_hosts(filing, hits), *_people(filing, hits), *_titles(filing, hits), *_equal(filing, hits)]
    found += [*_pictures(filing, hits), *_texts(filing, hits, register)]
    ordered = tuple(sorted(found, key=lambda match: (match.kind, match.own.subject, match.other.lineage, match.id)))
    return Matches(filing, ordered, _version(ordered))


def _version(found: Iterable[Match]) -> str:
    """Of everything that the rules are told: lineages, not the ids of uploads, so that it is the same again."""
    said = [
        [
            one.kind,
            one.id,
            one.other.lineage,
            one.other.stage,
            one.measure,
            dict(one.theirs),
            asdict(one.other.profile),
        ]
        for one in found
    ]
    return sha256(dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def _match(
    kind: str, own: Entry, filing: Filing, other: Filed, theirs: str, data: Mapping[str, Any], measure: float = 0.0
) -> Match:
    """`theirs` is the other's subject: with both lineages it makes an id that is the same from either side."""
    sides = sorted([[filing.filed.lineage, own.subject], [other.lineage, theirs]])
    identity = sha256(dumps([kind, sides], ensure_ascii=False).encode()).hexdigest()[:16]
    return Match(kind, identity, own, other, data, round(measure, 4))


def _others(hits: Iterable[Hit]) -> dict[str, Hit]:
    """One hit for each other submission, by its lineage."""
    return {filed.lineage: (mine, filed, theirs) for mine, filed, theirs in hits}


# -- who it is of


def _hosts(filing: Filing, hits: Mapping[str, list[Hit]]) -> Iterator[Match]:
    near = _others([*hits.get("host_part", ()), *hits.get("host", ())])
    mine = filing.filed.profile
    for own, other, _ in near.values():
        theirs = other.profile
        code = bool(set(mine.host_codes) & set(theirs.host_codes))
        names = {related(a, b) for a in mine.host_names for b in theirs.host_names}
        how = next((one for one in ("same", "part", "like", "sibling") if one in names), "other")
        if code or how != "other":
            yield _match("host", replace(own, kind="host"), filing, other, "host", {"code": code, "name": how})


def _people(filing: Filing, hits: Mapping[str, list[Hit]]) -> Iterator[Match]:
    for own, other, _ in _others(hits.get("person", ())).values():
        mine, theirs = filing.filed.profile, other.profile
        entry = Entry("leader", "", "leader", {}, filing.cited.get("leader", ()))
        if same_person(mine.leader, theirs.leader) == "same":
            sure = bool(mine.leader and theirs.leader and mine.leader.number and theirs.leader.number)
            named = bool(mine.leader and theirs.leader and mine.leader.name == theirs.leader.name)
            yield _match("leader", entry, filing, other, "leader", {"by_number": sure, "named": named})
        shared, least = _shared(mine.members, theirs.members)
        if shared:
            roster = replace(own, kind="roster", subject="roster")
            yield _match("roster", roster, filing, other, "roster", {"shared": shared, "of": least}, shared / least)


def _shared(mine: tuple[Person, ...], theirs: tuple[Person, ...]) -> tuple[int, int]:
    """How many people stand in both lists, and how many the shorter one has."""
    shared = sum(any(same_person(one, other) == "same" for other in theirs) for one in mine)
    return shared, max(1, min(len(mine), len(theirs)))


def _titles(filing: Filing, hits: Mapping[str, list[Hit]]) -> Iterator[Match]:
    for own, other, _ in _others(hits.get("title_part", ())).values():
        likeness = title_likeness(filing.filed.profile.title, other.profile.title)
        if likeness >= LEAST_TITLE:
            yield _match("title", replace(own, kind="title"), filing, other, "title", {}, likeness)


# -- what it holds


def _equal(filing: Filing, hits: Mapping[str, list[Hit]]) -> Iterator[Match]:
    """Things that are the same where their keys are: once for each pair of subjects."""
    for kind in ("invoice", "invoice_weak", "file", "claim", "half_day", "station", "missing_host", "missing_leader"):
        seen: dict[str, Match] = {}
        for own, other, theirs in hits.get(kind, ()):
            match = _match(kind, own, filing, other, theirs.subject, theirs.data)
            if kind == "claim":  # one match for each firm, need or result, all of one sort having one subject
                match = _match(kind, replace(own, subject=own.key), filing, other, own.key, theirs.data)
            seen.setdefault(match.id, match)
        yield from seen.values()


def _pictures(filing: Filing, hits: Mapping[str, list[Hit]]) -> Iterator[Match]:
    seen: dict[str, Match] = {}
    for own, other, theirs in hits.get("picture", ()):
        bits = photographs.distance(own.data["phash"], theirs.data["phash"])
        if bits <= photographs.SURE_TO_BE_FOUND:
            outline = photographs.distance(own.data["dhash"], theirs.data["dhash"])
            match = _match("picture", own, filing, other, theirs.subject, {"dhash_bits": outline}, bits)
            seen.setdefault(match.id, match)
    yield from seen.values()


def _texts(filing: Filing, hits: Mapping[str, list[Hit]], register: Register) -> Iterator[Match]:
    pairs = {(own.subject, other.lineage, theirs.subject): other for own, other, theirs in hits.get("text", ())}
    ready: dict[str, tuple[Text, Prepared]] = {}
    for (subject, _, theirs), other in sorted(pairs.items()):
        text, found = filing.text(subject), register.text(other.id, theirs)
        if text is None or found is None or not may_be_alike(text.signature, found.signature, LEAST_ALIKE):
            continue
        mine = ready.setdefault(subject, (text, prepared(text.lines)))[1]
        their = prepared(found.lines)
        share = jaccard(mine, their)
        if share >= LEAST_ALIKE:
            first = filing.filed.lineage < other.lineage
            shown = _passages(text, mine, their, first=first)
            yield _match("text", Entry("text", "", subject, {}, shown), filing, other, theirs, {}, share)


def _passages(text: Text, mine: Prepared, their: Prepared, *, first: bool) -> tuple[Evidence, ...]:
    """This side's places of the common passages. Both sides come in one order, so that they can be laid side by side:
    the passages are found from the side whose lineage is first."""
    common = passages(mine, their) if first else passages(their, mine)
    return tuple(_quoted(text, mine, one.first if first else one.second, one.length) for one in common)


def _quoted(text: Text, mine: Prepared, at: int, length: int) -> Evidence:
    (line, start), (last, end) = mine.places[at], mine.places[at + length - 1]
    spans = text.lines[line : last + 1]
    words = spans[0].text[start : end + 1] if line == last else "".join([spans[0].text[start:], *_middle(spans, end)])
    shown = words if len(words) <= MOST_QUOTED else f"{words[: MOST_QUOTED - 1]}…"
    return Evidence(spans[0].document, _place(spans), shown, min(span.confidence for span in spans), spans[0].source)


def _middle(spans: tuple[Span, ...], end: int) -> list[str]:
    return [*(span.text for span in spans[1:-1]), spans[-1].text[: end + 1]]


def _place(spans: tuple[Span, ...]) -> Any:
    """The box around the lines on the page where the passage begins; elsewhere the first line's place."""
    first = spans[0].place
    if not isinstance(first, OnPage):
        return first
    boxes = [one.place.bbox for one in spans if isinstance(one.place, OnPage) and one.place.page == first.page]
    return OnPage(first.page, union(boxes))
