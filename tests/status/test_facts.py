"""What is known of a knee: the newest answer counts, and a stale one or one of the other knee does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Library
from kneetui.diary.entries import Entry
from kneetui.status.facts import KnownFact
from kneetui.status.known import Screening, StatusInput
from kneetui.status.results import KneeResult, Look, Stage
from kneetui.status.status import status

NOW = datetime(2026, 11, 22, 9, 30)
ILL = Choices(frozenset({"diabetes"}))


def result(
    days: int,
    facts: dict[str, Answer],
    *,
    knee: str = "right",
    stage: Stage = "saved",
    urgency: str = "self-care",
) -> KneeResult:
    when = NOW - timedelta(days=days)
    return KneeResult(
        knee=knee, when=when, urgency=urgency, flags=(), facts=facts, stage=stage, entry=100 - days
    )


def known(
    library: Library,
    results: Sequence[KneeResult] = (),
    entries: Sequence[Entry] = (),
    looks: Sequence[Look] = (),
    screening: Screening | None = None,
    knee: str = "right",
) -> dict[str, KnownFact]:
    now = status(
        StatusInput(
            library=library, now=NOW, results=results, entries=entries, looks=looks, screening=screening
        )
    )
    return {fact.question: fact for fact in now.knees[knee].facts}


def note(days: float, knee: str = "right", **noted: object) -> Entry:
    return Entry(NOW - timedelta(days=days), knee, **noted)  # type: ignore[arg-type]


def test_of_two_results_that_count_the_newer_answer_is_known_and_the_older_fills_in(library: Library) -> None:
    older = result(9, {"trend": "worse", "swelling": "marked"})
    newer = replace(result(2, {"trend": "better"}), beside=(older.entry,))
    facts = known(library, [older, newer])
    assert (facts["trend"].answer, facts["trend"].day) == ("better", newer.when.date())
    assert (facts["swelling"].answer, facts["swelling"].day) == ("marked", older.when.date())


def test_what_is_still_being_asked_says_so(library: Library) -> None:
    facts = known(
        library,
        [result(3, {"trend": "same"}), result(0, {"swelling": "slight"}, stage="under-way", urgency="soon")],
    )
    assert (facts["trend"].origin, facts["swelling"].origin) == ("assessment", "questions")


@pytest.mark.parametrize("stage", ["saved", "under-way"])
def test_what_no_pack_asks_any_more_is_not_known(library: Library, stage: Stage) -> None:
    gone: dict[str, Answer] = {"of-a-pack-that-is-gone": True}
    for knee in ("left", "right"):
        screening = Screening(when=NOW, facts={**gone, "age": 30})
        assert known(library, [result(1, gone, stage=stage, knee=knee)], screening=screening).keys() == {
            "age"
        }


def test_of_a_result_that_is_over_only_what_stays_as_it_is_is_known(library: Library) -> None:
    over = result(40, {"age": 43, "onset": "sudden", "swelling": "marked", "gone": True})
    assert known(library, [over]).keys() == {"age", "onset"}
    seen = Look(knee="right", when=NOW - timedelta(days=1), by="doctor", allowed="all")
    ended = result(3, {"age": 43, "swelling": "marked"}, urgency="urgent")
    assert known(library, [ended]).keys() == {"age", "swelling"}
    assert known(library, [ended], looks=[seen]).keys() == {"age"}


def test_of_the_other_knee_only_what_is_true_of_the_person_is_known(library: Library) -> None:
    left: dict[str, Answer] = {
        "age": 43,
        "conditions": ILL,
        "knee-history": Choices(frozenset({"surgery"})),
        "onset": "sudden",
        "swelling": "marked",
    }
    for days in (3, 40):
        assert known(library, [result(days, left, knee="left")]).keys() == {"age", "conditions"}


def test_what_was_said_of_this_knee_goes_before_what_was_said_elsewhere(library: Library) -> None:
    screening = Screening(when=NOW, facts={"age": 50, "swelling": "slight"})
    own, other = result(9, {"age": 43}), result(1, {"age": 44}, knee="left")
    assert known(library, [own, other], screening=screening)["age"].answer == 43
    assert known(library, [other], screening=screening)["age"].answer == 44
    facts = known(library, screening=screening)
    assert {name: (fact.answer, fact.origin) for name, fact in facts.items()} == {
        "age": (50, "signs"),
        "swelling": ("slight", "signs"),
    }


def test_the_diary_counts_where_it_is_not_older_than_the_answers(library: Library) -> None:
    asked = result(2, {"pain-worst": 8, "swelling": "marked"})
    for days, pain in ((1, 2), (2, 2), (3, 8)):
        facts = known(library, [asked], [note(days, pain_morning=2)])
        assert facts["pain-worst"].answer == pain
        assert (facts["pain-worst"].origin == "diary") == (pain == 2)
        assert facts["swelling"].answer == "marked"


def test_the_last_pain_and_the_last_swelling_of_this_knee_are_known_for_a_week(library: Library) -> None:
    entries = [
        note(8, pain_morning=9, swelling="marked"),
        note(4, swelling="slight", note="after a walk"),
        note(3, pain_morning=4),
        note(2, pain_morning=1, swelling="none"),
        note(1, "left", pain_morning=7, swelling="moderate"),
        note(0.1, note="no number"),
    ]
    facts = known(library, entries=entries)
    assert (facts["pain-worst"].answer, facts["swelling"].answer) == (1.0, "none")
    assert {fact.day for fact in facts.values()} == {(NOW - timedelta(days=2)).date()}
    left = known(library, entries=entries, knee="left")
    assert (left["pain-worst"].answer, left["swelling"].answer) == (7.0, "moderate")
    apart = known(library, entries=entries[:3])
    assert (apart["pain-worst"].answer, apart["swelling"].answer) == (4.0, "slight")
    assert known(library, entries=[note(7, pain_morning=3)]).keys() == {"pain-worst"}
    assert known(library, entries=entries[:1]) == {}


def test_the_diary_answers_only_what_is_asked(library: Library) -> None:
    entry = note(1, pain_morning=3, swelling="moderate")
    swelling = library.questions["swelling"]
    plain = replace(swelling, options=tuple(one for one in swelling.options if one.id != "moderate"))
    own = replace(library, questions={**library.questions, swelling.id: plain})
    assert known(own, entries=[entry]).keys() == {"pain-worst"}
    without = {name: one for name, one in library.questions.items() if one.role not in ("pain", "swelling")}
    assert known(replace(library, questions=without), entries=[entry]) == {}
