"""What a knee said to each session: the light, and what decides it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.content.model import PainRule
from kneetui.diary.entries import STIFFNESSES, SWELLINGS, AssessmentRecord, Entry, RoutineRecord, Session
from kneetui.status.response import Response, responses
from kneetui.status.usual import UsualDays

NOW = datetime(2026, 11, 20, 18, 0)
RULE = PainRule(
    id="light",
    name="Light",
    green=2,
    yellow=5,
    on_green="Go on.",
    on_yellow="Hold.",
    on_red="Stop.",
    source=("x",),
    note="",
    pack="core",
    default=True,
)
LIGHTS = ("", "green", "yellow", "red")


def run(during: float | None = 1, days: int = 0, **more: object) -> Entry:
    return Entry(
        NOW - timedelta(days=days),
        "right",
        pain_during=during,
        session=Session("running", 30),
        **more,  # type: ignore[arg-type]
    )


def morning(pain: float | None, days: int = -1, **more: object) -> Entry:
    when = (NOW - timedelta(days=days)).replace(hour=7)
    return Entry(when, "right", pain_morning=pain, note="" if pain is not None else "x", **more)  # type: ignore[arg-type]


def answers(*entries: Entry, knee: str = "right") -> tuple[Response, ...]:
    return responses(entries, knee, {"light": RULE}, {"": "light"}, (NOW - timedelta(days=42)).date())


def answer(*entries: Entry) -> Response:
    return answers(*entries)[-1]


def test_pain_in_a_session_of_the_other_knee_counts_for_the_knee_that_hurt() -> None:
    note = Entry(NOW, "left", pain_during=6)
    other, own = answers(run(1), note, knee="left")[-1], answers(run(1), note)[-1]
    assert (other.during, other.light, other.reason) == (6, "red", "open")
    assert (own.during, own.light) == (1, "green")


@pytest.mark.parametrize(
    ("during", "next_morning", "light", "reason"),
    [
        (None, None, "", ""),
        (1, None, "green", "open"),
        (2, None, "green", "open"),
        (2.5, None, "yellow", "open"),
        (5, None, "yellow", "open"),
        (5.5, None, "red", "open"),
        (4, None, "yellow", "open"),
        (6, None, "red", "open"),
        (1, morning(1), "green", "settled"),
        (4, morning(1), "yellow", "during"),
        (1, morning(4), "yellow", "morning"),
        (4, morning(4), "red", "morning"),
        (None, morning(1), "green", "settled"),
        (None, morning(4), "yellow", "morning"),
        (1, morning(1, swelling="slight"), "red", "swelling"),
        (1, morning(1, medication="ibuprofen"), "yellow", "painkiller"),
    ],
)
def test_the_light_of_a_session(
    during: float | None, next_morning: Entry | None, light: str, reason: str
) -> None:
    response = answer(run(during), *([next_morning] if next_morning else []))
    assert (response.light, response.reason) == (light, reason)


def test_a_morning_is_compared_with_days_without_load_and_never_with_itself() -> None:
    calm = [morning(3, days) for days in (10, 8, 6)]
    assert answer(*calm, run(), morning(3)).settled
    assert not answer(*calm, run(), morning(4)).settled
    assert not answer(run(), morning(8)).settled
    after_runs = [entry for days in (9, 7, 5) for entry in (run(1, days), morning(5, days - 1))]
    assert not answer(*calm, *after_runs, run(), morning(4)).settled


def test_a_bad_morning_never_becomes_usual() -> None:
    bad = [morning(9, days) for days in range(2, 12)]
    assert not answer(*bad, run(), morning(8)).settled


def test_what_is_written_late_counts_for_the_session_it_belongs_to() -> None:
    first, second = answers(run(1, 2), run(1), morning(5, 1))
    assert (first.light, second.light) == ("yellow", "green")


def test_two_sessions_a_day_have_an_evening_each() -> None:
    early = replace(run(1), when=NOW.replace(hour=8))
    noon = Entry(NOW.replace(hour=12), "right", pain_after=6)
    first, second = answers(early, noon, run(1))
    assert (first.light, second.light) == ("red", "green")
    night = Entry(NOW.replace(hour=22), "right", pain_after=6)
    first, second = answers(early, run(1), night)
    assert (first.light, second.light) == ("green", "red")
    lunch = replace(run(1), when=NOW.replace(hour=12))
    for hour, lights in ((11, "red green green"), (12, "green red green"), (13, "green red green")):
        note = Entry(NOW.replace(hour=hour), "right", pain_after=6)
        assert " ".join(response.light for response in answers(early, lunch, note, run(1))) == lights


def test_a_session_noted_for_one_knee_is_asked_of_both() -> None:
    (other,) = answers(run(7), Entry(morning(4).when, "left", pain_morning=6), knee="left")
    assert (other.during, other.light) == (None, "yellow")


PAIN = st.none() | st.integers(0, 20).map(lambda halves: halves / 2)
NEXT = st.builds(
    morning,
    PAIN,
    swelling=st.none() | st.sampled_from(SWELLINGS),
    stiffness=st.none() | st.sampled_from(STIFFNESSES),
    medication=st.sampled_from(("", "paracetamol")),
)
BEFORE = st.lists(st.builds(morning, PAIN, st.integers(1, 20)), max_size=6)


def worse(light: str, other: str) -> bool:
    return LIGHTS.index(light) > LIGHTS.index(other)


@given(BEFORE, PAIN, NEXT, st.floats(0, 5))
def test_a_worse_answer_never_makes_the_light_better(
    before: list[Entry], during: float | None, after: Entry, more: float
) -> None:
    light = answer(*before, run(during), after).light
    step = round(more * 2) / 2
    if during is not None and during + step <= 10:
        assert not worse(light, answer(*before, run(during + step), after).light)
    if after.pain_morning is not None and after.pain_morning + step <= 10:
        sorer = replace(after, pain_morning=after.pain_morning + step)
        assert not worse(light, answer(*before, run(during), sorer).light)
    if after.swelling is not None:
        level = SWELLINGS.index(after.swelling)
        for worst in SWELLINGS[level:]:
            assert not worse(light, answer(*before, run(during), replace(after, swelling=worst)).light)


@given(BEFORE, PAIN, NEXT)
def test_a_painkiller_never_turns_yellow_to_green(
    before: list[Entry], during: float | None, after: Entry
) -> None:
    without = answer(*before, run(during), replace(after, medication="")).light
    with_one = answer(*before, run(during), replace(after, medication="ibuprofen")).light
    assert not worse(without, with_one)


# --- what is usual ------------------------------------------------------------------------------


def test_three_mornings_without_load_are_enough_and_two_are_not() -> None:
    loaded = [run(days=21), morning(5, days=20), run(days=19), morning(6, days=18)]
    calm = [morning(1, days=15), morning(2, days=13), morning(3, days=11)]
    usual = UsualDays([*loaded, *calm], "right").before(NOW, RULE)
    assert (usual.morning, usual.mornings) == (2, 3)
    usual = UsualDays([*loaded, *calm[:2]], "right").before(NOW, RULE)
    assert (usual.morning, usual.mornings) == (2, 4)


def test_what_is_usual_goes_four_weeks_back() -> None:
    for days, mornings in ((28, 1), (29, 0)):
        assert UsualDays([morning(3, days=days)], "right").before(NOW, RULE).mornings == mornings
    old = [morning(9, days=days) for days in (40, 39, 38)]
    usual = UsualDays([*old, morning(1, days=5)], "right").before(NOW, RULE)
    assert (usual.morning, usual.mornings) == (1, 1)


def test_how_far_back_and_how_many_mornings_is_said_by_the_rule() -> None:
    notes = [run(days=10), morning(6, days=9), morning(1, days=5)]
    for rule, expected in (
        (replace(RULE, usual_mornings=1), (1, 1)),
        (replace(RULE, usual_mornings=2), (1, 2)),
        (replace(RULE, usual_days=7), (1, 1)),
    ):
        usual = UsualDays(notes, "right").before(NOW, rule)
        assert (usual.morning, usual.mornings) == expected


def test_stiffness_is_the_median_and_swelling_the_last_that_was_noted() -> None:
    notes = [
        morning(1, days=9, stiffness="over-60-min", swelling="marked"),
        morning(1, days=7, stiffness="none", swelling="slight"),
        morning(1, days=5, stiffness="under-30-min"),
    ]
    usual = UsualDays(notes, "right").before(NOW, RULE)
    assert (usual.stiffness, usual.swelling) == (STIFFNESSES.index("under-30-min"), SWELLINGS.index("slight"))
    assert UsualDays([morning(1, days=5)], "right").before(NOW, RULE).stiffness is None


def test_what_fell_out_for_a_later_session_is_there_again_for_an_earlier_one() -> None:
    note = morning(2, days=RULE.usual_days + 1, stiffness="none")
    days = UsualDays([note], "right")
    assert days.before(NOW, RULE).mornings == 0
    assert days.before(NOW - timedelta(days=1), RULE).mornings == 1


@given(
    st.lists(
        st.builds(
            morning,
            PAIN,
            st.integers(0, 60),
            swelling=st.none() | st.sampled_from(SWELLINGS),
            stiffness=st.none() | st.sampled_from(STIFFNESSES),
        ),
        max_size=9,
    ),
    st.lists(st.integers(0, 60), min_size=1, max_size=5),
)
def test_what_is_usual_is_the_same_whichever_session_was_asked_about_before(
    notes: list[Entry], sessions: list[int]
) -> None:
    days = UsualDays(notes, "right")
    for back in sessions:
        when = NOW - timedelta(days=back)
        assert days.before(when, RULE) == UsualDays(notes, "right").before(when, RULE)


def test_the_other_knee_says_nothing_of_this_one() -> None:
    assert UsualDays([replace(morning(3, days=5), knee="left")], "right").before(NOW, RULE).mornings == 0


# --- which entries are about a session ------------------------------------------------------------


def test_swelling_and_stiffness_that_are_usual_are_not_new() -> None:
    before = morning(1, days=5, swelling="slight", stiffness="under-30-min")
    same = morning(1, swelling="slight", stiffness="under-30-min")
    assert (answer(before, run(), same).light, answer(before, run(), same).settled) == ("green", True)
    worse = answer(before, run(), replace(same, swelling="moderate"))
    assert (worse.light, worse.reason, worse.swelling) == ("red", "swelling", "moderate")
    stiffer = answer(before, run(), replace(same, stiffness="over-60-min"))
    assert (stiffer.light, stiffer.reason, stiffer.stiffness) == ("yellow", "stiffness", "over-60-min")


def test_a_session_stopped_for_pain_is_red_and_one_done_to_the_end_is_not() -> None:
    def session(done: bool, verdict: str) -> Response:
        record = RoutineRecord("walk", phase="calm", done=done, minutes=9, pain=1, verdict=verdict)
        return answer(Entry(NOW, "right", pain_during=1, routine=record))

    assert (session(False, "rest").light, session(False, "rest").reason) == ("red", "stopped")
    assert [session(done, verdict).light for done, verdict in ((True, "rest"), (False, "repeat"))] == [
        "green"
    ] * 2
    assert session(True, "repeat").routine == "walk"


def test_the_worse_of_the_entry_and_its_routine_counts() -> None:
    record = RoutineRecord("walk", phase="calm", done=True, minutes=9, pain=6, verdict="repeat")
    assert answer(Entry(NOW, "right", pain_during=1, routine=record)).during == 6


def test_a_session_counts_from_its_day_on() -> None:
    first = (NOW - timedelta(days=42)).date()
    assert [response.day for response in answers(run(days=42), run(days=43), run(days=1))] == [
        first,
        (NOW - timedelta(days=1)).date(),
    ]


def test_a_session_without_its_rule_is_judged_by_that_of_sport_and_without_any_not_at_all() -> None:
    record = RoutineRecord("walk", phase="calm", done=True, minutes=9)
    entry, strict = Entry(NOW, "right", pain_during=4, routine=record), replace(RULE, id="strict", yellow=3)
    rules, since = {"light": RULE, "strict": strict}, NOW.date()
    for rule_of, rule, light in (
        ({"": "light"}, "light", "yellow"),
        ({"": "light", "walk": "gone"}, "light", "yellow"),
        ({"": "light", "walk": "strict"}, "strict", "red"),
    ):
        (response,) = responses([entry], "right", rules, rule_of, since)
        assert (response.rule, response.light) == (rule, light)
    assert responses([entry], "right", rules, {}, since) == ()


def test_a_session_stopped_for_the_other_knee_makes_no_light_for_this_one() -> None:
    record = RoutineRecord("walk", phase="calm", done=False, minutes=9, pain=6, verdict="rest")
    (response,) = answers(Entry(NOW, "left", pain_during=6, routine=record))
    assert (response.during, response.light, response.reason) == (None, "", "")


def test_what_the_entry_of_the_session_itself_says_counts() -> None:
    assert answer(run(1, swelling="marked")).reason == "swelling"
    assert answer(run(1, medication="ibuprofen")).reason == "painkiller"
    assert answer(run(1, pain_after=6)).light == "red"


def test_the_worst_of_several_mornings_counts_in_any_order() -> None:
    usual = morning(1, days=5, stiffness="under-30-min")
    calm = morning(1, swelling="none", stiffness="none")
    bad = morning(1, swelling="marked", stiffness="over-60-min")
    for mornings in ((calm, bad), (bad, calm)):
        response = answer(usual, run(), *mornings)
        assert (response.light, response.swelling, response.stiffness) == ("red", "marked", "over-60-min")


def test_a_painkiller_of_one_of_several_notes_counts_in_any_order() -> None:
    masked, plain = morning(1, medication="ibuprofen"), morning(1)
    for mornings in ((masked, plain), (plain, masked)):
        response = answer(run(), *mornings)
        assert (response.light, response.painkiller, response.settled) == ("yellow", True, None)


def test_where_no_morning_is_usual_none_is_excused_by_that() -> None:
    rules = {"light": replace(RULE, green=0)}
    for pain, light in ((0, "green"), (0.5, "yellow")):
        (response,) = responses([run(0), morning(pain)], "right", rules, {"": "light"}, NOW.date())
        assert response.light == light


NEXT_DAYS = (
    {"session": Session("running", 30)},
    {"routine": RoutineRecord("walk", phase="calm", done=True, minutes=9)},
    {"assessment": AssessmentRecord("self-care")},
)


@pytest.mark.parametrize("what", NEXT_DAYS, ids=lambda what: next(iter(what)))
def test_what_the_next_day_brings_tells_of_the_session_only_with_a_morning(what: dict[str, Any]) -> None:
    for pain, expected in ((None, ("green", "open")), (1, ("red", "swelling")), (0, ("red", "swelling"))):
        first, *_ = answers(run(), morning(pain, swelling="marked", **what))
        assert (first.light, first.reason) == expected


def test_two_sessions_of_one_minute_are_each_judged_by_their_own_entry() -> None:
    swollen, calm = replace(run(1, swelling="marked"), id=1), replace(run(1), id=2)
    record = RoutineRecord("walk", phase="calm", done=True, minutes=9)
    for sessions in ((swollen, calm), (replace(calm, id=1), replace(swollen, id=2))):
        reasons = {response.entry: response.reason for response in answers(*sessions)}
        assert reasons == {entry.id: "swelling" if entry.swelling else "open" for entry in sessions}
    first, _ = answers(swollen, Entry(NOW, "right", pain_during=1, routine=record, id=2))
    assert first.reason == "swelling"
    _, second = answers(Entry(NOW, "right", swelling="marked", routine=record, id=1), replace(run(1), id=2))
    assert second.reason == "open"


def test_a_note_of_the_next_day_without_a_number_counts_too() -> None:
    assert answer(run(), morning(None, swelling="moderate")).reason == "swelling"
    assert answer(run(), morning(None, medication="ibuprofen")).reason == "painkiller"


def test_a_morning_without_a_word_on_stiffness_is_no_stiffer() -> None:
    usual = morning(1, days=5, stiffness="none")
    assert answer(usual, run(), morning(1)).reason == "settled"
    assert answer(usual, run(), morning(4, stiffness="none")).reason == "morning"


def test_a_morning_behind_a_painkiller_is_not_called_settled() -> None:
    settled = [answer(run(), morning(pain, medication="ibuprofen")).settled for pain in (1, 4)]
    assert settled == [None, False]


def test_a_stiffer_morning_counts_without_a_number_for_the_pain() -> None:
    """What was written is known: nobody has to have given a number as well."""
    before = morning(1, days=5, stiffness="none")
    stiff = morning(None, stiffness="over-60-min")
    assert (answer(before, run(), stiff).light, answer(before, run(), stiff).reason) == (
        "yellow",
        "stiffness",
    )
    assert answer(before, run(), stiff).settled is False
    assert answer(before, run(), morning(None, stiffness="none")).settled is None
