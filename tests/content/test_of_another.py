"""What is asked, and what comes out, is right for somebody who answers for another person, too."""

from __future__ import annotations

import re

import pytest

from kneetui.content.i18n.texts import texts
from kneetui.content.model import Library
from kneetui.services.interview.names import OTHERS

SPOKEN_TO = re.compile(r"\b(you|your|yours|yourself|I|my|me|mine|myself|I'm|I've)\b", re.IGNORECASE)

SHOWN = {"question", "read-back", "self-exam", "cause", "flag", "tip", "urgency"}
"""The tables whose texts the interview and the result show."""


def test_nothing_that_is_read_of_another_person_speaks_to_the_reader(library: Library) -> None:
    seen, wrong = set(), []
    for wording in texts(library):
        spot = wording.spot
        if spot.table not in SHOWN or spot.spoken or spot.drawn:
            continue
        seen.add(spot.table)
        instead = (
            spot.table == "question" and spot.path == ("text",) and library.questions[spot.id].of_another
        )
        if not instead and SPOKEN_TO.search(wording.words):
            wrong.append(f"{spot}: {wording.words}")
    assert not wrong
    assert seen == SHOWN


@pytest.mark.parametrize("who", OTHERS.values())
def test_each_question_of_another_person_names_them_where_it_spoke_to_the_reader(
    library: Library, who: str
) -> None:
    of_another = [question for question in library.questions.values() if question.of_another]
    assert len(of_another) > 20
    for question in of_another:
        asked = question.asked_about(who)
        assert asked != question.text
        assert not SPOKEN_TO.search(asked.replace(who, "")), question.id
        assert "{" not in asked
        assert question.asked_about("") == question.text
