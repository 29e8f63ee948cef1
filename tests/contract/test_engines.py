"""Every OCR engine keeps the protocol: an identity told without models, lines with quads and confidence."""

from __future__ import annotations

import numpy as np
import pytest

from extractor import ocr
from extractor.errors import EngineMissing
from extractor.ocr import rapid
from extractor.ocr.replay import key_of, record
from extractor.settings import ReadSettings
from tests.unit.reading.papers import drawn_text

TEXT = "创新工作室"


@pytest.mark.ocr
@pytest.mark.parametrize(
    "name", sorted(name for name, module in ocr.modules().items() if hasattr(module, "identity"))
)
def test_engine(name):
    try:
        identity = ocr.identity_of(name, "f32")
        engine = ocr.make(name, "f32", 1)
    except EngineMissing as error:
        pytest.skip(error.message)
    assert engine.identity == identity
    assert identity.name == name
    image = np.asarray(drawn_text(TEXT))
    lines = engine.recognise(image)
    if name != "replay":
        assert TEXT in "".join(line.text for line in lines)
    for line in lines:
        assert 0 <= line.confidence <= 1
        assert all(0 <= x <= image.shape[1] and 0 <= y <= image.shape[0] for x, y in line.quad)
        assert len(line.stops) in (0, len(line.text))
    assert engine.recognise(np.full((64, 64, 3), 255, np.uint8)) == []
    assert lines == engine.recognise(image)


def test_replay_gives_back_what_was_recorded(tmp_path):
    image = np.asarray(drawn_text(TEXT))
    line = ocr.OcrLine(TEXT, ((1, 2), (30, 2), (30, 9), (1, 9)), 0.9)
    (tmp_path / "lines.json").write_text(record({key_of(image): [line]}), encoding="utf-8")
    engine = ocr.make(f"replay:{tmp_path / 'lines.json'}", "f32", 1)
    assert engine.recognise(image) == [line]
    assert engine.recognise(image[:50]) == []


def test_unknown_engine_is_missing():
    with pytest.raises(EngineMissing):
        ocr.make("nothing_of_the_kind", "f32", 1)


def test_auto_falls_back(monkeypatch):
    """Where OpenVINO cannot be loaded, auto takes the next engine."""
    from extractor.ocr import rapid

    def fails(*_arguments):
        raise EngineMissing("no")

    monkeypatch.setattr(rapid, "make", fails)
    assert ocr.make("auto", "f32", 1).identity.name == "rapid_onnx"


@pytest.mark.parametrize(("flags", "precision"), [("fpu avx2 avx512_bf16 sse", "bf16"), ("fpu avx2", "f32")])
def test_auto_precision_follows_the_cpu(tmp_path, monkeypatch, flags, precision):
    from extractor.ocr import rapid

    (tmp_path / "cpuinfo").write_text(f"flags\t\t: {flags}\n", encoding="ascii")
    monkeypatch.setattr(rapid, "CPU_FLAGS", tmp_path / "cpuinfo")
    rapid.fastest_precision.cache_clear()
    try:
        assert ocr.identity_of("rapid", "auto").precision == precision
    finally:
        rapid.fastest_precision.cache_clear()


def test_key_parts_what_changes_the_text():
    base = ReadSettings()
    assert base.key() == ReadSettings(threads=4, max_pages=3).key()
    assert len({base.key(), ReadSettings(precision="f16").key(), ReadSettings(engine="replay").key()}) == 3


def test_what_is_kept_is_named_after_the_engine_that_can_read(monkeypatch):
    """Where OpenVINO's library does not load, auto reads by ONNX Runtime, and the key says so."""

    def refuse(name):
        raise OSError(name)

    before = ReadSettings().key()
    monkeypatch.setattr(rapid.ctypes, "CDLL", refuse)
    rapid.loads.cache_clear()
    try:
        assert ocr.identity_of("auto", "auto").name == "rapid_onnx"
        assert ReadSettings().key() != before
    finally:
        rapid.loads.cache_clear()
