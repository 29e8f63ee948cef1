"""Documents and pages as bytes and back: what the cache and the store keep. Versioned, exact, no pickle.

>>> from extractor.document import Line, OnPage, Page, Span
>>> from extractor.geometry import BBox
>>> page = Page(1, 595.0, 842.0, 0, (Line((Span("甲", OnPage(1, BBox(1, 2, 3, 4)), 1.0, "text", "甲"),)),))
>>> load_page(dump(page)) == page
True
"""

from __future__ import annotations

import json
import zlib
from functools import cache
from typing import Any, TypeVar

from cattrs.preconf.json import JsonConverter, make_converter
from cattrs.strategies import configure_tagged_union

from extractor.document import Document, Page, Place

VERSION = 1
T = TypeVar("T")


class OtherVersion(ValueError):
    """The bytes are not of this version of the codec: read the original again."""


def dump(value: Document | Page) -> bytes:
    """Compressed JSON with the type and version in front; the same value always gives the same bytes."""
    kind = type(value).__name__
    body = {"codec": VERSION, "type": kind, "value": _converter().unstructure(value, type(value))}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 6)


def load_page(data: bytes) -> Page:
    """Raises OtherVersion for bytes of another version, another type or no codec at all."""
    return _load(data, Page)


def load_document(data: bytes) -> Document:
    """Raises OtherVersion for bytes of another version, another type or no codec at all."""
    return _load(data, Document)


def _load(data: bytes, kind: type[T]) -> T:
    try:
        body: dict[str, Any] = json.loads(zlib.decompress(data))
    except (zlib.error, ValueError) as error:
        raise OtherVersion("not written by this codec") from error
    if body.get("codec") != VERSION or body.get("type") != kind.__name__:
        raise OtherVersion(f"expected {kind.__name__} version {VERSION}")
    return _converter().structure(body["value"], kind)


@cache
def _converter() -> JsonConverter:
    converter = make_converter(forbid_extra_keys=True)
    configure_tagged_union(Place, converter, tag_name="in")
    return converter
