"""PaddleOCR 3.7's own pipeline on ONNX Runtime, with the PP-OCRv6 weights that the rapidocr wheel carries.

PaddleX wants a folder for each model (`inference.onnx` and `inference.yml`); they are made once in the user's cache
from those weights, and detect on the same size as the other engines, so that texts compare. For other weights,
CAISHEN_PADDLE_WEIGHTS names a folder that holds such `det` and `rec` folders. CAISHEN_PADDLE_ENGINE and
CAISHEN_PADDLE_DEVICE are PaddleOCR's own `engine` and `device`, for a build with a GPU (paddle, gpu:0).
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
from extractor.ocr import Engine, EngineIdentity, Image, OcrLine, Quad
from extractor.rapidocr_pipeline import DETECTED_SIDE, DETECTION, RECOGNITION, models_folder

DET_NAME, REC_NAME = "PP-OCRv6_small_det", "PP-OCRv6_small_rec"
OURS = {"opencv-contrib-python": "opencv-contrib-python-headless"}

# PaddleX's description of the exported detector; `channel_first` must be left out (DESIGN §5).
DET_CONFIG: dict[str, Any] = {
    "Global": {"model_name": DET_NAME},
    "PreProcess": {
        "transform_ops": [
            {"DetResizeForTest": {"limit_side_len": DETECTED_SIDE, "limit_type": "max"}},
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


class Paddle:
    """One PaddleOCR pipeline with its models loaded; not for several threads at once."""

    def __init__(self, made: Any, identity: EngineIdentity) -> None:
        self._made = made
        self._identity = identity

    @property
    def identity(self) -> EngineIdentity:
        return self._identity

    def recognise(self, image: Image) -> list[OcrLine]:
        """PaddleOCR takes BGR. Lines of any score are kept: the threshold is 0."""
        [page] = self._made.predict(image[:, :, ::-1].copy(), text_rec_score_thresh=0.0)
        found = zip(page["rec_texts"], page["rec_polys"], page["rec_scores"], strict=True)
        return [OcrLine(text, _quad(corners, image), float(score)) for text, corners, score in found]

    def read_line(self, image: Image) -> tuple[str, float]:
        """By the whole pipeline, whose recogniser cannot be reached alone: the pieces from left to right."""
        found = sorted(self.recognise(image), key=lambda line: min(x for x, _ in line.quad))
        return "".join(line.text for line in found), min((line.confidence for line in found), default=0.0)


def identity(precision: str, argument: str = "") -> EngineIdentity:  # noqa: ARG001
    """Always f32, whatever was asked. Raises EngineMissing when paddleocr or the weights are not installed."""
    try:
        version = importlib.metadata.version("paddleocr")
        chosen = ", ".join((f"paddleocr {version}", *_runtime().values()))
        return EngineIdentity("paddle", chosen, _digest(_recogniser()), "f32")
    except (importlib.metadata.PackageNotFoundError, OSError, ImportError) as error:
        raise EngineMissing("没有安装 PaddleOCR 或它的权重。") from error


def make(precision: str, threads: int, argument: str = "") -> Engine:
    """Raises EngineMissing when PaddleOCR cannot start on this machine."""
    known = identity(precision, argument)
    try:
        return Paddle(_pipeline(_weights(), threads), known)
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineMissing(f"PaddleOCR 无法启动（{type(error).__name__}），扫描页没有读取。") from error


def _runtime() -> dict[str, str]:
    """PaddleOCR's `engine`, and its `device` where one is set."""
    device = os.environ.get("CAISHEN_PADDLE_DEVICE")
    engine = os.environ.get("CAISHEN_PADDLE_ENGINE", "onnxruntime")
    return {"engine": engine, "device": device} if device else {"engine": engine}


def _quad(corners: Any, image: Image) -> Quad:
    """Corners within the picture: PaddleOCR widens boxes past its edge."""
    height, width = image.shape[:2]
    a, b, c, d = ((min(max(float(x), 0), width), min(max(float(y), 0), height)) for x, y in corners)
    return a, b, c, d


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
            cpu_threads=threads,
            **_runtime(),
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
    models = models_folder()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "caishen" / f"paddle-{_digest(models / RECOGNITION)}"
    if not (folder / "rec" / "inference.yml").is_file():
        _lay_out(folder, models)
    return folder


def _recogniser() -> Path:
    configured = os.environ.get("CAISHEN_PADDLE_WEIGHTS")
    return Path(configured) / "rec" / "inference.onnx" if configured else models_folder() / RECOGNITION


def _lay_out(folder: Path, models: Path) -> None:
    """Made beside and renamed, so that two processes starting at once never see half a folder."""
    making = folder.with_name(f"{folder.name}.{os.getpid()}")
    for name, file, config in (
        ("det", DETECTION, DET_CONFIG),
        ("rec", RECOGNITION, _rec_config(models / RECOGNITION)),
    ):
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
