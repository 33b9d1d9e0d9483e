"""Textual gets the same names of characters, and the tables of all characters stay where they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import keys

from kneetui.terminal import character_names
from kneetui.terminal.character_names import CharacterNames

ASCII = [chr(code) for code in range(128)]
KEYS = [key.value for key in keys.Keys]


@pytest.fixture
def standard() -> Iterator[None]:
    """Textual with the module of the standard library again, also in what it remembered."""
    forget()
    vars(keys)["unicodedata"] = unicodedata
    yield
    forget()
    character_names.use()


def forget() -> None:
    keys.key_to_character.cache_clear()
    keys.format_key.cache_clear()


def outcome(ask: Callable[[str], str], text: str) -> str:
    try:
        return ask(text)
    except (KeyError, ValueError) as error:
        return type(error).__name__


@pytest.mark.parametrize(
    "key", [*KEYS, *keys.KEY_TO_UNICODE_NAME, *ASCII, *map(keys._character_to_key, ASCII)]
)
def test_a_key_is_the_same_character(standard: None, key: str) -> None:
    before = keys.key_to_character(key), keys.format_key(key)
    forget()
    character_names.use()
    assert (keys.key_to_character(key), keys.format_key(key)) == before


@given(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(ASCII)))
def test_a_character_has_the_same_name(character: str) -> None:
    name = outcome(unicodedata.name, character)
    assert outcome(CharacterNames().name, character) == name
    for asked in (name, name.lower(), character):
        assert outcome(CharacterNames().lookup, asked) == outcome(unicodedata.lookup, asked)


def test_no_key_of_a_keyboard_needs_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(character_names, "unicodedata", None)
    forget()
    character_names.use()
    for key in [*KEYS, *map(keys._character_to_key, ASCII)]:
        keys.key_to_character(key)
        keys.format_key(key)
    forget()
