"""RapidOCR on ONNX Runtime: the same weights where OpenVINO does not run. Computes in f32 only."""

from __future__ import annotations

from typing import Any

from extractor.errors import EngineMissing
from extractor.ocr import Engine, EngineIdentity, Image, OcrLine
from extractor.rapidocr_pipeline import identity as identity_with
from extractor.rapidocr_pipeline import line_of, lines_of, pipeline

rank = 2


class RapidOnnx:
    """One pipeline with its models loaded; not for several threads at once."""

    def __init__(self, made: Any, identity: EngineIdentity) -> None:
        self._made = made
        self._identity = identity

    @property
    def identity(self) -> EngineIdentity:
        return self._identity

    def recognise(self, image: Image) -> list[OcrLine]:
        return lines_of(self._made, image)

    def read_line(self, image: Image) -> tuple[str, float]:
        return line_of(self._made, image)


def identity(precision: str, argument: str = "") -> EngineIdentity:  # noqa: ARG001
    """Always f32, whatever was asked. Raises EngineMissing when something is not installed."""
    return identity_with("rapid_onnx", "onnxruntime", "f32")


def make(precision: str, threads: int, argument: str = "") -> Engine:
    """Raises EngineMissing when ONNX Runtime cannot be loaded on this machine."""
    known = identity(precision, argument)
    try:
        made = pipeline("onnxruntime", {"intra_op_num_threads": threads, "inter_op_num_threads": 1})
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineMissing(f"ONNX Runtime 无法启动（{type(error).__name__}），扫描页没有读取。") from error
    return RapidOnnx(made, known)
