"""Which assessment holds, for which knee, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.content.model import URGENCIES, Library, Urgency
from kneetui.status.results import UNTIL_LOOKED_AT, InForce, KneeResult, Look, Stage, in_force

NOW = datetime(2026, 11, 22, 9, 30)
TODAY = NOW.date()
LASTS = timedelta(days=19)


def level(name: str, lasts_days: int = LASTS.days) -> Urgency:
    return Urgency(id=name, name=name, symbol="!", who="", within="", do="", source=(), lasts_days=lasts_days)


LEVELS = {name: level(name) for name in URGENCIES}


def result(
    urgency: str,
    *,
    knee: str = "right",
    days: int = 0,
    stage: Stage = "saved",
    entry: int = 0,
    beside: tuple[int, ...] = (),
) -> KneeResult:
    return KneeResult(
        knee=knee,
        when=NOW - timedelta(days=days),
        urgency=urgency,
        flags=(),
        facts={},
        stage=stage,
        entry=entry,
        beside=beside,
    )


def held(*results: KneeResult, looks: tuple[Look, ...] = (), knee: str = "right") -> InForce:
    return in_force(results, looks, knee, TODAY, LEVELS)


def test_nothing_holds_without_an_assessment() -> None:
    assert held() == InForce(knee="right")


def test_emergency_and_urgent_are_ended_by_no_time() -> None:
    for urgency in ("emergency", "urgent"):
        assert held(result(urgency, days=3000)).urgency == urgency
        assert not held(result(urgency, days=3000)).check_again


def test_soon_stays_and_asks_to_check_again() -> None:
    young, old = held(result("soon", days=LASTS.days)), held(result("soon", days=LASTS.days + 1))
    assert (young.urgency, young.check_again) == ("soon", False)
    assert (old.urgency, old.check_again) == ("soon", True)


def test_what_asks_nobody_to_look_ends() -> None:
    assert held(result("self-care", days=LASTS.days)).urgency == "self-care"
    assert held(result("self-care", days=LASTS.days + 1)).urgency == ""


def test_the_newest_of_a_knee_replaces_the_one_before() -> None:
    assert held(result("urgent", days=2), result("self-care")).urgency == "self-care"


def test_a_result_counts_when_it_is_reached() -> None:
    assert held(result("self-care", days=1), result("emergency", stage="reached")).urgency == "emergency"
    assert held(result("urgent", days=1), result("self-care", stage="reached")).urgency == "self-care"


def test_questions_on_their_way_only_add() -> None:
    assert held(result("urgent", days=1), result("soon", stage="under-way")).urgency == "urgent"
    assert held(result("self-care", days=1), result("emergency", stage="under-way")).urgency == "emergency"


def test_what_stands_beside_the_newest_holds_as_well() -> None:
    first = result("urgent", days=5, entry=1)
    assert held(first, result("self-care", entry=2, beside=(1,))).urgency == "urgent"
    assert held(first, result("self-care", entry=2, beside=(7,))).urgency == "self-care"


def test_who_looked_ends_what_was_before() -> None:
    look = Look(knee="right", when=NOW - timedelta(days=1), by="doctor", allowed="gentle")
    after = held(result("emergency", days=2), looks=(look,))
    assert (after.urgency, after.look) == ("", look)
    again = held(result("urgent"), looks=(look,))
    assert (again.urgency, again.look) == ("urgent", None)
    other = held(result("emergency", days=2, knee="left"), looks=(look,), knee="left")
    assert other.urgency == "emergency"


RESULTS = st.builds(
    result,
    st.sampled_from(URGENCIES),
    knee=st.sampled_from(("left", "right", "both", "")),
    days=st.integers(0, 90),
    stage=st.sampled_from(("saved", "reached", "under-way")),
    entry=st.integers(0, 6),
    beside=st.lists(st.integers(1, 6), max_size=2).map(tuple),
)


@given(st.lists(RESULTS, max_size=6), RESULTS)
def test_asking_about_one_knee_never_loosens_the_other(results: list[KneeResult], new: KneeResult) -> None:
    for knee, other in (("left", "right"), ("right", "left")):
        if new.knee == knee:
            assert held(*results, new, knee=other) == held(*results, knee=other)


@given(st.lists(RESULTS, max_size=6), st.integers(0, 60))
def test_waiting_never_opens_what_asks_for_a_visit(results: list[KneeResult], days: int) -> None:
    now = held(*results)
    later = in_force(results, (), "right", TODAY + timedelta(days=days), LEVELS)
    if now.urgency in ("emergency", "urgent", "soon"):
        assert URGENCIES.index(later.urgency) <= URGENCIES.index(now.urgency)


def look(days: int, allowed: str) -> Look:
    return Look(knee="right", when=NOW - timedelta(days=days), by="a doctor", allowed=allowed)


def test_the_newest_look_decides_in_whatever_order_they_are_known() -> None:
    looks = (look(9, "all"), look(2, "nothing"), look(5, "gentle"))
    for known in (looks, looks[::-1]):
        newest = held(result("urgent", days=20), looks=known).look
        assert newest is not None
        assert newest.allowed == "nothing"


def test_every_flag_in_force_is_named_once() -> None:
    first = replace(result("urgent", days=2, entry=1), flags=("RF07", "RF15"))
    second = replace(result("soon", days=1, entry=2, beside=(1,)), flags=("RF31", "RF07"))
    assert held(first, second).flags == ("RF31", "RF07", "RF15")


def test_in_the_core_four_weeks_is_how_long_self_care_holds(library: Library) -> None:
    for days, urgency in ((28, "self-care"), (29, "")):
        known = [result("self-care", days=days)]
        assert in_force(known, (), "right", TODAY, library.urgencies).urgency == urgency


@pytest.mark.parametrize("urgency", URGENCIES)
def test_a_level_that_no_pack_has_is_ended_by_no_time(urgency: str) -> None:
    assert in_force([result(urgency, days=3000)], (), "right", TODAY, {}).urgency == urgency


@pytest.mark.parametrize("urgency", URGENCIES)
def test_what_time_ends_and_what_it_does_not(urgency: str) -> None:
    old = held(result(urgency, days=LASTS.days + 1))
    if urgency in UNTIL_LOOKED_AT:
        assert (old.urgency, old.check_again) == (urgency, False)
    else:
        assert (old.urgency, old.check_again) == (("soon", True) if urgency == "soon" else ("", False))
    assert held(result(urgency, days=LASTS.days)).urgency == urgency


@pytest.mark.parametrize(
    ("about", "knees"),
    [("left", ["left"]), ("right", ["right"]), ("both", ["left", "right"]), ("", ["left", "right"])],
)
def test_what_is_about_an_unknown_knee_may_be_about_either(about: str, knees: list[str]) -> None:
    assert [
        side for side in ("left", "right") if held(result("urgent", knee=about), knee=side).urgency
    ] == knees
    looked = replace(look(0, "nothing"), knee=about)
    assert [side for side in ("left", "right") if held(looks=(looked,), knee=side).look] == knees


def test_the_last_complete_one_stays_known_though_it_no_longer_holds() -> None:
    old, going = result("self-care", days=LASTS.days + 5), result("urgent", stage="under-way")
    assert held(going, old).last == old
    assert held(going).last is None
    reached = result("self-care", days=1, stage="reached")
    assert held(going, old, reached).last == reached


def test_it_holds_since_the_newest_of_its_level() -> None:
    older = result("urgent", days=9, entry=1)
    newer = result("urgent", days=5, entry=2, beside=(1,))
    milder = result("self-care", days=1, entry=3, beside=(1, 2))
    assert held(older, newer, milder).since == newer.when
    assert held(older, newer, result("self-care", stage="under-way"), milder).since == newer.when


def test_questions_from_before_the_newest_answer_no_longer_add() -> None:
    assert held(result("emergency", days=1, stage="under-way"), result("self-care")).urgency == "self-care"
    assert held(result("emergency", stage="under-way"), result("self-care", days=1)).urgency == "emergency"


def test_questions_on_their_way_leave_what_was_allowed_in_force() -> None:
    allowed = look(1, "gentle")
    going = held(result("soon", stage="under-way"), looks=(allowed,))
    assert (going.urgency, going.look) == ("soon", allowed)
    for stage in ("saved", "reached"):
        answered = held(result("soon", stage=stage), looks=(allowed,))
        assert (answered.urgency, answered.look) == ("soon", None)


@pytest.mark.parametrize(
    ("stage", "entry", "counts"),
    [
        ("saved", 4, False),
        ("saved", 5, False),
        ("saved", 6, True),
        ("reached", 0, True),
        ("under-way", 0, True),
    ],
)
def test_of_the_same_minute_what_was_written_later_counts(stage: Stage, entry: int, counts: bool) -> None:
    looked = replace(look(1, "all"), entry=5)
    assert bool(held(result("urgent", days=1, stage=stage, entry=entry), looks=(looked,)).urgency) is counts


@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_of_the_same_minute_the_unsaved_one_is_newer_and_then_the_later_entry(swapped: bool) -> None:
    saved, later = result("self-care", entry=2), result("urgent", entry=3)
    reached = result("soon", stage="reached")
    pairs = [((saved, later), "urgent"), ((saved, reached), "soon"), ((later, reached), "soon")]
    for (one, other), urgency in pairs:
        assert held(*((other, one) if swapped else (one, other))).urgency == urgency


def test_an_entry_is_a_saved_result_unless_it_says_otherwise() -> None:
    plain = KneeResult(knee="right", when=NOW, urgency="urgent", flags=(), facts={})
    assert (plain.stage, plain.entry, plain.beside) == ("saved", 0, ())
    assert not held(plain, looks=(Look(knee="right", when=NOW, by="doctor", allowed="all"),)).results
