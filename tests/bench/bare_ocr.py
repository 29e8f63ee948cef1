"""PaddleOCR's lines of every picture in a folder, and nothing else: `python -m tests.bench.bare_ocr FOLDER`."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(folder: Path) -> int:
    import numpy as np
    from PIL import Image

    from extractor import ocr

    engine = ocr.make("paddle", "f32", 2)
    lines = 0
    for path in sorted(folder.iterdir()):
        lines += len(list(engine.recognise(np.asarray(Image.open(path).convert("RGB")))))
    return lines


if __name__ == "__main__":
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    print(main(Path(sys.argv[1])), file=sys.stderr)
