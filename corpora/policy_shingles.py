"""Makes extractor/text/data/policy_shingles.txt from the policy texts: hashes only, the texts are not kept.

python -m corpora.policy_shingles POLICY.txt [POLICY.txt …]
"""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.text.padding import POLICY_SHINGLE, shingle_hashes

TARGET = Path(__file__).parents[1] / "extractor" / "text" / "data" / "policy_shingles.txt"
_PER_LINE = 14


def made(texts: list[str]) -> str:
    """The file's content: sorted hashes, several to a line."""
    hashes = sorted({shingle for text in texts for shingle in shingle_hashes(text)})
    lines = ["".join(hashes[i : i + _PER_LINE]) for i in range(0, len(hashes), _PER_LINE)]
    head = (
        f"# blake2b-32 of every {POLICY_SHINGLE} successive ideographs of the policy texts; corpora.policy_shingles"
    )
    return "\n".join([head, *lines, ""])


if __name__ == "__main__":
    TARGET.write_text(made([Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]), encoding="ascii")
