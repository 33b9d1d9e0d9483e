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
FLOORS = {"read": 0.92, "aside": 0.68}
"""Shares found; of those kept aside nobody looked at what is missing."""


@pytest.mark.parametrize("part", FLOORS)
def test_what_a_sentence_tells_is_proposed(library: Library, part: str) -> None:
    sentences = [sentence for sentence in SENTENCES if sentence.get("aside", False) == (part == "aside")]
    assert len(sentences) == 20
    facts = hits = 0
    for sentence in sentences:
        single_facts = set(singles(answers.read(sentence["answers"], library)))
        proposed = set(singles(with_answers({}, proposals(library, {}, sentence["say"]))))
        expected = {single for single in single_facts if single[2] is not False}
        facts += len(expected)
        hits += len(expected & proposed)
    assert hits / facts >= FLOORS[part]
