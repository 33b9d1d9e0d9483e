"""``kneetui pack build``: checked, built, and its hash told."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from kneetui.packs.archive.archive import unpack
from tests.cli.conftest import Run
from tests.cli.small import write_core
from tests.content.packs import write_pack


@pytest.fixture(autouse=True)
def core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small core stands for the built-in one."""
    folder = write_core(tmp_path / "core")
    monkeypatch.setattr("kneetui.content.loading.merge.CORE", folder)
    return folder


def test_it_says_where_and_what(run: Run, tmp_path: Path) -> None:
    result = run("pack", "build", write_pack(tmp_path / "tennis"), "--output", tmp_path / "out")
    path = tmp_path / "out" / "tennis-0.1.0.zip"
    digest = sha256(path.read_bytes()).hexdigest()
    assert (result.exit_code, result.stdout) == (0, f"Built: {path}\nsha256: {digest}\n")
    assert unpack(path, tmp_path / "again").sha256 == digest


def test_as_json(run: Run, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "tennis")
    built = json.loads(run("pack", "build", folder, "-o", tmp_path, "--json").stdout)
    assert built["archive"] == str(tmp_path / "tennis-0.1.0.zip")
    assert len(built["sha256"]) == 64


def test_without_a_place_it_goes_here(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_pack(tmp_path / "tennis")
    monkeypatch.chdir(tmp_path)
    assert run("pack", "build", folder).exit_code == 0
    assert (tmp_path / "tennis-0.1.0.zip").is_file()


@pytest.mark.parametrize(
    "bad", ['[[tip]]\nid = "x"\n', '[[weight]]\ncause = "nobody"\nactivity = "x"\nweight = 1\n']
)
def test_a_pack_with_problems_is_not_built(run: Run, tmp_path: Path, bad: str) -> None:
    """Also where only the check together with the core sees the problem."""
    folder = write_pack(tmp_path / "tennis", tips=bad)
    result = run("pack", "build", folder, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "tips.toml" in result.stdout
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    result = run("pack", "build", write_pack(tmp_path / "tennis"), "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_pack_with_what_cannot_be_seen_is_not_built(run: Run, tmp_path: Path) -> None:
    tips = '[[tip]]\nid = "x"\nkind = "fit"\ntitle = "a\u202eb"\ntext = "x"\nsource = "nobody"\n'
    result = run(
        "pack", "build", write_pack(tmp_path / "squash", "squash", tips=tips), "-o", tmp_path / "out"
    )
    assert result.exit_code == 1
    assert "tips.toml:4" in result.output
    assert "U+202E right-to-left override" in result.output
    assert "\u202e" not in result.output
    assert not (tmp_path / "out").exists()
