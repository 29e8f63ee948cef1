"""What the store refuses, each with a stable code and a plain Chinese sentence."""

from __future__ import annotations


class StoreError(Exception):
    """Base. `code` is stable; `message` is shown to users."""

    code = "store_error"
    default = "操作没有完成。"

    def __init__(self, message: str | None = None) -> None:
        self.message = message or self.default
        super().__init__(self.message)


class NotFound(StoreError):
    code = "not_found"
    default = "没有找到这个对象，可能已被删除。"


class Conflict(StoreError):
    code = "conflict"
    default = "内容已被别人更改，请刷新后再试。"


class IdempotencyConflict(Conflict):
    code = "idempotency_conflict"
    default = "同一个 Idempotency-Key 曾用于另一份内容不同的提交。"


class ReasonRequired(StoreError):
    code = "reason_required"
    default = "请写明理由。"


class BlobTooLarge(StoreError):
    code = "too_large"
    default = "文件超过大小上限。"


class TooMany(StoreError):
    code = "too_many_submissions"
    default = "一批中的材料份数超过上限，请分成几批上传。"


class NotAllowed(Conflict):
    """A state change that the guarded function does not know."""

    code = "state_conflict"
    default = "当前状态下不能进行这个操作。"


class Replaced(NotAllowed):
    """There is a later version already: the next one follows that."""

    code = "replaced"
    default = "已经提交过更新的一版，请打开最新的一版再操作。"
