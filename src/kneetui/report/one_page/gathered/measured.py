"""What was measured in a report: tests at home, trials of one, and what the person keeps track of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kneetui.config.wording import count, date_words, number
from kneetui.diary.own_values import name_of, own_words
from kneetui.report.one_page.measured_things import MeasuredTest, TrackedThing, TrialDone
from kneetui.report.patterns_page import result_words
from kneetui.routines.wording import value_words
from kneetui.status.patterns.mornings import own_by_day
from kneetui.status.trend.median import median

if TYPE_CHECKING:
    from kneetui.content.model import HomeTest
    from kneetui.diary.entries import Entry
    from kneetui.diary.own_values import OwnValue
    from kneetui.report.one_page.model import ReportInput, ReportRequest

NAMED = 4
"""Different texts of one thing kept track of that are named."""


def tests(known: ReportInput, request: ReportRequest) -> Iterator[MeasuredTest]:
    """Each test at home that was done in the days, the two sides one after the other."""
    for test in known.library.home_tests.values():
        sides: dict[str, list[Entry]] = {}
        for entry in sorted(known.entries, key=lambda entry: entry.when):
            own = entry.home_test
            if own and own.test == test.id and request.since <= entry.when.date() <= request.until:
                sides.setdefault(entry.knee, []).append(entry)
        for side in sorted(sides):
            yield _test(test, side, sides)


def _test(test: HomeTest, side: str, sides: Mapping[str, list[Entry]]) -> MeasuredTest:
    first, last = sides[side][0], sides[side][-1]
    value, earlier = _value(last), _value(first)
    others = [other for name, other in sides.items() if name != side and name != "both"]
    against = _value(others[0][-1]) if others and side != "both" else 0.0
    comparable = test.better == "more" and test.unit != "yes" and 0 < value <= against
    return MeasuredTest(
        test=test.name,
        side=side,
        when=last.when.date(),
        came_to=value_words(test, value),
        pain=last.home_test.pain if last.home_test else None,
        before="" if first is last else f"{value_words(test, earlier)} on {date_words(first.when)}",
        share=round(100 * value / against) if comparable else None,
    )


def _value(entry: Entry) -> float:
    return entry.home_test.value if entry.home_test else 0.0


def trials(known: ReportInput, request: ReportRequest) -> Iterator[TrialDone]:
    """The trials of one of the knees that ran in the days."""
    for trial, outcome in known.trials:
        within = trial.start <= request.until and (trial.stopped or trial.end) >= request.since
        if within and trial.knee in request.knees:
            yield TrialDone(
                what=trial.what,
                knee=trial.knee,
                start=trial.start,
                end=trial.stopped or trial.end,
                sentences=tuple(result_words(outcome)),
            )


def tracked(known: ReportInput, request: ReportRequest) -> Iterator[TrackedThing]:
    """What else was kept track of in the days."""
    within = [entry for entry in known.entries if request.since <= entry.when.date() <= request.until]
    for name, days in own_by_day(within).items():
        shown = known.tracker_names.get(name, name_of(name))
        yield TrackedThing(name=shown, days=len(days), usually=_usually(list(days.values())))


def _usually(values: list[OwnValue]) -> str:
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if numbers and len(numbers) == len(values):
        low, high = number(min(numbers)), number(max(numbers))
        return number(median(numbers)) + ("" if low == high else f" ({low} to {high})")
    often: dict[str, int] = {}
    for value in values:
        often[own_words(value)] = often.get(own_words(value), 0) + 1
    most = sorted(often.items(), key=lambda pair: -pair[1])[:NAMED]
    return ", ".join(f"{words} on {count(days, 'day')}" for words, days in most)
