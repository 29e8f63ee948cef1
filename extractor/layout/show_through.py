"""Print of the back of a sheet that shows through: paler than the front's, mirrored, and read as rubbish.

Lines that are pale and badly read give it away. Then the paper is lifted over everything pale and read again; pale
text that was read well (grey print, pencil) is kept from the first reading, so that nothing legible is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from extractor.geometry import BBox, overlap
from extractor.layout.red_ink import paper_of
from extractor.ocr import Image, OcrLine

PALE = 0.5  # of the darkness of the page's print
PRINTED = 0.5  # darkness (0 to 1) of print on a page where paler lines say something
WELL, BADLY = 0.9, 0.8  # confidence of lines that are print, and below which a pale line is the back's
SURE = 0.96  # confidence at which a line as pale as the back's is kept
DARKER = 1.6  # times as dark as the back's lines: pencil and grey print
LEAST = 2  # such lines, of at least two characters
AROUND = 5  # pixels around dark ink that stay as they are: the soft edges of print
REACH = 4  # reduction of the picture from which the paper's shade is taken


def cleared(
    pixels: Image, lines: Sequence[OcrLine], recognise: Callable[[Image], list[OcrLine]]
) -> tuple[Image, list[OcrLine]]:
    """The RGB picture and its lines without what shows through; both as they are where nothing does."""
    dark = [_darkness(pixels, line) for line in lines]
    print_ = [one for one, line in zip(dark, lines, strict=True) if line.confidence >= WELL]
    typical = float(np.median(print_)) if print_ else 0.0
    pale = [one < PALE * typical for one in dark]
    bad = [line for line, is_pale in zip(lines, pale, strict=True) if is_pale and _rubbish(line)]
    if typical < PRINTED or len(bad) < LEAST:
        return pixels, list(lines)
    lifted = _lifted(pixels, PALE * typical)
    again = recognise(lifted)
    boxes = [_box(line) for line in again]
    back = float(np.median([one for one, line in zip(dark, lines, strict=True) if line in bad]))
    legible = [
        line for line, one, pale_ in zip(lines, dark, pale, strict=True) if pale_ and _legible(line, one, back)
    ]
    return lifted, again + [line for line in legible if not any(overlap(_box(line), box) > 0.3 for box in boxes)]


def _rubbish(line: OcrLine) -> bool:
    return line.confidence < BADLY and len(line.text.strip()) > 1


def _legible(line: OcrLine, dark: float, back: float) -> bool:
    """Whether a pale line is text of this side: clearly darker than the back's, or read without any doubt."""
    if dark > DARKER * back:
        return not _rubbish(line)
    return line.confidence >= SURE and len(line.text.strip()) > 2


def _box(line: OcrLine) -> BBox:
    xs, ys = [x for x, _ in line.quad], [y for _, y in line.quad]
    return BBox(min(xs), min(ys), max(xs), max(ys))


def _darkness(pixels: Image, line: OcrLine) -> float:
    """How much darker than its paper the line's ink is, in any colour: 0 to 1."""
    box = _box(line)
    x0, top = max(0, int(box.x0)), max(0, int(box.top))
    part = pixels[top : int(box.bottom) + 1, x0 : int(box.x1) + 1]
    if not part.size:
        return 0.0
    levels = part.min(axis=2)
    ink, paper = np.percentile(levels, [3, 90])
    return float(1 - ink / max(1.0, paper))


def _lifted(pixels: Image, least: float) -> Image:
    """The picture with the paper's own shade over what is paler than `least`, away from darker ink."""
    height, width = pixels.shape[:2]
    size = max(1, width // REACH), max(1, height // REACH)
    small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    paper = np.asarray(cv2.resize(paper_of(small), (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    dark = np.asarray((pixels < (1 - least) * paper).any(axis=2), np.bool_)
    near = cv2.dilate(dark.astype(np.uint8), np.ones((AROUND, AROUND), np.uint8)) > 0
    return np.asarray(np.where(near[:, :, None], pixels, np.clip(paper, 0, 255)), np.uint8)
