"""No network at run time: OCR in a process whose sockets refuse everything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.reading.papers import drawn_text

PROGRAM = """
import socket, sys
from pathlib import Path

calls = []

def refuse(*arguments, **options):
    calls.append(arguments)
    raise OSError("the network was used")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
from extractor import read
path = Path(sys.argv[1])
settings = read.ReadSettings(engine=sys.argv[2])
print(read.read_page(path, path.name, 1, settings).text)
print("calls:", len(calls))
"""


@pytest.mark.ocr
@pytest.mark.parametrize("engine", ["auto", "rapid_onnx"])
def test_ocr_without_network(tmp_path, engine):
    drawn_text("材审不联网也能识别").save(tmp_path / "a.png")
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "a.png"), engine]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert "材审不联网也能识别" in done.stdout
    assert "calls: 0" in done.stdout
