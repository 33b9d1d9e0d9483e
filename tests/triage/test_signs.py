from __future__ import annotations

import re
from dataclasses import replace

from kneetui.content.conditions import Choices, Within
from kneetui.content.model import Library
from kneetui.triage.assessment import assess
from kneetui.triage.interview.next_question import FIRST_PAGE
from kneetui.triage.signs import Signs, signs
from kneetui.triage.wording import no_flag
from tests.triage.outcomes import outcomes


def every(library: Library, question: str) -> frozenset[str]:
    return frozenset(option.id for option in library.questions[question].options)


def test_each_sign_is_in_one_list_and_denied_only_if_it_was(library: Library) -> None:
    for case, _ in outcomes(library)[::10]:
        known = signs(library, case.facts)
        texts = [*known.named, *known.denied, *known.unknown]
        assert len(texts) == len(set(texts))
        for question in library.questions.values():
            if question.page == FIRST_PAGE and question.id in case.facts:
                value = case.facts[question.id]
                assert isinstance(value, Choices)
                assert {option.text for option in question.options if option.id in value.no} <= set(
                    known.denied
                )
                assert {option.text for option in question.options if option.id in value.yes} <= set(
                    known.named
                )


def test_the_sentence_counts_what_was_asked_and_claims_no_more(library: Library) -> None:
    for case, outcome in outcomes(library)[::3]:
        if outcome.flags:
            continue
        known = signs(library, case.facts)
        asked = len(known.named) + len(known.denied)
        numbers = [int(number) for number in re.findall(r"\d+", no_flag(library, outcome))]
        expected = [len(known.named)] if known.named and asked > 1 else []
        expected += [asked] if asked > 1 else []
        expected += [len(known.unknown)] if asked and known.unknown else []
        assert numbers == expected, case.id


def test_nothing_asked_nothing_claimed(library: Library) -> None:
    nothing = assess(library, {})
    known = signs(library, {})
    assert (known.named, known.denied) == ((), ())
    assert no_flag(library, nothing) == "No warning sign was asked about."


def test_of_a_single_sign_it_is_said_as_of_one(library: Library) -> None:
    one = assess(library, {"swelling": "none"})
    unknown = len(signs(library, {"swelling": "none"}).unknown)
    assert no_flag(library, one) == (
        f"The one warning sign we asked about is not true; {unknown} are not known."
    )


def test_what_is_known_of_the_long_question_counts_for_its_line(library: Library) -> None:
    denied = signs(library, {"swelling": "none", "fever-or-unwell": False}).denied
    assert len(denied) == 2
    pages = [question.id for question in library.questions.values() if question.page == FIRST_PAGE]
    none = {name: Choices(no=every(library, name)) for name in pages}
    calm = signs(library, none)
    assert calm == Signs(named=(), denied=calm.denied, unknown=())
    assert no_flag(library, assess(library, none)) == (
        f"None of the {len(calm.denied)} warning signs we asked about is true."
    )


def test_a_sign_that_cannot_concern_the_person_is_in_no_list(library: Library) -> None:
    fever, page = library.questions["fever-or-unwell"], library.questions["warning-signs"]
    hot = replace(fever, page=FIRST_PAGE, when=Within("age", 0, 17))
    calf, *others = page.options
    of_children = replace(page, options=(replace(calf, when=Within("age", 0, 17)), *others))
    own = replace(library, questions={hot.id: hot, of_children.id: of_children})
    texts = {option.text for option in others}
    assert set(signs(own, {"age": 30.0}).unknown) == texts
    assert set(signs(own, {"age": 12.0}).unknown) == {*texts, hot.text, calf.text}
    assert set(signs(own, {}).unknown) == {*texts, hot.text, calf.text}
    for answer in (True, False):
        known = signs(own, {"age": 12.0, hot.id: answer})
        assert (known.named, known.denied) == ((hot.text,), ())[:: 1 if answer else -1]
        assert hot.text not in known.unknown
