"""Debian's chromium, headless, with a Chinese font that a package of ours carries (the machine may have none)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import mplfonts
from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir>
<match target="pattern"><test name="lang" compare="contains"><string>zh</string></test>
<edit name="family" mode="append"><string>Noto Sans CJK SC</string></edit></match></fontconfig>
"""


def executable() -> str | None:
    return shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def launched(folder: Path) -> Iterator[Browser]:
    """A browser; `folder` holds its font settings and cache."""
    config = folder / "fonts.conf"
    fonts = Path(mplfonts.__file__).parent / "fonts"
    config.write_text(FONTS.format(fonts=fonts, cache=folder / "fontcache"), encoding="utf-8")
    with sync_playwright() as playwright:
        environment = {"FONTCONFIG_FILE": str(config), "HOME": str(folder), "LANG": "C.UTF-8"}
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS), env=environment)
        try:
            yield browser
        finally:
            browser.close()
