"""/rules: both programmes' articles, and which of them the machine decides."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import Who
from api.packs import packs
from api.pages.render import page

router = APIRouter(include_in_schema=False)


@router.get("/rules", response_class=HTMLResponse)
def rules(request: Request, who: Who) -> HTMLResponse:  # noqa: ARG001
    return page(request, "rules.html", packs=packs())
