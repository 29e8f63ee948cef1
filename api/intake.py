"""What every way of handing files in shares: the documented multipart body, the form's fields, the 202 answer."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from fastapi import Header, Response
from pydantic import BaseModel, ValidationError

from api.problems import Problem
from api.uploads import FILES, Upload

Form = TypeVar("Form", bound=BaseModel)
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


def accepted(response: Response, address: str) -> None:
    """202: where it is to be found, and when to look again."""
    response.headers["Location"] = address
    response.headers["Retry-After"] = str(RETRY_AFTER_S)
