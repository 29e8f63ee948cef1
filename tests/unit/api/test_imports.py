"""The web process stays small: importing it loads no OCR, reader or language module."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "cv2",
    "numpy",
    "rapidocr",
    "openvino",
    "onnxruntime",
    "paddleocr",
    "paddlex",
    "jieba",
    "spacy",
    "pdfplumber",
    "pypdfium2",
    "docx",
    "PIL",
    "extractor.read",
    "extractor.readers",
    "extractor.ocr",
    "extractor.kinds",
    "extractor.layout",
    "checks.engine",
    "checks.rules",
    "worker.pipeline",
    "worker.sandbox",
    "worker.jobs",
)
PROBE = "import sys, {module}; print('\\n'.join(sys.modules))"


def test_importing_the_app_loads_nothing_heavy() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", PROBE.format(module="api.app")], capture_output=True, text=True, check=True
    )
    loaded = set(answer.stdout.split())
    assert "api.app" in loaded
    assert sorted(loaded & set(HEAVY)) == []


def test_making_the_app_loads_nothing_heavy(tmp_path) -> None:  # type: ignore[no-untyped-def]
    script = (
        "import sys; from pathlib import Path; from api.app import create_app; from worker.settings import Settings;"
        f"create_app(Settings(data_dir=Path({str(tmp_path)!r}))); print('\\n'.join(sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert sorted(set(answer.stdout.split()) & set(HEAVY)) == []
