from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.routines.gate import OPEN, gate_for
from kneetui.routines.progress import LOWEST_LEVEL, Place, Progress
from kneetui.routines.progression import (
    KINDS,
    Felt,
    Morning,
    Return,
    UnknownRoutineError,
    Verdict,
    after_break,
    after_morning,
    after_session,
)

if TYPE_CHECKING:
    from kneetui.content.model import Library

DAY = date(2026, 11, 22)
LATER = date(2026, 11, 24)


def judged(
    library: Library, pain: float, place: Place | None = None, morning: Morning | None = None, **felt: bool
) -> Verdict:
    progress = Progress("kneecap", place=place or Place())
    return after_session(library, progress, Felt(pain, **felt), DAY, OPEN, morning=morning)


def test_green_counts_and_then_steps_up(library: Library) -> None:
    first = judged(library, 2)
    assert (first.kind, first.colour, first.progress.place) == ("repeat", "green", Place(greens=1))
    second = after_session(library, first.progress, Felt(0), LATER, OPEN)
    assert (second.kind, second.why, second.progress.place) == ("step-up", "green", Place(phase=1))
    assert second.progress.sessions == 2
    assert second.progress.last_session == LATER


def test_one_session_a_day_counts_or_as_many_as_the_plan_has(library: Library) -> None:
    """A second one in the green leads nowhere, one in the red still steps back; a plan for twice a day has two."""
    first = judged(library, 0).progress
    again = after_session(library, first, Felt(0), DAY, OPEN)
    assert (again.kind, again.why, again.progress.place) == ("repeat", "again", first.place)
    assert (again.progress.sessions, first.sessions) == (1, 1)
    assert after_session(library, first, Felt(8), DAY, OPEN).kind == "step-back"
    assert after_session(library, again.progress, Felt(0), LATER, OPEN).kind == "step-up"
    routine = replace(library.routines["kneecap"], per_week=14)
    twice = replace(library, routines={**library.routines, "kneecap": routine})
    assert after_session(twice, first, Felt(0), DAY, OPEN).kind == "step-up"


def test_a_session_that_was_not_done_takes_no_place_of_its_day(library: Library) -> None:
    first = judged(library, 0, complete=False).progress
    assert after_session(library, first, Felt(0), DAY, OPEN).why == "green"


def test_the_words_and_the_source_are_those_of_the_rule(library: Library) -> None:
    rule = library.rules["monitor"]
    for pain, reason in ((2, rule.on_green), (5, rule.on_yellow), (6, rule.on_red)):
        verdict = judged(library, pain)
        assert (verdict.rule, verdict.reason, verdict.source) == ("monitor", reason, rule.source)


def test_thresholds_are_those_of_the_rule(library: Library) -> None:
    strict = replace(library, rules={"monitor": replace(library.rules["monitor"], green=0, yellow=0)})
    assert judged(strict, 0).colour == "green"
    assert judged(strict, 1).colour == "red"


def test_yellow_repeats_the_same_dose(library: Library) -> None:
    place = Place(phase=1, greens=1, level=-1)
    verdict = judged(library, 5, place)
    assert (verdict.kind, verdict.why, verdict.progress.place) == ("repeat", "yellow", place)


def test_red_steps_back_and_rests(library: Library) -> None:
    verdict = judged(library, 6, Place(phase=2, greens=1))
    assert verdict.kind == "step-back"
    assert verdict.progress.place == Place(phase=1, level=-1, paused_until=LATER)
    assert 0.5 <= verdict.progress.place.factor <= 0.7


def test_red_in_the_first_phase_means_easier_neighbours(library: Library) -> None:
    verdict = judged(library, 6)
    assert verdict.progress.place == Place(eased=1, level=-1, paused_until=LATER)


def test_red_with_nothing_easier_left_is_rest(library: Library) -> None:
    verdict = judged(library, 6, Place(eased=2, level=LOWEST_LEVEL))
    assert verdict.kind == "rest"
    assert verdict.progress.place == Place(eased=2, level=LOWEST_LEVEL, paused_until=LATER)


def test_a_limp_a_catch_or_swelling_stops_whatever_the_number(library: Library) -> None:
    verdict = judged(library, 0, Place(phase=1, greens=1), stopped=True)
    assert (verdict.kind, verdict.why, verdict.colour) == ("rest", "stopped", "red")
    assert verdict.progress.place == Place(level=-1, paused_until=LATER)


def test_the_way_up_gives_the_dose_back_before_the_next_phase(library: Library) -> None:
    progress = judged(library, 6).progress
    places = []
    for day in range(6):
        verdict = after_session(library, progress, Felt(1), date(2026, 11, 24 + day), OPEN)
        progress = verdict.progress
        places.append(progress.place)
    assert places[1] == Place()
    assert places[3] == Place(phase=1)
    assert places[5] == Place(phase=2)


def test_the_dose_comes_back_one_step_at_a_time(library: Library) -> None:
    progress, places = Progress("kneecap", place=Place(eased=2, level=LOWEST_LEVEL)), []
    for day in range(6):
        progress = after_session(library, progress, Felt(1), DAY + timedelta(days=2 * day), OPEN).progress
        places.append(progress.place)
    assert places[1::2] == [Place(eased=1, level=-1), Place(), Place(phase=1)]
    easier = Progress("kneecap", place=Place(phase=1, eased=1, greens=1))
    assert after_session(library, easier, Felt(1), DAY, OPEN).progress.place == Place(phase=1)


def test_red_with_nothing_less_left_still_goes_a_phase_back(library: Library) -> None:
    verdict = judged(library, 6, Place(phase=2, level=LOWEST_LEVEL))
    assert (verdict.kind, verdict.progress.phase) == ("step-back", 1)


def test_the_last_phase_in_the_green_is_the_end(library: Library) -> None:
    verdict = judged(library, 1, Place(phase=2, greens=1))
    assert (verdict.kind, verdict.why) == ("step-up", "finished")
    assert verdict.progress.place.finished
    again = after_session(library, verdict.progress, Felt(1), LATER, OPEN)
    assert (again.kind, again.progress.place.finished) == ("repeat", True)
    worse = after_session(library, again.progress, Felt(8), LATER, OPEN)
    assert not worse.progress.place.finished


def test_a_session_left_early_does_not_count(library: Library) -> None:
    verdict = judged(library, 0, Place(greens=1), complete=False)
    assert (verdict.kind, verdict.why, verdict.progress.place) == ("repeat", "unfinished", Place(greens=1))


def test_gentle_exercises_alone_do_not_lead_to_the_next_phase(library: Library) -> None:
    progress = Progress("kneecap", place=Place(greens=1))
    verdict = after_session(library, progress, Felt(0), DAY, gate_for(library, "soon"))
    assert (verdict.kind, verdict.why, verdict.progress.place) == ("repeat", "limited", Place(greens=1))


def test_a_bad_morning_turns_a_step_up_into_a_repeat(library: Library) -> None:
    evening = judged(library, 1, Place(greens=1))
    assert evening.kind == "step-up"
    verdict = after_morning(library, evening.progress, Morning(settled=False))
    assert verdict is not None
    assert (verdict.kind, verdict.why, verdict.colour) == ("repeat", "morning", "yellow")
    assert verdict.reason == library.rules["monitor"].on_yellow
    assert verdict.progress.place == Place(greens=1)
    assert verdict.progress.sessions == 1


def test_a_bad_morning_after_yellow_is_red(library: Library) -> None:
    verdict = judged(library, 4, Place(phase=1), Morning(settled=False))
    assert (verdict.kind, verdict.why, verdict.progress.phase) == ("step-back", "morning", 0)


def test_a_bad_morning_after_red_does_not_step_back_twice(library: Library) -> None:
    evening = judged(library, 7, Place(phase=2))
    verdict = after_morning(library, evening.progress, Morning(settled=False, swelling=True))
    assert verdict is not None
    assert (verdict.kind, verdict.why) == ("step-back", "red")
    assert verdict.progress == evening.progress


def test_a_swollen_morning_is_red_and_a_corrected_one_is_not(library: Library) -> None:
    evening = judged(library, 1, Place(phase=1, greens=1))
    swollen = after_morning(library, evening.progress, Morning(swelling=True))
    assert swollen is not None
    assert (swollen.kind, swollen.why, swollen.progress.paused_until) == ("step-back", "swelling", LATER)
    corrected = after_morning(library, swollen.progress, Morning())
    assert corrected is not None
    assert corrected == evening


def test_no_morning_without_a_session(library: Library) -> None:
    assert after_morning(library, Progress("kneecap"), Morning()) is None


def test_a_longer_break_is_kept_and_one_that_is_over_is_dropped(library: Library) -> None:
    longer = date(2026, 12, 1)
    assert judged(library, 6, Place(paused_until=longer)).progress.paused_until == longer
    assert judged(library, 1, Place(paused_until=longer)).progress.paused_until == longer
    assert judged(library, 1, Place(paused_until=DAY)).progress.paused_until is None


def test_a_phase_that_a_newer_pack_no_longer_has_is_the_last(library: Library) -> None:
    assert judged(library, 1, Place(phase=9)).progress.phase == 2
    assert judged(library, 9, Place(phase=9)).progress.phase == 1


def test_a_routine_that_is_gone_cannot_be_judged(library: Library) -> None:
    with pytest.raises(UnknownRoutineError):
        after_session(library, Progress("removed"), Felt(0), DAY, OPEN)
    with pytest.raises(UnknownRoutineError):
        after_session(replace(library, rules={}), Progress("kneecap"), Felt(0), DAY, OPEN)


@pytest.mark.parametrize("pain", [-1, 11, float("nan")])
def test_pain_is_a_number_from_0_to_10(pain: float) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        Felt(pain)


places = st.builds(
    Place,
    phase=st.integers(0, 3),
    greens=st.integers(0, 2),
    level=st.integers(LOWEST_LEVEL, 0),
    eased=st.integers(0, 2),
    paused_until=st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 31)),
    finished=st.booleans(),
)
pains = st.floats(0, 10)
mornings = st.builds(Morning, settled=st.booleans(), swelling=st.booleans())


def ambition(verdict: Verdict) -> tuple[int, bool, int, int, int, int]:
    place = verdict.progress.place
    return (KINDS.index(verdict.kind), place.finished, place.phase, place.level, -place.eased, place.greens)


def at_most(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(a <= b for a, b in zip(one[:-1], other[:-1], strict=True)) and (
        one[:-1] != other[:-1] or one[-1] <= other[-1]
    )


@given(places, pains, pains, mornings, st.booleans())
def test_more_pain_is_never_more_ambitious(
    library: Library, place: Place, one: float, other: float, morning: Morning, complete: bool
) -> None:
    less, more = sorted((one, other))
    calm = judged(library, less, place, morning, complete=complete)
    sore = judged(library, more, place, morning, complete=complete)
    assert at_most(ambition(sore), ambition(calm))
    assert (calm.progress.paused_until or DAY) <= (sore.progress.paused_until or DAY)


@given(places, pains, mornings)
def test_a_worse_morning_or_a_stop_is_never_more_ambitious(
    library: Library, place: Place, pain: float, morning: Morning
) -> None:
    best = ambition(judged(library, pain, place))
    assert at_most(ambition(judged(library, pain, place, morning)), best)
    assert at_most(ambition(judged(library, pain, place, stopped=True)), best)
    assert at_most(ambition(judged(library, pain, place, complete=False)), best)


@given(places, pains, mornings)
def test_the_morning_may_come_with_the_session_or_later(
    library: Library, place: Place, pain: float, morning: Morning
) -> None:
    at_once = judged(library, pain, place, morning)
    assert after_morning(library, judged(library, pain, place).progress, morning) == at_once


@given(st.lists(st.tuples(pains, mornings, st.booleans()), max_size=30))
def test_any_course_keeps_the_place_within_the_routine(
    library: Library, course: list[tuple[float, Morning, bool]]
) -> None:
    progress = Progress("kneecap")
    for pain, morning, stopped in course:
        progress = after_session(library, progress, Felt(pain, stopped), DAY, OPEN, morning=morning).progress
        assert 0 <= progress.phase <= 2
        assert LOWEST_LEVEL <= progress.place.level <= 0
        assert 0 <= progress.place.eased <= -LOWEST_LEVEL
        assert Progress.from_json(progress.to_json()) == progress


# --- the morning, with all that is known ------------------------------------------------------


def test_a_yellow_session_that_settled_counts_where_the_routine_says_so(library: Library) -> None:
    first = judged(library, 4)
    assert first.kind == "repeat"
    held = after_morning(library, first.progress, Morning(light="yellow"))
    assert held is not None
    assert (held.why, held.progress.place.greens) == ("yellow", 0)
    counted = after_morning(library, first.progress, Morning(light="yellow", counts=True))
    assert counted is not None
    assert (counted.colour, counted.why, counted.progress.place.greens) == ("yellow", "settled", 1)


def test_it_does_not_count_if_it_was_broken_off_or_limited(library: Library) -> None:
    left = judged(library, 4, complete=False)
    verdict = after_morning(library, left.progress, Morning(light="yellow", counts=True))
    assert verdict is not None
    assert (verdict.kind, verdict.why, verdict.progress.place.greens) == ("repeat", "unfinished", 0)


def test_what_the_morning_makes_worse_is_no_step_forward(library: Library) -> None:
    for pain, colour in ((1, "yellow"), (4, "red")):
        verdict = after_morning(library, judged(library, pain).progress, Morning(settled=False, counts=True))
        assert verdict is not None
        assert (verdict.colour, verdict.progress.place.greens) == (colour, 0)
        assert verdict.kind in ("repeat", "step-back")


@pytest.mark.parametrize(
    ("morning", "why"),
    [
        (Morning(light="yellow", painkiller=True), "painkiller"),
        (Morning(light="yellow"), "evening"),
        (Morning(settled=False, light="yellow"), "morning"),
    ],
)
def test_the_worse_light_counts(library: Library, morning: Morning, why: str) -> None:
    verdict = after_morning(library, judged(library, 1).progress, morning)
    assert verdict is not None
    assert (verdict.colour, verdict.why, verdict.progress.place.greens) == ("yellow", why, 0)


def test_a_milder_light_changes_nothing(library: Library) -> None:
    verdict = after_morning(library, judged(library, 6).progress, Morning(light="green"))
    assert verdict is not None
    assert verdict.colour == "red"


# --- after a break ----------------------------------------------------------------------------


def resting(library: Library, **rule: object) -> Library:
    words = {"away_days": 7, "on_away": "Less.", "long_away_days": 28, "on_long_away": "A phase back."}
    monitor = replace(library.rules["monitor"], **{**words, **rule})  # type: ignore[arg-type]
    return replace(library, rules={**library.rules, "monitor": monitor})


def back(library: Library, days: int, place: Place | None = None) -> Return | None:
    progress = judged(library, 1, place or Place(phase=1)).progress
    return after_break(library, progress, DAY + timedelta(days=days))


def test_a_week_away_means_less_and_a_month_a_phase_back(library: Library) -> None:
    library = resting(library)
    interval = 7 // library.routines["kneecap"].per_week
    assert back(library, interval + 6) is None
    week, month = back(library, interval + 7), back(library, interval + 28)
    assert week is not None
    assert month is not None
    assert (week.reason, week.progress.place) == ("Less.", Place(phase=1, level=-1))
    assert (month.reason, month.progress.place) == ("A phase back.", Place(phase=0, level=-1))


def test_a_break_begins_once_the_next_session_of_the_phase_was_due(library: Library) -> None:
    kneecap = library.routines["kneecap"]
    daily, *others, weekly = (replace(phase, per_week=7) for phase in kneecap.phases)
    phases = (daily, *others, replace(weekly, per_week=1))
    own = resting(replace(library, routines={"kneecap": replace(kneecap, phases=phases)}))
    last = len(phases) - 1
    for phase, days in ((0, 8), (last, 14), (last + 3, 14)):
        there = judged(own, 4, Place(phase=min(phase, last))).progress
        there = replace(there, place=Place(phase=phase))
        assert after_break(own, there, DAY + timedelta(days=days - 1)) is None
        assert after_break(own, there, DAY + timedelta(days=days)) is not None


def test_a_break_is_counted_once(library: Library) -> None:
    library = resting(library)
    week = back(library, 20)
    assert week is not None
    assert after_break(library, week.progress, DAY + timedelta(days=90)) is None
    assert Progress.from_json(week.progress.to_json()) == week.progress


def test_content_that_says_nothing_about_breaks_changes_nothing(library: Library) -> None:
    assert back(library, 400) is None


def test_a_rule_that_says_nothing_leaves_it_to_the_default_one(library: Library) -> None:
    other = replace(resting(library).rules["monitor"], id="other", default=True, on_away="Less, by default.")
    both = replace(library, rules={**library.rules, "other": other})
    verdict = back(both, 20)
    assert verdict is not None
    assert verdict.reason == "Less, by default."
