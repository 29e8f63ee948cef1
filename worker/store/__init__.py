"""The database, which is the truth, and the blobs. These functions are what api and the jobs use."""

from worker.store.blobs import Blobs
from worker.store.database import Store, open_store
from worker.store.decisions import decide, findings, result
from worker.store.erasing import collect, erase
from worker.store.errors import (
    BlobTooLarge,
    Conflict,
    IdempotencyConflict,
    NotAllowed,
    NotFound,
    ReasonRequired,
    StoreError,
)
from worker.store.exports import ExportFailed, export
from worker.store.papers import document, documents, page_image
from worker.store.submissions import cancel, create_submission, get_submission, list_submissions, recheck
from worker.store.views import Decision, DocumentView, FileView, FindingView, NewFile, PageView, SubmissionView

__all__ = [
    "BlobTooLarge",
    "Blobs",
    "Conflict",
    "Decision",
    "DocumentView",
    "ExportFailed",
    "FileView",
    "FindingView",
    "IdempotencyConflict",
    "NewFile",
    "NotAllowed",
    "NotFound",
    "PageView",
    "ReasonRequired",
    "Store",
    "StoreError",
    "SubmissionView",
    "cancel",
    "collect",
    "create_submission",
    "decide",
    "document",
    "documents",
    "erase",
    "export",
    "findings",
    "get_submission",
    "list_submissions",
    "open_store",
    "page_image",
    "recheck",
    "result",
]
