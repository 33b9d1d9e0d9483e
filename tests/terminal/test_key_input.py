from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from kneetui.terminal.key_input import FARTHEST, TerminalInput


def keys(text: str) -> list[tuple[str, str | None]]:
    """The keys of some input, and of nothing after it."""
    parser = TerminalInput()
    messages = [*parser.feed(text), *parser.feed("")]
    return [(message.key, message.character) for message in messages if isinstance(message, events.Key)]


@pytest.mark.parametrize(
    ("text", "key", "character"),
    [
        ("\x1b[51;1:1u", "3", "3"),
        ("\x1b[97:65;2u", "A", "A"),
        ("\x1b[97:65;2:2u", "A", "A"),
        ("\x1b[97::97;1u", "a", None),
        ("\x1b[97;;97u", "a", "a"),
        ("\x1b[97;5u", "ctrl+a", None),
        ("\x1b[97:65:97;5:1u", "ctrl+a", None),
        ("\x1b[1;1:1A", "up", None),
        ("\x1b[1;1:2B", "down", None),
        ("\x1b[3;1:1~", "delete", None),
        ("\x1b[13;1:1u", "enter", None),
        ("\x1b[A", "up", None),
        ("\x1b[32u", "space", " "),
        ("\x1b[32;1:1u", "space", " "),
        (" ", "space", " "),
        ("a", "a", "a"),
        ("\t", "tab", "\t"),
        ("é", "é", "é"),
    ],
)
def test_a_key_means_the_same_however_it_is_sent(text: str, key: str, character: str | None) -> None:
    (sent,) = keys(text)
    assert sent[0] == key
    assert character is None or sent[1] == character


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[51;1:3u",
        "\x1b[1;1:3A",
        "\x1b[u",
        "\x1b[;u",
        "\x1b[0u",
        "\x1b[55296u",
        "\x1b[1114112u",
        "\x1b[999999999999u",
        "\x1b[::;:u",
    ],
)
def test_a_key_let_go_or_not_understood_is_no_key(text: str) -> None:
    assert keys(text) == []
    assert keys(text + "x") == [("x", "x")]


def test_a_click_where_no_terminal_is_does_not_count() -> None:
    parser = TerminalInput()
    far = [*parser.feed(f"\x1b[<0;{FARTHEST + 2};1M"), *parser.feed("\x1b[<99999999999;99999999999;1M")]
    assert far == []
    (near,) = parser.feed("\x1b[<0;5;1M")
    assert isinstance(near, events.MouseDown)


PIECES = st.sampled_from(
    [
        "\x1b",
        "\x1b[",
        "\x1b[<",
        "\x1bO",
        "\x1b[?",
        "\x1b[200~",
        "\x1b[201~",
        ";",
        ":",
        "u",
        "~",
        "M",
        "m",
        "R",
        "$y",
        "t",
        "A",
    ]
) | st.integers(0, 10**12).map(str)


@given(st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join))
def test_no_input_ends_the_app(text: str) -> None:
    parser = TerminalInput()
    for message in [*parser.feed(text), *parser.tick()]:
        if isinstance(message, events.Key):
            message.key.encode("utf-8")
            (message.character or "").encode("utf-8")
    # Whatever is still open ends with the end of a paste.
    messages = [*parser.feed("\x1b[201~"), *parser.feed("\x1b[201~"), *parser.feed("x")]
    assert any(isinstance(message, events.Key) and message.key == "x" for message in messages)


@pytest.mark.parametrize(
    "text", ["walked 5 km today", "dudu quit\rdelete", "zzsave it\n", "d, then u and U, then z"]
)
def test_a_burst_of_letters_is_a_paste_where_the_terminal_says_nothing(text: str) -> None:
    parser = TerminalInput(tells_pastes=False)
    (paste,) = [*parser.feed(text), *parser.feed("")]
    assert isinstance(paste, events.Paste)
    assert paste.text == text.replace("\r", "\n")


@pytest.mark.parametrize("text", ["nnnnnnnnnnnn", "\x1b[B\x1b[B\r", "3\r3\r4\r", "a4\r", "jjjkkkjj", "12 30"])
def test_keys_that_came_together_are_keys(text: str) -> None:
    parser = TerminalInput(tells_pastes=False)
    messages = [*parser.feed(text), *parser.feed("")]
    assert not [message for message in messages if isinstance(message, events.Paste)]


def test_a_terminal_that_tells_its_pastes_is_believed() -> None:
    assert [key for key, _ in keys("delete")] == list("delete")
