"""What stands for a sign where the terminal has ASCII alone."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kneetui.config import charsets

ROOT = Path(__file__).parents[2]

MEANINGS = [
    {"during": "●", "after": "■", "in the morning": "◆", "more than one": "▲", "usual": "░", "nothing": "·"},
    {"marked": "●", "not marked": "○", "done": "✓", "here": "▸"},
    {"worse": "▲", "better": "▼", "well": "●"},
    {"up": "↑", "down": "↓", "left": "←", "right": "→"},
]
"""Signs that tell something by which of them stands there."""


def shown_in(pictures: Iterable[Path]) -> set[str]:
    text = re.compile(r"<text[^>]*>([^<]*)</text>")
    return {
        char
        for file in pictures
        for part in text.findall(file.read_text("utf-8"))
        for char in html.unescape(part)
    }


def test_every_sign_of_every_picture_has_one_of_its_own_in_ascii() -> None:
    folders = (ROOT / "tests", ROOT / "plugins", ROOT / "packs")
    chars = shown_in(file for folder in folders for file in folder.rglob("__snapshots__/**/*80x24-dark*.svg"))

    assert {"─", "▸", "█"} <= chars
    for char in chars - {"\n"}:
        stand_in = charsets.in_ascii(char)
        assert stand_in.isascii(), char
        assert "?" not in stand_in or char == "?", char
        assert len(stand_in) == cell_len(char), char


@pytest.mark.parametrize("meanings", MEANINGS)
def test_what_was_told_apart_still_is(meanings: dict[str, str]) -> None:
    assert len({charsets.in_ascii(char) for char in meanings.values()}) == len(meanings)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_becomes_printable_ascii_of_nearly_its_width(text: str) -> None:
    plain = charsets.plain(text)

    assert plain.isascii()
    assert plain == charsets.plain(plain)
    assert len(plain) <= 2 * len(text)


def test_letters_keep_their_shape() -> None:
    assert charsets.plain("Schröder läuft in Łódź: 3–4 × „gut“ …") == 'Schroder lauft in Lodz: 3-4 x "gut" .'
    assert charsets.plain("膝") == "??"
    assert charsets.plain("läuft ▸", "iso8859-1") == "läuft >"
    assert charsets.plain("läuft ▸", charsets.UTF8) == "läuft ▸"


@pytest.mark.parametrize(
    ("environment", "charset"),
    [
        ({"TERM": "xterm", "LANG": "de_DE.UTF-8"}, "utf-8"),
        ({"TERM": "xterm", "LANG": "C.utf8"}, "utf-8"),
        ({"TERM": "xterm", "LC_CTYPE": "UTF-8"}, "utf-8"),
        ({"TERM": "xterm", "LC_ALL": "C", "LANG": "de_DE.UTF-8"}, "ascii"),
        ({"TERM": "xterm", "LC_ALL": "", "LANG": "de_DE.UTF-8"}, "utf-8"),
        ({"TERM": "xterm"}, "ascii"),
        ({"TERM": "xterm", "LANG": "POSIX"}, "ascii"),
        ({"TERM": "xterm", "LANG": "de_DE"}, "ascii"),
        ({"TERM": "xterm", "LANG": "de_DE.ISO-8859-1"}, "iso8859-1"),
        ({"TERM": "xterm", "LANG": "de_DE.ISO-8859-15@euro"}, "iso8859-15"),
        ({"TERM": "xterm", "LANG": "x.rot13"}, "ascii"),
        ({"TERM": "screen", "LANG": "C"}, "ascii"),
        ({"TERM": "vt100", "LANG": "de_DE.UTF-8"}, "ascii"),
        ({"TERM": "", "LANG": "de_DE.UTF-8"}, "ascii"),
        ({"LANG": "de_DE.UTF-8"}, "ascii"),
    ],
)
def test_locale_and_terminal_say_what_can_be_shown(environment: dict[str, str], charset: str) -> None:
    assert charsets.charset(environment) == charset
    assert charsets.charset(environment, "ascii") == "ascii"
    assert charsets.charset(environment, "unicode") == "utf-8"


def test_a_stream_writes_the_same(tmp_path: Path) -> None:
    charsets.register()
    file = tmp_path / "out"
    with file.open("w", encoding="iso8859-1", errors=charsets.REPLACED) as stream:
        stream.write("läuft ▸ 3–4")

    assert file.read_bytes() == b"l\xe4uft > 3-4"
