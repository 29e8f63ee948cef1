"""HEIC and HEIF photographs, as phones take them: told by their bytes, and opened by Pillow once pillow-heif is in.

Source: ISO/IEC 14496-12 (the file type box) and 23008-12 (the brands). libheif turns the picture as the file says and
sets its EXIF orientation to upright, so that nothing is turned twice.

>>> is_heif(b"\\x00\\x00\\x00\\x24ftypheic"), is_heif(b"\\x00\\x00\\x00\\x20ftypisom")
(True, False)
"""

from __future__ import annotations

from functools import cache

BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})


def is_heif(head: bytes) -> bool:
    """`head` needs the first 64 bytes: files of the general brand mif1 name the coding among the compatible ones."""
    if head[4:8] != b"ftyp" or head[8:12] not in BRANDS:
        return False
    return not (head[8:12] in (b"mif1", b"msf1") and b"avif" in head[16:64])


@cache
def prepared() -> None:
    """Teaches Pillow the format, once in a process. Pictures inside are only the primary one, never a sequence."""
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False, decode_threads=1)
