"""Log lines on stderr, with ID numbers masked whatever wrote them, tracebacks included."""

from __future__ import annotations

import logging

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class MaskingFormatter(logging.Formatter):
    """Masks after formatting, so that values, messages of errors and tracebacks are all covered."""

    def format(self, record: logging.LogRecord) -> str:
        from checks.masking import masked

        return masked(super().format(record))


def to_stderr(level: int = logging.WARNING) -> None:
    """Replace whatever handlers there are: nothing else may write lines of this process."""
    handler = logging.StreamHandler()
    handler.setFormatter(MaskingFormatter(FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
