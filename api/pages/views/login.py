"""/login: where an API token is set, a browser shows it once and keeps a cookie derived from it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse

from api.auth import COOKIE, same, session_value
from api.deps import SettingsDep
from api.problems import Problem

router = APIRouter(include_in_schema=False)


@router.post("/login")
def login(request: Request, settings: SettingsDep, token: Annotated[str, Form(max_length=500)]) -> RedirectResponse:
    if not settings.api_token or not same(token, settings.api_token):
        raise Problem(401, "wrong_token", "口令不对，请重新输入。")
    secure = request.url.scheme == "https"
    response = RedirectResponse("/", 303)
    response.set_cookie(COOKIE, session_value(settings.api_token), httponly=True, samesite="strict", secure=secure)
    return response
