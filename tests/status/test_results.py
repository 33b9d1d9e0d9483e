"""Which assessment holds, for which knee, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kneetui.content.model import URGENCIES
from kneetui.status.results import LASTS, InForce, KneeResult, Look, Stage, in_force

NOW = datetime(2026, 11, 22, 9, 30)
TODAY = NOW.date()


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
    return in_force(results, looks, knee, TODAY)


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
    later = in_force(results, (), "right", TODAY + timedelta(days=days))
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


def test_four_weeks_is_how_long_self_care_holds() -> None:
    assert held(result("self-care", days=28)).urgency == "self-care"
    assert held(result("self-care", days=29)).urgency == ""
