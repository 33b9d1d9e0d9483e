"""What today asks for: after an assessment, and what holds for every diary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.content.model import Library
from kneetui.diary.entries import SWELLINGS, Entry, RoutineRecord, Session
from kneetui.report.status_page import page, plain
from kneetui.services.home.agenda import agenda
from kneetui.services.home.situation import Situation
from kneetui.status.advice import KINDS, Advice, advice, source_titles
from kneetui.status.known import StatusInput
from kneetui.status.results import KneeResult, Look
from kneetui.status.status import Status, status
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


# --- for every diary ----------------------------------------------------------------------------

points = st.none() | st.integers(0, 10)


@st.composite
def diaries(draw: st.DrawFn) -> list[Entry]:
    """Mornings and sessions of either knee on some of the last days, the oldest first."""
    entries: list[Entry] = []
    for days in sorted(draw(st.sets(st.integers(0, 12), max_size=6)), reverse=True):
        knee = draw(st.sampled_from(("left", "right", "both")))
        more = {
            "swelling": draw(st.none() | st.sampled_from(SWELLINGS)),
            "medication": draw(st.sampled_from(("", "", "ibuprofen"))),
        }
        if draw(st.booleans()):
            entries.append(morning(days, draw(st.integers(0, 10)), knee, **more))
        if draw(st.booleans()):
            entries.append(run(days, draw(points), knee, pain_after=draw(points)))
    return [replace(entry, id=number) for number, entry in enumerate(entries, 1)]


@st.composite
def results(draw: st.DrawFn) -> list[KneeResult]:
    if draw(st.booleans()):
        return []
    levels = ("emergency", "urgent", "soon", "self-care", "normal")
    made = result(draw(st.sampled_from(levels)), days=draw(st.integers(0, 60)))
    return [replace(made, knee=draw(st.sampled_from(("left", "right"))))]


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
