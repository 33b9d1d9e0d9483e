"""Newer versions from where packs came from; what somebody edited or pinned stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.packs.errors import PackError
from kneetui.packs.install import enable_pin, updates
from kneetui.packs.install.install_plan import install
from kneetui.packs.install.updates import look, updatable
from kneetui.packs.installed import install_record, pack_dir
from tests.packs import shelves
from tests.packs.shelves import here, installed

pytestmark = pytest.mark.usefixtures("small_core")


@pytest.fixture
def tennis(tmp_path: Path) -> Path:
    """An installed pack; this is where it came from."""
    folder = shelves.pack(tmp_path / "tennis")
    installed(folder)
    return folder


def state(name: str = "tennis", *of_plugins: tuple[Path, str]) -> str:
    with look(name, here(*of_plugins)) as update:
        assert (update.offer is not None) == (update.state == "new")
        return update.state


def version() -> str:
    record = install_record.read(pack_dir.user(), "tennis")
    assert record is not None
    return record.version


def test_nothing_new(tennis: Path) -> None:
    assert state() == "same"


def test_a_newer_version_is_offered_with_its_difference(tennis: Path) -> None:
    shelves.pack(tennis, version="0.2.0", text="Harder.")
    with look("tennis", here()) as update:
        assert (update.version, update.state) == ("0.1.0", "new")
        assert update.offer is not None
        assert [change.id for change in update.offer.difference.changed] == ["tennis-grip"]
        assert version() == "0.1.0"
        install(update.offer)
    assert version() == "0.2.0"
    assert state() == "same"


def test_other_files_under_the_same_number_are_new_too(tennis: Path) -> None:
    shelves.pack(tennis, text="Harder.")
    assert state() == "new"


def test_an_older_version_needs_a_word(tmp_path: Path) -> None:
    folder = shelves.pack(tmp_path / "tennis", version="0.10.0")
    installed(folder)
    shelves.pack(folder, version="0.9.0")
    with look("tennis", here()) as update:
        assert update.offer is not None
        assert update.offer.older
        with pytest.raises(PackError, match="--downgrade"):
            install(update.offer)


def test_edits_are_not_touched(tennis: Path) -> None:
    mine = pack_dir.user().folder / "tennis/content.toml"
    mine.write_text(mine.read_text() + "# mine\n")
    assert state() == "same"
    shelves.pack(tennis, version="0.2.0")
    with look("tennis", here()) as update:
        assert update.offer is not None
        assert update.offer.edited == ("content.toml",)
        with pytest.raises(PackError, match="edited"):
            install(update.offer)
        assert mine.read_text().endswith("# mine\n")
        backup = install(update.offer, replace=True).backup
    assert backup is not None
    assert (backup / "content.toml").read_text().endswith("# mine\n")
    assert version() == "0.2.0"


def test_a_pinned_pack_is_passed_over(tennis: Path) -> None:
    shelves.pack(tennis, version="0.2.0")
    enable_pin.pin("tennis", pinned=True)
    assert state() == "pinned"
    enable_pin.pin("tennis", pinned=False)
    assert state() == "new"


def test_a_file_is_looked_at_again(tmp_path: Path) -> None:
    first = shelves.archive(shelves.pack(tmp_path / "tennis"), tmp_path / "site")
    installed(first)
    assert state() == "same"
    shelves.archive(shelves.pack(tmp_path / "tennis", version="0.2.0"), tmp_path / "site").replace(first)
    with look("tennis", here()) as update:
        assert update.offer is not None
        install(update.offer)
    assert version() == "0.2.0"


def test_what_is_gone_or_another_is_a_problem_and_nothing_changes(tennis: Path) -> None:
    shelves.pack(tennis, "golf")
    with look("tennis", here()) as update:
        assert update.state == "failed"
        assert "another pack now" in str(update.problems[0])
    for path in tennis.iterdir():
        path.unlink()
    assert state() == "failed"
    tennis.rmdir()
    assert state() == "failed"
    assert version() == "0.1.0"


def test_a_bad_new_version_is_a_problem(tennis: Path) -> None:
    shelves.pack(tennis, version="0.2.0", tips="[[tip]]")
    assert state() == "failed"
    assert version() == "0.1.0"


def test_packs_that_did_not_come_from_a_place(tmp_path: Path) -> None:
    shelves.pack(pack_dir.user().folder / "golf", "golf")
    assert state("golf") == "nowhere"
    plugin = (shelves.pack(tmp_path / "plugin"), "tennis (kneetui-tennis 1.0)")
    assert state("tennis", plugin) == "plugin"
    assert state("core") == "plugin"
    with pytest.raises(PackError, match="Did you mean “golf”"):
        look("gof", here())


def test_this_users_pack_comes_before_that_of_all_users(tmp_path: Path) -> None:
    folder = shelves.pack(tmp_path / "tennis")
    installed(folder, shared=True)
    assert updatable() == ["tennis"]
    assert updates.where("tennis") == pack_dir.system()
    installed(folder)
    assert updatable() == ["tennis"]
    assert updates.where("tennis") == pack_dir.user()
    assert updates.where("tennis", shared=True) == pack_dir.system()
    installed(shelves.pack(tmp_path / "golf", "golf"))
    with pytest.raises(PackError, match="leave --system away"):
        enable_pin.pin("golf", pinned=True, shared=True)
    shelves.pack(folder, version="0.2.0")
    with look("tennis", here(), shared=True) as update:
        assert update.offer is not None
        install(update.offer)
    assert version() == "0.1.0"
    assert install_record.read(pack_dir.system(), "tennis").version == "0.2.0"  # type: ignore[union-attr]
