"""The signs of boxes to be ticked, as forms print them, fonts map them and people type them."""

TICKED = "☑☒√✓✔■●▣◆✅🗹"
EMPTY = "□☐▢"
EMPTY_OPTIONS = EMPTY + "○◇"
"""Before options only: in a sentence ○○ stands for a name that is left out."""
