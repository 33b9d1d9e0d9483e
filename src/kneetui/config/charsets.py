"""Signs that a terminal may not have, and what stands for each in ASCII, as wide as they are.

What a terminal can show is not to be asked; the locale and ``TERM`` say what it is believed to.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

ASCII, UTF8 = "ascii", "utf-8"

CHOICES = ("", "ascii", "unicode")
"""The setting: as the terminal is believed to show, or one of them whatever it says."""

OLD: Final = frozenset(("", "dumb", "unknown", "vt52", "vt100", "vt102", "vt220", "ansi", "cons25"))
"""Values of TERM of terminals that know no more than ASCII, or of which nobody knows."""

_TABLE: Final = {
    "─": "-", "━": "=", "│": "|", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "└": "+", "┘": "+", "┌": "+", "┐": "+",
    "├": "+", "┤": "+", "┼": "+", "┬": "+", "┴": "+", "▏": "|",
    "█": "#", "▀": '"', "▄": "=", "▁": "_", "▂": "_", "▃": "-", "▅": "=", "▆": "%", "▇": "%", "░": ":",
    "▒": "%", "▓": "%", "▌": "|", "▐": "|", "▘": "'", "▝": "'", "▖": ".", "▗": ".", "▚": "\\", "▞": "/",
    "▙": "#", "▛": "#", "▜": "#", "▟": "#", "▔": "-", "▕": "|", "▎": "|", "▍": "|", "▋": "#", "▊": "#", "▉": "#",
    "┃": "|", "═": "=", "║": "|", "╱": "/", "╲": "\\", "╳": "x",
    "●": "*", "○": "o", "■": "@", "▲": "^", "▼": "v", "◆": "&", "◇": "o", "□": "o", "▪": "*", "▶": ">", "◀": "<",
    "✗": "x", "✔": "x", "★": "*", "☆": "o", "↔": "-", "↕": "|", "⇒": ">", "▸": ">", "•": "*", "✓": "x", "×": "x",
    "←": "<", "↑": "^", "→": ">", "↓": "v", "‹": "<", "›": ">", "⌫": "<", "¶": "|", "·": "-", "…": ".",
    "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "≥": ">", "≤": "<", "≈": "~",
    "½": "/", "°": "o", "ł": "l", "Ł": "L", "ß": "s", "ø": "o", "Ø": "O", "đ": "d", "æ": "a", "œ": "o", "\u00a0": " ",
}  # fmt: skip


def family(term: str) -> str:
    """What kind of terminal a value of ``TERM`` names: ``screen`` of ``screen.xterm-256color``, as GNU screen sets it."""
    return re.split(r"[-.]", term, maxsplit=1)[0]


def charset(environment: Mapping[str, str] | None = None, chosen: str = "") -> str:
    """The name of the characters to send: ``utf-8``, ``ascii``, or those of an older locale as Python names them.

    ``environment`` is that of this process unless another is given, ``chosen`` the setting.
    """
    if chosen:
        return ASCII if chosen == "ascii" else UTF8
    if environment is None:
        environment = _as_it_was()
    if family(environment.get("TERM", "")) in OLD:
        return ASCII
    locale = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environment.get(name))), "C")
    named = locale.partition("@")[0].rpartition(".")[2]
    try:
        name = codecs.lookup(named).name
    except (LookupError, ValueError):
        return ASCII  # C, POSIX, and locales that leave it open
    return name if name in (UTF8, ASCII) or name.startswith(("iso8859", "koi8", "cp125")) else ASCII


def _as_it_was() -> Mapping[str, str]:
    """The environment without the locale that Python puts into it where there is none (:pep:`538`)."""
    if not sys.flags.utf8_mode or "PYTHONUTF8" in os.environ:
        return os.environ
    try:
        with open("/proc/self/environ", "rb") as file:  # noqa: PTH123
            given = [line.partition(b"=") for line in file.read().split(b"\0")]
    except OSError:
        given = []
    own = next((value.decode("ascii", "replace") for name, _, value in given if name == b"LC_CTYPE"), "")
    return {**os.environ, "LC_CTYPE": own}


@lru_cache(maxsize=4096)
def plain(text: str, charset: str = ASCII) -> str:
    """The text in the characters of ``charset``, each sign that is not among them replaced by one as wide."""
    return "".join(char if _has(charset, char) else in_ascii(char) for char in text)


def in_ascii(char: str) -> str:
    """What stands for a character: as many signs of ASCII as it is wide, none for what only marks another."""
    if char.isascii():
        return char
    if char in _TABLE:
        return _TABLE[char]
    import unicodedata

    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return ""
    base = unicodedata.normalize("NFKD", char)[0]
    wide = unicodedata.east_asian_width(char) in "WF"
    return ("?" if not base.isascii() or base == " " else base) * (2 if wide else 1)


def _has(charset: str, char: str) -> bool:
    if char.isascii():
        return True
    try:
        return charset == UTF8 or bool(char.encode(charset))
    except UnicodeEncodeError:
        return False


REPLACED = "kneetui-signs"
"""The name of an error handler for :func:`open` and streams that writes signs as :func:`plain` does."""


def register() -> None:
    """Make the error handler known to Python."""

    def replaced(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        return "".join(map(in_ascii, error.object[error.start : error.end])), error.end

    codecs.register_error(REPLACED, replaced)
