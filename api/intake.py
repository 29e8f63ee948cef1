"""What every way of handing files in shares: the documented multipart body, the form's fields, the 202 answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Protocol, TypeAlias, TypeVar

from fastapi import Depends, Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ValidationError

from api.auth import Identity
from api.deps import SendingStore, SettingsDep, Who
from api.problems import Problem
from api.uploads import FILES, Upload, UploadLimits, receive
from worker.settings import Settings
from worker.store import Store


class Made(Protocol):
    """What handing in makes: a submission or a batch."""

    @property
    def id(self) -> str: ...


Form = TypeVar("Form", bound=BaseModel)
View = TypeVar("View", bound=Made)
Make: TypeAlias = Callable[[Store, Identity, Upload, str | None], View]
RETRY_AFTER_S = 2
MAX_KEY = 200
Key = Annotated[str | None, Header(max_length=MAX_KEY)]
"""The header Idempotency-Key: the same key with the same content answers with what was made the first time."""
_BINARY = {"type": "string", "format": "binary"}


def body_of(form: type[BaseModel], *, also: tuple[str, ...] = ()) -> dict[str, Any]:
    """The OpenAPI entry of a multipart body: `files`, a file for each name in `also`, the text fields of `form`."""
    schema = form.model_json_schema()
    fields = {FILES: {"type": "array", "items": _BINARY}, **dict.fromkeys(also, _BINARY), **schema["properties"]}
    body = {"schema": {"type": "object", "required": [FILES], "properties": fields}}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": body}}}


def form_of(upload: Upload, form: type[Form]) -> Form:
    """Raises Problem 422."""
    try:
        return form.model_validate({name: value for name, value in upload.fields.items() if value})
    except ValidationError as error:
        fields = [str(part) for problem in error.errors() for part in problem["loc"]]
        named = "、".join(fields) or "、".join(problem["msg"] for problem in error.errors())
        raise Problem(422, detail=f"表单字段的值不对：{named}。", fields=fields) from error


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request that hands files in, and the answer it will get."""

    request: Request
    response: Response
    store: Store
    settings: Settings
    who: Identity
    key: str | None

    async def taken(self, limits: UploadLimits, make: Make[View], at: str) -> View:
        """Receive, make, and answer 202: where it is to be found, and when to look again. Raises Problem."""
        upload = await receive(self.request, self.store, limits)
        view = await run_in_threadpool(make, self.store, self.who, upload, self.key)
        self.response.headers["Location"] = f"{at}/{view.id}"
        self.response.headers["Retry-After"] = str(RETRY_AFTER_S)
        return view


def _incoming(
    request: Request,
    response: Response,
    store: SendingStore,
    settings: SettingsDep,
    who: Who,
    idempotency_key: Key = None,
) -> Incoming:
    return Incoming(request, response, store, settings, who, idempotency_key)


IncomingDep = Annotated[Incoming, Depends(_incoming)]
