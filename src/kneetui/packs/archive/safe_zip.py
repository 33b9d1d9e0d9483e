"""A zip file from anywhere, read without trust: everything is looked at before anything is unpacked.

Only the plain form is taken: one part, no zip64, no encryption, stored or deflated, entries side by side
from the first byte, their list at the end. What other programs may read in another way is refused.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from kneetui.config.wording import count
from kneetui.content.format import limits
from kneetui.content.loading.invisible_chars import hidden, shown
from kneetui.packs.errors import PackError

_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_DESCRIPTOR = 24
"""Most bytes that may follow the data of an entry whose sizes were not known before."""

_SMALL = 100_000
"""Below so many bytes, the ratio of packing says nothing."""

_AGAIN = "Build it with kneetui pack build, or zip the folder again with a common program."
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_LATER = 0x8


class Zip:
    """The entries of a zip file in memory, all of them sound; :meth:`read` unpacks one.

    Raises :class:`PackError` if the file cannot be read or is not sound as a whole.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = _bytes(path)
        total = self._end()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(self.data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError):
            raise self._refused("this is not a whole zip file") from None
        if len(infos) != total:
            raise self._refused("the archive says two things of how many entries it has")
        self._together(infos)
        for entry in infos:
            self._sound(entry)
        self.entries = {entry.filename: entry for entry in infos if not entry.is_dir()}
        self._apart(infos)

    def read(self, name: str) -> bytes:
        """The bytes of one entry; never more than it says it has. Raises :class:`PackError`."""
        entry = self.entries[name]
        try:
            with self._zip.open(entry) as file:
                data = file.read(entry.file_size + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ):
            raise self._refused("the entry is damaged", name) from None
        if len(data) != entry.file_size:
            raise self._refused("the entry is not as long as it says", name)
        return data

    def _refused(self, message: str, name: str = "") -> PackError:
        return PackError.of(message, _AGAIN, self.path, shown(name))

    def _end(self) -> int:
        """The number of entries that the end of the file promises."""
        at = self.data.rfind(b"PK\5\6")
        if not self.data.startswith((b"PK\3\4", b"PK\5\6")) or at < 0 or at + _END.size > len(self.data):
            raise self._refused("this is not a zip file, or something stands before or behind it")
        _, disk, first, here, total, size, start, comment = _END.unpack_from(self.data, at)
        if at + _END.size + comment != len(self.data):
            raise self._refused("something stands behind the end of the archive")
        if disk or first or here != total:
            raise self._refused("the archive has several parts")
        huge = 0xFFFF in (here, total) or 0xFFFFFFFF in (size, start)
        if huge or self.data[max(at - 20, 0) : at].startswith(b"PK\6\7"):
            raise self._refused("the archive is in the form for huge files (zip64)")
        if start + size != at:
            raise self._refused("the list of entries is not where the archive says")
        if total > limits.ARCHIVE_ENTRIES:
            raise self._refused(
                f"the archive has {count(total, 'entry')}, at most {limits.ARCHIVE_ENTRIES} are read"
            )
        return int(total)

    def _together(self, infos: list[zipfile.ZipInfo]) -> None:
        seen: dict[str, str] = {}
        for entry in infos:
            plain = unicodedata.normalize("NFKC", entry.filename).casefold().rstrip("/")
            other = seen.setdefault(plain, entry.filename)
            if other is not entry.filename:
                message = f"“{shown(other)}” and “{shown(entry.filename)}” are one file on some systems"
                raise self._refused(message, entry.filename)

    def _sound(self, entry: zipfile.ZipInfo) -> None:
        wrong = _name_problem(entry.orig_filename) or _kind_problem(entry) or _size_problem(entry)
        if wrong:
            raise self._refused(wrong, entry.orig_filename)

    def _apart(self, infos: list[zipfile.ZipInfo]) -> None:
        """Entries stand side by side, nothing between them, and say the same where they stand."""
        at = 0
        for entry in sorted(infos, key=lambda info: info.header_offset):
            start = entry.header_offset
            slack = start - at
            if slack < 0 or slack > (_DESCRIPTOR if at else 0):
                raise self._refused("entries overlap, or something stands between them", entry.filename)
            at = self._local(entry)
        listed = self._zip.start_dir
        if at > listed or listed - at > _DESCRIPTOR:
            raise self._refused("something stands between the entries and their list")

    def _local(self, entry: zipfile.ZipInfo) -> int:
        """Where the data of an entry ends."""
        try:
            fields = _LOCAL.unpack_from(self.data, entry.header_offset)
        except struct.error:
            raise self._refused("an entry is cut off", entry.filename) from None
        mark, _, flags, method, _, _, _, packed, size, name, extra = fields
        begin = entry.header_offset + _LOCAL.size
        sizes = [(entry.compress_size, entry.file_size)] + ([(0, 0)] if flags & _LATER else [])
        same = mark == b"PK\3\4" and flags == entry.flag_bits and method == entry.compress_type
        same = same and (packed, size) in sizes
        inside = self.data[begin : begin + name]
        same = same and inside.decode("utf-8" if flags & 0x800 else "cp437", "replace") == entry.orig_filename
        if not same:
            raise self._refused("the archive says two things of an entry", entry.filename)
        return begin + int(name) + int(extra) + entry.compress_size


def _bytes(path: Path) -> bytes:
    """A file of at most ``limits.ARCHIVE_BYTES``; never waits for a pipe. Raises :class:`PackError`."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise PackError.of("this is not a file", "Give the path of an archive.", path)
            data = file.read(limits.ARCHIVE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        message = f"the archive cannot be read ({reason})"
        raise PackError.of(message, "Give the path of an archive.", shown(str(path), 300)) from None
    if len(data) > limits.ARCHIVE_BYTES:
        message = f"the archive is larger than {limits.ARCHIVE_BYTES:,} bytes"
        raise PackError.of(
            message, "A pack is text, and far smaller. Leave out what is not part of it.", path
        )
    return data


def _name_problem(name: str) -> str | None:
    """What is wrong with the path of an entry, whether it is wanted or not."""
    if not name or any(hidden(name)) or any(char in name for char in "\n\t"):
        return "the name has characters that cannot be seen"
    if "\\" in name or ":" in name or name.startswith("/") or ".." in name.split("/") or "//" in name:
        return "the name leads out of the folder"
    if name.split("/")[0] == "." or len(name) > 500:
        return "the name is no plain path"
    return None


def _kind_problem(entry: zipfile.ZipInfo) -> str | None:
    if entry.flag_bits & _ENCRYPTED:
        return "the entry is encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "the entry is packed in an uncommon way"
    mode = stat.S_IFMT(entry.external_attr >> 16)
    if mode == stat.S_IFLNK:
        return "the entry is a link, and links are not followed"
    if mode and mode != (stat.S_IFDIR if entry.is_dir() else stat.S_IFREG):
        return "the entry is not a file"
    if any(kind == 1 for kind in _extra(entry.extra)):
        return "the entry is in the form for huge files (zip64)"
    return None


def _extra(data: bytes) -> Iterator[int]:
    """The kinds of the further fields of an entry."""
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        yield int(kind)
        at += 4 + size


def _size_problem(entry: zipfile.ZipInfo) -> str | None:
    size, packed = entry.file_size, entry.compress_size
    if entry.is_dir() and (size or packed):
        return "a folder cannot hold bytes of its own"
    if entry.compress_type == zipfile.ZIP_STORED and size != packed:
        return "the entry is not as long as it says"
    if size > _SMALL and size > packed * limits.RATIO:
        return f"the entry would unpack to {size:,} bytes out of {packed:,}"
    return None
