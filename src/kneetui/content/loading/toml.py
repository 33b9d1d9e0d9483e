"""The bytes of a TOML file -> plain tables, within :mod:`~kneetui.content.format.limits` and nothing hidden in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.format import limits
from kneetui.content.loading.invisible_chars import hidden, shown
from kneetui.content.loading.pack_files import read_file

KeyPath = tuple[str | int, ...]
SHOWN = 20
"""At most this many hidden characters of one file are told."""

_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """Something wrong in a file: at a key, or at a line and column (from 1) if they are known."""

    message: str
    remedy: str
    path: KeyPath = ()
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as read: ``data`` is ``None`` if nothing of it can be used."""

    text: str
    data: dict[str, Any] | None
    mistakes: tuple[Mistake, ...] = ()


def parse(path: Path) -> Parsed:
    """Read a TOML file; what is wrong with it is in ``mistakes``, never raised."""
    try:
        text = read_file(path).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return _refused("", "the file is not UTF-8 text", "Save it again as UTF-8 text.")
    except OSError as error:
        known = not error.errno
        remedy = "Put a small text file in its place." if known else "Save it again as UTF-8 text."
        return _refused("", (known and error.strerror) or "the file cannot be read", remedy)
    long = _long_key(text)
    if long:
        return _refused(text, "a key has too many parts", "Write the table with a [header].", *long)
    import tomli

    try:
        data = tomli.loads(text)
    except (ValueError, RecursionError) as error:  # numbers and nesting beyond what Python takes, too
        message = str(error).split(" (at ")[0]
        remedy = "Check quotes, brackets and commas around this line."
        refusal = _refused(
            text, f"not valid TOML: {shown(message.lower(), 200)}", remedy, *_place(str(error), text)
        )
        return Parsed(text, None, (*refusal.mistakes, *_hidden_in(text)))
    wrong = tuple(_hidden_in(text))
    escapes = not wrong and "\\" in text
    if not wrong and _sound(data, 0, escapes):
        return Parsed(text, data)
    try:
        return Parsed(text, data, (*wrong, *_walk(data, escapes)))
    except _Unusable as error:
        return Parsed(text, None, (*wrong, error.mistake))


class _Unusable(Exception):
    def __init__(self, message: str, remedy: str, path: KeyPath) -> None:
        self.mistake = Mistake(message=message, remedy=remedy, path=path)


def _refused(text: str, message: str, remedy: str, line: int = 0, column: int = 0) -> Parsed:
    return Parsed(text, None, (Mistake(message=message, remedy=remedy, path=(), line=line, column=column),))


def _place(message: str, text: str) -> tuple[int, int]:
    match = re.search(r"at line (\d+), column (\d+)", message)
    return (int(match[1]), int(match[2])) if match else (text.count("\n") + 1, 1)


def _long_key(text: str) -> tuple[int, int] | None:
    """Line and column of a key with very many parts, which would take the parser very long."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > limits.KEY_PARTS:
            for match in _LONG_KEY.finditer(line):
                ends = line[match.end() :].lstrip(" \t")[:1] in ("=", "]")
                if ends and match[0].count(".") >= limits.KEY_PARTS:
                    return number, match.start() + 1
    return None


def _hidden_in(text: str) -> Iterator[Mistake]:
    for number, (index, name) in enumerate(hidden(text)):
        if number == SHOWN:
            return
        line = text.count("\n", 0, index) + 1
        column = index - text.rfind("\n", 0, index)
        yield _hidden(name, (), line, column)


def _hidden(name: str, path: KeyPath, line: int = 0, column: int = 0) -> Mistake:
    return Mistake(
        message=f"a character that cannot be seen: {name}",
        remedy="Remove it.",
        path=path,
        line=line,
        column=column,
    )


def _sound(value: Any, depth: int, escapes: bool) -> bool:
    """Whether :func:`_walk` would find nothing: the same rules, quickly."""
    if depth > limits.DEPTH or (depth != 1 and len(value) > limits.LIST):
        return False
    if isinstance(value, dict):
        if escapes and any(_hides(key) for key in value):
            return False
        value = value.values()
    for item in value:
        kind = type(item)
        if kind is str:
            if escapes and _hides(item):
                return False
        elif kind is dict or kind is list:
            if not _sound(item, depth + 1, escapes):
                return False
        elif (kind is int or kind is float) and not _common(item):
            return False
    return True


def _hides(text: str) -> bool:
    return not (text.isascii() and text.isprintable()) and any(True for _ in hidden(text))


def _walk(data: dict[str, Any], escapes: bool) -> Iterator[Mistake]:
    """What is wrong with the values; raises :class:`_Unusable` for what nothing behind it should meet.

    With ``escapes``, hidden characters may stand in texts that are none in the file.
    """
    left: list[tuple[Any, KeyPath]] = [(data, ())]
    count = 0
    while left:
        value, path = left.pop()
        texts: list[str] = []
        if isinstance(value, str):
            texts = [value]
        elif isinstance(value, dict | list):
            _bounded(value, path)
            pairs: list[tuple[str | int, Any]]
            pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
            plain = () if escapes else (str, bool)
            left += [(inner, (*path, key)) for key, inner in reversed(pairs) if not isinstance(inner, plain)]
            texts = list(value) if isinstance(value, dict) else []
        elif isinstance(value, int | float) and not _common(value):
            raise _Unusable("this number is too large or too small", "Write a common one.", path)
        if escapes and count < SHOWN:
            for _, name in [char for text in texts for char in hidden(text)][:3]:
                count += 1
                yield _hidden(name, path)


def _common(number: float) -> bool:
    return not number or limits.SMALLEST <= abs(number) <= limits.LARGEST


def _bounded(value: dict[str, Any] | list[Any], path: KeyPath) -> None:
    if len(path) > limits.DEPTH:
        raise _Unusable("tables and lists stand too deep in one another", "Make it flatter.", path[:8])
    if len(path) != 1 and len(value) > limits.LIST:
        raise _Unusable(f"there are more than {limits.LIST} entries", "Shorten it.", path)
