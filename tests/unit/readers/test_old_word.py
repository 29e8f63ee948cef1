"""DOC, WPS and RTF through LibreOffice: stood in for by scripts that convert, hang, crash or misbehave."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import docx
import psutil
import pytest
from rapidfuzz import fuzz

from extractor import libreoffice, read
from extractor.errors import ReadError, UnknownFormat, Unreadable
from tests.unit.readers.old_workbooks import compound

SETTINGS = read.ReadSettings(engine="replay")


@pytest.fixture
def old_word(tmp_path: Path) -> Path:
    path = tmp_path / "blob"
    path.write_bytes(compound({"WordDocument": b"x", "1Table": b"y"}))
    return path


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a program `soffice` on the path: a body of Python with `out`, the folder that it was told to write to."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    def install(body: str) -> None:
        head = f"#!{sys.executable}\nimport sys, os, time, pathlib\n"
        head += "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        program = folder / "soffice"
        program.write_text(head + body, encoding="utf-8")
        program.chmod(0o755)

    return install


def prepared(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("申报单位：北京星汉测绘装备有限公司")
    document.save(path)
    return path


def test_without_libreoffice_it_says_what_to_do(old_word, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnknownFormat, match="LibreOffice"):
        read.outline(old_word, "申报书.doc", SETTINGS)
    rich = tmp_path / "rich"
    rich.write_bytes(b"{\\rtf1\\ansi hello}")
    with pytest.raises(UnknownFormat, match="RTF"):
        read.outline(rich, "申报书.doc", SETTINGS)


def test_converted_file_is_read_as_docx(old_word, office, tmp_path):
    made = prepared(tmp_path / "made.docx")
    office(f"(out / 'given.docx').write_bytes(pathlib.Path({str(made)!r}).read_bytes())")
    outline = read.outline(old_word, "申报书.wps", SETTINGS)
    assert (outline.format, outline.pages) == ("doc", 1)
    assert [note.code for note in outline.notes] == ["converted"]
    page = read.read_page(old_word, "申报书.wps", 1, SETTINGS)
    assert page.text == "申报单位：北京星汉测绘装备有限公司"


def test_it_is_told_to_keep_to_itself(old_word, office, tmp_path):
    seen = tmp_path / "seen"
    office(
        f"pathlib.Path({str(seen)!r}).write_text(repr((sys.argv, dict(os.environ), os.getcwd())))\n"
        "profile = next(a for a in sys.argv if a.startswith('-env:UserInstallation=file://'))[29:]\n"
        f"pathlib.Path({str(tmp_path / 'profile')!r}).write_text("
        "(pathlib.Path('/' + profile.lstrip('/')) / 'user/registrymodifications.xcu').read_text())"
    )
    with pytest.raises(Unreadable, match="没能转换"):
        read.outline(old_word, "申报书.doc", SETTINGS)
    told = seen.read_text()
    assert "--headless" in told
    assert str(Path.home()) not in told
    assert "DisableMacrosExecution" in (tmp_path / "profile").read_text()


@pytest.mark.parametrize(
    "body",
    [
        "os.kill(os.getpid(), 11)",
        "sys.exit(1)",
        "(out / 'given.docx').write_bytes(b'no package')",
        "os.symlink('/etc/passwd', out / 'given.docx')",
        "x = bytearray(6 * 1024**3)",
    ],
)
def test_crash_and_rubbish_cost_this_file_only(old_word, office, body):
    office(body)
    with pytest.raises(Unreadable, match="没能转换"):
        read.outline(old_word, "申报书.doc", SETTINGS)


def test_one_that_hangs_is_stopped_with_its_children(old_word, office, tmp_path):
    told = tmp_path / "pids"
    office(
        "import subprocess\n"
        "child = subprocess.Popen(['sleep', '60'])\n"
        f"pathlib.Path({str(told)!r}).write_text(f'{{os.getpid()}} {{child.pid}}')\n"
        "time.sleep(60)"
    )
    began = time.monotonic()
    with pytest.raises(Unreadable, match="超时"):
        libreoffice.as_docx(old_word, seconds=1.0)
    assert time.monotonic() - began < 10
    for pid in map(int, told.read_text().split()):
        assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_other_old_files_are_still_refused(tmp_path):
    slides = tmp_path / "slides"
    slides.write_bytes(compound({"PowerPoint Document": b"x"}))
    with pytest.raises(ReadError, match="PowerPoint"):
        read.outline(slides, "a.ppt", SETTINGS)


@pytest.mark.slow
@pytest.mark.skipif(libreoffice.installed() is None, reason="LibreOffice is not installed")
def test_a_real_old_file_says_what_its_new_form_says(samples):
    old, new = (samples / "documents" / name for name in ("documents-04.doc", "documents-05.docx"))
    one, other = ("".join(read.read_page(path, path.name, 1, SETTINGS).text.split()) for path in (old, new))
    assert fuzz.ratio(one, other) > 99
