"""``kneetui pack texts``: a file to translate in, and how far it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kneetui.cli.root import cli
from tests.content.packs import write_pack


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "tennis")


def texts(*words: object) -> Result:
    return CliRunner().invoke(cli, ["pack", "texts", *map(str, words)], catch_exceptions=False)


def test_it_writes_and_tells_how_far_it_is(pack: Path, home: Path) -> None:
    file = pack / "locale" / "de.toml"
    result = texts(pack, "--language", "de")
    assert result.exit_code == 0
    assert result.output == f"de: 0 of 7 texts translated (0%), 0 to look at again.\nWritten to {file}.\n"
    file.write_text(file.read_text(encoding="utf-8").replace('hard = ""', 'hard = "Hart"'), encoding="utf-8")
    again = texts(pack, "--language", "de")
    assert again.output == f"de: 1 of 7 texts translated (14%), 0 to look at again.\nNothing new in {file}.\n"


def test_check_names_what_is_missing_and_writes_nothing(pack: Path, home: Path) -> None:
    result = texts(pack, "--language", "de", "--check")
    assert result.exit_code == 1
    assert "missing: question.tennis.ball.option.hard\n" in result.output
    assert not (pack / "locale").exists()


def test_a_whole_translation_passes_the_check(pack: Path, home: Path) -> None:
    texts(pack, "--language", "de")
    file = pack / "locale" / "de.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('""', '"x"'), encoding="utf-8")
    result = texts(pack, "--language", "de", "--check")
    assert (result.exit_code, result.output) == (
        0,
        "de: 7 of 7 texts translated (100%), 0 to look at again.\n",
    )


@pytest.mark.parametrize("language", ["qps", "Deutsch", "../de", ""])
def test_what_is_no_language_is_refused(pack: Path, home: Path, language: str) -> None:
    result = texts(pack, "--language", language)
    assert result.exit_code == 2
    assert "is no language to translate into" in result.output


def test_a_pack_that_is_not_there_is_a_sentence(tmp_path: Path, home: Path) -> None:
    result = texts(tmp_path / "nothing", "--language", "de")
    assert result.exit_code == 1
    assert "pack" in result.output
