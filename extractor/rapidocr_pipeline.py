"""The RapidOCR pipeline on the PP-OCRv6 weights that its wheel carries, for whichever runtime. Never downloads.

https://github.com/RapidAI/RapidOCR (Apache-2.0). What differs from its defaults, and why:
text_score 0 (a line of low confidence must stay, with its low confidence), no shrinking to 2000 pixels (the caller
prepares the size), detection on at most 1600 pixels (it finds as much there in two thirds of the memory, and the
recogniser gets crops of the full picture), detection also on strips (width_height_ratio), one crop at a time (a batch
pads its crops to the widest, which changes what is recognised), no line classifier (pages are set upright before).
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import Any

import numpy as np

from extractor.errors import EngineMissing
from extractor.ocr import EngineIdentity, Image, OcrLine, Quad

DETECTION = "PP-OCRv6_det_small.onnx"
RECOGNITION = "PP-OCRv6_rec_small.onnx"
NO_LIMIT = 100_000
DETECTED_SIDE = 1600  # pixels


def models_folder() -> Path:
    """Where the wheel keeps its weights. Raises EngineMissing when they are not there."""
    found = util.find_spec("rapidocr")
    if found is None or found.origin is None:
        raise EngineMissing("没有安装 rapidocr，扫描页没有读取；请运行 caishen doctor 查看原因。")
    folder = Path(found.origin).parent / "models"
    if not all((folder / name).is_file() for name in (DETECTION, RECOGNITION)):
        raise EngineMissing("rapidocr 的模型文件缺失，扫描页没有读取；请重新安装 rapidocr。")
    return folder


@cache
def weights_hash() -> str:
    """The first 16 hex digits of SHA-256 over both model files."""
    digest = hashlib.sha256()
    for name in (DETECTION, RECOGNITION):
        digest.update((models_folder() / name).read_bytes())
    return digest.hexdigest()[:16]


def identity(name: str, runtime: str, precision: str) -> EngineIdentity:
    """Versions of RapidOCR and of its `runtime` distribution. Raises EngineMissing when one is not installed."""
    try:
        version = f"rapidocr {metadata.version('rapidocr')}, {runtime} {metadata.version(runtime)}"
    except metadata.PackageNotFoundError as error:
        raise EngineMissing(f"没有安装 {error.name}，扫描页没有读取；请运行 caishen doctor 查看原因。") from error
    return EngineIdentity(name, version, weights_hash(), precision)


def pipeline(runtime: str, options: dict[str, Any]) -> Any:
    """A RapidOCR object on `runtime` (openvino, onnxruntime) with both models loaded from the wheel's files."""
    from rapidocr import EngineType, RapidOCR

    folder = models_folder()
    engine = EngineType(runtime)
    made: Any = RapidOCR(
        params={
            "Global.text_score": 0.0,
            "Global.max_side_len": NO_LIMIT,
            "Global.width_height_ratio": -1,
            "Global.use_cls": False,
            "Global.log_level": "critical",
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
            "Det.engine_type": engine,
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECTED_SIDE,
            "Det.model_path": str(folder / DETECTION),
            "Rec.engine_type": engine,
            "Rec.model_path": str(folder / RECOGNITION),
            "Rec.rec_batch_num": 1,
            **{f"EngineConfig.{runtime}.{name}": value for name, value in options.items()},
        }
    )
    made._load_det_model()
    made._load_rec_model()
    return made


def lines_of(made: Any, image: Image) -> list[OcrLine]:
    """Every line that the pipeline finds in an RGB image, however unsure; nothing found is an empty list."""
    result = made(np.ascontiguousarray(image[:, :, ::-1]))
    if getattr(result, "boxes", None) is None or result.txts is None:
        return []
    words = result.word_results if len(result.word_results or ()) == len(result.txts) else [()] * len(result.txts)
    return [
        OcrLine(text, _quad(box), float(score), _stops(text, box, characters))
        for text, box, score, characters in zip(result.txts, result.boxes, result.scores, words, strict=True)
    ]


def line_of(made: Any, image: Image) -> tuple[str, float]:
    """What the recogniser alone reads in an RGB image of one line, with its confidence."""
    from rapidocr.ch_ppocr_rec.typings import TextRecInput

    result = made.text_rec(TextRecInput(img=[np.ascontiguousarray(image[:, :, ::-1])], return_word_box=False))
    return (str(result.txts[0]), float(result.scores[0])) if result.txts else ("", 0.0)


def _quad(box: Any) -> Quad:
    corners = [(float(x), float(y)) for x, y in box]
    return corners[0], corners[1], corners[2], corners[3]


def _stops(text: str, box: Any, characters: Any) -> tuple[tuple[float, float], ...]:
    """Left and right end of each character of `text` as shares of the box's width; () when they do not match.

    RapidOCR leaves blanks out: a blank gets the gap between its neighbours.
    """
    boxes = [item for item in characters or () if isinstance(item, tuple) and len(item) == 3]
    if [item[0] for item in boxes] != [char for char in text if not char.isspace()]:
        return ()
    left, right = float(min(x for x, _ in box)), float(max(x for x, _ in box))
    width = max(right - left, 1.0)
    known = iter(
        ((min(x for x, _ in corners) - left) / width, (max(x for x, _ in corners) - left) / width)
        for _, _, corners in boxes
    )
    placed = [None if char.isspace() else next(known) for char in text]
    return tuple(_between(placed, index) if stop is None else stop for index, stop in enumerate(placed))


def _between(stops: list[tuple[float, float] | None], index: int) -> tuple[float, float]:
    before = next((stop[1] for stop in reversed(stops[:index]) if stop), 0.0)
    after = next((stop[0] for stop in stops[index + 1 :] if stop), 1.0)
    return before, max(before, after)
