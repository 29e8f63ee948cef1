"""A zip whose bytes depend on its content alone: fixed times, fixed order, fixed compression."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """`files` are names in the zip with their bytes, in the order to be written."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same byte on every system
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return result.getvalue()
