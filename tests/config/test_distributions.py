"""The installed distributions are those that the standard library knows, wherever they stand."""

from __future__ import annotations

import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.config.distributions import distribution, distributions, entry_points, plain_name

GROUPS = ("kneetui", "console_scripts", "pytest11")


def same_as_the_standard_library() -> None:
    names = {plain_name(dist.metadata["Name"]) for dist in metadata.distributions()}
    assert {dist.key for dist in distributions()} == names
    for dist in distributions():
        standard = metadata.distribution(dist.name)
        assert (dist.name, dist.version) == (standard.metadata["Name"], standard.version)
    for group in GROUPS:
        points = {(point.name, point.value) for point in entry_points(group)}
        assert points == {(point.name, point.value) for point in metadata.entry_points(group=group)}


def install(folder: Path, info: str, entries: str = "", name: str = "kneetui-golf") -> None:
    (folder / info).mkdir(parents=True)
    head = "PKG-INFO" if info.endswith(".egg-info") else "METADATA"
    (folder / info / head).write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n\nVersion: 9\n")
    if entries:
        (folder / info / "entry_points.txt").write_text(entries)


def test_here_nothing_is_missed() -> None:
    same_as_the_standard_library()
    assert len(entry_points("kneetui")) > 1


@pytest.mark.parametrize("info", ["kneetui_golf-1.0.dist-info", "Kneetui.Golf-1.0.egg-info"])
def test_both_kinds_of_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, info: str) -> None:
    entries = "# golf = none\n[other]\na = b\n[kneetui]\n\n golf = kneetui_golf : pack.of [extra]\n"
    install(tmp_path, info, entries)
    monkeypatch.syspath_prepend(str(tmp_path))
    same_as_the_standard_library()
    golf = distribution("kneetui.golf")
    assert golf is not None
    assert (golf.name, golf.version) == ("kneetui-golf", "1.0")
    assert golf.read_text("INSTALLER") is None


def test_of_two_with_one_name_the_first_on_the_path_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("far", "near"):
        install(tmp_path / folder, "kneetui_golf-1.0.dist-info", f"[kneetui]\ngolf = {folder}\n")
        monkeypatch.syspath_prepend(str(tmp_path / folder))
    same_as_the_standard_library()
    assert [point.value for point in entry_points("kneetui") if point.name == "golf"] == ["near"]


def test_an_archive_on_the_path_is_looked_through_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "golf.zip"
    with zipfile.ZipFile(place, "w") as archive:
        info = "kneetui_golf-1.0.dist-info"
        archive.writestr(f"{info}/METADATA", "Name: kneetui-golf\nVersion: 1.0\n")
        archive.writestr(f"{info}/entry_points.txt", "[kneetui]\ngolf = kneetui_golf\n")
    monkeypatch.syspath_prepend(str(place))
    same_as_the_standard_library()
    assert distribution("kneetui_golf") is not None


def test_another_finder_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    class Golf(metadata.Distribution):
        def read_text(self, filename: str) -> str | None:
            return {"METADATA": "Name: kneetui-golf\nVersion: 2\n"}.get(filename)

        def locate_file(self, path: object) -> Path:
            return Path(str(path))

    class Finder:
        @staticmethod
        def find_spec(*_: object) -> None:
            return None

        @staticmethod
        def find_distributions(_: object) -> list[metadata.Distribution]:
            return [Golf()]

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder])
    golf = distribution("kneetui-golf")
    assert golf is not None
    assert golf.version == "2"


def test_a_distribution_without_its_head_has_the_name_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "golf-3.1.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "missing"), "", *sys.path])
    golf = distribution("golf")
    assert golf is not None
    assert (golf.name, golf.version) == ("golf", "3.1")


@given(st.text("aZ9-_.", min_size=1, max_size=12))
def test_a_name_is_plain_once_and_for_all(name: str) -> None:
    assert plain_name(plain_name(name)) == plain_name(name)
    assert plain_name(name.replace("-", "_")) == plain_name(name.replace("_", "."))


def test_an_entry_point_loads_what_it_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(
        tmp_path, "golf-1.dist-info", "[golf]\none = golf_module\ntwo = golf_module:Club.size [x]\n", "golf"
    )
    (tmp_path / "golf_module.py").write_text("class Club:\n    size = 7\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    one, two = entry_points("golf")
    assert one.load() is sys.modules["golf_module"]
    assert two.load() == 7
    monkeypatch.delitem(sys.modules, "golf_module")
