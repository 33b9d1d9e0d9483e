"""The terminal says what colour it has, in one piece or several, or never."""

from __future__ import annotations

import pytest

from kneetui.terminal.background import BackgroundAnswers, TerminalBackground
from kneetui.terminal.key_input import TerminalInput

WHITE, BLACK = "\x1b]11;rgb:ffff/ffff/ffff\x07", "\x1b]11;rgb:00/2b/36\x1b\\"


def heard(parser: TerminalInput, *pieces: str) -> list[object]:
    messages = [message for piece in pieces for message in parser.feed(piece)]
    return [
        message.light if isinstance(message, TerminalBackground) else getattr(message, "key", message)
        for message in messages
    ]


def test_light_and_dark() -> None:
    assert heard(TerminalInput(), WHITE) == [True]
    assert heard(TerminalInput(), BLACK) == [False]
    assert heard(TerminalInput(), "\x1b]11;rgba:f/f/f/f\x07") == [True]


def test_keys_around_it_are_keys() -> None:
    assert sorted(map(str, heard(TerminalInput(), f"a{WHITE}b"))) == ["True", "a", "b"]


@pytest.mark.parametrize("cut", range(2, len(WHITE)))
def test_it_may_come_in_pieces(cut: int) -> None:
    assert heard(TerminalInput(), WHITE[:cut], WHITE[cut:]) == [True]


def test_what_only_begins_like_it_is_given_back() -> None:
    answers = BackgroundAnswers()

    assert answers.taken("\x1b]1") == ("", [])
    assert answers.given_up() == "\x1b]1"
    assert answers.taken("\x1b]12;x") == ("\x1b]12;x", [])
    assert answers.given_up() == ""


def test_escape_alone_is_not_held() -> None:
    assert BackgroundAnswers().taken("\x1b") == ("\x1b", [])
