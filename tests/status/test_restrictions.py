"""What holds something back, for which knee and until when, and the one gate that follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from kneetui.content.conditions import Facts
from kneetui.content.model import URGENCIES, Library, WatchRule
from kneetui.routines.gate import CLOSED, OPEN, Gate
from kneetui.status.alerts.alerts import Alert
from kneetui.status.response import Light, Response
from kneetui.status.restrictions import (
    ALLOWED,
    Restriction,
    Restrictions,
    of_diary,
    of_responses,
    of_results,
    together,
)
from kneetui.status.results import InForce, KneeResult, Look
from tests.ui.gym import gym

NOW = datetime(2026, 11, 22, 9, 30)
TODAY = NOW.date()
NO_IMPACT, GENTLE = Gate(impact=False), Gate(gentle=True, impact=False)


@pytest.fixture(scope="module")
def library() -> Library:
    library = gym()
    rules = {
        name: WatchRule(
            id=name,
            kind="pain-high",
            limit=7,
            days=1,
            text=f"The {name}.",
            source=(),
            note="",
            pack="core",
            stops=stops,
        )
        for name, stops in (
            ("quiet", ()),
            ("jumpy", ("impact",)),
            ("strained", ("strain",)),
            ("heavy", ("loading",)),
        )
    }
    light = replace(library.rules["traffic-light"], easy_days=2)
    return replace(library, watch=rules, rules={light.id: light})


def result(urgency: str, *flags: str, days: int = 0) -> KneeResult:
    return KneeResult(knee="right", when=NOW - timedelta(days=days), urgency=urgency, flags=flags, facts={})


def in_force(
    *results: KneeResult, urgency: str = "", knee: str = "right", check_again: bool = False
) -> InForce:
    since = results[0].when if results else None
    return InForce(knee=knee, results=results, urgency=urgency, since=since, check_again=check_again)


def alert(rule: str, knee: str = "right") -> Alert:
    return Alert(rule=rule, kind="pain-high", knee=knee, since=TODAY, text="", why="")


def response(light: Light, days: int, knee: str = "right") -> Response:
    return Response(knee=knee, when=NOW - timedelta(days=days), entry=1, rule="traffic-light", light=light)


def reason(gate: Gate, cause: str = "urgency", id: str = "soon", until: date | None = None) -> Restriction:
    return Restriction(cause=cause, id=id, knee="right", gate=gate, since=TODAY, until=until)  # type: ignore[arg-type]


def gates(reasons: Iterable[Restriction]) -> list[tuple[str, str, Gate]]:
    return [(one.cause, one.id, one.gate) for one in reasons]


# --- what was answered, and what somebody allowed ------------------------------------------------


@pytest.mark.parametrize(
    ("urgency", "gate"),
    [
        ("emergency", CLOSED),
        ("urgent", CLOSED),
        ("soon", Gate(gentle=True)),
        ("self-care", OPEN),
        ("normal", OPEN),
        ("no-such-level", CLOSED),
    ],
)
def test_each_level_holds_back_what_it_does(library: Library, urgency: str, gate: Gate) -> None:
    (one,) = of_results(library, in_force(result(urgency, days=3), urgency=urgency))
    assert (one.cause, one.id, one.knee, one.gate) == ("urgency", urgency, "right", gate)
    assert (one.since, one.until) == (TODAY - timedelta(days=3), None)


def test_each_flag_holds_back_for_itself_and_its_level_apart(library: Library) -> None:
    reasons = of_results(library, in_force(result("soon", "BONE", "PUFFY", "LOCK", "gone", days=1)))
    assert gates(reasons) == [
        ("urgency", "soon", Gate(gentle=True)),
        ("flag", "BONE", NO_IMPACT),
        ("flag", "PUFFY", OPEN),
        ("flag", "LOCK", CLOSED),
        ("flag", "gone", CLOSED),
    ]
    assert {one.since for one in reasons} == {TODAY - timedelta(days=1)}
    assert {one.knee for one in reasons} == {"right"}


def test_every_result_in_force_counts(library: Library) -> None:
    held = in_force(result("self-care", "BONE"), result("urgent", days=9))
    assert [one.id for one in of_results(library, held)] == ["self-care", "BONE", "urgent"]


@pytest.mark.parametrize(
    ("allowed", "gate"),
    [
        ("all", OPEN),
        ("no-impact", NO_IMPACT),
        ("gentle", GENTLE),
        ("nothing", CLOSED),
        ("what-came-later", CLOSED),
    ],
)
def test_a_look_leaves_open_what_was_allowed(library: Library, allowed: str, gate: Gate) -> None:
    look = Look(knee="right", when=NOW - timedelta(days=2), by="doctor", allowed=allowed)
    (one,) = of_results(library, InForce(knee="right", look=look))
    assert (one.cause, one.id, one.knee, one.gate) == ("look", "doctor", "right", gate)
    assert (one.since, one.until) == (TODAY - timedelta(days=2), None)


def test_what_is_allowed_grows_from_nothing_to_all() -> None:
    assert set(ALLOWED) == {"all", "no-impact", "gentle", "nothing"}
    assert (ALLOWED["all"], ALLOWED["nothing"]) == (OPEN, CLOSED)


# --- the diary ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "gate"),
    [("jumpy", NO_IMPACT), ("strained", GENTLE), ("heavy", Gate(loading=False, impact=False))],
)
def test_a_watch_rule_stops_what_its_table_says(library: Library, rule: str, gate: Gate) -> None:
    (one,) = of_diary(library, [alert(rule)], "right")
    assert (one.cause, one.id, one.knee, one.gate) == ("diary", rule, "right", gate)
    assert (one.since, one.until) == (TODAY, None)


def test_one_that_stops_nothing_holds_nothing_back(library: Library) -> None:
    assert of_diary(library, [alert("quiet")], "right") == []


@pytest.mark.parametrize(
    ("about", "knees"), [("left", ["left"]), ("right", ["right"]), ("both", ["left", "right"])]
)
def test_an_alert_is_about_its_knee(library: Library, about: str, knees: list[str]) -> None:
    assert [knee for knee in ("left", "right") if of_diary(library, [alert("heavy", about)], knee)] == knees


# --- easy days ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "rests"), [(0, True), (1, True), (2, True), (3, False), (30, False)])
def test_after_the_red_come_the_easy_days_of_the_rule(library: Library, days: int, rests: bool) -> None:
    reasons = of_responses(library, [response("red", days)], "right", TODAY)
    assert gates(reasons) == ([("rest", "traffic-light", GENTLE)] if rests else [])
    day = TODAY - timedelta(days=days)
    assert [(one.since, one.until, one.knee) for one in reasons] == (
        [(day, day + timedelta(days=3), "right")] if rests else []
    )


@pytest.mark.parametrize("light", ["", "green", "yellow"])
def test_no_other_light_asks_for_easy_days(library: Library, light: Light) -> None:
    assert of_responses(library, [response(light, 0)], "right", TODAY) == []


# --- all in one ----------------------------------------------------------------------------------


def test_nothing_is_held_back_without_a_reason() -> None:
    assert together([], [InForce(knee="left"), InForce(knee="right")], OPEN) == Restrictions()
    open_ = Restrictions()
    assert (open_.gate, open_.urgency, open_.since, open_.check_again, open_.rest_until) == (
        OPEN,
        "",
        None,
        False,
        None,
    )


def test_the_narrowest_of_all_reasons_is_the_gate_and_what_is_open_is_no_reason() -> None:
    facts: tuple[Facts, ...] = ({"age": 40.0}, {"age": 41.0})
    made = together([reason(OPEN), reason(NO_IMPACT), reason(Gate(gentle=True))], [], Gate(facts=facts))
    assert made.gate == Gate(gentle=True, impact=False, facts=facts)
    assert [one.gate for one in made.reasons] == [Gate(gentle=True), NO_IMPACT]


def test_what_holds_back_most_comes_first() -> None:
    given = [
        reason(NO_IMPACT, id="1"),
        reason(CLOSED, id="2"),
        reason(Gate(gentle=True), id="3"),
        reason(CLOSED, id="4"),
    ]
    assert [one.id for one in together(given, [], OPEN).reasons] == ["2", "4", "3", "1"]


@pytest.mark.parametrize("one", URGENCIES)
@pytest.mark.parametrize("other", URGENCIES)
def test_the_more_urgent_knee_names_the_level(one: str, other: str) -> None:
    held = [
        in_force(result(one, days=5), urgency=one, knee="left", check_again=True),
        in_force(result(other, days=2), urgency=other, knee="right"),
    ]
    made = together([], held, OPEN)
    worse = min(one, other, key=URGENCIES.index)
    days = {one: 5} | {other: 2}
    assert (made.urgency, made.since) == (worse, TODAY - timedelta(days=days[worse]))
    assert made.check_again is (worse == one)


def test_a_knee_without_a_level_names_none() -> None:
    held = [InForce(knee="left"), in_force(result("soon", days=2), urgency="soon")]
    for order in (held, held[::-1]):
        assert together([reason(CLOSED)], order, OPEN).urgency == "soon"


@pytest.mark.parametrize(
    ("days", "last"), [([], None), ([None], None), ([2], 2), ([1, None, 3], 3), ([3, 1], 3)]
)
def test_the_rest_lasts_until_the_last_of_its_days(days: Sequence[int | None], last: int | None) -> None:
    reasons = tuple(
        reason(GENTLE, "rest", until=None if day is None else TODAY + timedelta(days=day)) for day in days
    )
    assert Restrictions(reasons=reasons).rest_until == (
        None if last is None else TODAY + timedelta(days=last)
    )


# --- in words, and what is left of the routines --------------------------------------------------


def test_each_reason_is_said_once_in_the_words_of_the_content(library: Library) -> None:
    given = [
        reason(CLOSED, "flag", "LOCK"),
        reason(CLOSED, "flag", "LOCK"),
        reason(CLOSED, "flag", "gone"),
        reason(NO_IMPACT, "diary", "jumpy"),
        reason(NO_IMPACT, "diary", "gone"),
        reason(GENTLE, "rest", "traffic-light"),
        reason(GENTLE, "rest", "gone"),
        reason(CLOSED, "urgency", "LOCK"),
        reason(CLOSED, "look", "jumpy"),
    ]
    assert Restrictions(reasons=tuple(given)).because(library) == [
        "The knee is locked.",
        "The jumpy.",
        library.rules["traffic-light"].on_red,
    ]


def test_open_routines_keep_only_what_is_open_of_them(library: Library) -> None:
    assert Restrictions(gate=CLOSED).routines(library) == []
    left = Restrictions(gate=NO_IMPACT).routines(library)
    steps = {step.exercise for routine in left for phase in routine.phases for step in phase.steps}
    assert "two-leg-hop" not in steps
    assert [routine.id for routine in left] == ["kneecap", "first-days", "walk", "hops"]
    assert [routine.id for routine in Restrictions(gate=GENTLE).routines(library)] == ["first-days"]
