"""/v1/kinds and /v1/documents/{id}/kind: what papers there are, and a person's word on what one of them is."""

from __future__ import annotations

from fastapi import APIRouter

from api.correction_schemas import CorrectedOut, KindIn, KindList, KindOut
from api.deps import SendingStore, Who
from api.pages import words
from api.routes.documents import document
from api.schemas import CorrectionOut
from worker import store as stored

router = APIRouter(prefix="/v1", tags=["documents"])


@router.get("/kinds")
def listing(who: Who) -> KindList:  # noqa: ARG001
    """What a paper may be said to be."""
    return KindList(kinds=[KindOut(kind=kind, name=name) for kind, name in words.kinds_to_choose()])


@router.patch("/documents/{document_id}/kind", status_code=202)
def correct_kind(store: SendingStore, who: Who, document_id: str, given: KindIn) -> CorrectedOut:
    """The paper is understood again as that kind, from its pages as they were read; all rules look anew, at once."""
    view = document(store, who, document_id, None)
    made = stored.correct_kind(
        store,
        who.tenant,
        who.actor,
        document_id,
        given.kind,
        undo=given.undo,
        expected_version=given.version,
    )
    shown = CorrectionOut.model_validate(made)
    return CorrectedOut(correction=shown, version=made.number, submission_id=view.submission_id)
