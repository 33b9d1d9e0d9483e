"""``kneetui pack new`` and ``schema``: what they ask, say and write."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kneetui_pack_authoring.commands import new
from tests.cli.conftest import Run

Refused = Callable[..., str]


def head(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "pack.toml").read_text("utf-8"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits before the terminal, and is called Ana."""
    monkeypatch.setattr(new, "may_ask", lambda: True)
    monkeypatch.setattr("getpass.getuser", lambda: "ana")


def test_four_questions_are_asked(run: Run, tmp_path: Path, asked: None) -> None:
    result = run("pack", "new", "tennis", "--into", tmp_path, input="Tennis!\nteam-sport\nAna B.\nCC0-1.0\n")
    assert result.exit_code == 0, result.output
    made = head(tmp_path / "tennis")
    assert (made["name"], made["activities"]) == ("Tennis!", ["team-sport"])
    assert (made["authors"], made["licence"]) == (["Ana B."], "CC0-1.0")
    assert "Football, basketball" in result.stdout, "the activities stand there in words"


def test_enter_takes_what_is_likely(run: Run, tmp_path: Path, asked: None) -> None:
    assert run("pack", "new", "table-tennis", "--into", tmp_path, input="\n\n\n\n").exit_code == 0
    made = head(tmp_path / "table-tennis")
    assert (made["name"], made["activities"]) == ("Table tennis", ["other"])
    assert (made["authors"], made["licence"]) == (["ana"], "CC-BY-4.0")


def test_an_activity_that_is_none_is_asked_again(run: Run, tmp_path: Path, asked: None) -> None:
    run("pack", "new", "tennis", "--into", tmp_path, input="\ntennis\nother\n\n\n")
    assert head(tmp_path / "tennis")["activities"] == ["other"]


def test_options_answer_for_scripts(run: Run, tmp_path: Path) -> None:
    options = {"--title": "Judo", "--activity": "jumping", "--author": "Bo", "--licence": "CC0-1.0"}
    words = [word for pair in options.items() for word in pair]
    assert run("pack", "new", "judo", "--into", tmp_path, *words).exit_code == 0
    made = head(tmp_path / "judo")
    assert [made["name"], *made["activities"], *made["authors"], made["licence"]] == list(options.values())


def test_a_sport_of_the_core_is_its_own_activity(run: Run, tmp_path: Path) -> None:
    run("pack", "new", "walking", "--into", tmp_path, "--yes")
    assert head(tmp_path / "walking")["activities"] == ["walking"]


def test_it_says_what_comes_next_and_that_is_true(run: Run, tmp_path: Path) -> None:
    result = run("pack", "new", "tennis", "--into", tmp_path, "--yes", "--wheel")
    content = tmp_path / "tennis/src/kneetui_tennis/content"
    assert f"kneetui pack check {content}" in result.stdout
    assert run("pack", "check", content).exit_code == 0


def test_a_folder_that_is_there_is_never_touched(run: Run, refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "tennis").mkdir()
    (tmp_path / "tennis/mine.txt").write_text("mine", encoding="utf-8")
    assert "is there already" in refused("pack", "new", "tennis", "--into", tmp_path, "--yes")
    assert [path.name for path in (tmp_path / "tennis").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["Tennis"], "Try “tennis”"),
        (["tennis", "--activity", "jumpin"], "Did you mean “jumping”?"),
        (["tennis", "--activity", "tennis"], "Use one of: running"),
        (["tennis", "--author", " "], "the author: write one line"),
        (["tennis", "--title", "a\nb"], "the name: write one line"),
    ],
)
def test_what_cannot_be_is_explained(refused: Refused, tmp_path: Path, words: list[str], reason: str) -> None:
    assert reason in refused("pack", "new", *words, "--into", tmp_path / "work")
    assert not (tmp_path / "work").exists()


def test_a_place_where_nothing_can_be_made(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "cannot be made" in refused("pack", "new", "tennis", "--into", tmp_path / "file", "--yes")


def test_the_schema_is_printed(run: Run, tmp_path: Path) -> None:
    made = json.loads(run("pack", "schema").stdout)
    assert "tip" in made["properties"]
    assert "format" in json.loads(run("pack", "schema", "--head").stdout)["properties"]


def test_the_schema_knows_the_pack_in_a_folder(run: Run, tmp_path: Path) -> None:
    run("pack", "new", "tennis", "--into", tmp_path, "--yes")
    own = run("pack", "schema", tmp_path / "tennis").stdout
    assert "tennis-one-move" in own
    assert "tennis-one-move" not in run("pack", "schema").stdout


def test_the_schema_is_written_beside_the_pack(run: Run, tmp_path: Path) -> None:
    run("pack", "new", "tennis", "--into", tmp_path, "--yes")
    file = tmp_path / "tennis/.kneetui/content.json"
    file.unlink()
    result = run("pack", "schema", tmp_path / "tennis", "--write")
    assert f"{file} is written." in result.stdout
    assert json.loads(file.read_text("utf-8"))["properties"]


def test_a_schema_for_no_pack(refused: Refused, tmp_path: Path) -> None:
    assert "there is no pack.toml" in refused("pack", "schema", tmp_path)
    assert "needs the FOLDER" in refused("pack", "schema", "--write")
