"""`python -m corpora make DIR [--seed N]`: writes every packet into DIR, with expected.json beside them.

`python -m corpora invoices DIR`: the table of corpora.invoice_table. `python -m corpora train`: the model that
proposes what an expense line is. `python -m corpora papers DIR`: labelled papers of every kind, layout and
degradation, with their truth.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from corpora import expense_training, invoice_table
from corpora.district.written import written
from corpora.labelled import write
from corpora.packet import Packet
from corpora.packets import every


def make(folder: Path, seed: int) -> list[dict[str, Any]]:
    """Writes the packets under `folder`; gives what expected.json says of them."""
    told = []
    for packet in every(seed):
        packet.write(folder / packet.name)
        told.append(_told(packet))
    (folder / "expected.json").write_text(json.dumps({"packets": told}, ensure_ascii=False, indent=1), "utf-8")
    return told


def _told(packet: Packet) -> dict[str, Any]:
    findings = [
        {"rule": one.rule, "verdict": one.verdict, "accept": list(one.accepted), "must_quote": one.quote}
        for one in packet.expected
    ]
    return {
        "name": packet.name,
        "programme": packet.programme,
        "stage": packet.stage,
        "on": packet.on.isoformat(),
        "about": packet.about,
        "findings": findings,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m corpora", description="Labelled evidence.")
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make", help="write the packets into a folder")
    making.add_argument("folder", type=Path)
    making.add_argument("--seed", type=int, default=1)
    invoice_table.add_to(commands)
    whole = commands.add_parser("district", help="write 60 submissions with planted breaches, and the truth")
    whole.add_argument("folder", type=Path)
    whole.add_argument("--seed", type=int, default=1)
    write.add_to(commands)
    expense_training.add_to(commands)
    arguments = parser.parse_args()
    if arguments.command == "district":
        print(f"{written(arguments.folder, arguments.seed)} submissions in {arguments.folder}")
        return
    if arguments.command == "invoices":
        invoice_table.run(arguments)
        return
    if arguments.command == "train":
        expense_training.main(arguments.out)
        return
    if arguments.command == "papers":
        write.run(arguments)
        return
    told = make(arguments.folder, arguments.seed)
    print(f"{len(told)} packets in {arguments.folder}")


if __name__ == "__main__":
    main()
