"""/v1/rules: both packs, every entry, whether the machine decides it yet."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter

from api.deps import Who
from api.packs import packs

router = APIRouter(prefix="/v1/rules", tags=["rules"])


@router.get("")
def listing(who: Who, programme: Literal["studio", "station"] | None = None) -> dict[str, Any]:  # noqa: ARG001
    return {"packs": [pack for pack in packs() if programme in (None, pack["programme"])]}
