"""The patterns of modules, kept on the disk as their byte code is.

Python compiles a module once, and its regular expressions at every start: some ninety of them before the first screen,
a twelfth of all that a start computes. What ``re`` makes of a pattern that a module compiles while it is imported stands
here in a file of the cache; a pattern that is compiled later may hold somebody's words, and is not kept. Leans on
internals of ``re``: a pattern that does not come out as ``re`` itself makes it is left out, and Python checks the code of
each one that is read.
"""

from __future__ import annotations

import marshal
import re
import struct
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

MOST = 500
"""Patterns in the file; when there are more, it begins anew with those that were used."""

Key = tuple[str | bytes, int]
"""A pattern and its flags."""

Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""All flags, the code, the number of groups, the names of groups, and the name of each group."""

_compiler: Any = re._compiler  # type: ignore[attr-defined]
_original = _compiler.compile
_sre = _compiler._sre
_MADE_BY = (sys.version, _sre.MAGIC, _sre.CODESIZE)

_codes: dict[Key, Code] = {}
_used: set[Key] = set()
_new: dict[Key, re.Pattern[Any]] = {}


def use() -> None:
    """Take patterns from the file from now on, until :func:`keep`."""
    _codes.update(_read(_file()))
    _compiler.compile = _compile


def keep() -> None:
    """Let ``re`` compile them again, and write down those that were missing; a disk that refuses is no error."""
    if _compiler.compile is not _compile:
        return
    _compiler.compile = _original
    if _new and not sys.dont_write_bytecode:
        _write(_file())
    for known in (_codes, _used, _new):
        known.clear()


def _file() -> Path:
    from kneetui.config import paths

    return paths.cache_dir() / f"patterns-{sys.implementation.cache_tag}"


def _read(file: Path) -> dict[Key, Code]:
    try:
        made_by, codes = marshal.loads(file.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return codes if made_by == _MADE_BY and isinstance(codes, dict) else {}


def _write(file: Path) -> None:
    from kneetui.config import paths

    codes = _codes if len(_codes) + len(_new) <= MOST else {key: _codes[key] for key in _used}
    for key, pattern in list(_new.items()):  # another thread may be importing
        code = code_of(key, pattern)
        if code is not None:
            codes[key] = code
    try:
        paths.write_private(file, marshal.dumps((_MADE_BY, codes)), durable=False)
    except OSError:
        return


def _compile(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
    key = (pattern, flags)
    code = _codes.get(key)
    if code is not None:
        try:
            ready = made_of(pattern, code)
        except (TypeError, ValueError, RuntimeError, OverflowError):  # what Python says of code that is none
            _codes.pop(key, None)
        else:
            _used.add(key)
            return ready
    made: re.Pattern[Any] = _original(pattern, flags)
    if type(pattern) in (str, bytes) and not made.flags & (re.LOCALE | re.DEBUG) and _of_a_module():
        _new[key] = made
    return made


def _of_a_module() -> bool:
    """Whether a module is being imported."""
    frame = sys._getframe(2)
    while frame.f_back is not None:
        frame = frame.f_back
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
    return False


def made_of(pattern: str | bytes, code: Code) -> re.Pattern[Any]:
    """The pattern of this code. Raises what Python says of code that is none."""
    flags, units, groups, numbers, names = code
    made: re.Pattern[Any] = _sre.compile(
        pattern, flags, memoryview(units).cast("I").tolist(), groups, numbers, names
    )
    return made


def code_of(key: Key, pattern: re.Pattern[Any]) -> Code | None:
    """The code of a compiled pattern; ``None`` where ``re`` makes it in another way than is known here."""
    try:
        parsed = _compiler._parser.parse(*key)
        units = _compiler._code(parsed, key[1])
        names: list[str | None] = [None] * (pattern.groups + 1)
        for name, number in pattern.groupindex.items():
            names[number] = name
        packed = struct.pack(f"{len(units)}I", *units)
        code = (int(pattern.flags), packed, pattern.groups, dict(pattern.groupindex), tuple(names))
        return code if made_of(key[0], code) == pattern else None
    except Exception:
        return None
