"""Parts of the register as bytes and back, exactly; a signature as hexadecimal digits.

>>> filed = Filed("s", "l", profile=Profile(host_names=("甲",), leader=Person("乙")))
>>> load_filed(dump_filed(filed)) == filed
True
"""

from __future__ import annotations

from checks.register import Filed, Person, Profile, Text
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
