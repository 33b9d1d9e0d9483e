"""What is said line by line has no sign that a screen reader passes over or calls by its name, and loses no word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.cli.prompts.asking.aloud import SILENT, aloud
from kneetui.cli.prompts.asking.console import WIDEST, Console
from tests.examples import examples

WORDS = st.text("abcßé0123456789", min_size=1, max_size=9)
BETWEEN = st.text(" ·→│–▸,.", min_size=1, max_size=4).map(lambda signs: f" {signs} ")
TEXTS = st.lists(st.one_of(WORDS, BETWEEN, st.sampled_from(SILENT)), max_size=30).map("".join)

OUR_WORDS = ("or", "to", "yes", "no", "up", "down", "none")


@pytest.mark.parametrize(
    ("page", "heard"),
    [
        ("Gentle mobility · 9 min · 5 a week", "Gentle mobility, 9 min, 5 a week"),
        ("Sun 29 Nov 19:52  right  pain in training 1", "Sun 29 Nov 19:52, right, pain in training 1"),
        ("! Emergency. Call 112.", "Emergency. Call 112."),
        ("● See a doctor soon", "See a doctor soon"),
        ("left  swelling none · ! Emergency", "left, swelling none, Emergency"),
        ("- hot, red / a fever", "- hot, red; or a fever"),
        ("3–5 sets, 23 Nov – 29 Nov", "3 to 5 sets, 23 Nov to 29 Nov"),
        ("a page  –  2", "a page, none, 2"),
        ("load –, pain 3", "load none, pain 3"),
        ("the week before: –.", "the week before: none."),
        ("5 → 6", "5 to 6"),
        ("✓ done", "yes done"),
        ("- one of a list", "- one of a list"),
        ("it orients,\nit is no diagnosis", "it orients,\nit is no diagnosis"),
        ("Title\n=====", "Title\n"),
    ],
)
def test_what_stands_by_its_place_is_told_by_words(page: str, heard: str) -> None:
    assert aloud(page) == heard


@given(TEXTS)
@settings(max_examples=examples(300))
def test_no_sign_is_left_and_no_word_is_lost(text: str) -> None:
    heard = aloud(text)

    assert not set(SILENT) & set(heard)
    assert "  " not in heard
    words = (word for word in re.findall(r"[^\W_]+", heard) if word not in OUR_WORDS)
    assert list(words) == re.findall(r"[a-cßé0-9]+", text)


def test_a_key_and_what_it_does_stay_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    for length in range(40, WIDEST):
        Console().say(f"{'x' * length} Enter: none. q: back.")
        lines = capsys.readouterr().out.splitlines()
        assert all(len(line) <= WIDEST for line in lines)
        assert any(line.endswith("q: back.") for line in lines)
