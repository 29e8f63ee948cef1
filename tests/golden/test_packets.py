"""Packets of our own: each check with every verdict it may give, at the exact limit too, through real readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora.packet import Packet
from corpora.packets import every
from tests.golden.conftest import Screen, said, worst

EVERY = every()


def marked(packet: Packet) -> object:
    """Packets of many files are slow: about three seconds each."""
    marks = [mark for mark, wanted in ((pytest.mark.ocr, packet.ocr), (pytest.mark.slow, packet.heavy)) if wanted]
    return pytest.param(packet, id=packet.name, marks=marks)


@pytest.mark.parametrize("packet", [marked(packet) for packet in EVERY])
def test_the_packet_gets_the_expected_findings(packet: Packet, screen: Screen, tmp_path: Path) -> None:
    packet.write(tmp_path / packet.name)
    programme = "auto" if packet.told else packet.programme
    result = screen([tmp_path / packet.name], on=packet.on, stage=packet.stage, programme=programme)
    assert result["programme"] == packet.programme
    assert not result["coverage"]["unread_files"]
    wrong = []
    for one in packet.expected:
        verdict = worst(result, one.rule)
        if verdict not in one.accepted:
            wrong.append(
                f"{one.rule}: {verdict or 'nothing'}, expected {one.accepted}: {said(result, one.rule)[:300]}"
            )
        elif one.quote and one.quote not in said(result, one.rule):
            wrong.append(f"{one.rule}: {one.quote} is not quoted")
    assert not wrong, "\n".join([packet.about, *wrong])


def test_every_check_is_met_in_every_verdict_it_may_give() -> None:
    """The list of the packets' own expectations: nothing may be dropped from it unseen."""
    met = {(one.rule, verdict) for packet in EVERY for one in packet.expected for verdict in one.accepted}
    for rule in ("ZD-07.A8", "ZD-07.A9", "ZD-07.B8", "ZD-08.5", "QC-05.1b", "QC-10.1"):
        assert {(rule, verdict) for verdict in ("pass", "fail", "review")} <= met, rule
    for rule in ("QC-10.2", "X.02", "X.03", "W.01", "W.02", "W.03"):
        assert {(rule, "pass"), (rule, "review")} <= met, rule
    assert {("QC-10.3", "fail"), ("QC-10.3", "review"), ("X.01", "pass"), ("X.01", "fail")} <= met
    assert {("QC-04.2b", "review"), ("QC-05.1b", "not_applicable"), ("ZD-07.B8", "not_applicable")} <= met
