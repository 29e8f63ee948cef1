"""Gives back lines recorded before: the null engine of tests. Without a file it finds nothing; auto never takes it.

The file is a JSON object: the key of an image (`key_of`) -> [[text, [[x, y] × 4], confidence], …].
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from extractor.errors import EngineMissing
from extractor.ocr import Engine, EngineIdentity, Image, OcrLine

VERSION = "1"


class Replay:
    def __init__(self, recorded: dict[str, list[OcrLine]], identity: EngineIdentity) -> None:
        self._recorded = recorded
        self._identity = identity

    @property
    def identity(self) -> EngineIdentity:
        return self._identity

    def recognise(self, image: Image) -> list[OcrLine]:
        return self._recorded.get(key_of(image), self._recorded.get("*", []))

    def read_line(self, image: Image) -> tuple[str, float]:
        """The first recorded line of exactly this image."""
        return next(((line.text, line.confidence) for line in self._recorded.get(key_of(image), [])), ("", 0.0))


def key_of(image: Image) -> str:
    """Shape and SHA-256 of the pixels. The key "*" of a recording answers for every other image."""
    return f"{image.shape[1]}x{image.shape[0]}-{hashlib.sha256(image.tobytes()).hexdigest()[:16]}"


def record(lines: dict[str, list[OcrLine]]) -> str:
    """The JSON text of a recording, by image key."""
    plain = {key: [[line.text, line.quad, line.confidence] for line in found] for key, found in lines.items()}
    return json.dumps(plain, ensure_ascii=False, indent=1)


def identity(precision: str, argument: str = "") -> EngineIdentity:
    """Raises EngineMissing when the recording cannot be read."""
    if not argument:
        return EngineIdentity("replay", VERSION, "", precision)
    return EngineIdentity("replay", VERSION, hashlib.sha256(_bytes(argument)).hexdigest()[:16], precision)


def make(precision: str, threads: int, argument: str = "") -> Engine:  # noqa: ARG001
    """Raises EngineMissing when the recording cannot be read."""
    data: dict[str, Any] = json.loads(_bytes(argument)) if argument else {}
    recorded = {key: [_line(*entry) for entry in found] for key, found in data.items()}
    return Replay(recorded, identity(precision, argument))


def _bytes(argument: str) -> bytes:
    try:
        return Path(argument).read_bytes()
    except OSError as error:
        raise EngineMissing("找不到识别结果的录制文件。") from error


def _line(text: str, quad: list[list[float]], confidence: float) -> OcrLine:
    a, b, c, d = ((float(x), float(y)) for x, y in quad)
    return OcrLine(text, (a, b, c, d), float(confidence))
