"""Old Word files made DOCX by LibreOffice, if there is one: a program of its own, in a folder of its own, confined.

It sees a profile made for this one file, in which macros are off and links are not followed; it is given no network
where the kernel allows that, and it is stopped after a time, with everything that it started (confined_run).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.errors import Unreadable

SECONDS = 90.0
MOST_BYTES = 400 * 1024 * 1024
PROGRAMS = ("soffice", "libreoffice")
_SLOW = "旧版 Word 文件转换超时，没有读取；请用 Word 或 WPS 另存为 DOCX 或 PDF 后重新上传。"
_FAILED = "旧版 Word 文件没能转换，可能已损坏；请用 Word 或 WPS 另存为 DOCX 或 PDF 后重新上传。"
# Macros never run, active content and links of documents from elsewhere are off.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" \
oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" \
oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def installed() -> str | None:
    """The program's path, or None."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def as_docx(path: Path, seconds: float = SECONDS) -> bytes:
    """The file as a DOCX. Raises Unreadable: not installed, too slow, nothing or no DOCX came out."""
    program = installed()
    if program is None:
        raise Unreadable("本机没有安装 LibreOffice，不能转换旧版 Word 文件。")
    with TemporaryDirectory(prefix="caishen-office-") as folder:
        here = Path(folder)
        given, made = here / "given.doc", here / "out" / "given.docx"
        made.parent.mkdir()
        shutil.copyfile(path, given)
        _run(program, given, here, seconds)
        return _checked(made)


def _run(program: str, given: Path, here: Path, seconds: float) -> None:
    profile = here / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={(here / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nofirststartwizard",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(here / "out"),
        str(given),
    ]
    runner = [sys.executable, "-I", str(Path(__file__).with_name("confined_run.py")), str(seconds), *command]
    environment = {"PATH": _search_path(program), "HOME": str(here), "TMPDIR": str(here), "LANG": "C.UTF-8"}
    # The runner keeps the time itself; the reserve here is for a runner that hangs.
    ended = subprocess.run(
        runner,
        env=environment,
        cwd=here,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=seconds + 30,
        check=False,
    )
    if ended.returncode == 124:
        raise Unreadable(_SLOW)


def _search_path(program: str) -> str:
    return ":".join(dict.fromkeys([str(Path(program).parent), "/usr/local/bin", "/usr/bin", "/bin"]))


def _checked(made: Path) -> bytes:
    """The file that came out, if it is a package of a sane size and no link to somewhere else."""
    if made.is_symlink() or not made.is_file() or made.stat().st_size > MOST_BYTES or not zipfile.is_zipfile(made):
        raise Unreadable(_FAILED)
    return made.read_bytes()
