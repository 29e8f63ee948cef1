"""Counts of a station's news and cooperations: distinct articles and papers, reposts and drafts told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from checks.counting import Count
from checks.distinct import plain
from checks.events import kind_of
from checks.station_counts import said
from checks.station_papers import Station
from extractor.records.activity import ActivityRecord
from extractor.records.cited import Cited

REPOST = 80.0  # per cent of likeness from which two articles are one (catalogue, ZD-07.1d)
_PUBLISHED = ("site", "url", "publish_date")


def news(station: Station) -> tuple[Count, list[ActivityRecord]]:
    """新闻稿 as distinct articles, and the articles that are sure. Reposts count once; a draft, and what only the
    ledger names, are doubtful."""
    papers = [one for one in station.activities if kind_of(one) == "news"]
    sure: list[ActivityRecord] = []
    maybe: list[Cited[Any]] = []
    doubts: list[str] = []
    notes: list[str] = []
    for paper in papers:
        title = paper.title if isinstance(paper.title, Cited) else paper.kind
        repeated = next((other for other in sure if _address(other) and _address(other) == _address(paper)), None)
        problem = ""
        if repeated is not None:
            notes.append(f"“{said(title)}”与另一篇链接相同，计一篇")
            continue
        if any(_reposted(paper, other) for other in sure):
            problem = f"“{said(title)}”与另一篇内容相同，疑为转载，计一篇"
        elif _before(station, paper):
            problem = f"“{said(title)}”发布于项目开始之前，是否计入由人员判断"
        elif not any(getattr(paper, name).present for name in _PUBLISHED):
            problem = f"“{said(title)}”未见发布平台、链接和发布时间，可能未发布"
        if problem:
            doubts.append(problem)
            maybe += [title] if isinstance(title, Cited) else []
        else:
            sure.append(paper)
    only_listed = [row for row in station.rows("news") if isinstance(row.title, Cited) and not _shown(row, papers)]
    if only_listed:
        doubts.append(f"{len(only_listed)} 篇只列在台账中，未见新闻稿")
        maybe += [row.title for row in only_listed]
    cited = tuple(one for paper in sure for one in (paper.title, paper.site, paper.url) if isinstance(one, Cited))
    return (
        Count(
            len(sure),
            len(sure) + len(maybe),
            cited,
            tuple(maybe),
            tuple(doubts),
            tuple(notes),
            found=bool(papers or only_listed),
        ),
        sure,
    )


def _before(station: Station, paper: ActivityRecord) -> bool:
    """Whether it appeared before the project began; what appears after its end may tell of the last event."""
    start, day = station.term.start, paper.publish_date
    return station.term.agreed and start is not None and isinstance(day, Cited) and day.value.latest < start


def _address(paper: ActivityRecord) -> str:
    return _page(said(paper.url))


def _page(url: str) -> str:
    """The address of one page; "" for that of a whole site, under which many articles stand."""
    plain = re.sub(r"^https?://(?:www\.)?|[/#?]+$", "", url)
    return plain if re.search(r"[/?#]", plain) else ""


def _reposted(one: ActivityRecord, other: ActivityRecord) -> bool:
    """The same text, or one that holds the other, in two places."""
    first, second = (plain("".join(p.text for p in paper.passages)) for paper in (one, other))
    if min(len(first), len(second)) < 40:
        return bool(one.title.present and other.title.present) and plain(said(one.title)) == plain(said(other.title))
    short, long_ = sorted((first, second), key=len)
    return fuzz.ratio(first, second) >= REPOST or fuzz.partial_ratio(short[:600], long_) >= 92


def _shown(row: Any, papers: Sequence[ActivityRecord]) -> bool:
    """Whether an article of the ledger is among the papers."""
    address = _page(said(row.url))
    title = plain(row.title.value)
    for paper in papers:
        told = plain("".join(p.text for p in paper.passages[:12])) + plain(said(paper.title))
        if (address and address == _address(paper)) or (len(title) >= 6 and title in told):
            return True
        if len(title) >= 8 and fuzz.partial_ratio(title, told) >= 90:
            return True
    return False


def on_site(paper: ActivityRecord, domains: Sequence[str], names: Sequence[str]) -> str:
    """Whether news stood on a 科协 site: yes by its address, maybe by what it calls its source, unknown, or no."""
    host = (urlsplit(paper.url.value).hostname or "") if paper.url.present else ""
    if host and any(host == domain or host.endswith(f".{domain}") for domain in domains):
        return "yes"
    site = plain(said(paper.site))
    named = any(plain(name) in site for name in names)
    if named or "科协" in site or "科学技术协会" in site:
        return "maybe"
    return "no" if host or site else "unknown"


def sited(station: Station, domains: Sequence[str], sites: Sequence[str]) -> Count:
    """Of the distinct articles those on a 科协 site, by their address."""
    whole, articles = news(station)
    placed = [(one, on_site(one, domains, sites)) for one in articles]
    sure = [one for one, where in placed if where == "yes"]
    maybe = [one for one, where in placed if where in ("maybe", "unknown")]
    doubts = [f"{len(maybe)} 篇按网址不能确定是否在科协网站"] if maybe else []
    more = whole.high - whole.low
    return Count(
        len(sure),
        len(sure) + len(maybe) + more,
        tuple(field for one in sure for field in (one.url, one.site, one.title) if isinstance(field, Cited)),
        tuple(
            field for one in articles if one not in sure for field in (one.url, one.site) if isinstance(field, Cited)
        ),
        (*doubts, *(whole.doubts if more else ())),
        found=whole.found,
    )


def cooperations(station: Station) -> Count:
    """有具体内容的合作 with named parties and a subject; what only the ledger names is doubtful."""
    sure: list[Cited[Any] | None] = []
    maybe: list[Cited[Any] | None] = []
    doubts: list[str] = []
    seen: set[tuple[str, ...]] = set()
    for one in station.cooperations:
        key = (*sorted((plain(said(one.party_a)), plain(said(one.party_b)))), plain(said(one.subject)))
        whole = one.party_a.present and one.party_b.present and one.subject.present
        if whole and key in seen:
            continue  # what was not read tells no two papers apart
        seen.add(key)
        shown = next((f for f in (one.subject, one.party_b, one.title) if isinstance(f, Cited)), None)
        (sure if whole else maybe).append(shown)
        doubts += [] if whole else ["有合作材料未读到双方或具体内容"]
    listed = station.rows("cooperations")
    more = [row for row in listed if not _papered(row, station)]
    maybe += [row.subject for row in more]
    doubts += [f"{len(more)} 项只列在台账中，未见合作材料"] if more else []
    return Count(
        len(sure),
        len(sure) + len(maybe),
        tuple(one for one in sure if isinstance(one, Cited)),
        tuple(one for one in maybe if isinstance(one, Cited)),
        tuple(dict.fromkeys(doubts)),
        found=bool(station.cooperations or listed),
    )


def _papered(row: Any, station: Station) -> bool:
    subject_, parties_ = plain(said(row.subject)), plain(said(row.parties))
    for one in station.cooperations:
        subject = plain(said(one.subject))
        if subject_ and subject and fuzz.partial_ratio(*sorted((subject_, subject), key=len)) >= 85:
            return True
        parties = {plain(said(one.party_a)), plain(said(one.party_b))} - {""}
        if parties_ and sum(1 for party in parties if party in parties_ or parties_ in party) == len(parties) == 2:
            return True
    return False
