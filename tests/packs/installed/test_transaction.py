"""Packs on a shelf: all or nothing, whenever it is cut off, and nobody's edits are lost."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kneetui.packs.errors import PackError
from kneetui.packs.install import enable_pin
from kneetui.packs.installed import install_record, pack_dir, transaction
from kneetui.packs.installed.install_record import Came, Record
from kneetui.packs.installed.pack_dir import Shelf
from tests.packs import shelves


class Killed(BaseException):
    """The process ends here."""


Cut = Callable[[int], None]


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cut]:
    """Ends the process before the change on the disk with this number (from 0)."""
    with monkeypatch.context() as patch:
        steps = [0]

        def at(number: int) -> None:
            def wrapped(real: Callable[..., object]) -> Callable[..., object]:
                def step(*arguments: object, **options: object) -> object:
                    steps[0] += 1
                    if steps[0] > number:
                        raise Killed
                    return real(*arguments, **options)

                return step

            patch.setattr(os, "replace", wrapped(os.replace))
            patch.setattr(shutil, "rmtree", wrapped(shutil.rmtree))
            patch.setattr(os, "fsync", wrapped(os.fsync))

        at.undo = patch.undo  # type: ignore[attr-defined]
        yield at


def record(version: str, name: str = "tennis", pinned: bool = False) -> Record:
    return Record(
        id=name,
        version=version,
        came=Came(kind="folder", place="/somewhere"),
        installed=shelves.NOW,
        signature="unsigned",
        pinned=pinned,
    )


def put(version: str, tmp_path: Path, place: Shelf | None = None, text: str = "Softer.") -> Path | None:
    source = shelves.pack(tmp_path / f"tennis-{version}", version=version, text=text)
    return transaction.put(place or pack_dir.user(), source, record(version))


def version() -> str:
    """The version that a reader finds now; empty for none."""
    folder = pack_dir.user().packs().get("tennis")
    if folder is None:
        return ""
    text = (folder / "pack.toml").read_text()
    assert (folder / "content.toml").read_text().endswith('source = "tennis-book"\n')
    known = install_record.read(pack_dir.user(), "tennis")
    assert known is None or not install_record.edited(folder, known) or known.version not in text
    return next(number for number in ("0.1.0", "0.2.0", "0.3.0") if number in text)


def left() -> set[str]:
    return {path.name for path in pack_dir.user().folder.iterdir()} - {".lock"}


def test_a_pack_and_its_record_are_put_on_the_shelf(tmp_path: Path) -> None:
    assert put("0.1.0", tmp_path) is None
    assert version() == "0.1.0"
    assert left() == {"tennis", "tennis.toml"}
    record = install_record.read(pack_dir.user(), "tennis")
    assert record is not None
    assert (record.version, record.came, record.installed) == (
        "0.1.0",
        Came(kind="folder", place="/somewhere"),
        shelves.NOW,
    )
    assert set(record.files) == {"pack.toml", "content.toml"}
    assert install_record.edited(pack_dir.user().folder / "tennis", record) == ()


def test_only_its_owner_can_read_what_a_user_has(tmp_path: Path) -> None:
    put("0.1.0", tmp_path)
    place = pack_dir.user().folder
    assert place.stat().st_mode & 0o777 == 0o700
    assert (place / "tennis").stat().st_mode & 0o777 == 0o700
    assert (place / "tennis/pack.toml").stat().st_mode & 0o777 == 0o600


def test_everybody_can_read_what_all_users_have(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        put("0.1.0", tmp_path, pack_dir.system())
    finally:
        os.umask(before)
    place = pack_dir.system().folder
    for name, mode in ((".", 0o755), ("tennis", 0o755), ("tennis/pack.toml", 0o644), ("tennis.toml", 0o644)):
        assert (place / name).stat().st_mode & 0o777 == mode, name


def test_a_new_version_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    put("0.1.0", tmp_path)
    assert put("0.2.0", tmp_path) is None
    assert version() == "0.2.0"
    assert left() == {"tennis", "tennis.toml"}


@pytest.mark.parametrize("step", range(40))
def test_cut_off_anywhere_there_is_the_old_pack_or_the_new_one(tmp_path: Path, cut: Cut, step: int) -> None:
    put("0.1.0", tmp_path)
    cut(step)
    try:
        put("0.2.0", tmp_path)
        ended = True
    except Killed:
        ended = False
    cut.undo()  # type: ignore[attr-defined]
    assert version() == "0.2.0" if ended else version() in ("0.1.0", "0.2.0")
    assert put("0.3.0", tmp_path) is None
    assert version() == "0.3.0"
    assert left() == {"tennis", "tennis.toml"}


def test_the_steps_above_reach_the_end(tmp_path: Path, cut: Cut) -> None:
    put("0.1.0", tmp_path)
    cut(40)
    put("0.2.0", tmp_path)


@pytest.mark.parametrize("step", range(40))
def test_cut_off_anywhere_edits_are_kept(tmp_path: Path, cut: Cut, step: int) -> None:
    put("0.1.0", tmp_path)
    (pack_dir.user().folder / "tennis/mine.toml").write_text("# mine")
    cut(step)
    with contextlib.suppress(Killed):
        put("0.2.0", tmp_path)
    cut.undo()  # type: ignore[attr-defined]
    put("0.3.0", tmp_path)
    assert version() == "0.3.0"
    assert [path.read_text() for path in pack_dir.user().backups.glob("*/mine.toml")] == ["# mine"]


@pytest.mark.parametrize("step", range(8))
def test_cut_off_while_removing_it_is_there_or_gone(tmp_path: Path, cut: Cut, step: int) -> None:
    put("0.1.0", tmp_path)
    cut(step)
    with contextlib.suppress(Killed):
        transaction.take(pack_dir.user(), "tennis")
    cut.undo()  # type: ignore[attr-defined]
    assert version() in ("", "0.1.0")
    transaction.tidy(pack_dir.user())
    assert left() in (set(), {"tennis", "tennis.toml"})


def test_edits_go_to_a_named_place_and_never_over_one_another(tmp_path: Path) -> None:
    put("0.1.0", tmp_path)
    tips = pack_dir.user().folder / "tennis/content.toml"
    for number in range(2):
        tips.write_text(f"# {number}")
        backups = put("0.1.0", tmp_path)
        assert backups is not None
        assert (backups / "content.toml").read_text() == f"# {number}"
    assert sorted(path.name for path in pack_dir.user().backups.iterdir()) == [
        "tennis-0.1.0",
        "tennis-0.1.0-2",
    ]


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (lambda folder: (folder / "content.toml").write_text("# x"), ("content.toml",)),
        (lambda folder: (folder / "new.toml").write_text("# x"), ("new.toml",)),
        (lambda folder: (folder / "content.toml").unlink(), ("content.toml",)),
        (lambda folder: (folder / "notes").symlink_to("/etc"), ("notes",)),
        (lambda folder: os.mkfifo(folder / "pipe"), ("pipe",)),
    ],
    ids=["changed", "added", "removed", "link", "pipe"],
)
def test_every_kind_of_edit_is_seen(
    tmp_path: Path, change: Callable[[Path], object], names: tuple[str, ...]
) -> None:
    put("0.1.0", tmp_path)
    folder = pack_dir.user().folder / "tennis"
    change(folder)
    assert install_record.edited(folder, install_record.read(pack_dir.user(), "tennis")) == names


def test_what_was_put_there_by_hand_is_kept_as_well(tmp_path: Path) -> None:
    shelves.pack(pack_dir.user().folder / "tennis")
    backups = put("0.2.0", tmp_path)
    assert backups == pack_dir.user().backups / "tennis-unknown"
    assert backups.is_dir()


def test_a_removed_pack_leaves_nothing_and_an_edited_one_is_kept(tmp_path: Path) -> None:
    put("0.1.0", tmp_path)
    assert transaction.take(pack_dir.user(), "tennis") is None
    assert left() == set()
    put("0.1.0", tmp_path)
    (pack_dir.user().folder / "tennis/content.toml").write_text("# mine")
    backups = transaction.take(pack_dir.user(), "tennis")
    assert backups is not None
    assert (backups / "content.toml").read_text() == "# mine"
    assert left() == {"_kept"}
    with pytest.raises(PackError, match="there is no pack"):
        transaction.take(pack_dir.user(), "tennis")


def test_a_pin_is_noted_and_survives(tmp_path: Path) -> None:
    put("0.1.0", tmp_path)
    for pinned in (True, False):
        enable_pin.pin("tennis", pinned=pinned)
        record = install_record.read(pack_dir.user(), "tennis")
        assert record is not None
        assert record.pinned is pinned
        assert install_record.edited(pack_dir.user().folder / "tennis", record) == ()
    assert left() == {"tennis", "tennis.toml"}
    with pytest.raises(PackError, match="no pack “golf” that kneetui installed"):
        enable_pin.pin("golf", pinned=True)


def test_a_shelf_without_the_right_to_write_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("0.1.0", tmp_path, pack_dir.system())

    def forbidden(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied", str(pack_dir.system().folder))

    monkeypatch.setattr("tempfile.mkdtemp", forbidden)
    with pytest.raises(PackError, match="without --system") as refused:
        put("0.2.0", tmp_path, pack_dir.system())
    assert str(pack_dir.system().folder) in str(refused.value)
    assert [folder for folder, _ in pack_dir.used([])] == [pack_dir.system().folder / "tennis"]


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("0.1.0", tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(PackError, match="No space left"):
            put("0.2.0", tmp_path)
    assert version() == "0.1.0"


def test_two_at_once_do_not_mix(tmp_path: Path) -> None:
    put("0.1.0", tmp_path)
    with (
        transaction._locked(pack_dir.user().folder / ".lock"),
        pytest.raises(PackError, match="another kneetui"),
    ):
        put("0.2.0", tmp_path)
    assert version() == "0.1.0"
    put("0.2.0", tmp_path)


@pytest.mark.parametrize(
    "text", ["", "version = [", "version = 1", 'version = "1"\ninstalled = 3\n[from]\nkind = "x"\n[files]\n']
)
def test_a_damaged_record_is_none(tmp_path: Path, text: str) -> None:
    put("0.1.0", tmp_path)
    (pack_dir.user().folder / "tennis.toml").write_text(text)
    assert install_record.read(pack_dir.user(), "tennis") is None
