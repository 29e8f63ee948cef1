"""Photographs: lines of text on a banner before a wall, and an identity card on a table."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from checks.drawing.font import font_path
from corpora.people import Person
from corpora.render.scanned_pdf import Noise, noisy

_PHONE = Noise(dpi=72, angle=0.8, blur=0.5, grain=5.0, quality=82)


def banner(lines: list[str], size: tuple[int, int] = (1280, 860)) -> bytes:
    """A JPEG of a hall with a red banner that carries `lines`; no lines, no banner."""
    width, height = size
    picture = Image.new("RGB", size, (205, 200, 190))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, int(height * 0.7), width, height), fill=(120, 100, 80))
    for column in range(6):
        left = 90 + column * (width - 180) // 6
        draw.ellipse((left, int(height * 0.58), left + 90, int(height * 0.58) + 110), fill=(70 + column * 20, 60, 70))
    if lines:
        draw.rectangle((60, 70, width - 60, 90 + 90 * len(lines)), fill=(168, 24, 30))
    for row, line in enumerate(lines):
        draw.text((width // 2, 125 + row * 90), line, font=_font(56), fill=(250, 235, 190), anchor="mm")
    return _saved(noisy(picture, _PHONE), _PHONE)


def identity_card(person: Person, address: str, name: str | None = None) -> bytes:
    """The face of a resident identity card as a photograph; `name` overrides the printed one."""
    picture = Image.new("RGB", (1240, 860), (150, 140, 128))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((110, 110, 1130, 753), 36, fill=(226, 236, 240))
    draw.rectangle((830, 220, 1070, 530), fill=(190, 200, 205))
    label, value = (60, 110, 150), (25, 25, 25)
    rows = (
        (170, (("姓名", 160), (name or person.name, 270))),
        (245, (("性别", 160), (person.gender, 270), ("民族", 400), ("汉", 510))),
        (320, (("出生", 160), (f"{person.born.year} 年 {person.born.month} 月 {person.born.day} 日", 270))),
        (395, (("住址", 160), (address[:13], 270))),
        (445, ((address[13:], 270),)),
    )
    for top, parts in rows:
        for text, left in parts:
            fill = label if text in ("姓名", "性别", "民族", "出生", "住址") else value
            draw.text((left, top), text, font=_font(38), fill=fill)
    draw.text((160, 640), "公民身份号码", font=_font(36), fill=label)
    draw.text((440, 634), person.id_number, font=_font(46), fill=value)
    return _saved(noisy(picture, _PHONE), _PHONE)


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_path()), size)


def _saved(picture: Image.Image, noise: Noise) -> bytes:
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=noise.quality)
    return data.getvalue()
