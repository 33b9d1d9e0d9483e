"""How much is found of sentences as people say them, half of them in the English of who learned it late."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.own_words.proposals import proposals, with_answers
from tests.triage.own_words.test_stories import singles

SENTENCES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))["sentence"]
FLOORS = {"read": 0.54, "aside": 0.56}
"""Shares found; of those kept aside nobody looked at what is missing."""


@pytest.mark.parametrize("part", FLOORS)
def test_what_a_sentence_tells_is_proposed(library: Library, part: str) -> None:
    sentences = [sentence for sentence in SENTENCES if sentence.get("aside", False) == (part == "aside")]
    assert len(sentences) == 20
    told = found = 0
    for sentence in sentences:
        facts = answers.read(sentence["answers"], library)
        expected = {(q, o): answer for q, o, answer in singles(facts) if answer is not False}
        taken = with_answers({}, proposals(library, {}, sentence["say"]))
        proposed = {(q, o): answer for q, o, answer in singles(taken)}
        told += len(expected)
        found += sum(proposed.get(key) == answer for key, answer in expected.items())
    assert found / told >= FLOORS[part]
