"""The compiled library: true while nothing changed, made again otherwise, and never in the way."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kneetui.config import paths
from kneetui.config.lazy_dataclass import field_names
from kneetui.content.compiled import cache
from kneetui.content.conditions import Has
from kneetui.content.loading import merge as building
from kneetui.content.model import Library
from tests.cli.small import small_library, write_core
from tests.content.packs import write_pack


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "tennis")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the compiled library is kept."""
    return tmp_path / "cache"


class Builds:
    """Stands for building the library from TOML, and counts."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.count = 0

    def __call__(self, folders: object = (), language: str = "") -> Library:
        self.count += 1
        return self.library


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    made = Builds(small_library(tmp_path / "core"))
    monkeypatch.setattr(building, "load", made)
    return made


def compiled(folder: Path) -> list[Path]:
    return sorted(folder.glob("library-*.pickle"))


# --- the name -----------------------------------------------------------------------------


def changes(pack: Path) -> dict[str, Callable[[], object]]:
    """What somebody may do to a pack."""
    tips = pack / "questions.toml"
    moved = tips.stat().st_mtime_ns + 1_000_000

    return {
        "saved": lambda: os.utime(tips, ns=(moved, moved)),
        "longer": lambda: tips.write_text(tips.read_text() + "\n"),
        "new": lambda: (pack / "new.toml").touch(),
        "gone": tips.unlink,
        "renamed": lambda: tips.rename(pack / "other.toml"),
    }


@pytest.mark.parametrize("change", ["saved", "longer", "new", "gone", "renamed"])
def test_the_fingerprint_changes_with_the_pack(pack: Path, change: str) -> None:
    before = cache.fingerprint([(pack, "here")])
    assert cache.fingerprint([(pack, "here")]) == before
    changes(pack)[change]()
    assert cache.fingerprint([(pack, "here")]) != before


def test_the_fingerprint_changes_with_the_set_of_packs(pack: Path, tmp_path: Path) -> None:
    other = write_pack(tmp_path / "squash", "squash")
    seen = {
        cache.fingerprint(folders)
        for folders in (
            [],
            [(pack, "a")],
            [(pack, "b")],
            [(other, "a")],
            [(pack, "a"), (other, "a")],
            [(other, "a"), (pack, "a")],
            [(pack, "a"), (tmp_path / "missing", "a")],
        )
    }
    assert len(seen) == 7


def test_the_fingerprint_changes_with_the_app(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {cache.fingerprint([(pack, "a")])}
    monkeypatch.setattr(cache, "__version__", "9.9.9")
    seen.add(cache.fingerprint([(pack, "a")]))
    monkeypatch.setattr(cache, "SHAPE", 99)
    seen.add(cache.fingerprint([(pack, "a")]))
    assert len(seen) == 3


def test_other_files_of_a_pack_do_not_count(pack: Path) -> None:
    before = cache.fingerprint([(pack, "a")])
    (pack / "notes.txt").write_text("words")
    (pack / ".draft.toml").write_text("words")
    assert cache.fingerprint([(pack, "a")]) == before


# --- reading and making -------------------------------------------------------------------


def test_it_is_made_once(folder: Path, pack: Path, builds: Builds) -> None:
    first = cache.load([(pack, "a")], folder, paths.write_private)
    assert cache.load([(pack, "a")], folder, paths.write_private) == first
    assert builds.count == 1
    assert len(compiled(folder)) == 1
    assert compiled(folder)[0].stat().st_mode & 0o777 == 0o600


def test_a_saved_pack_makes_it_again(folder: Path, pack: Path, builds: Builds) -> None:
    cache.load([(pack, "a")], folder, paths.write_private)
    changes(pack)["saved"]()
    cache.load([(pack, "a")], folder, paths.write_private)
    assert builds.count == 2


@pytest.mark.parametrize(
    "damage",
    [b"", b"no pickle", pickle.dumps([1, 2]), pickle.dumps("library"), None],
    ids=["empty", "text", "list", "string", "cut"],
)
def test_a_damaged_file_is_made_again(folder: Path, builds: Builds, damage: bytes | None) -> None:
    first = cache.load([], folder, paths.write_private)
    (file,) = compiled(folder)
    file.write_bytes(file.read_bytes()[:-20] if damage is None else damage)
    assert cache.load([], folder, paths.write_private) == first
    assert builds.count == 2
    assert cache.read(file) == first


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, builds: Builds) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert cache.load([], blocked / "cache", paths.write_private) == builds.library
    assert builds.count == 1


def test_a_full_disk_is_no_error(folder: Path, builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    assert cache.load([], folder, paths.write_private) == builds.library
    assert list(folder.iterdir()) == []


def test_old_files_are_cleared_away(folder: Path, pack: Path, builds: Builds) -> None:
    for number in range(8):
        cache.load([(pack, str(number))], folder, paths.write_private)
    assert len(compiled(folder)) <= 5
    before = builds.count
    cache.load([(pack, "7")], folder, paths.write_private)
    assert builds.count == before


# --- no further than it is used ---------------------------------------------------------


def there(library: Library) -> list[str]:
    """The parts that were read, by what their slots hold."""

    def holds(name: str) -> bool:
        try:
            vars(Library)[name].__get__(library)
        except AttributeError:
            return False
        return True

    return [name for name in cache.PARTS if holds(name)]


@pytest.fixture
def on_disk(tmp_path: Path, library: Library) -> Library:
    """The shipped library, of which nothing was read yet."""
    file = tmp_path / "library-x.pickle"
    file.write_bytes(cache.packed(library))
    read = cache.read(file)
    assert read is not None
    assert there(read) == []
    return read


def test_the_parts_are_the_fields_of_a_library() -> None:
    assert sorted(cache.PARTS) == sorted(field_names(Library))


@pytest.mark.parametrize("part", cache.PARTS)
def test_a_part_is_read_with_those_before_it_and_no_other(
    library: Library, on_disk: Library, part: str
) -> None:
    assert getattr(on_disk, part) == getattr(library, part)
    assert there(on_disk) == list(cache.PARTS[: cache.PARTS.index(part) + 1])
    assert whole(on_disk) == library


def test_a_library_on_disk_equals_others_from_both_sides(library: Library, on_disk: Library) -> None:
    other = replace(library, language="de")
    assert on_disk == library
    assert library == on_disk
    assert on_disk != other
    assert other != on_disk
    assert replace(on_disk, language="de") == other


def test_several_threads_read_the_same_parts(library: Library, on_disk: Library) -> None:
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda part: getattr(on_disk, part), cache.PARTS * 4))
    assert read == [getattr(library, part) for part in cache.PARTS * 4]
    assert on_disk.role("pain") is on_disk.role("pain")


def test_it_has_no_other_names_than_a_library(on_disk: Library) -> None:
    with pytest.raises(AttributeError):
        on_disk.no_part  # type: ignore[attr-defined]  # noqa: B018
    assert there(on_disk) == []


@pytest.mark.parametrize("at", range(10))
def test_one_changed_byte_anywhere_makes_it_anew(folder: Path, builds: Builds, at: int) -> None:
    first = cache.load([], folder, paths.write_private)
    (file,) = compiled(folder)
    raw = bytearray(file.read_bytes())
    raw[at * len(raw) // 10] ^= 0x55
    file.write_bytes(raw)
    assert cache.load([], folder, paths.write_private) == first
    assert builds.count == 2


# --- what may be in it --------------------------------------------------------------------


class Evil:
    """Runs something when it is unpickled."""

    def __init__(self, call: Any, *arguments: Any) -> None:
        self._reduced = (call, arguments)

    def __reduce__(self) -> Any:
        return self._reduced


@pytest.mark.parametrize("call", [os.system, eval, print, pickle.loads, getattr])
def test_a_pickle_with_foreign_classes_is_refused(tmp_path: Path, call: Any) -> None:
    file = tmp_path / "library-x.pickle"
    file.write_bytes(pickle.dumps(Evil(call, f"touch {tmp_path / 'run'}")))
    assert cache.read(file) is None
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("call", [os.system, eval, print, pickle.loads, getattr])
def test_a_part_with_foreign_classes_is_refused_when_it_is_asked_for(tmp_path: Path, call: Any) -> None:
    parts = pickle.dumps(Evil(call, f"touch {tmp_path / 'run'}"))
    file = tmp_path / "library-x.pickle"
    file.write_bytes(pickle.dumps(({}, len(parts), zlib.crc32(parts))) + parts)
    library = cache.read(file)
    assert library is not None
    with pytest.raises(pickle.UnpicklingError):
        assert library.causes
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("name", ["dataclass", "dataclass.__globals__", "annotations", "__builtins__"])
def test_only_shapes_are_taken_from_our_own_modules(tmp_path: Path, name: str) -> None:
    assert len(cache.MODEL) > 1
    for module in cache.MODEL:
        words = b"".join(b"\x8c" + bytes([len(word)]) + word.encode() for word in (module, name))
        with pytest.raises(pickle.UnpicklingError):
            cache._LibraryReader(_file(b"\x80\x04" + words + b"\x93.")).load()


def test_a_shape_whose_fields_have_changed_is_refused(tmp_path: Path, builds: Builds) -> None:
    whole = cache.packed(builds.library)
    file = tmp_path / "library-x.pickle"
    file.write_bytes(whole)
    assert cache.read(file) == builds.library
    with io.BytesIO(whole) as stream:
        names, *others_of_head = pickle.load(stream)
        rest = stream.read()
    for shape, (first, *others) in names.items():
        for changed in ((*others, first), tuple(others), (first, *others, "more")):
            if changed != names[shape]:
                file.write_bytes(pickle.dumps((names | {shape: changed}, *others_of_head)) + rest)
                assert cache.read(file) is None, (shape, changed)


def test_a_file_that_was_made_from_other_packs_is_made_again(
    folder: Path, pack: Path, builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zlib.crc32", lambda _: 7)
    cache.load([(pack, "a")], folder, paths.write_private)
    cache.load([(pack, "b")], folder, paths.write_private)
    assert builds.count == 2
    cache.load([(pack, "b")], folder, paths.write_private)
    assert builds.count == 2
    assert len(compiled(folder)) == 1


def test_what_is_equal_is_there_once_and_what_is_not_stays_apart(tmp_path: Path, library: Library) -> None:
    file = tmp_path / "library-x.pickle"
    file.write_bytes(cache.packed(library))
    again = whole(cache.read(file))
    same = spelled(again) == spelled(library)  # tells 1 from 1.0 and -0.0 from 0.0, as == does not
    assert same
    objects: dict[int, object] = {}
    collect(again, objects)
    texts = [leaf for leaf in objects.values() if type(leaf) is str]
    conditions = [repr(leaf) for leaf in objects.values() if isinstance(leaf, Has)]
    assert len(texts) == len(set(texts)) > 1000
    assert len(conditions) == len(set(conditions)) > 100


def whole(library: Library | None) -> Library:
    """A library with the same parts, all of which were read."""
    return Library(**{name: getattr(library, name) for name in cache.PARTS})


def spelled(value: object) -> str:
    """A library in words, with the members of sets in order."""
    if isinstance(value, dict):
        return "".join(f"{spelled(key)}:{spelled(item)}," for key, item in value.items())
    if isinstance(value, frozenset):
        return f"{{{sorted(map(spelled, value))}}}"
    if isinstance(value, tuple):
        return f"({','.join(map(spelled, value))})"
    parts = [spelled(getattr(value, name)) for name in field_names(type(value))]
    return f"{type(value).__name__}[{','.join(parts)}]" if parts else repr(value)


def collect(value: object, objects: dict[int, object]) -> None:
    """Every object of a library, by its id."""
    if id(value) in objects:
        return
    objects[id(value)] = value
    if isinstance(value, dict):
        parts = [*value, *value.values()]
    elif isinstance(value, tuple | frozenset):
        parts = list(value)
    else:
        parts = [getattr(value, name) for name in field_names(type(value))]
    for part in parts:
        collect(part, objects)


def _file(raw: bytes) -> Any:
    return io.BytesIO(raw)


# --- the real thing -----------------------------------------------------------------------


def test_it_equals_one_made_afresh(
    folder: Path, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "CORE", write_core(tmp_path / "core"))
    fresh = building.load([(pack, "a")])
    assert cache.load([(pack, "a")], folder, paths.write_private) == fresh
    again = cache.read(compiled(folder)[0])
    assert again == fresh
    assert again is not None
    assert list(again.questions) == list(fresh.questions)


def test_every_installed_pack_survives_the_journey(tmp_path: Path, library: Library) -> None:
    file = tmp_path / "library-x.pickle"
    file.write_bytes(cache.packed(library))
    assert cache.read(file) == library


def test_reading_needs_no_parser(tmp_path: Path, folder: Path, builds: Builds) -> None:
    cache.load([], folder, paths.write_private)
    code = (
        "import sys\nfrom pathlib import Path\nfrom kneetui.content.compiled import cache\n"
        "def never(*_): raise AssertionError\n"
        f"library = cache.load([], Path({str(folder)!r}), never)\n"
        "print(len(library.causes))\n"
        "heavy = ('pydantic', 'tomllib', 'tree_sitter', 'kneetui.content.format.schema', 'kneetui.content.loading.loader')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{len(builds.library.causes)}\n[]\n"
