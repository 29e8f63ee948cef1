"""Who is asking. Embedded: one tenant, one actor, on loopback; with an API token set, only whoever knows it."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from fastapi import Request

from api.problems import Problem

COOKIE = "caishen_session"


@dataclass(frozen=True, slots=True)
class Identity:
    """Every row that is read or written carries these two."""

    tenant: str = "default"
    actor: str = "local"


def session_value(token: str) -> str:
    """What the login cookie holds: derived from the token, so that the token itself is not kept in the browser."""
    return hmac.new(token.encode(), b"caishen browser session", hashlib.sha256).hexdigest()


def same(a: str, b: str) -> bool:
    """Comparison in constant time, also of text that is not ASCII."""
    return hmac.compare_digest(a.encode(), b.encode())


def identify(request: Request, token: str) -> Identity:
    """Raises Problem 401 when a token is set and the request shows neither it nor the login cookie."""
    if not token:
        return Identity()
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    # Header bytes arrive decoded as Latin-1.
    if scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode("latin-1"), token.encode()):
        return Identity()
    if same(request.cookies.get(COOKIE, ""), session_value(token)):
        return Identity()
    raise Problem(401, headers={"WWW-Authenticate": "Bearer"})
