"""How often a PDF was written to, told from its end marks, whatever else it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.pdf_history import history_fields, history_of


class Told:
    """The metadata that pypdfium2 gives."""

    def __init__(self, **said: str) -> None:
        self._said = said

    def get_metadata_dict(self) -> dict[str, str]:
        return self._said


@pytest.mark.parametrize(
    ("data", "revisions", "signed"),
    [
        (b"%PDF-1.7\n...\n%%EOF\n", 1, False),
        (b"%PDF-1.7\n...\n%%EOF\n...\n%%EOF\n", 2, False),
        (b"%PDF-1.7\n...\n%%EOF\n /ByteRange [0 1 2 3] \n%%EOF\n", 2, True),
        (b"%PDF-1.7\n1 0 obj <</Linearized 1>>\n%%EOF\n...\n%%EOF\n", 1, False),
        (b"%PDF-1.7\nno end at all", 1, False),
    ],
)
def test_revisions(data: bytes, revisions: int, signed: bool, tmp_path: Path) -> None:
    path = tmp_path / "blob"
    path.write_bytes(data)
    found = history_of(history_fields(path, Told(Producer="Suwell  OFD\nconvertor")))
    assert found is not None
    assert (found.revisions.value, found.signed) == (revisions, signed)
    assert found.producer.value == "Suwell OFD convertor"
    assert not found.creator.present


def test_other_files_have_no_history() -> None:
    assert history_of(()) is None
