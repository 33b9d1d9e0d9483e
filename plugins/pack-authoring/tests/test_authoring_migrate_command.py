"""``kneetui pack migrate``: the change is shown, asked for, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kneetui.cli.root import cli
from tests.content.format.test_deprecated import OLD_HEAD, OLD_TABLES
from tests.content.packs import write_pack


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "shelf" / "tennis", pack=OLD_HEAD, more=OLD_TABLES)


def migrate(*words: object, typed: str = "") -> Result:
    return CliRunner().invoke(cli, ["pack", "migrate", *map(str, words)], input=typed, catch_exceptions=False)


def test_it_shows_asks_and_changes(old: Path, home: Path) -> None:
    result = migrate(old, typed="y\n")
    assert result.exit_code == 0
    assert "-license = " in result.output
    assert "+licence = " in result.output
    assert "Change these 2 files?" in result.output
    assert "2 files rewritten." in result.output
    assert migrate(old).output == f"{old}: everything is in today's spelling.\n"


@pytest.mark.parametrize("typed", ["n\n", ""])
def test_without_a_yes_nothing_changes(old: Path, home: Path, typed: str) -> None:
    before = (old / "more.toml").read_bytes()
    result = migrate(old, typed=typed)
    assert result.exit_code == 1
    assert "Nothing was changed." in result.output
    assert (old / "more.toml").read_bytes() == before


def test_check_only_says_whether_there_is_something(old: Path, home: Path) -> None:
    before = (old / "more.toml").read_bytes()
    assert migrate(old, "--check").exit_code == 1
    assert (old / "more.toml").read_bytes() == before
    assert migrate(old, "--yes").exit_code == 0
    assert migrate(old, "--check").exit_code == 0


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path, home: Path) -> None:
    result = migrate(tmp_path / "nothing")
    assert result.exit_code == 1
    assert "the folder cannot be read" in result.output


def test_a_terminal_sees_no_hidden_signs(old: Path, home: Path) -> None:
    file = old / "pack.toml"
    file.write_text(file.read_text(encoding="utf-8") + "# \x9b2J \u202e\n", encoding="utf-8")
    assert not {"\x9b", "\u202e"} & set(migrate(old, "--check").output)


def test_old_spellings_are_mentioned_and_harm_nobody(old: Path, home: Path) -> None:
    result = CliRunner().invoke(cli, ["pack", "check", str(old)], catch_exceptions=False)
    assert result.exit_code == 0
    assert "warning: license: “license” is an old spelling of “licence”" in result.output
    (home / "data").mkdir(parents=True)
    (home / "data" / "packs").symlink_to(old.parent)
    listed = CliRunner().invoke(cli, ["pack", "list"], catch_exceptions=False).output
    assert "tennis 0.1.0" in listed
    assert "“license” is an old spelling" in listed
    doctor = CliRunner().invoke(cli, ["doctor"], catch_exceptions=False)
    assert "“license” is an old spelling" in doctor.output
    assert "no problems found" in doctor.output
    assert doctor.exit_code == 0
