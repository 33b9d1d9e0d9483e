from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kneetui.content.errors import ContentError
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import build
from kneetui.content.read_back import filled_in, named
from tests.cli.small import write_core

SENTENCE = "It is about| {side}|, {place}|, for {days}|. It began {start}|."
WORDS = {"side": "the left knee", "place": "the kneecap", "days": "3 weeks", "start": "bit by bit"}


@given(some.sets(some.sampled_from(sorted(WORDS))))
def test_a_sentence_says_what_is_known_and_nothing_else(known: set[str]) -> None:
    sentence = filled_in(SENTENCE, {name: WORDS[name] for name in known})
    assert {name for name, words in WORDS.items() if words in sentence} == known
    assert bool(sentence) == bool(known)
    if known:
        assert sentence.startswith("It is about ")
        assert sentence[12].isalpha() or sentence[12].isdigit()
        assert sentence.endswith(".")


def test_all_of_it_reads_as_written() -> None:
    assert named(SENTENCE) == list(WORDS)
    assert (
        filled_in(SENTENCE, WORDS)
        == "It is about the left knee, the kneecap, for 3 weeks. It began bit by bit."
    )


def test_a_blank_for_no_question_is_named(tmp_path: Path) -> None:
    folder = write_core(tmp_path / "core")
    (folder / "said.toml").write_text('[[read-back]]\nid = "signs"\ntext = "Now| {sweling}|."\n', "utf-8")
    with pytest.raises(ContentError, match=r"no question “sweling” to read back\. Did you mean “swelling”"):
        build([load_pack(folder, "built in")])
