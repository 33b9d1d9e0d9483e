"""Folders, archives and packed files → the files in them that some importer reads, one at a time."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a file that is unpacked."""
LARGEST_ALL: Final = 4 * 1024 * 1024 * 1024
"""Bytes that are unpacked of one archive, all files together."""
MOST: Final = 50_000
"""Files that are looked at in one folder or archive."""
DEEPEST: Final = 2
"""Archives within archives: Garmin packs the files of its bulk export once more."""

PACKED: Final = (".gz", ".zip")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingFile:
    """A file to be read: the name people see, the ending its importer is chosen by, and how it is laid open.

    ``named`` by the person, or one of a folder or archive.
    """

    name: str
    suffix: str
    named: bool
    open: AbstractContextManager[Path] = field(repr=False, compare=False)


@dataclass(slots=True)
class Collected:
    """What stands in the paths that were given: files to read, those nobody reads, and a sentence for each fault."""

    files: list[TrainingFile] = field(default_factory=list)
    other: int = 0
    failed: list[str] = field(default_factory=list)


def collect(paths: Iterable[Path], suffixes: Collection[str], into: Path) -> Collected:
    """Find the files in paths, which may be files, folders, ``.zip`` and ``.gz``.

    ``suffixes`` are those that importers read, ``into`` is a folder for what has to be unpacked. A file that is named
    by the person is taken whatever its ending is, so that the refusal can say what is readable. Nothing is unpacked
    before it is read, apart from archives within archives.
    """
    collector = _Collector(frozenset(suffixes), into)
    for path in paths:
        if path.is_dir():
            collector.folder(path)
        else:
            collector.file(path, str(path), named=True)
    return collector.collected


class _Collector:
    def __init__(self, suffixes: frozenset[str], into: Path) -> None:
        self._suffixes = suffixes
        self._into = into
        self.collected = Collected()

    def folder(self, folder: Path) -> None:
        """All files below a folder, in the order of their names; links are not followed out of it."""
        paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
        for number, path in enumerate(paths):
            if number == MOST:
                self._fail(str(folder), f"it holds more than {MOST:,} files. Import parts of it.")
                return
            self.file(path, str(path))

    def file(self, path: Path, name: str, depth: int = 0, *, named: bool = False) -> None:
        """One file, whatever it is."""
        suffix = path.suffix.lower()
        if suffix == ".zip":
            self._archive(path, name, depth)
        elif suffix == ".gz":
            self._add(name, path.with_suffix("").suffix, _unzipped(path, self._into), named=named)
        else:
            self._add(name, suffix, _there(path), named=named)

    def _add(
        self, name: str, suffix: str, open: AbstractContextManager[Path], *, named: bool = False
    ) -> None:
        if named or suffix.lower() in self._suffixes:
            self.collected.files.append(
                TrainingFile(name=name, suffix=suffix.lower(), named=named, open=open)
            )
        else:
            self.collected.other += 1

    def _archive(self, path: Path, name: str, depth: int) -> None:
        try:
            with zipfile.ZipFile(path) as archive:
                members = [member for member in archive.infolist() if not member.is_dir()]
        except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            self._fail(name, f"it is no archive that can be read ({error}). Download it again.")
            return
        if len(members) > MOST:
            self._fail(name, f"it holds more than {MOST:,} files. Unpack it and import parts of it.")
            return
        left = LARGEST_ALL
        for member in sorted(members, key=lambda member: member.filename):
            left -= self._member(path, f"{name}: {member.filename}", member, depth, left)

    def _member(self, path: Path, name: str, member: zipfile.ZipInfo, depth: int, left: int) -> int:
        """Take in a file of an archive; how many bytes it will be."""
        inside = PurePosixPath(member.filename)
        suffix = inside.suffix.lower()
        wanted = suffix in self._suffixes or suffix in PACKED
        if not wanted or inside.name.startswith("."):
            self.collected.other += 1
        elif member.flag_bits & 1:
            self._fail(name, "it is locked with a password. Unpack it first.")
        elif member.file_size > min(LARGEST, left):
            self._fail(name, f"it is larger than {LARGEST // 1024 // 1024} MB. The file is skipped.")
        elif suffix == ".zip":
            self._inner_archive(path, name, member, depth)
        elif suffix == ".gz":
            self._add(name, inside.with_suffix("").suffix, _member_unzipped(path, member, self._into))
        else:
            self._add(name, suffix, _member(path, member, self._into))
        return member.file_size if wanted else 0

    def _inner_archive(self, path: Path, name: str, member: zipfile.ZipInfo, depth: int) -> None:
        if depth + 1 >= DEEPEST:
            self._fail(name, "it is an archive in an archive in an archive. Unpack it first.")
            return
        target = self._into / f"{len(list(self._into.iterdir()))}.zip"
        try:
            with zipfile.ZipFile(path) as archive, archive.open(member) as source:
                _copy(source, target)
        except _BROKEN as error:
            self._fail(name, f"it cannot be unpacked ({error}). Download it again.")
            return
        self.file(target, name, depth + 1)

    def _fail(self, name: str, sentence: str) -> None:
        self.collected.failed.append(f"{name}: {sentence}")


_BROKEN: Final = (
    OSError,
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@contextmanager
def _there(path: Path) -> Iterator[Path]:
    yield path


@contextmanager
def _unpacked(
    name: str, into: Path, source: Callable[[], AbstractContextManager[IO[bytes] | gzip.GzipFile]]
) -> Iterator[Path]:
    """What a source holds, as a file; raises :class:`OSError` for one that is broken or unpacks to too much."""
    with TemporaryDirectory(dir=into) as folder:
        target = Path(folder) / name
        try:
            with source() as packed:
                _copy(packed, target)
        except _BROKEN as error:
            raise OSError(0, f"it cannot be unpacked: {_reason(error)}") from error
        yield target


def _unzipped(path: Path, into: Path) -> AbstractContextManager[Path]:
    """The content of a ``.gz``."""
    return _unpacked(path.with_suffix("").name, into, lambda: gzip.open(path))


def _member(path: Path, member: zipfile.ZipInfo, into: Path) -> AbstractContextManager[Path]:
    return _unpacked(PurePosixPath(member.filename).name, into, lambda: _opened_member(path, member))


@contextmanager
def _opened_member(path: Path, member: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    with zipfile.ZipFile(path) as archive, archive.open(member) as source:
        yield source


@contextmanager
def _member_unzipped(path: Path, member: zipfile.ZipInfo, into: Path) -> Iterator[Path]:
    with _member(path, member, into) as packed, _unzipped(packed, into) as target:
        yield target


def _copy(source: IO[bytes] | gzip.GzipFile, target: Path) -> None:
    left = LARGEST
    with target.open("wb") as out:
        while chunk := source.read(1 << 16):
            left -= len(chunk)
            if left < 0:
                raise OSError(0, f"it unpacks to more than {LARGEST // 1024 // 1024} MB")
            out.write(chunk)


def _reason(error: BaseException) -> str:
    return (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
