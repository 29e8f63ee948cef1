"""The command line: exit statuses, JSON on stdout and nothing else there, the same bytes for the same packet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from service import BAD_NUMBER
from typer.testing import CliRunner, Result

from worker.cli import app

ASKED = ("--json", "--on", "2025-06-30", "--programme", "studio", "--stage", "application")
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def packet(tmp_path: Path) -> Path:
    folder = tmp_path / "packet"
    folder.mkdir()
    (folder / "card.txt").write_text(f"{BAD_NUMBER}\fsecond page")
    (folder / "copy.txt").write_text(f"{BAD_NUMBER}\fsecond page")
    (folder / "other.txt").write_text("110101199003070011")
    return folder


def caishen(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests" / "faults")))
    environment = {**os.environ, "PYTHONPATH": path, "CAISHEN_READER": "saboteurs", "CAISHEN_READERS": "1"}
    command = [sys.executable, "-m", "worker", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240)


def inside(*arguments: str | Path) -> Result:
    """The same command without a process of its own, for what starts no reader."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_screen_prints_one_object_and_the_status_of_a_failure(packet: Path) -> None:
    done = caishen(
        "screen", packet, "--json", "--on", "2025-06-30", "--programme", "studio", "--stage", "application"
    )
    assert done.returncode == 1, done.stderr
    result = json.loads(done.stdout)
    assert list(result) == sorted(result)
    assert set(result) == {"schema", "programme", "edition", "documents", "findings", "coverage", "versions"}
    assert (result["schema"], result["programme"]) == ("caishen/result/1", "studio")
    kinds = {document["name"]: document["kind"] for document in result["documents"]}
    assert kinds == {"card.txt": "identity_card", "copy.txt": "duplicate", "other.txt": "identity_card"}
    failed = [one for one in result["findings"] if one["verdict"] == "fail" and one["rule"] == "X.01"]
    assert len(failed) == 1
    assert failed[0]["evidence"][0]["text"] == BAD_NUMBER
    files = [packet / name for name in ("other.txt", "copy.txt", "card.txt")]
    again = caishen(
        "screen", *files, "--json", "--on", "2025-06-30", "--programme", "studio", "--stage", "application"
    )
    assert again.stdout == done.stdout


def test_the_table_masks_and_copies_are_written(packet: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = caishen("screen", packet / "card.txt", "--on", "2025-06-30", "--programme", "studio", "--out", out)
    assert done.returncode == 1, done.stderr
    assert "X.01" in done.stdout
    assert BAD_NUMBER not in done.stdout + done.stderr
    assert json.loads((out / "result.json").read_text())["schema"] == "caishen/result/1"
    assert (out / "01-card.txt.pdf").read_bytes() == b"annotated"
    assert sorted(path.name for path in out.iterdir()) == [
        "01-card.txt.pdf",
        "records.bin",
        "result.json",
        "result.sarif",
        "补正清单.docx",
        "补正清单.pdf",
        "问题清单.xlsx",
    ]
    assert json.loads((out / "result.sarif").read_text())["version"] == "2.1.0"
    assert BAD_NUMBER not in (out / "result.sarif").read_text()


def test_read_prints_what_was_read(packet: Path) -> None:
    done = caishen("read", packet / "card.txt", "--json")
    assert done.returncode == 0, done.stderr
    shown = json.loads(done.stdout)
    assert (shown["schema"], shown["errors"]) == ("caishen/read/1", [])
    (document,) = shown["documents"]
    assert document["record"]["fields"]["id_number"]["value"] == BAD_NUMBER
    assert [page["number"] for page in document["pages"]] == [1, 2]
    table = caishen("read", packet / "card.txt")
    assert "identity_card" in table.stdout
    assert BAD_NUMBER not in table.stdout


def test_a_zip_is_what_its_folder_is(packet: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "packet.zip", "w") as package:
        for path in packet.iterdir():
            package.write(path, path.name)
    assert caishen("screen", tmp_path / "packet.zip", *ASKED).stdout == caishen("screen", packet, *ASKED).stdout
    shown = json.loads(caishen("read", tmp_path / "packet.zip", "--json").stdout)
    assert {document["name"] for document in shown["documents"]} == {"card.txt", "copy.txt", "other.txt"}


def test_what_cannot_be_read_at_all_has_its_own_status(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("")
    for name in ("empty", "no such file"):
        done = inside("read", tmp_path / name, "--json")
        assert done.exit_code == 2
        (error,) = json.loads(done.stdout)["errors"]
        assert error["code"] in ("empty", "unreadable")
        assert error["message"]
    assert caishen("screen", tmp_path / "empty").returncode == 2
    (tmp_path / "nothing").mkdir()
    assert inside("screen", tmp_path / "nothing").exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [("screen", ".", "--programme", "other"), ("screen", ".", "--on", "yesterday"), ("screen", ".", "--stage", "x")],
)
def test_wrong_options_are_named(arguments: tuple[str, ...]) -> None:
    done = inside(*arguments)
    assert done.exit_code == 2
    assert arguments[2] in done.stderr


def test_rules_are_listed_and_shown() -> None:
    listed = json.loads(inside("rules", "list", "--json").stdout)["rules"]
    assert {"QC-05.1b", "ZD-08.5"} <= {rule["id"] for rule in listed}
    (shown,) = json.loads(inside("rules", "show", "leader-age", "--json").stdout)["rules"]
    assert shown["parameters"]["max_age"][0]["value"] == 45
    assert inside("rules", "show", "no-such-rule").exit_code == 2


def test_the_door_that_every_reader_imports_anew_loads_nothing() -> None:
    (door,) = entry_points(group="console_scripts", name="caishen")
    code = (
        f"import sys, {door.module}; print([name for name in sys.modules if name.startswith(('worker.', 'checks'))])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == f"['{door.module}']"


def test_every_command_says_what_it_does() -> None:
    commands = [command.callback for command in app.registered_commands]
    assert len(commands) >= 6
    assert all(command is not None and command.__doc__ for command in commands)


@pytest.mark.ocr
@pytest.mark.server
def test_the_doctor_finds_everything_that_is_needed() -> None:
    done = caishen("doctor", "--json")
    lacking = [check for check in json.loads(done.stdout)["checks"] if check["needed"] and not check["ok"]]
    assert (done.returncode, lacking) == (0, [])
