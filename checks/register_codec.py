"""Parts of the register as bytes and back, exactly; a signature as hexadecimal digits.

>>> filed = Filed("s", "l", profile=Profile(host_names=("甲",), leader=Person("乙")))
>>> load_filed(dump_filed(filed)) == filed
True
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from checks.register import Entry, Filed, Filing, Person, Profile, Text
from extractor.record_codec import dump, load


def dump_filed(filed: Filed) -> bytes:
    return dump(filed)


def load_filed(content: bytes) -> Filed:
    """Raises OtherVersion."""
    found: Filed = load(content, Filed, Profile, Person)
    return found


def dump_text(text: Text) -> bytes:
    return dump((text.subject, text.lines, text.signature.hex()))


def load_text(content: bytes) -> Text:
    """Raises OtherVersion."""
    subject, lines, signature = load(content)
    return Text(subject, lines, bytes.fromhex(signature))


def dump_filings(filings: Sequence[Filing]) -> bytes:
    """What others may know of each: its own places are left out."""
    return dump(
        tuple(
            (
                filing.filed,
                tuple((one.kind, one.key, one.subject, json.dumps(dict(one.data))) for one in filing.entries),
                tuple((text.subject, text.lines, text.signature.hex()) for text in filing.texts),
            )
            for filing in filings
        )
    )


def load_filings(content: bytes) -> tuple[Filing, ...]:
    """Raises OtherVersion."""
    return tuple(
        Filing(
            filed,
            tuple(Entry(kind, key, subject, json.loads(data)) for kind, key, subject, data in entries),
            tuple(Text(subject, lines, bytes.fromhex(signature)) for subject, lines, signature in texts),
        )
        for filed, entries, texts in load(content, Filed, Profile, Person)
    )
