"""A pack rewritten in today's spelling: only the old words change, every other byte stays.

A file is only changed if reading it afterwards gives exactly what its old spelling meant.
"""

from __future__ import annotations

import codecs
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kneetui.content.format.deprecated import Use, modern
from kneetui.content.loading.pack_files import HEAD, LOCALE, pack_files, read_file
from kneetui.packs.errors import PackError

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """One file, before and after, and what is old about it."""

    path: Path
    before: bytes
    after: bytes
    uses: tuple[Use, ...]


@dataclass(slots=True)
class Migration:
    """Everything there is to change in one pack."""

    folder: Path
    changes: list[Rewrite] = field(default_factory=list)


def migration(folder: Path) -> Migration:
    """What there is to change in the pack in ``folder``; nothing is written.

    Raises :class:`~kneetui.packs.errors.PackError` if a file cannot be read or rewritten safely.
    """
    files, problems = pack_files(folder)
    if problems:
        raise PackError(problems)
    if folder / HEAD not in files:
        remedy = f"Give the folder that holds the {HEAD} of the pack."
        raise PackError.of(f"there is no {HEAD}", remedy, folder, pack=folder.name)
    rewrites = Migration(folder)
    for path in files:
        if path.suffix == ".toml" and path.parent.name != LOCALE:
            change = _change(path)
            if change:
                rewrites.changes.append(change)
    return rewrites


def _change(path: Path) -> Rewrite | None:
    try:
        before = read_file(path)
        mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
        text = before.removeprefix(mark).decode("utf-8")
        data = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        remedy = "Mend the file first; “kneetui pack check” says where."
        raise PackError.of(f"the file cannot be read: {error}", remedy, path) from error
    table = "pack" if path.name == HEAD else ""
    modernised = modern(data, table)
    if not modernised.uses:
        return None
    after = _rewritten(text, modernised.uses)
    if not _same(after, modernised.data, table):
        remedy = "Change it by hand; “kneetui pack check” names every place."
        raise PackError.of("the old spelling stands in a form that cannot be rewritten", remedy, path)
    return Rewrite(path=path, before=before, after=mark + after, uses=tuple(modernised.uses))


def _rewritten(text: str, uses: Sequence[Use]) -> bytes:
    """The text with every old word exchanged."""
    from kneetui.content.loading.toml_positions import TomlPositions

    raw = text.encode()
    by_path = {use.path: use.old for use in uses if use.old.key}
    edits: set[tuple[int, int, str]] = set()
    places = TomlPositions(text)
    for path, word in places.parts():
        old = by_path.get(tuple(path))
        if old and not old.use:
            edits.add((*_line_of(raw, word.start_byte), ""))
        elif old:
            edits.add((word.start_byte, word.end_byte, old.use))
            value = _value_of(word)
            if old.listed and value is not None and value.type == "string":
                edits |= {(value.start_byte, value.start_byte, "["), (value.end_byte, value.end_byte, "]")}
    for start, end, new in sorted(edits, reverse=True):
        raw = raw[:start] + new.encode() + raw[end:]
    newline = "\r\n" if "\r\n" in text else "\n"
    added = [f"{use.old.use} = {use.old.value}{newline}".encode() for use in uses if not use.old.key]
    if added:
        first = min((word.start_byte for _, word in places.parts()), default=0)
        line = text.encode().rfind(b"\n", 0, first) + 1
        raw = raw[:line] + b"".join(added) + raw[line:]
    return raw


def _value_of(word: Node) -> Node | None:
    """The value that stands behind a key; ``None`` for a header."""
    node: Node | None = word
    while node is not None and node.type not in ("pair", "table", "table_array_element"):
        node = node.parent
    if node is None or node.type != "pair":
        return None
    return [child for child in node.named_children if child.type != "comment"][-1]


def _line_of(raw: bytes, byte: int) -> tuple[int, int]:
    """Where the line of a byte begins, and where the next one does."""
    end = raw.find(b"\n", byte)
    return raw.rfind(b"\n", 0, byte) + 1, len(raw) if end < 0 else end + 1


def _same(after: bytes, meant: object, table: str) -> bool:
    try:
        again = modern(tomllib.loads(after.decode("utf-8")), table)
    except ValueError:
        return False
    return not again.uses and again.data == meant


def apply(rewrites: Migration) -> None:
    """Write the changes: each file whole, and all of them or none.

    Raises :class:`~kneetui.packs.errors.PackError` if a file has changed meanwhile or cannot be written.
    """
    done: list[Rewrite] = []
    fresh: dict[Path, Path] = {}
    try:
        for change in rewrites.changes:
            if read_file(change.path) != change.before:
                raise OSError(0, "it has changed meanwhile")
            fresh[change.path] = _beside(change.path, change.after)
        for change in rewrites.changes:
            fresh[change.path].replace(change.path)
            del fresh[change.path]
            done.append(change)
    except OSError as error:
        for change in done:
            _beside(change.path, change.before).replace(change.path)
        reason = error.strerror or error
        raise PackError.of(
            f"the files cannot be written ({reason})", "Nothing was changed. Try again.", rewrites.folder
        ) from error
    finally:
        _drop(fresh.values())


def _beside(path: Path, content: bytes) -> Path:
    """A new file next to ``path``, with its rights, safe on the disk."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    fresh = Path(name)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, fresh)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def _drop(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)
