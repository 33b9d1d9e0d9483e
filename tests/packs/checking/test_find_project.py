from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.packs.checking.find_project import around, nearby


def pack(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "pack.toml").touch()
    return folder


@pytest.mark.parametrize("place", ["", "tennis", "src/tennis", "src/kneetui_tennis/content"])
def test_a_project_keeps_its_pack_in_one_of_these_places(tmp_path: Path, place: str) -> None:
    folder = pack(tmp_path / "project" / place)
    assert nearby(tmp_path / "project") == [folder]


def test_every_pack_is_named_but_not_those_of_tests(tmp_path: Path) -> None:
    packs = [pack(tmp_path / name) for name in ("golf", "tennis")]
    pack(tmp_path / "tests/bad")
    assert nearby(tmp_path) == packs
    assert nearby(tmp_path / "tests/none") == []


def test_from_a_test_the_pack_of_its_own_project_is_found(tmp_path: Path) -> None:
    pack(tmp_path / "other")
    project = tmp_path / "project"
    folder = pack(project / "src/kneetui_tennis/content")
    (project / "pyproject.toml").touch()
    (project / "tests/deep").mkdir(parents=True)
    pack(project / "tests/made-up")
    assert around(project / "tests/deep") == [folder]
    assert around(folder) == [folder]


def test_the_tests_may_stand_inside_the_pack(tmp_path: Path) -> None:
    folder = pack(tmp_path / "tennis")
    (folder / "tests").mkdir()
    assert around(folder / "tests") == [folder]


def test_the_search_ends_at_the_project(tmp_path: Path) -> None:
    pack(tmp_path / "other")
    project = tmp_path / "project"
    (project / "tests").mkdir(parents=True)
    (project / "pyproject.toml").touch()
    assert around(project / "tests") == []
