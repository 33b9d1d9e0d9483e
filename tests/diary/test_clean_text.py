from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.diary.clean_text import clean_line, clean_text


def test_no_escape_sequence_gets_through() -> None:
    assert clean_line("\x1b[31mred\x1b[0m \x9b31m\x07") == "[31mred[0m 31m"


def test_no_bidirectional_character_gets_through() -> None:
    assert clean_text("pain \u202e2\u202c \u2066of\u2069 \u200f10\ufeff") == "pain 2 of 10"


def test_a_line_is_one_line() -> None:
    assert clean_line("  two\n\n tablets\t of\u2028 it ") == "two tablets of it"


def test_a_text_keeps_its_lines() -> None:
    assert clean_text("one\r\ntwo\rthree\u2029  four\tfive\n") == "one\ntwo\nthree\n  four five"


def test_emoji_and_scripts_with_joiners_stay_whole() -> None:
    assert clean_line("👩‍⚕️ می‌روم") == "👩‍⚕️ می‌روم"


@settings(deadline=None, database=None)
@given(st.text(st.characters()))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    line, lines = clean_line(text), clean_text(text)
    assert clean_line(line) == line
    assert clean_text(lines) == lines
    assert "\n" not in line
    assert not {unicodedata.category(char) for char in line} & {"Cc", "Cs", "Zl", "Zp"}
    assert all(char == "\n" or unicodedata.category(char) not in {"Cc", "Cs"} for char in lines)
