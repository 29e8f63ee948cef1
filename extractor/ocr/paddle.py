"""PaddleOCR 3.7's own pipeline on ONNX Runtime, with the PP-OCRv6 weights that the rapidocr wheel carries.

PaddleX wants a folder for each model (`inference.onnx` and `inference.yml`); they are made once in the user's cache
from those weights. Other weights: CAISHEN_PADDLE_WEIGHTS names a folder that holds such `det` and `rec` folders.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from extractor.errors import EngineMissing
from extractor.ocr import EngineIdentity, Image, OcrLine

DET_FILE, REC_FILE = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
DET_NAME, REC_NAME = "PP-OCRv6_small_det", "PP-OCRv6_small_rec"
OURS = {"opencv-contrib-python": "opencv-contrib-python-headless"}

# PaddleX's description of the exported detector; `channel_first` must be left out (DESIGN §5).
DET_CONFIG: dict[str, Any] = {
    "Global": {"model_name": DET_NAME},
    "PreProcess": {
        "transform_ops": [
            {"DetResizeForTest": {"limit_side_len": 736, "limit_type": "min"}},
            {
                "NormalizeImage": {
                    "mean": [0.485, 0.456, 0.406],
                    "std": [0.229, 0.224, 0.225],
                    "scale": "1./255.",
                    "order": "hwc",
                }
            },
            {"ToCHWImage": None},
            {"KeepKeys": {"keep_keys": ["image", "shape"]}},
        ]
    },
    "PostProcess": {
        "name": "DBPostProcess",
        "thresh": 0.3,
        "box_thresh": 0.6,
        "max_candidates": 1000,
        "unclip_ratio": 1.5,
    },
}


class PaddleEngine:
    """One PaddleOCR pipeline. Raises EngineMissing when paddleocr, its runtime or the weights are not usable."""

    def __init__(self, precision: str, threads: int) -> None:
        if precision not in ("auto", "f32"):
            raise EngineMissing("PaddleOCR 只支持 f32 精度。")
        try:
            folder = _weights()
            self._pipeline = _pipeline(folder, threads)
        except Exception as error:
            raise EngineMissing(f"PaddleOCR 无法启动：{error}") from error
        self.identity = EngineIdentity(
            "paddle", importlib.metadata.version("paddleocr"), _digest(folder / "rec" / "inference.onnx"), "f32"
        )

    def recognise(self, image: Image) -> list[OcrLine]:
        """PaddleOCR takes BGR. Lines below its score threshold are kept: the threshold is 0."""
        [page] = self._pipeline.predict(image[:, :, ::-1].copy(), text_rec_score_thresh=0.0)
        found = zip(page["rec_texts"], page["rec_polys"], page["rec_scores"], strict=True)
        return [
            OcrLine(text, tuple((float(x), float(y)) for x, y in quad), float(score))  # type: ignore[arg-type]
            for text, quad, score in found
        ]


def make(precision: str, threads: int) -> PaddleEngine:
    return PaddleEngine(precision, threads)


def _pipeline(folder: Path, threads: int) -> Any:
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    os.environ.setdefault("PADDLE_PDX_CACHE_HOME", str(folder / "paddlex"))
    with _headless_cv2_counts():
        from paddleocr import PaddleOCR

        return PaddleOCR(
            text_detection_model_name=DET_NAME,
            text_detection_model_dir=str(folder / "det"),
            text_recognition_model_name=REC_NAME,
            text_recognition_model_dir=str(folder / "rec"),
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
            engine="onnxruntime",
            cpu_threads=threads,
        )


@contextmanager
def _headless_cv2_counts() -> Iterator[None]:
    """PaddleX asks for the distribution opencv-contrib-python by name; the headless build is the same cv2."""
    original = importlib.metadata.version

    def version(distribution_name: str) -> str:
        return original(OURS.get(distribution_name, distribution_name))

    importlib.metadata.version = version
    try:
        yield
    finally:
        importlib.metadata.version = original


def _weights() -> Path:
    """The folder with det/ and rec/: the configured one, or one made from the rapidocr wheel's models."""
    if configured := os.environ.get("CAISHEN_PADDLE_WEIGHTS"):
        return Path(configured)
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "caishen" / f"paddle-{_digest(models / REC_FILE)}"
    if not (folder / "rec" / "inference.yml").is_file():
        _lay_out(folder, models)
    return folder


def _lay_out(folder: Path, models: Path) -> None:
    """Made beside and renamed, so that two processes starting at once never see half a folder."""
    making = folder.with_name(f"{folder.name}.{os.getpid()}")
    for name, file, config in (("det", DET_FILE, DET_CONFIG), ("rec", REC_FILE, _rec_config(models / REC_FILE))):
        (making / name).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(models / file, making / name / "inference.onnx")
        text = yaml.safe_dump(config, allow_unicode=True)
        (making / name / "inference.yml").write_text(text, encoding="utf-8")
    try:
        making.rename(folder)
    except OSError:  # another process was first
        shutil.rmtree(making, ignore_errors=True)


def _rec_config(weights: Path) -> dict[str, Any]:
    """The recogniser's alphabet is metadata inside the ONNX file."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(weights), providers=["CPUExecutionProvider"])
    alphabet = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    return {
        "Global": {"model_name": REC_NAME},
        "PreProcess": {
            "transform_ops": [{"RecResizeImg": {"image_shape": [3, 48, 320]}}, {"KeepKeys": {"keep_keys": ["image"]}}]
        },
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": alphabet},
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
