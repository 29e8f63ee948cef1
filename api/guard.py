"""What stands before every request: the Host header, where a browser's form post comes from, response headers.

Pure ASGI, so that event streams and uploads pass through unbuffered.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem, answer

log = logging.getLogger("caishen.api")

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# No inline script or style anywhere, nothing from another host, never inside another site's frame.
SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """Refuses foreign Host headers (DNS rebinding) and cross-site writes (CSRF); adds the security headers."""

    def __init__(self, app: ASGIApp, allowed_hosts: Sequence[str]) -> None:
        self.app = app
        self.allowed_hosts = frozenset(host.lower().strip("[]") for host in allowed_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                cache = "no-cache" if scope["path"].startswith("/static/") else "no-store"
                headers.setdefault("cache-control", cache)
            await send(message)

        problem = self._problem(scope)
        if problem:
            await answer(Request(scope), problem)(scope, receive, send_guarded)
        else:
            await self._run(scope, receive, send_guarded)

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The request itself. What nobody foresaw is logged and answered as a problem like any other."""
        started = False

        async def noticed(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, noticed)
        except Exception:
            log.exception("%s %s failed", scope["method"], scope["path"])
            if started:
                raise
            await answer(Request(scope), Problem(500))(scope, receive, send)

    def _problem(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if hostname(host) not in self.allowed_hosts:
            return Problem(400, "unknown_host", "不接受用这个主机名访问；请用启动时显示的地址打开。")
        if scope["method"] not in SAFE_METHODS and not same_origin(headers, host):
            return Problem(403, "cross_origin", "请求来自别的网站，已拒绝；请从本系统的页面上操作。")
        return None


def hostname(host: str) -> str:
    """The name in a Host header, without its port, in lower case.

    >>> hostname("127.0.0.1:8000"), hostname("[::1]:80"), hostname("Localhost")
    ('127.0.0.1', '::1', 'localhost')
    """
    return (urlsplit("//" + host).hostname or "") if host else ""


def same_origin(headers: Headers, host: str) -> bool:
    """Whether a write comes from our own pages. Programs send neither header; browsers always send one."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()
