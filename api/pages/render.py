"""Renders the templates: one Jinja environment, autoescaping on, the words of api.pages.words as its filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages import words
from checks.brief import brief
from checks.drawing.wording import place_words

HERE = Path(__file__).parent
STATIC = HERE / "static"

_environment = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}


def _word(table: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: table.get(code, code)


_environment.filters |= {
    "state": _word(words.STATES),
    "file_state": _word(words.FILE_STATES),
    "verdict": _word(words.VERDICTS),
    "severity": _word(words.SEVERITIES),
    "programme": _word(words.PROGRAMMES),
    "stage": _word(words.STAGES),
    "action": words.action,
    "who": _word(words.WHO),
    "format": _word(words.FORMATS),
    "actor": words.actor,
    "read_by": words.read_by,
    "when": words.when,
    "size": words.size,
    "percent": words.percent,
    "plain": words.plain,
    "brief": brief,
    "place": place_words,
    "quote": words.quote,
    "kind_name": words.kind_name,
}


def page(request: Request, template: str, **context: Any) -> HTMLResponse:
    """A whole page, or a fragment of one."""
    return HTMLResponse(_environment.get_template(template).render(path=request.url.path, **context))
