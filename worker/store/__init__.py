"""The database, which is the truth, and the blobs. These functions are what api and the jobs use."""

from worker.store.batch_shared import SharedView, batch_shared
from worker.store.batch_views import BatchView, PartView
from worker.store.batches import cancel_batch, create_batch, erase_batch, get_batch, list_batches
from worker.store.blobs import Blobs
from worker.store.corrections import CannotCorrect, CorrectionView, correct, corrections, rechecking
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
    TooMany,
)
from worker.store.exports import ExportFailed, export
from worker.store.filters import ORDERS, Filter
from worker.store.kinds import correct_kind
from worker.store.looks import BadBox, LookView, ask, look
from worker.store.looks import NotRead as BoxNotRead
from worker.store.papers import document, documents, page_image
from worker.store.queue_lines import QueueLine, queue_lines
from worker.store.submission_views import get_submission, list_submissions
from worker.store.submissions import cancel, create_submission, recheck
from worker.store.summaries import batch_summary
from worker.store.versions import Replaces, Version, version_before, versions
from worker.store.views import Decision, DocumentView, FileView, FindingView, NewFile, PageView, SubmissionView

__all__ = [
    "ORDERS",
    "BadBox",
    "BatchView",
    "BlobTooLarge",
    "Blobs",
    "BoxNotRead",
    "CannotCorrect",
    "Conflict",
    "CorrectionView",
    "Decision",
    "DocumentView",
    "ExportFailed",
    "FileView",
    "Filter",
    "FindingView",
    "IdempotencyConflict",
    "LookView",
    "NewFile",
    "NotAllowed",
    "NotFound",
    "PageView",
    "PartView",
    "QueueLine",
    "ReasonRequired",
    "Replaces",
    "SharedView",
    "Store",
    "StoreError",
    "SubmissionView",
    "TooMany",
    "Version",
    "ask",
    "batch_shared",
    "batch_summary",
    "cancel",
    "cancel_batch",
    "collect",
    "correct",
    "correct_kind",
    "corrections",
    "create_batch",
    "create_submission",
    "decide",
    "document",
    "documents",
    "erase",
    "erase_batch",
    "export",
    "findings",
    "get_batch",
    "get_submission",
    "list_batches",
    "list_submissions",
    "look",
    "open_store",
    "page_image",
    "queue_lines",
    "recheck",
    "rechecking",
    "result",
    "version_before",
    "versions",
]
