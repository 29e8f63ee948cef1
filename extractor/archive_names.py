"""What the members of a ZIP are called: their names decoded and made safe to show. No name is ever used as a path.

Source: PKWARE APPNOTE 6.3.10, §4.4.17 (names), §4.6.9 (Unicode path extra field), appendix D (flag bit 11).

>>> decoded("申报书.docx".encode("gbk"), unicode_flag=False)
'申报书.docx'
>>> safe("团队甲\\\\申报书.docx"), safe("./团队甲//名册.xlsx")
('团队甲/申报书.docx', '团队甲/名册.xlsx')
>>> [safe(name) for name in ("../x", "/etc/passwd", "C:\\\\x", "a/../../b", "a\\x00.pdf", "")]
[None, None, None, None, None, None]
>>> [is_leftover(name) for name in ("__MACOSX/._a.pdf", "甲/.DS_Store", "甲/~$名册.docx", "甲/名册.docx")]
[True, True, True, False]
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from zipfile import ZipInfo

UNICODE_FLAG = 0x800
UNICODE_PATH = 0x7075
MAX_NAME = 1000
_DRIVE = re.compile(r"[A-Za-z]:")
_LEFTOVERS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def name_of(info: ZipInfo) -> str:
    """The name as its sender saw it. zipfile decodes as code page 437 what does not carry the UTF-8 flag."""
    given = info.orig_filename
    if info.flag_bits & UNICODE_FLAG:
        return given
    try:
        raw = given.encode("cp437")
    except UnicodeEncodeError:
        return given
    return _from_extra(info.extra, raw) or decoded(raw, unicode_flag=False)


def decoded(raw: bytes, *, unicode_flag: bool) -> str:
    """UTF-8 where the bytes are UTF-8 (macOS sets no flag), else GB 18030 as Windows writes it in China."""
    for encoding in ("utf-8",) if unicode_flag else ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def safe(name: str) -> str | None:
    """The name with plain slashes; None for one that leaves its folder, is absolute, or hides characters."""
    plain = name.replace("\\", "/")
    if plain.startswith("/") or _DRIVE.match(plain) or len(plain) > MAX_NAME:
        return None
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") for character in plain):
        return None
    parts = [part.strip() for part in plain.split("/") if part.strip() not in ("", ".")]
    return None if not parts or ".." in parts else "/".join(parts)


def shown(name: str) -> str:
    """A refused name, fit to be shown."""
    visible = "".join(c if unicodedata.category(c)[0] != "C" else "�" for c in name)
    return visible[:200] or "（没有名称）"


def is_leftover(name: str) -> bool:
    """What operating systems and Word leave beside the papers: passed over, as in a folder."""
    parts = name.lower().split("/")
    return any(part.startswith((".", "~$")) or part in _LEFTOVERS for part in parts)


def _from_extra(extra: bytes, raw: bytes) -> str | None:
    """The Unicode path extra field, where its checksum shows that it belongs to this name."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + length]
        if kind == UNICODE_PATH and len(field) > 5 and field[0] == 1:
            (checksum,) = struct.unpack_from("<L", field, 1)
            if checksum == zlib.crc32(raw):
                return field[5:].decode("utf-8", errors="replace")
        at += 4 + length
    return None
