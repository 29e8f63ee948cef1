"""RapidOCR on OpenVINO, the fastest on CPUs.

OpenVINO computes in bf16 where the CPU has it, with slightly other outputs than in f32, and RapidOCR's configuration
has no key for that: the precision is set here, and is part of the identity. `auto` is bf16 on CPUs that compute it
(a page takes little more than half the time; fields of the labelled invoices come out as right as in f32), else f32.
Threads are not pinned to cores, since two pinned readers would share one core.
"""

from __future__ import annotations

import ctypes
import re
from functools import cache
from importlib import import_module, util
from pathlib import Path
from typing import Any

from extractor.errors import EngineMissing
from extractor.ocr import Engine, EngineIdentity, Image, OcrLine
from extractor.rapidocr_pipeline import identity as identity_with
from extractor.rapidocr_pipeline import line_of, lines_of, pipeline

rank = 1
PRECISIONS = ("f32", "bf16", "f16")
CPU_FLAGS = Path("/proc/cpuinfo")


class Rapid:
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
    """Raises EngineMissing when RapidOCR, OpenVINO or the weights are not installed."""
    if precision not in (*PRECISIONS, "auto"):
        raise EngineMissing(f"OpenVINO 不支持精度“{precision}”，可用：auto、{'、'.join(PRECISIONS)}。")
    if not loads():
        raise EngineMissing("OpenVINO 的程序库无法加载，扫描页没有读取。")
    return identity_with("rapid", "openvino", fastest_precision() if precision == "auto" else precision)


@cache
def loads() -> bool:
    """Whether OpenVINO's library loads on this machine, so that what is kept is never named after an engine that
    could not read it; only that library is loaded, no model. True where its place is not known."""
    found = util.find_spec("openvino")
    if found is None or found.origin is None:
        return True  # not installed: told elsewhere
    for library in sorted((Path(found.origin).parent / "libs").glob("*openvino.*"))[:1]:
        try:
            ctypes.CDLL(str(library))
        except OSError:
            return False
    return True


@cache
def fastest_precision() -> str:
    """bf16 where the CPU has instructions for it (told by the kernel's flags), else f32."""
    try:
        flags = CPU_FLAGS.read_text(encoding="ascii", errors="replace")
    except OSError:
        return "f32"
    return "bf16" if re.search(r"\b(avx512_bf16|amx_bf16)\b", flags) else "f32"


def make(precision: str, threads: int, argument: str = "") -> Engine:
    """Raises EngineMissing when OpenVINO cannot be loaded on this machine."""
    known = identity(precision, argument)
    try:
        session: Any = import_module("rapidocr.inference_engine.openvino.main")
        session.CPUConfig = _with_precision(known.precision)
        options = {"inference_num_threads": threads, "enable_cpu_pinning": False, "num_streams": 1}
        made = pipeline("openvino", options)
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineMissing(f"OpenVINO 无法启动（{type(error).__name__}），扫描页没有读取。") from error
    return Rapid(made, known)


def _with_precision(precision: str) -> type:
    from rapidocr.inference_engine.openvino.device_config import CPUConfig

    class WithPrecision(CPUConfig):
        def get_config(self) -> dict[str, Any]:
            return {**super().get_config(), "INFERENCE_PRECISION_HINT": precision}

    return WithPrecision
