"""/v1/documents/{id}/boxes: a box that a person drew where a value was missed; it is read alone, at once."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.correction_schemas import BoxIn, BoxOut
from api.deps import SendingStore, StoreDep, Who
from api.problems import Problem
from worker import store as stored

router = APIRouter(prefix="/v1", tags=["documents"])


@router.post("/documents/{document_id}/boxes", status_code=202)
def draw(response: Response, store: SendingStore, who: Who, document_id: str, given: BoxIn) -> BoxOut:
    """The text of the file in the box, or else the picture of it recognised again. 422 with code `box_outside_page`,
    `box_too_small` or `bad_box`. Ask the Location until `done`; then PATCH the record with `box`."""
    made = stored.ask(store, who.tenant, who.actor, document_id, given.page, given.bbox)
    response.headers["Location"] = f"/v1/boxes/{made.id}"
    response.headers["Retry-After"] = "1"
    return BoxOut.model_validate(made)


@router.get("/boxes/{box_id}")
def read(store: StoreDep, who: Who, box_id: str) -> BoxOut:
    found = stored.look(store, who.tenant, box_id)
    if found is None:
        raise Problem(404, detail="没有这处框选，可能已被删除。")
    return BoxOut.model_validate(found)
