"""How the tests of OFD look at pages."""

from __future__ import annotations

import io

from PIL import Image

from extractor import read

NULL = read.ReadSettings(engine="replay")


MM = 72 / 25.4


def boxes(page):
    return {span.text: span.place.bbox for line in page.lines for span in line.spans}


def _png(size=(60, 60), colour="red") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()
