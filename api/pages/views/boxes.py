"""/submissions/{id}/documents/{document}/boxes: a missed value is framed on the page, read there, and kept.

The panel above the papers goes through three steps: draw a box, wait until it is read, confirm what was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse

from api.auth import Identity
from api.bounds import Number
from api.deps import SendingStore, StoreDep, Who
from api.field_paths import path_of
from api.pages import words
from api.pages.read_fields import fields_of
from api.pages.render import page
from api.pages.shown import Shown
from api.problems import Problem, from_store
from api.routes.submissions import submission
from worker import store as stored
from worker.store import (
    BadBox,
    BoxNotRead,
    CannotCorrect,
    Conflict,
    DocumentView,
    NotAllowed,
    NotFound,
    PageView,
    Store,
)

router = APIRouter(prefix="/submissions", include_in_schema=False)

SAVED = "已保存，正在重新核对，完成后页面会自动更新。"
EMPTY = "请先在页面上框出内容，或者填写四个数。"
MILLIMETRE = 72 / 25.4
"""Points in a millimetre: people measure pages so."""
LATER = "这份材料已经在后来的一版里，请打开那一版更正；这里没有改动。"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is being framed: field `path` of a paper, called `name` by people; `finding` is where it began."""

    shown: Shown
    document: DocumentView
    path: str
    name: str
    finding: str

    @property
    def pages(self) -> tuple[PageView, ...]:
        return drawable(self.document)


def drawable(document: DocumentView) -> tuple[PageView, ...]:
    """The pages on which a box can be drawn."""
    return tuple(one for one in document.pages if one.drawable and one.width > 0 and one.height > 0)


def document_here(store: Store, who: Identity, submission_id: str, document_id: str) -> DocumentView:
    """The paper, if no later version holds it: what is said of it is said in the newest one. Raises NotFound."""
    document = stored.document(store, who.tenant, document_id)
    if document is None:
        raise NotFound()
    if document.submission_id != submission_id:
        raise NotFound(LATER)
    return document


def drawing(
    store: StoreDep,
    who: Who,
    submission_id: str,
    document_id: str,
    path: Annotated[str, Query(max_length=1000)],
    finding: Annotated[str, Query(max_length=100)] = "",
) -> Drawing:
    """Raises Problem 404, 422."""
    view = submission(store, who, submission_id)
    document = document_here(store, who, submission_id, document_id)
    steps = tuple(path_of(path))
    name = next((one.name for one in fields_of(document.record, ()) if tuple(path_of(one.path)) == steps), "")
    if not name:
        raise Problem(422, "cannot_correct", "没有这个字段，请从“更正”里重新选择。")
    return Drawing(Shown(view), document, path, name, finding)


Drawn = Annotated[Drawing, Depends(drawing)]


@router.get("/{submission_id}/documents/{document_id}/boxes", response_class=HTMLResponse)
def draw(request: Request, d: Drawn) -> HTMLResponse:
    return _panel(request, d)


@router.post("/{submission_id}/documents/{document_id}/boxes", response_class=HTMLResponse)
def ask(
    request: Request,
    store: SendingStore,
    who: Who,
    d: Drawn,
    number: Annotated[Number, Form()],
    left: Annotated[float | None, Form()] = None,
    top: Annotated[float | None, Form()] = None,
    right: Annotated[float | None, Form()] = None,
    bottom: Annotated[float | None, Form()] = None,
) -> HTMLResponse:
    """In millimetres from the top left corner of the page."""
    typed = (left, top, right, bottom)
    edges = [edge for edge in typed if edge is not None]
    if len(edges) < 4:
        return _panel(request, d, number=number, typed=typed, problem=Problem(422, "bad_box", EMPTY))
    try:
        made = stored.ask(store, who.tenant, who.actor, d.document.id, number, [edge * MILLIMETRE for edge in edges])
    except (BadBox, NotAllowed) as error:
        return _panel(request, d, number=number, typed=typed, problem=from_store(error))
    return _panel(request, d, number=number, typed=typed, look=made)


@router.get("/{submission_id}/documents/{document_id}/boxes/{look_id}", response_class=HTMLResponse)
def read(request: Request, store: StoreDep, who: Who, d: Drawn, look_id: str) -> HTMLResponse:
    """Asked until the box was read."""
    return _read(request, d, stored.look(store, who.tenant, look_id))


@router.post("/{submission_id}/documents/{document_id}/boxes/{look_id}", response_class=HTMLResponse)
def keep(
    request: Request,
    store: SendingStore,
    who: Who,
    d: Drawn,
    look_id: str,
    value: Annotated[str, Form(max_length=4000)] = "",
) -> HTMLResponse:
    """The value as a person confirms it, cited in the box."""
    try:
        stored.correct(store, who.tenant, who.actor, d.document.id, path_of(d.path), value, look=look_id)
    except (CannotCorrect, Conflict, BoxNotRead) as error:
        return _read(request, d, stored.look(store, who.tenant, look_id), value, from_store(error))
    return page(request, "fragments/box_kept.html", s=Shown(submission(store, who, d.shown.view.id)), words=SAVED)


def _read(
    request: Request,
    d: Drawing,
    look: stored.LookView | None,
    value: str | None = None,
    problem: Problem | None = None,
) -> HTMLResponse:
    if look is None or look.document_id != d.document.id:
        raise NotFound("没有这处框选，请重新框选。")
    typed = tuple(round(edge / MILLIMETRE, 1) for edge in look.box)
    return _panel(request, d, number=look.page, typed=typed, look=look, value=value, problem=problem)


def _panel(request: Request, d: Drawing, *, problem: Problem | None = None, **more: Any) -> HTMLResponse:
    held = {"number": 0, "typed": (None, None, None, None), "look": None, "value": None, **more}
    kind = words.kind_of(d.document.kind, d.document.record)
    response = page(request, "fragments/box_panel.html", d=d, kind=kind, problem=problem, **held)
    response.status_code = problem.status if problem else 200
    return response
