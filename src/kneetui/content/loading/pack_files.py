"""Which files belong to a pack: real ones with plain names, small enough, and nothing that leads out.

Names and states are looked at, nothing is opened; so this is quick enough for every start of the app.
A hard link is a file like any other (installers make them), the folder itself may be reached by a link.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from kneetui.content.format import limits
from kneetui.content.loading.invisible_chars import shown
from kneetui.content.model import Problem

HEAD = "pack.toml"
LOCALE = "locale"
MANIFEST = "manifest.toml"
"""The list of hashes in an archive; no content."""

_TEXTS = ("README", "LICENSE")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_RENAME = "Use letters from a to z, digits, hyphens, underscores and dots only."


def belongs(name: str) -> bool:
    """Whether a path below the pack's folder, with ``/`` between its parts, is one of a pack's files.

    These are ``*.toml`` at the top, ``locale/*.toml``, ``README*`` and ``LICENSE*``. Hidden files are not,
    nor is the manifest.
    """
    folder, _, last = name.rpartition("/")
    if last.startswith("."):
        return False
    if folder == LOCALE:
        return last.endswith(".toml")
    return not folder and last != MANIFEST and (last.endswith(".toml") or last.startswith(_TEXTS))


def entries(folder: str | os.PathLike[str]) -> list[os.DirEntry[str]]:
    """What is in a pack's folder under the names of its files, sorted; links are not followed.

    Raises ``OSError`` if the folder cannot be listed.
    """
    files: list[os.DirEntry[str]] = []
    with os.scandir(folder) as top:
        for entry in top:
            if entry.name == LOCALE:
                files.append(entry)
                if entry.is_dir(follow_symlinks=False):
                    with os.scandir(entry.path) as inner:
                        files += [
                            translation for translation in inner if belongs(f"{LOCALE}/{translation.name}")
                        ]
            elif belongs(entry.name):
                files.append(entry)
    return sorted(files, key=lambda entry: entry.path)


def pack_files(folder: Path) -> tuple[list[Path], list[Problem]]:
    """The files of the pack in ``folder``, sorted, and what is wrong with others of such names.

    Nothing that is named in a problem may be opened.
    """
    try:
        files = entries(folder)
    except OSError as error:
        remedy = "Give the folder of a pack, one that you may read."
        return [], [_problem(folder, f"the folder cannot be read ({error.strerror})", remedy, folder)]
    good: list[Path] = []
    problems: list[Problem] = []
    total = 0
    for entry in files[: limits.FILES + 1]:
        wrong = name_problem(entry.name)
        size = 0
        if not wrong:
            try:
                state = entry.stat(follow_symlinks=False)
            except OSError as error:
                wrong = (f"the file cannot be looked at ({error.strerror})", "Save it again, or remove it.")
            else:
                if stat.S_ISDIR(state.st_mode) and entry.name == LOCALE:
                    continue
                wrong, size = _state_problem(state), state.st_size
        if wrong:
            problems.append(_problem(folder, *wrong, entry.path))
        else:
            good.append(Path(entry.path))
            total += size
    if len(files) > limits.FILES:
        message = f"a pack has at most {limits.FILES} files"
        problems.append(_problem(folder, message, "Put more tables into one file.", folder))
    if total > limits.TOTAL_BYTES:
        message = f"the files have {total:,} bytes together, at most {limits.TOTAL_BYTES:,} are read"
        problems.append(_problem(folder, message, "Make two packs of it.", folder))
    problems += [_problem(folder, *twins, folder) for twins in name_twins([file.name for file in good])]
    return sorted(good), problems


def name_problem(name: str) -> tuple[str, str] | None:
    """What is wrong with a file name, and the remedy."""
    if not _NAME.fullmatch(name) or name.endswith("."):
        return f"the file name “{shown(name)}” has characters that may not be in one", _RENAME
    if len(name) > limits.NAME:
        return f"the file name is longer than {limits.NAME} characters", "Shorten it."
    if _DEVICES.fullmatch(name):
        return f"the file name “{name}” means a device on some systems", "Choose another name."
    return None


def name_twins(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with names that are one on some systems, and the remedy."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            yield f"“{other}” and “{name}” are one file on some systems", "Rename one."


def size_problem(size: int) -> tuple[str, str] | None:
    """What is wrong with the size of a file, in bytes, and the remedy."""
    if size > limits.FILE_BYTES:
        return f"the file has {size:,} bytes, at most {limits.FILE_BYTES:,} are read", "Make two files of it."
    return None


def _state_problem(state: os.stat_result) -> tuple[str, str] | None:
    if stat.S_ISLNK(state.st_mode):
        return "this is a link, and links are not followed", "Put the file itself here."
    if not stat.S_ISREG(state.st_mode):
        return "this is not a file", "Remove it, or put a file here."
    return size_problem(state.st_size)


def read_file(path: Path) -> bytes:
    """The bytes of a file. Never follows a link, never waits for a pipe, never reads more than allowed.

    Raises ``OSError`` with a sentence.
    """
    if wrong := _state_problem(path.lstat()):
        raise OSError(0, wrong[0])
    flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    with open(os.open(path, flags), "rb") as file:  # noqa: PTH123
        wrong = _state_problem(os.fstat(file.fileno()))
        data = b"" if wrong else file.read(limits.FILE_BYTES + 1)
    if wrong := wrong or size_problem(len(data)):
        raise OSError(0, wrong[0])
    return data


def _problem(folder: Path, message: str, remedy: str, file: str | Path) -> Problem:
    return Problem(message=message, remedy=remedy, file=shown(str(file), 300), pack=shown(folder.name))
