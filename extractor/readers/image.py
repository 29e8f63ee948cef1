"""JPEG, PNG, WebP, BMP, GIF, HEIC and TIFF: one page for each frame of a TIFF, else one page. Text by OCR."""

from __future__ import annotations

from pathlib import Path

from PIL import Image as Pillow

from extractor import heif
from extractor.document import Outline, Page
from extractor.errors import TooLarge, Unreadable
from extractor.picture import check_pixels, open_picture, read_picture
from extractor.readers import EngineSource
from extractor.settings import ReadSettings

formats = ("jpeg", "png", "webp", "bmp", "gif", "tiff", "heic")
MAGIC = {
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"BM": "bmp",
    b"GIF8": "gif",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
}


def accepts(head: bytes, path: Path) -> bool:  # noqa: ARG001
    return _format(head) is not None


def _format(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if heif.is_heif(head):
        heif.prepared()
        return "heic"
    return next((name for magic, name in MAGIC.items() if head.startswith(magic)), None)


def outline(path: Path, settings: ReadSettings) -> Outline:
    """Raises Unreadable for a damaged head, TooLarge for too many pixels or frames."""
    with path.open("rb") as file:
        name = _format(file.read(64)) or "png"
    try:
        with Pillow.open(path) as image:
            check_pixels(image.size, settings)
            frames = int(getattr(image, "n_frames", 1)) if name == "tiff" else 1
    except Pillow.DecompressionBombError as error:
        raise TooLarge("图片的像素过多，超过上限，请缩小后重新上传。") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise Unreadable("图片已损坏或不完整，无法读取，请重新导出后再上传。") from error
    if frames > settings.max_pages:
        raise TooLarge(f"文件有 {frames} 页，超过 {settings.max_pages} 页的上限，请拆分后重新上传。")
    return Outline(name, frames)


def read_page(path: Path, number: int, settings: ReadSettings, engine: EngineSource) -> Page:
    return read_picture(open_picture(path, settings, number - 1), number, settings, engine)


def render(path: Path, number: int, width_px: int) -> Pillow.Image:
    """The picture as people see it, at most `width_px` wide."""
    picture = open_picture(path, ReadSettings(), number - 1)
    image = Pillow.fromarray(picture.pixels)
    image.thumbnail((width_px, 4 * width_px))
    return image
