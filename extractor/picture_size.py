"""How large the page is that a picture is: the one rule for reading it and for drawing on it. Standard library only.

>>> round(points_per_pixel((200, 200), 2339) * 2339)
842
>>> round(points_per_pixel(None, 4000) * 4000)
842
"""

from __future__ import annotations

A4_LONG = 842.0  # points
LEAST_SIDE, MOST_SIDE = 120.0, 3000.0  # points that a stated resolution may give a picture's long side


def points_per_pixel(dpi: object, long_side: int) -> float:
    """From a sane stated resolution (across, down); else the long side is that of an A4 sheet."""
    if isinstance(dpi, tuple) and len(dpi) == 2:
        across, down = float(dpi[0] or 0), float(dpi[1] or 0)
        if across > 72.5 and abs(across - down) < 0.02 * across:
            scale = 72.0 / across
            if LEAST_SIDE <= long_side * scale <= MOST_SIDE:
                return scale
    return A4_LONG / long_side
