"""Errors as RFC 9457 problem+json: a stable English `code`, a plain Chinese `detail`. Browsers get HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException

from worker.store.corrections import CannotCorrect
from worker.store.errors import BlobTooLarge, Conflict, NotFound, ReasonRequired, StoreError, TooMany
from worker.store.exports import ExportFailed
from worker.store.looks import BadBox, NotRead

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:caishen:problem:"

# What is said when whoever raised the error gave no sentence of its own: code, Chinese detail.
DEFAULTS: Mapping[int, tuple[str, str]] = {
    400: ("bad_request", "请求的格式不对，无法处理。"),
    401: ("unauthorized", "需要访问口令：请登录，或在请求头 Authorization 中给出 Bearer 口令。"),
    403: ("forbidden", "没有权限做这件事。"),
    404: ("not_found", "没有这个地址，或者内容已被删除。"),
    405: ("method_not_allowed", "这个地址不支持这种请求方法。"),
    409: ("conflict", "内容已被改动，请刷新后再试。"),
    413: ("payload_too_large", "上传内容超过大小上限，请拆分后重新上传。"),
    415: ("unsupported_media_type", "请用 multipart/form-data 上传文件。"),
    422: ("invalid_request", "请求中有不符合要求的内容。"),
    500: ("internal_error", "服务器内部出错，已记入日志；请稍后再试。"),
    503: ("unavailable", "服务暂时不可用，请稍后再试。"),
}

STORE_STATUS: Sequence[tuple[type[StoreError], int]] = (
    (NotFound, 404),
    (Conflict, 409),
    (ReasonRequired, 422),
    (CannotCorrect, 422),
    (BadBox, 422),
    (NotRead, 409),
    (ExportFailed, 409),
    (BlobTooLarge, 413),
    (TooMany, 413),
)


class Problem(Exception):
    """An error to answer with. `extra` adds members to the JSON object, `headers` to the response."""

    def __init__(
        self,
        status: int,
        code: str | None = None,
        detail: str | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        fallback = DEFAULTS.get(status, ("error", "请求没有成功。"))
        self.status = status
        self.code = code or fallback[0]
        self.detail = detail or fallback[1]
        self.headers = dict(headers or {})
        self.extra = extra
        super().__init__(f"{status} {self.code}: {self.detail}")

    def body(self) -> dict[str, Any]:
        return {
            "type": TYPE_PREFIX + self.code,
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            **self.extra,
        }


def wants_html(request: Request) -> bool:
    """A person in a browser, outside the API."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/")


def answer(request: Request, problem: Problem) -> Response:
    """The problem as this client can read it: JSON, an HTML page, or one paragraph for a page that asked by htmx."""
    if not wants_html(request) and "hx-request" not in request.headers:
        return JSONResponse(problem.body(), problem.status, problem.headers, MEDIA_TYPE)
    from api.pages.render import page

    template = "fragments/problem.html" if "hx-request" in request.headers else "problem.html"
    response = page(request, template, problem=problem)
    response.status_code = problem.status
    response.headers.update(problem.headers)
    return response


def from_store(error: StoreError) -> Problem:
    """What the store refused, under its own code and sentence."""
    status = next((status for kind, status in STORE_STATUS if isinstance(error, kind)), 400)
    return Problem(status, error.code, error.message)


def install(app: FastAPI) -> None:
    """Every way in which a request can go wrong ends as a Problem; what nobody foresaw, in api.guard."""

    @app.exception_handler(Problem)
    async def known(request: Request, error: Problem) -> Response:
        return answer(request, error)

    @app.exception_handler(StoreError)
    async def refused(request: Request, error: StoreError) -> Response:
        return answer(request, from_store(error))

    @app.exception_handler(HTTPException)
    async def framework(request: Request, error: HTTPException) -> Response:
        return answer(request, Problem(error.status_code, headers=error.headers))

    @app.exception_handler(DataError)
    async def not_storable(request: Request, error: DataError) -> Response:  # noqa: ARG001
        # A NUL in a text, which SQLite takes and PostgreSQL does not.
        return answer(request, Problem(422, detail="请求的文字里有不能保存的字符，请删去后重试。"))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        # The values sent are left out: they may hold personal data.
        errors = [{"where": [str(part) for part in e["loc"]], "what": e["type"]} for e in error.errors()]
        return answer(request, Problem(422, errors=errors))
