"""The findings of a submission in groups by verdict, under the headings of their articles, a stretch at a time.

The page comes with the first few cards; the others follow when it stands, a quiet group when it is opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.pages.shown import Shown
from api.pages.workbench import OPEN, VERDICTS, Card, card
from checks.checklist import article_of
from checks.pack import Entry
from worker.store import DocumentView, FindingView

FIRST = 24
"""Cards that the page comes with: some more than a pane can show."""
STRETCH = 100
"""Cards that follow at a time: few enough for the page to answer a key in between."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A card; `heading` is the article that begins with it, or ""."""

    heading: str
    card: Card


@dataclass(frozen=True, slots=True)
class Group:
    """`count` findings of one verdict, of which `cards` are a stretch; `after` are there up to its end."""

    verdict: str
    count: int
    cards: tuple[Placed, ...]
    after: int

    @property
    def open(self) -> bool:
        """Asks for a person: shown at once; the others when somebody wants to see them."""
        return self.verdict in OPEN

    @property
    def more(self) -> bool:
        return self.after < self.count


@dataclass(frozen=True, slots=True)
class Listing:
    """All findings of a submission, in order, with what their cards name: papers by their id; of each rule its
    article and what it asks.
    """

    shown: Shown
    views: Sequence[FindingView]
    documents: Mapping[str, DocumentView]
    articles: Mapping[str, str]
    asked: Mapping[str, str]

    def groups(self) -> tuple[Group, ...]:
        """One for each verdict that occurs; the first cards of what asks for a person."""
        found, left = [], FIRST
        for verdict in VERDICTS:
            if any(view.finding["verdict"] == verdict for view in self.views):
                found.append(self.group(verdict, 0, left if verdict in OPEN else 0))
                left -= len(found[-1].cards)
        return tuple(found)

    def group(self, verdict: str, after: int, most: int = STRETCH) -> Group:
        """`most` cards of that verdict beyond the first `after`."""
        of = [(at, view) for at, view in enumerate(self.views, 1) if view.finding["verdict"] == verdict]
        before = self.article(of[after - 1][1]) if 0 < after <= len(of) else ""
        cards = []
        for number, view in of[after : after + most]:
            article = self.article(view)
            cards.append(Placed(article if article != before else "", self.card(number, view)))
            before = article
        return Group(verdict, len(of), tuple(cards), after + len(cards))

    def card(self, number: int, view: FindingView) -> Card:
        return card(self.shown, number, view, self.documents, self.asked)

    def article(self, view: FindingView) -> str:
        return self.articles.get(view.finding["rule"]) or str(view.finding["clause"])


def listing(
    shown: Shown, views: Sequence[FindingView], documents: Sequence[DocumentView], entries: Sequence[Entry]
) -> Listing:
    """`views` in order, `entries` the rules of the programme."""
    return Listing(
        shown,
        views,
        {document.id: document for document in documents},
        {entry.id: article_of(entry) for entry in entries},
        {entry.id: entry.text for entry in entries},
    )
