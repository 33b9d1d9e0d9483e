from __future__ import annotations

import csv
import io
import stat
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from kneetui.diary.entries import Entry, Session
from kneetui.services.container import Services
from tests.cli.conftest import Program, Run

ENTRIES = [
    Entry(datetime(2026, 11, 20, 8, 5), "right", pain_morning=2, note="stiff – “a bit”"),
    Entry(datetime(2026, 11, 21, 18, 0), "right", pain_during=3, session=Session("running", 42.5, effort=6)),
]


@pytest.fixture
def written(services: Services) -> Services:
    services.diary.add_all(ENTRIES)
    return services


def test_what_goes_out_comes_in_again(run: Run, written: Services, tmp_path: Path) -> None:
    file = tmp_path / "diary.toml"
    assert run("diary", "export", "-o", file).stdout == f"2 entries written to {file}.\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = written.diary.entries()
    written.close()
    written.diary_file.unlink()
    assert run("diary", "import", file).stdout == "2 entries added, 0 already there.\n"
    assert [entry.when for entry in written.diary.entries()] == [entry.when for entry in before]
    assert [entry.note for entry in written.diary.entries()] == [entry.note for entry in before]
    assert run("diary", "import", file).stdout == "0 entries added, 2 already there.\n"


def test_standard_output_holds_the_same(run: Run, written: Services, tmp_path: Path) -> None:
    file = tmp_path / "diary.toml"
    run("diary", "export", "-o", file)
    output = run("diary", "export").stdout_bytes
    assert output == file.read_bytes()
    assert len(tomllib.loads(output.decode())["entry"]) == 2
    assert run("diary", "import", "-", input=output).stdout == "0 entries added, 2 already there.\n"


def test_a_dash_is_standard_output(run: Run, written: Services) -> None:
    assert run("diary", "export", "-o", "-").stdout_bytes == run("diary", "export").stdout_bytes
    assert not Path("-").exists()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no /dev/stdout here")
@pytest.mark.parametrize("pipe", [True, False])
def test_the_name_of_standard_output(
    run: Run, program: Program, written: Services, tmp_path: Path, pipe: bool
) -> None:
    """Also through a link, into a file that is appended to: what stands in it stays."""
    link, log = tmp_path / "link", tmp_path / "log"
    link.symlink_to("/dev/stdout")
    expected = run("diary", "export").stdout_bytes
    written.close()
    if pipe:
        assert program("diary", "export", "-o", link).stdout == expected
    else:
        log.write_bytes(b"# before\n")
        words = [sys.executable, "-m", "kneetui", "diary", "export", "-o", str(link)]
        with log.open("ab") as file:
            subprocess.run(words, stdout=file, timeout=60, check=True)
        assert log.read_bytes() == b"# before\n" + expected
    assert link.is_symlink()


def test_for_spreadsheets(run: Run, written: Services) -> None:
    rows = list(csv.DictReader(io.StringIO(run("diary", "export", "--format", "csv").stdout)))
    assert [row["sport"] for row in rows] == ["running", ""]
    assert rows[0]["load"] == "255"


def test_an_empty_diary_gives_an_empty_file(run: Run) -> None:
    assert tomllib.loads(run("diary", "export").stdout) == {"format": 2, "entry": []}


def test_a_diary_keeps_its_letters_in_any_locale(program: Program, written: Services) -> None:
    written.close()
    env = {"LANG": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "KNEETUI_PLUGINS": ""}
    done = program("diary", "export", env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "stiff – “a bit”" in done.stdout.decode("utf-8")


def test_places_that_cannot_be_written(refused: Callable[..., str], tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for path in (tmp_path, file / "below" / "diary.toml"):
        message = refused("diary", "export", "-o", path)
        assert message.startswith(f"{path}: cannot be written (")
        assert message.count("\n") == 1
    assert file.read_text() == "x"


def test_a_damaged_diary_is_left_alone(run: Run, services: Services) -> None:
    services.diary_file.parent.mkdir(parents=True)
    services.diary_file.write_bytes(b"no diary at all, but long enough to look at" * 20)
    before = services.diary_file.read_bytes()
    result = run("diary", "export")
    assert result.exit_code == 1
    assert result.stderr.startswith("The ")
    assert "Traceback" not in result.stderr
    assert services.diary_file.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("entry = 3\nformat = 1\n", "entry is not a list of tables"),
        ("[[entry]]\n", "format is missing"),
        ("format = 3\n", "This kneetui reads formats up to 2"),
        ("format = 1\n[[entry]]\nknee = 'right'\n", "entry 1: "),
        ("format = ", "is not TOML"),
        (
            "format = 1\n[[entry]]\nwhen = 2026-11-20T08:00:00\nknee = 'right'\npain-during = 11\n",
            "pain-during",
        ),
    ],
)
def test_a_file_with_problems_adds_nothing(
    refused: Callable[..., str], services: Services, tmp_path: Path, text: str, reason: str
) -> None:
    file = tmp_path / "diary.toml"
    file.write_text(text, encoding="utf-8")
    message = refused("diary", "import", file)
    assert reason in message
    assert str(file) in message
    assert services.diary.count() == 0


def test_files_that_are_none(refused: Callable[..., str], tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"note = '\xff'")
    for path in (tmp_path, tmp_path / "missing.toml", latin):
        message = refused("diary", "import", path)
        assert message.startswith(f"{path}: ")
        assert message.count("\n") == 1


def test_an_encrypted_export_comes_in_again(
    run: Run, written: Services, tmp_path: Path, quick_age: None
) -> None:
    """The ending asks for it; a program gives the passphrase in a file descriptor."""
    file = tmp_path / "knee.toml.age"
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("four odd words\nand what is below\n")
    with passphrase.open("rb") as given:
        assert run("diary", "export", "--passphrase-fd", given.fileno(), "-o", file).exit_code == 0
    assert b"knee" not in file.read_bytes()
    count = written.diary.count()
    preview = run("diary", "import", "--preview", file, input="four odd words\n")
    assert f"0 entries new, {count} already there" in preview.stdout
    assert "cannot be opened" in run("diary", "import", file, input="another one\n").stderr
    assert run("diary", "import", file, input="four odd words\n").exit_code == 0
    assert written.diary.count() == count


def test_what_is_no_descriptor_is_said(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "knee.toml"
    refused = run("diary", "export", "--encrypt", "--passphrase-fd", "9999", "-o", output)
    assert "file descriptor 9999" in refused.stderr
    assert not output.exists()
