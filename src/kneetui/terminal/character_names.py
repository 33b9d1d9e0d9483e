"""The names of characters that are keys, without the tables of all characters.

Textual asks Python's ``unicodedata`` for the character of each key that is bound, and for its name. The names of all
characters are most of a megabyte, which stays in memory for a few signs. Leans on internals of Textual, which is
pinned; a test stands guard.
"""

from __future__ import annotations

import unicodedata

from textual import keys

_NAMES = {
    " ": "SPACE", "!": "EXCLAMATION MARK", '"': "QUOTATION MARK", "#": "NUMBER SIGN", "$": "DOLLAR SIGN",
    "%": "PERCENT SIGN", "&": "AMPERSAND", "'": "APOSTROPHE", "(": "LEFT PARENTHESIS", ")": "RIGHT PARENTHESIS",
    "*": "ASTERISK", "+": "PLUS SIGN", ",": "COMMA", "-": "HYPHEN-MINUS", ".": "FULL STOP", "/": "SOLIDUS",
    ":": "COLON", ";": "SEMICOLON", "<": "LESS-THAN SIGN", "=": "EQUALS SIGN", ">": "GREATER-THAN SIGN",
    "?": "QUESTION MARK", "@": "COMMERCIAL AT", "[": "LEFT SQUARE BRACKET", "\\": "REVERSE SOLIDUS",
    "]": "RIGHT SQUARE BRACKET", "^": "CIRCUMFLEX ACCENT", "_": "LOW LINE", "`": "GRAVE ACCENT",
    "{": "LEFT CURLY BRACKET", "|": "VERTICAL LINE", "}": "RIGHT CURLY BRACKET", "~": "TILDE",
}  # fmt: skip
_ALIASES = {"BACKSPACE": "\x08", "TAB": "\t", "ESCAPE": "\x1b", "DELETE": "\x7f"}
"""Control characters have no name, but these."""

_CHARACTERS = {name: character for character, name in _NAMES.items()} | _ALIASES
_KEYS = {*(key.value for key in keys.Keys), *keys.KEY_NAME_REPLACEMENTS.values()}
_NO_CHARACTERS = {key.replace("_", " ").upper() for key in _KEYS} - set(_CHARACTERS)
"""Keys whose name is that of no character, such as F1 and SLASH."""


class CharacterNames:
    """What Textual uses of ``unicodedata``; asks it only for what is no key of a keyboard."""

    def lookup(self, name: str) -> str:
        """See ``unicodedata.lookup``."""
        plain = name.upper()
        if plain in _CHARACTERS:
            return _CHARACTERS[plain]
        if len(plain) == 1 or "+" in plain or plain in _NO_CHARACTERS:
            raise KeyError(f"undefined character name '{name}'")
        return unicodedata.lookup(name)

    def name(self, character: str) -> str:
        """See ``unicodedata.name``."""
        known = _NAMES.get(character)
        if known is None and character.isascii() and not character.isprintable():
            raise ValueError("no such name")
        return known or unicodedata.name(character)


def use() -> None:
    """Let Textual take the names of characters from here."""
    vars(keys)["unicodedata"] = CharacterNames()
