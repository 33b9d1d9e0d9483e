"""The status as a whole: what counts, whose it is, and what was asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, Session
from kneetui.status.known import BACK, LOOKS, Screening, StatusInput, reach
from kneetui.status.results import KneeResult, Look, Stage
from kneetui.status.status import Status, rule_of, spike_rule, status

NOW = datetime(2026, 11, 22, 9, 30)


def of(library: Library, *entries: Entry, **known: object) -> Status:
    return status(StatusInput(library=library, now=NOW, entries=entries, **known))  # type: ignore[arg-type]


def run(days: int, pain: float = 0, knee: str = "right") -> Entry:
    when = (NOW - timedelta(days=days)).replace(hour=7, minute=0)
    return Entry(when, knee, pain_during=pain, session=Session("running", 30), id=100 - days)


def swollen(when: datetime, knee: str = "right") -> Entry:
    return Entry(when, knee, pain_during=2, swelling="marked", id=200)


def result(stage: Stage = "saved", knee: str = "right", **facts: object) -> KneeResult:
    return KneeResult(
        knee=knee,
        when=NOW - timedelta(days=1),
        urgency="self-care",
        flags=(),
        facts=facts,  # type: ignore[arg-type]
        stage=stage,
    )


def test_what_is_written_for_later_does_not_count_and_this_minute_does(library: Library) -> None:
    before = of(library, run(3), run(1))
    assert of(library, run(3), run(1), swollen(NOW + timedelta(minutes=1))) == before
    assert not before.alerts
    assert of(library, run(3), run(1), swollen(NOW)).alerts


@pytest.mark.parametrize(
    ("knee", "warned"), [("left", {"left"}), ("right", {"right"}), ("both", {"left", "right"})]
)
def test_a_change_is_about_the_knee_it_was_written_of(library: Library, knee: str, warned: set[str]) -> None:
    now = of(library, run(3, knee=knee), swollen(NOW - timedelta(hours=1), knee))
    assert {side for side, one in now.knees.items() if one.alerts} == warned


@pytest.mark.parametrize("knee", ["left", "right"])
def test_age_is_known_of_both_knees_whichever_was_asked_about(library: Library, knee: str) -> None:
    now = of(library, results=(result(knee=knee, age=43),))
    for one in now.knees.values():
        assert [fact.answer for fact in one.facts if fact.question == "age"] == [43]


LOOKED = Look(knee="right", when=NOW - timedelta(days=1), by="doctor", allowed="all")


def test_the_warning_signs_were_asked_about_by_any_of_three(library: Library) -> None:
    assert not of(library).screened
    assert not of(library, results=(result("under-way"),)).screened
    assert of(library, results=(result("under-way"), result("reached"))).screened
    assert of(library, results=(result("saved"),)).screened
    assert of(library, screening=Screening(when=NOW, facts={})).screened
    assert of(library, looks=(LOOKED,)).screened


def test_content_that_asks_about_none_needs_no_page(library: Library) -> None:
    without = {key: one for key, one in library.questions.items() if one.role != "warning-signs"}
    assert of(replace(library, questions=without)).screened


def test_sport_is_judged_by_the_rule_that_says_so_else_by_the_first(library: Library) -> None:
    rules = rule_of(library)
    assert library.rules[rules[""]].default
    assert {name: rules[name] for name in library.routines} == {
        name: routine.rule for name, routine in library.routines.items()
    }
    turned = {name: library.rules[name] for name in reversed(tuple(library.rules))}
    assert rule_of(replace(library, rules=turned))[""] == rules[""]
    plain = {name: replace(rule, default=False) for name, rule in library.rules.items()}
    assert rule_of(replace(library, rules=plain))[""] == next(iter(plain))
    assert rule_of(replace(library, rules={}))[""] == ""


def test_how_much_less_after_red_is_the_share_of_the_rule_that_judged_it(library: Library) -> None:
    rule = library.rules[rule_of(library)[""]]
    ceiling = of(library, *map(run, (25, 20, 15, 10)), run(5, pain=6)).ceilings[0]
    assert ceiling.knee == pytest.approx(30 * (1 - rule.less / 100))


def test_without_the_rule_for_single_sessions_none_has_a_ceiling(library: Library) -> None:
    rule = spike_rule(library)
    assert rule is not None
    assert rule.kind == "session-spike"
    others = {name: one for name, one in library.watch.items() if one.kind != "session-spike"}
    runs = [run(days) for days in (20, 15, 10, 6, 2)]
    assert of(library, *runs).ceilings
    assert of(replace(library, watch=others), *runs).ceilings == ()
    assert spike_rule(replace(library, watch=others)) is None


def test_the_diary_is_read_as_far_back_as_any_rule_looks(library: Library) -> None:
    assert reach(None) == BACK
    assert reach(library) >= BACK
    watch = next(iter(library.watch.values()))
    own = replace(library, watch={**library.watch, "long": replace(watch, days=60, fresh_days=9)})
    assert reach(own) > timedelta(days=60 * LOOKS + 9)
    judged = library.trend.judged_days
    rule = next(iter(library.rules.values()))
    usual = replace(library, rules={**library.rules, "long": replace(rule, usual_days=200)})
    assert reach(usual) > timedelta(days=judged + 200)
    trend = replace(library.trend, judged_days=300)
    assert reach(replace(library, trend=trend, rules={}, watch={})) == timedelta(days=301)
