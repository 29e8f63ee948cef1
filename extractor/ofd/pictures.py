"""Pictures of an OFD as RGB pixels. JBIG2 (ISO/IEC 14492), which no imaging library reads, goes through pdfium."""

from __future__ import annotations

import io
import struct

import numpy as np
import pypdfium2 as pdfium

from extractor.errors import ReadError, Unreadable
from extractor.ocr import Image
from extractor.ofd.package import OfdPackage
from extractor.picture import check_pixels, open_picture
from extractor.settings import ReadSettings

MAX_BYTES = 64 * 2**20
_JBIG2 = b"\x97JB2\r\n\x1a\n"
_PAGE_INFORMATION = 48
_ENDINGS = (49, 51)  # end of page, end of file: PDF leaves them out


def pixels_of(package: OfdPackage, part: str, settings: ReadSettings) -> Image | None:
    """None for a picture that is absent, broken, too large or of an unknown format."""
    if not part:
        return None
    try:
        data = package.read(part, MAX_BYTES)
        return _jbig2(data, settings) if data.startswith(_JBIG2) else open_picture(data, settings).pixels
    except (ReadError, pdfium.PdfiumError, struct.error, ValueError, OverflowError):
        return None


def _jbig2(data: bytes, settings: ReadSettings) -> Image:
    """Wrapped into a PDF of one page. Raises Unreadable, TooLarge."""
    stream, (width, height) = _embedded(data)
    check_pixels((width, height), settings)
    document = pdfium.PdfDocument(_pdf(stream, width, height))
    try:
        image = document[0].render(scale=1).to_pil().convert("RGB")
        return np.asarray(image, np.uint8)
    finally:
        document.close()


def _embedded(data: bytes) -> tuple[bytes, tuple[int, int]]:
    """The segments of a sequential file without its head and endings, and the size of its page."""
    flags = data[8]
    if not flags & 1:
        raise Unreadable()
    at, found, size = (9 if flags & 2 else 13), b"", (0, 0)
    while at + 11 <= len(data):
        start = at
        kind, count = data[at + 4], data[at + 5] >> 5
        number = struct.unpack_from(">I", data, at)[0]
        at += 6 + count * (1 if number <= 256 else 2 if number <= 65536 else 4)
        at += 4 if data[start + 4] & 0x40 else 1
        length = struct.unpack_from(">I", data, at)[0]
        at += 4
        if count == 7 or length == 0xFFFFFFFF or at + length > len(data):
            raise Unreadable()
        if kind & 0x3F == _PAGE_INFORMATION:
            size = struct.unpack_from(">II", data, at)
        at += length
        if kind & 0x3F not in _ENDINGS:
            found += data[start:at]
    return found, size


def _pdf(stream: bytes, width: int, height: int) -> bytes:
    draw = f"{width} 0 0 {height} 0 0 cm /I Do".encode()
    resources = "/Resources<</XObject<</I 4 0 R>>>>"
    image = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 1"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]{resources}/Contents 5 0 R>>".encode(),
        f"<<{image}/Filter/JBIG2Decode/Length {len(stream)}>>stream\n".encode() + stream + b"\nendstream",
        f"<</Length {len(draw)}>>stream\n".encode() + draw + b"\nendstream",
    ]
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.5\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj".encode() + body + b"endobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets))
    out.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()
