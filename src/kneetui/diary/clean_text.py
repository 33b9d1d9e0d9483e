"""Text from people and files, made safe to show in a terminal."""

from __future__ import annotations

_JOINERS = "\u200c\u200d"
"""Invisible, but part of words in some scripts and of emoji."""


def _kept(char: str) -> bool:
    if char.isprintable():
        return True
    import unicodedata  # a megabyte of tables that most texts do not need

    return unicodedata.category(char) not in {"Cc", "Cf", "Cs"} or char in _JOINERS


def clean_line(text: str) -> str:
    """One line: without control, bidirectional and other invisible characters, white space made single."""
    if text.isprintable():
        return " ".join(text.split())
    spaced = (" " if char.isspace() else char for char in text)
    return " ".join("".join(filter(_kept, spaced)).split())


def clean_text(text: str) -> str:
    """As :func:`clean_line`, but lines and the spacing within them stay."""
    if text.isprintable():
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    spaced = (" " if char.isspace() and char != "\n" else char for char in lines)
    return "".join(char for char in spaced if char == "\n" or _kept(char)).strip()
