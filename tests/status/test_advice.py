"""What today asks for: after an assessment, and what holds for every diary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.content.model import Library
from kneetui.diary.entries import SWELLINGS, Entry, RoutineRecord, Session
from kneetui.report.status_page import page, plain
from kneetui.services.home.agenda import agenda
from kneetui.services.home.situation import Situation
from kneetui.status.advice import KINDS, Advice, advice, counts, numbers_words, source_titles, titles
from kneetui.status.alerts.alerts import Alert
from kneetui.status.alerts.quiet import Quiet
from kneetui.status.known import StatusInput
from kneetui.status.response import Response
from kneetui.status.results import KneeResult, Look
from kneetui.status.status import Status, status
from kneetui.status.usual import Usual
from kneetui.ui.screens.routines import texts
from tests.examples import examples

NOW = datetime(2026, 11, 22, 9, 30)
TENDON = RoutineRecord("patellar-tendon", phase="calm")
"""A routine in which a session in the yellow that settles by morning counts."""


def run(days: int, pain: float | None = None, knee: str = "right", **more: object) -> Entry:
    when = (NOW - timedelta(days=days)).replace(hour=18 if days else 8, minute=0)
    return Entry(when, knee, pain_during=pain, session=Session("running", 30), **more)  # type: ignore[arg-type]


def morning(days: int, pain: float, knee: str = "right", **more: object) -> Entry:
    when = (NOW - timedelta(days=days)).replace(hour=7, minute=0)
    return Entry(when, knee, pain_morning=pain, **more)  # type: ignore[arg-type]


def tendon(days: int, pain: float) -> Entry:
    when = (NOW - timedelta(days=days)).replace(hour=18)
    return Entry(when, "right", routine=replace(TENDON, pain=pain), pain_during=pain)


def result(urgency: str, *flags: str, days: int = 3) -> KneeResult:
    return KneeResult(
        knee="right", when=NOW - timedelta(days=days), urgency=urgency, flags=flags, facts={}, entry=1
    )


def look(allowed: str) -> Look:
    return Look(knee="right", when=NOW - timedelta(days=1), by="doctor", allowed=allowed)


def of(
    library: Library, entries: Sequence[Entry] = (), **given: Sequence[KneeResult] | Sequence[Look]
) -> Status:
    return status(StatusInput(library=library, now=NOW, entries=entries, **given))  # type: ignore[arg-type]


SETTLED = [run(9, 1), morning(8, 1), run(6, 2), morning(5, 1)]
WEEKS = [
    ("an emergency", [*SETTLED], {"results": [result("emergency")]}, "", "see-someone"),
    ("a visit soon", [*SETTLED], {"results": [result("soon")]}, "", "see-someone"),
    ("a visit whose time has passed", [], {"results": [result("soon", days=40)]}, "", "ask-again"),
    ("looked at, all allowed", [*SETTLED], {"results": [result("urgent")], "looks": [look("all")]}, "green", "as-planned"),
    ("looked at, nothing allowed", [], {"results": [result("urgent")], "looks": [look("nothing")]}, "", "rest"),
]  # fmt: skip
"""What an assessment, or who looked at the knee, makes of a week; weeks without are in docs/weeks.toml."""


@pytest.mark.parametrize(("entries", "given", "light", "kind"), [week[1:] for week in WEEKS], ids=[week[0] for week in WEEKS])  # fmt: skip
def test_the_light_and_the_advice_of_a_week(
    library: Library,
    entries: list[Entry],
    given: dict[str, Sequence[KneeResult] | Sequence[Look]],
    light: str,
    kind: str | None,
) -> None:
    now = of(library, entries, **given)
    advised = advice(library, now)
    assert (advised and advised.kind) == kind
    assert (advised.light if advised else "") == light


def test_three_times_yellow_says_so_with_its_source(library: Library) -> None:
    entries = [entry for days in (5, 3, 1) for entry in (tendon(days, 4), morning(days - 1, 1))]
    advised = advice(library, of(library, entries))
    assert advised is not None
    assert advised.rule.startswith("Three sessions in a row")
    assert "Silbernagel" in source_titles(library, advised)


# --- what a result or a look says ----------------------------------------------------------------


def advice_for(
    library: Library, entries: Sequence[Entry] = (), **given: Sequence[KneeResult] | Sequence[Look]
) -> Advice:
    advised = advice(library, of(library, entries, **given))
    assert advised is not None
    return advised


def test_a_level_in_force_says_since_when_why_and_by_what_source(library: Library) -> None:
    advised = advice_for(library, results=[result("soon", "RF30", "gone")])
    level, flag = library.urgencies["soon"], library.flags["RF30"]
    assert (advised.kind, advised.id, advised.knee) == ("see-someone", "soon", "right")
    assert (advised.headline, advised.numbers) == (level.name, "Since 19 November.")
    assert advised.rule.endswith(flag.because)
    assert set(advised.source) == {*flag.source, *level.source}


def test_once_its_time_has_passed_it_asks_to_look_again(library: Library) -> None:
    advised = advice_for(library, results=[result("soon", days=40)])
    assert (advised.kind, advised.headline) == ("ask-again", "See someone soon: check again")


def test_only_the_knee_with_the_worse_result_is_told_to_be_seen(library: Library) -> None:
    left = replace(result("soon", "RF30"), knee="left")
    advised = advice_for(library, results=[left, result("urgent", "RF15")])
    assert (advised.id, advised.knee) == ("urgent", "right")
    assert library.flags["RF15"].because in advised.rule
    assert library.flags["RF30"].because not in advised.rule
    both = advice_for(library, results=[left, result("soon", "RF30")])
    assert (both.id, both.knee) == ("soon", "both")


@pytest.mark.parametrize("level", ["self-care", "normal"])
def test_a_level_that_asks_for_nobody_sends_to_nobody(library: Library, level: str) -> None:
    assert advice(library, of(library, results=[result(level)])) is None


def test_a_flag_of_a_pack_that_is_gone_still_closes_the_exercises_and_says_so(library: Library) -> None:
    advised = advice_for(library, results=[result("self-care", "gone")])
    assert (advised.kind, advised.cause, advised.headline) == ("rest", "flag", "No exercises for now")
    assert (advised.numbers, advised.source) == ("Answered on 19 November.", ())


def test_a_flag_that_stops_only_running_leaves_the_rest_open(library: Library) -> None:
    mild = replace(library.flags["RF30"], urgency="self-care", stops=("impact",))
    own = replace(library, flags={**library.flags, mild.id: mild})
    advised = advice_for(own, results=[result("self-care", mild.id)])
    assert (advised.kind, advised.headline) == ("easier", "Nothing with running or jumping")
    assert (advised.rule, advised.source) == (mild.because, mild.source)


@pytest.mark.parametrize(
    ("allowed", "kind", "headline"),
    [
        ("no-impact", "easier", "Nothing with running or jumping"),
        ("gentle", "easier", "Only gentle exercises"),
        ("nothing", "rest", "Rest until the knee is looked at again"),
    ],
)
def test_what_was_allowed_is_said(library: Library, allowed: str, kind: str, headline: str) -> None:
    advised = advice_for(library, results=[result("urgent")], looks=[look(allowed)])
    assert (advised.cause, advised.kind, advised.headline) == ("look", kind, headline)
    assert advised.numbers == "Allowed on 21 November."


# --- what a session says -------------------------------------------------------------------------


def test_a_rest_ends_on_the_day_it_says_and_names_the_session_behind_it(library: Library) -> None:
    entries = [run(4, 2), morning(3, 1), run(2, 8), morning(1, 1), run(1, 1), morning(0, 1)]
    advised = advice_for(library, entries)
    assert (advised.kind, advised.cause, advised.light) == ("rest", "rest", "red")
    assert advised.until == (NOW + timedelta(days=1)).date()
    assert advised.headline == library.headline("rest-until", day="Monday 23 November")
    assert advised.numbers.startswith("Session two days ago, red: 8 in it")


def test_of_two_rests_the_one_that_ends_last_is_told(library: Library) -> None:
    for sessions in (
        [run(2, 6), run(1, 5.5)],
        [run(2, 6), run(1, 5.5, "left")],
        [run(2, 6, "left"), run(1, 5.5)],
    ):
        advised = advice_for(library, sessions)
        assert (advised.kind, advised.until) == ("rest", (NOW + timedelta(days=2)).date())
        assert advised.numbers.startswith("Session yesterday, red: 5.5 in it")


def test_of_two_changes_the_one_that_holds_back_more_is_told(library: Library) -> None:
    stops: dict[str, tuple[str, ...]] = {
        "pain-rise": (),
        "new-swelling": ("impact",),
        "swelling-moderate": ("strain",),
        "pain-high": ("impact", "loading"),
    }
    watch = {name: replace(library.watch[name], stops=held) for name, held in stops.items()}
    own, now = replace(library, watch=watch), of(library)
    changes = [Alert(rule=name, kind="", knee="right", text="", since=NOW.date(), why="") for name in stops]
    for number in range(len(changes)):
        for order in (changes[: number + 1], changes[number::-1]):
            advised = advice(own, replace(now, alerts=tuple(order)))
            assert advised is not None
            assert (advised.kind, advised.id) == ("ask-again", changes[number].rule)


@pytest.mark.parametrize(
    ("rule", "kind", "headline"),
    [
        ("new-swelling", "easier", "Nothing with running or jumping"),
        ("swelling-moderate", "rest", "Only gentle exercises"),
        ("pain-high", "rest", "No exercises for now"),
        ("pain-rise", None, ""),
    ],
)
def test_a_change_that_was_put_off_still_says_what_it_stops(
    library: Library, rule: str, kind: str | None, headline: str
) -> None:
    quiet = Quiet(since=NOW.date(), until=NOW.date() + timedelta(days=2))
    change = Alert(rule=rule, kind="", knee="right", text="", since=NOW.date(), why="", quiet=quiet)
    advised = advice(library, replace(of(library), alerts=(change,)))
    assert (advised and advised.kind) == kind
    assert (advised.headline if advised else "") == headline


def test_after_a_break_of_weeks_another_start_is_advised_than_after_one_of_days(library: Library) -> None:
    rule = library.rules["pain-monitoring"]
    for days, text in ((8, rule.on_away), (40, rule.on_long_away)):
        advised = advice_for(library, [run(days, 1), morning(days - 1, 1)])
        assert (advised.cause, advised.kind, advised.rule) == ("pause", "easier", text)
        assert advised.numbers == f"No session was written down in {days} days."


def test_a_source_that_no_pack_has_any_more_is_passed_over(library: Library) -> None:
    assert titles(library, ["gone"]) == ""
    title = library.sources["adams-soreness"].title
    assert titles(library, ["adams-soreness", "gone"]) == title


def test_a_session_of_last_week_says_nothing_of_today(library: Library) -> None:
    for days, kind in ((7, "as-planned"), (8, None)):
        every_week = [run(days + 14, 1), run(days + 7, 1), run(days, 1), morning(days - 1, 1)]
        advised = advice(library, of(library, every_week))
        assert (advised and advised.kind) == kind


def test_a_red_session_asks_for_less_even_after_its_days_of_rest(library: Library) -> None:
    advised = advice_for(library, [run(4, 8), morning(3, 1)])
    assert (advised.kind, advised.cause) == ("easier", "response")
    assert advised.headline == "Less today than last time"
    assert advised.rule == library.rules["pain-monitoring"].on_red
    yellow = advice_for(library, [run(4, 4), morning(3, 1)])
    assert (yellow.headline, yellow.light) == ("Easier today, not more than last time", "yellow")
    assert yellow.rule == library.rules["pain-monitoring"].on_yellow


def test_a_morning_that_is_missing_comes_before_the_plan_and_names_its_knee(library: Library) -> None:
    for knee in ("left", "right", "both"):
        advised = advice_for(library, [run(1, 1, knee)])
        assert (advised.kind, advised.knee) == ("morning-first", knee)


def test_a_yellow_session_of_a_tendon_counts_only_if_the_morning_after_it_was_good(library: Library) -> None:
    kinds = [
        advice_for(library, [tendon(1, pain), *mornings]).kind
        for pain, mornings in (
            (4, [morning(0, 1)]),
            (4, [morning(0, 1, medication="ibuprofen")]),
            (1, [morning(0, 1, medication="ibuprofen")]),
            (1, [morning(0, 4)]),
        )
    ]
    assert kinds == ["as-planned", "easier", "easier", "easier"]


def test_two_sessions_in_the_yellow_are_not_three(library: Library) -> None:
    def advised(*pains: float) -> Advice:
        days = range(2 * len(pains) - 1, 0, -2)
        weeks = [(tendon(day, pain), morning(day - 1, 1)) for day, pain in zip(days, pains, strict=True)]
        return advice_for(library, [entry for week in weeks for entry in week])

    assert {advised(*pains).kind for pains in ((4, 4), (4, 1, 4), (1, 4, 4))} == {"as-planned"}
    third = advised(1, 4, 4, 4)
    assert (third.kind, third.rule[:24]) == ("easier", "Three sessions in a row ")


def test_a_session_without_a_light_does_not_end_a_row_in_the_yellow(library: Library) -> None:
    weeks = [entry for days in (7, 5, 3) for entry in (run(days, 4), morning(days - 1, 1))]
    silent = replace(run(2), id=9)
    assert advice_for(library, [*weeks, silent]).rule.startswith("Three sessions in a row")
    assert not advice_for(library, [*weeks[2:], silent]).rule.startswith("Three sessions in a row")


def test_a_rule_without_words_for_such_a_row_says_what_it_says_of_one(library: Library) -> None:
    plain = replace(library.rules["pain-monitoring"], on_many_yellow="")
    own = replace(library, rules={**library.rules, plain.id: plain})
    weeks = [entry for days in (5, 3, 1) for entry in (run(days, 4), morning(days - 1, 1))]
    assert advice_for(own, weeks).rule == plain.on_yellow


def test_pain_in_a_session_counts_as_a_step_only_in_the_yellow_of_a_routine_that_says_so(
    library: Library,
) -> None:
    (response,) = of(library, [tendon(1, 4), morning(0, 1)]).knees["right"].responses
    assert counts(library, response)
    strict = next(name for name, routine in library.routines.items() if not routine.yellow_counts)
    for other in (
        replace(response, routine=strict),
        replace(response, routine=""),
        replace(response, light="red"),
        replace(response, reason="morning"),
    ):
        assert not counts(library, other)


def test_the_numbers_of_a_session_name_all_that_was_noted_and_nothing_else(library: Library) -> None:
    def words(**more: Any) -> str:
        response = Response(knee="right", when=NOW - timedelta(days=1), entry=1, rule="", **more)
        return numbers_words(response, NOW.date())

    assert words() == ""
    assert words(swelling="none", stiffness="over-60-min", reason="morning") == ""
    assert words(during=2, light="green") == "Session yesterday, green: 2 in it."
    everything = words(
        during=2,
        after=3,
        morning=4,
        usual=Usual(morning=1),
        swelling="slight",
        reason="stiffness",
        painkiller=True,
        light="red",
    )
    assert everything == (
        "Session yesterday, red: 2 in it, 3 after it, 4 next morning (usual 1), swelling slight, "
        "stiffer next morning than usual, a painkiller."
    )
    assert words(painkiller=True) == "Session yesterday, no number: a painkiller."


# --- for every diary ----------------------------------------------------------------------------

pains = st.integers(0, 10)
points = st.none() | pains
days_back = st.sets(st.integers(0, 12), max_size=6)
knees = st.sampled_from(("left", "right", "both"))
swellings = st.none() | st.sampled_from(SWELLINGS)
medications = st.sampled_from(("", "", "ibuprofen"))
levels = st.sampled_from(("emergency", "urgent", "soon", "self-care", "normal"))
days_of_result = st.integers(0, 60)
sides = st.sampled_from(("left", "right"))


@st.composite
def diaries(draw: st.DrawFn) -> list[Entry]:
    """Mornings and sessions of either knee on some of the last days, the oldest first."""
    entries: list[Entry] = []
    for days in sorted(draw(days_back), reverse=True):
        knee = draw(knees)
        more = {
            "swelling": draw(swellings),
            "medication": draw(medications),
        }
        if draw(st.booleans()):
            entries.append(morning(days, draw(pains), knee, **more))
        if draw(st.booleans()):
            entries.append(run(days, draw(points), knee, pain_after=draw(points)))
    return [replace(entry, id=number) for number, entry in enumerate(entries, 1)]


@st.composite
def results(draw: st.DrawFn) -> list[KneeResult]:
    if draw(st.booleans()):
        return []
    made = result(draw(levels), days=draw(days_of_result))
    return [replace(made, knee=draw(sides))]


def openness(now: Status) -> tuple[bool, bool, bool]:
    return now.gate.loading, not now.gate.gentle, now.gate.impact


def rank(advised: Advice | None) -> int:
    return KINDS.index(advised.kind) if advised else -1


@settings(max_examples=examples(400))
@given(diaries(), results())
def test_no_two_statements_contradict_each_other(
    library: Library, entries: list[Entry], assessed: list[KneeResult]
) -> None:
    now = of(library, entries, results=assessed)
    advised = advice(library, now)
    kind = advised.kind if advised else None
    if not now.gate.loading:
        assert kind in ("rest", "ask-again", "see-someone")
    if not now.gate.full:
        assert kind not in (None, "as-planned")
    if now.restrictions.rest_until and kind != "rest":
        assert kind in ("ask-again", "see-someone")
    today = agenda(
        Situation(
            now=NOW,
            entries=sorted(entries, key=lambda entry: entry.when, reverse=True),
            status=now,
            library=library,
        )
    )
    headlines = {item.title for item in today}
    texts_there = "\n".join(text for row in texts.yours(library, None, now) for text, _ in row)
    written = " ".join(" ".join(page(library, now)).split())
    data = plain(library, now)
    if advised is None:
        assert data["advice"] is None
        return
    assert f": {advised.headline}" in written
    assert isinstance(data["advice"], dict)
    assert data["advice"]["headline"] == advised.headline
    if now.gate.loading:
        assert advised.headline in texts_there
    if kind != "as-planned":
        assert "As planned today" not in headlines
    if advised.light:
        assert advised.light in {response.light for response in now.knees[advised.knee].responses}


@settings(max_examples=examples(400))
@given(diaries(), results(), st.integers(1, 5), st.booleans())
def test_a_worse_last_answer_makes_nothing_milder(
    library: Library, entries: list[Entry], assessed: list[KneeResult], more: int, swell: bool
) -> None:
    if not entries:
        return
    last = entries[-1]
    worse = replace(
        last,
        pain_morning=min(10, last.pain_morning + more) if last.pain_morning is not None else None,
        pain_during=min(10, last.pain_during + more) if last.pain_during is not None else None,
        swelling=SWELLINGS[min(3, SWELLINGS.index(last.swelling) + swell)] if last.swelling else None,
    )
    before, after = (of(library, written, results=assessed) for written in (entries, [*entries[:-1], worse]))
    assert rank(advice(library, after)) >= rank(advice(library, before))
    assert all(one >= other for one, other in zip(openness(before), openness(after), strict=True))


@settings(max_examples=examples(400))
@given(diaries())
def test_a_painkiller_makes_nothing_milder(library: Library, entries: list[Entry]) -> None:
    for number, entry in enumerate(entries):
        taken = [*entries[:number], replace(entry, medication="ibuprofen"), *entries[number + 1 :]]
        without = [*entries[:number], replace(entry, medication=""), *entries[number + 1 :]]
        assert rank(advice(library, of(library, taken))) >= rank(advice(library, of(library, without)))
