"""The parts of a report in words: as much of each as the limits leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kneetui.config.wording import (
    count,
    date_words,
    days_span,
    knee_words,
    listed,
    moment_words,
    number,
    short_day_words,
)
from kneetui.diary.entries import STIFFNESS
from kneetui.report.one_page.blocks import Block, Chart, Items, PageTable, Sentence
from kneetui.report.one_page.gathered.course import LIGHTS
from kneetui.triage.wording import GO_AT_ONCE

if TYPE_CHECKING:
    from kneetui.report.one_page.limits import Limits
    from kneetui.report.one_page.model import (
        Course,
        ExerciseDone,
        KneeReport,
        LookDone,
        PlannedDose,
        Report,
        ReportRequest,
        RoutineDone,
        SessionResponse,
        SportWeek,
        Statement,
        TrainingPeriod,
        Week,
    )


def period(request: ReportRequest) -> str:
    """``1 October to 29 November 2026``, or the one day."""
    if request.since == request.until:
        return f"{date_words(request.until)} {request.until.year}"
    year = "" if request.since.year == request.until.year else f" {request.since.year}"
    return f"{date_words(request.since)}{year} to {date_words(request.until)} {request.until.year}"


def statements(answered: Iterable[Statement]) -> str:
    """Questions and answers in a row."""
    return " ".join(f"{one.question} {one.answer}." for one in answered)


LOAD = "Load"
"""Heads of columns with it begin so."""


def _or_dash(value: float | None) -> str:
    return "–" if value is None else number(value)


# --- course -------------------------------------------------------------------------------------


def course(shown: Course, limits: Limits) -> Iterator[Block]:
    """The chart, the trend, the weeks, swelling and painkillers."""
    yield Chart(course=shown)
    yield Sentence(text=shown.trend)
    rows = (
        (
            days_span(week.start, week.end),
            _or_dash(week.morning),
            _or_dash(week.training),
            _or_dash(week.worst),
            week.swelling or "–",
            str(week.painkiller_days),
            str(week.sessions),
            "–" if week.load is None else f"{'≥ ' if week.at_least else ''}{week.load:.0f}",
            f"{week.noted}/7",
        )
        for week in _first_and_last(shown.weeks, limits.weeks)
    )
    head = (
        "Week",
        "Morning",
        "Training",
        "Worst",
        "Swelling",
        "Painkiller",
        "Sport",
        LOAD,
        "Noted",
    )
    yield PageTable(head=head, rows=tuple(rows))
    yield Sentence(
        label="Swelling", text=f"{_swelling(shown)} {_stiffness(shown)} Painkillers: {_painkillers(shown)}"
    )


FEW_DAYS = 3
"""Days of a week that say something of it."""


def _first_and_last(weeks: Sequence[Week], most: int) -> Sequence[Week]:
    """So many weeks: where not all of them stand, the first with some days written down and the last ones."""
    first = next((week for week in weeks if week.noted >= FEW_DAYS), None)
    if first is None or first in weeks[-most:]:
        return weeks[-most:]
    return [first, *weeks[len(weeks) - (most - 1) :]]


def _swelling(shown: Course) -> str:
    if not shown.swelling_days:
        return "not written down."
    noted = f"noted on {count(shown.swelling_days, 'day')}"
    if not shown.swollen_days:
        return f"{noted}, never there."
    last = f", last on {date_words(shown.last_swollen)}" if shown.last_swollen else ""
    return f"{noted}, there on {shown.swollen_days}, at worst {shown.worst_swelling}{last}."


def _stiffness(shown: Course) -> str:
    if not shown.stiffness_days:
        return "Stiffness not written down."
    noted = f"Stiffness noted on {count(shown.stiffness_days, 'day')}"
    if not shown.stiff_days:
        return f"{noted}, never there."
    return f"{noted}, there on {shown.stiff_days}, at worst {STIFFNESS.words(shown.worst_stiffness)}."


def _painkillers(shown: Course) -> str:
    named = [f"{name} on {count(days, 'day')}" for name, days in shown.painkillers.items()]
    last = f", last on {date_words(shown.last_painkiller)}" if shown.last_painkiller else ""
    return f"{listed(named)}{last}." if named else "none written down."


# --- responses ----------------------------------------------------------------------------------


def responses(knee: KneeReport, limits: Limits) -> Iterator[Block]:
    """How often a sport was taken well, and the last sessions one by one."""
    if not knee.responses:
        return
    tally = [
        f"{own.what}: "
        + ", ".join(f"{getattr(own, light)} {light}" for light in LIGHTS if getattr(own, light))
        for own in knee.counts
        if any(getattr(own, light) for light in LIGHTS)
    ]
    if tally:
        yield Sentence(label="Sessions by light", text=f"{'; '.join(tally)}.")
    shown = _telling(knee.responses, limits.sessions)
    head = ("Day", "Session", "In it", "After", "Next morning", "Swelling", "Light")
    yield PageTable(head=head, rows=tuple(map(_row, shown)))


def _telling(responses: Sequence[SessionResponse], most: int) -> list[SessionResponse]:
    """So many sessions in their order: half of them the last ones, the others those taken worst, the newest first."""
    if len(responses) <= most:
        return list(responses)
    last = (most + 1) // 2
    worst = ("red", "yellow")
    before = sorted(
        range(len(responses) - last),
        key=lambda at: (worst.index(responses[at].light) if responses[at].light in worst else 2, -at),
    )
    places = sorted([*before[: most - last], *range(len(responses) - last, len(responses))])
    return [responses[at] for at in places]


def _row(taken: SessionResponse) -> tuple[str, ...]:
    morning = _or_dash(taken.morning)
    if taken.morning is not None and taken.usual_morning is not None:
        morning += f" (usual {number(taken.usual_morning)})"
    light = taken.light or "open"
    if taken.light == "green" and taken.morning is None:
        light += " so far"
    if taken.painkiller:
        light += ", painkiller"
    return (
        short_day_words(taken.when),
        _session(taken),
        _or_dash(taken.during),
        _or_dash(taken.after),
        morning,
        taken.swelling or "–",
        light,
    )


def _session(taken: SessionResponse) -> str:
    length = f" {number(taken.distance_km)} km" if taken.distance_km else ""
    length = length or (f" {number(taken.minutes)} min" if taken.minutes else "")
    effort = f", effort {number(taken.effort)}" if taken.effort is not None else ""
    return f"{taken.what}{length}{effort}"


# --- training -----------------------------------------------------------------------------------


def training(report: Report, _limits: Limits) -> Iterator[Block]:
    """Before and since, a row a sport."""
    rows = [row for stretch in report.training for row in _stretch(stretch)]
    if rows:
        head = ("When", "Sport", "A week", "Min/week", "Km/week", "Longest", f"{LOAD}/week")
        yield PageTable(head=head, rows=tuple(rows))


def _stretch(stretch: TrainingPeriod) -> Iterator[tuple[str, ...]]:
    when = f"{stretch.label} ({days_span(stretch.start, stretch.end)})"
    load = "–" if stretch.load is None else f"{'≥ ' if stretch.unrated else ''}{stretch.load:.0f}"
    for place, sport in enumerate(stretch.sports):
        first = place == 0
        yield (when if first else "", *_sport(sport), load if first else "")


def _sport(sport: SportWeek) -> tuple[str, ...]:
    longest = "–" if sport.longest is None else f"{number(sport.longest)} {sport.unit}"
    minutes = "–" if sport.minutes is None else f"{sport.minutes:.0f}"
    return sport.sport, number(sport.sessions), minutes, _or_dash(sport.distance_km), longest


def routines(report: Report, limits: Limits) -> Iterator[Block]:
    """Each routine in a sentence, with the exercises and doses of the last phase."""
    for done in report.routines:
        early = f", {done.left_early} left early" if done.left_early else ""
        pain = f", worst pain {_span(done.pain)}" if done.pain else ""
        place = f"; now {done.place}" if done.place else ""
        yield Sentence(
            label=done.name,
            text=f"{count(done.sessions, 'session')} from {date_words(done.first)} to {date_words(done.last)} "
            f"({number(done.per_week)} a week{early}){pain}{place}.",
        )
        yield from _doses(done, limits)
        yield from _done(done, limits)


def _done(done: RoutineDone, limits: Limits) -> Iterator[Block]:
    """What was done: each exercise with its last session, and how the weight came about."""
    shown = [_exercise(exercise) for exercise in done.exercises[: limits.doses]]
    more = len(done.exercises) - len(shown)
    if shown:
        yield Sentence(label="Done", text="; ".join([*shown, *([f"{more} more"] if more else [])]) + ".")


def _exercise(done: ExerciseDone) -> str:
    """``Leg press: 6 sessions, last 8, 8, 8 at 42.5 kg (from 35 kg), effort 8, skipped once (pain)``."""
    worked = [day for day in done.days if day.sets]
    parts = [count(len(worked), "session")]
    if worked:
        parts[0] += f", last {worked[-1].sets}"
        parts[0] += _weight([day.weight_kg for day in worked if day.weight_kg])
        effort = worked[-1].effort
        parts += [f"effort {number(effort)}"] if effort is not None else []
    skipped = Counter(day.skipped for day in done.days if day.skipped)
    parts += [f"skipped {count(often, 'time')} ({why})" for why, often in skipped.items()]
    instead = dict.fromkeys(day.in_place_of for day in done.days if day.in_place_of)
    name = f"{done.exercise} in place of {listed(list(instead))}" if instead else done.exercise
    return f"{name}: {', '.join(parts)}"


def _weight(weights: Sequence[float]) -> str:
    if not weights:
        return ""
    first = f" (from {number(weights[0])} kg)" if weights[0] != weights[-1] else ""
    return f" at {number(weights[-1])} kg{first}"


def _doses(done: RoutineDone, limits: Limits) -> Iterator[Block]:
    shown = [_dose(dose, limits) for dose in done.doses[: limits.doses]]
    more = len(done.doses) - len(shown)
    if shown:
        yield Sentence(
            label="Planned dose", text="; ".join([*shown, *([f"{more} more"] if more else [])]) + "."
        )


def _dose(dose: PlannedDose, limits: Limits) -> str:
    manner = f" ({dose.manner})" if dose.manner and limits.manner else ""
    return f"{dose.exercise} {dose.amount}{manner}"


def _span(values: Sequence[float]) -> str:
    low, high = number(min(values)), number(max(values))
    return low if low == high else f"{low} to {high}"


# --- causes ---------------------------------------------------------------------------------------


def causes(knee: KneeReport, limits: Limits) -> Iterator[Block]:
    """What fits, and where there is room, why."""
    first = [cause for cause in knee.causes if cause.rule_out]
    shown = knee.causes[: max(limits.causes, len(first))]
    if not shown:
        return
    if first:
        names = listed([f"{cause.name} ({cause.clinical})" for cause in first])
        yield Sentence(label="To be ruled out first, likely or not", text=f"{names}.")
    of = f" of {date_words(knee.assessed)}" if knee.assessed else ""
    named = "; ".join(
        f"{cause.often} have {cause.name} ({cause.clinical})" for cause in shown if not cause.rule_out
    )
    if named:
        yield Sentence(text=f"An estimate from the answers{of}, not a diagnosis: {named}.")
    for cause in shown if limits.reasons else ():
        reasons = [
            f"{label}: {'; '.join(texts)}."
            for label, texts in (("For it", cause.speaks_for), ("Against it", cause.against))
            if texts
        ]
        yield Sentence(label=cause.name, text=" ".join([cause.summary, *reasons]))


# --- looks, questions, advice, notes ----------------------------------------------------------------


def looks(report: Report, limits: Limits) -> Iterator[Block]:
    """Who looked at it and what they allowed; what holds today."""
    several = len(report.knees) > 1
    for look in report.looks[-limits.looks :]:
        about = f", {knee_words(look.knee)}" if several else ""
        year = "" if look.when.year == report.made.year else f" {look.when.year}"
        yield Sentence(
            label=f"{date_words(look.when)}{year}",
            text=f"{look.by}{about}. Allowed: {look.allowed}.{_trained(report, look)}",
        )
    if not report.looks:
        yield Sentence(text="Nobody's look at the knee is written down.")
    if report.today or report.allowed:
        allowed = f"{report.allowed}." if report.allowed else ""
        yield Sentence(label=f"kneetui, {date_words(report.made)}", text=f"{allowed} {report.today}".strip())
    if report.held_back:
        yield Sentence(label="Held back because", text=" ".join(report.held_back))
    if report.ceilings:
        yield Sentence(label="Longest advised", text=f"{'; '.join(report.ceilings)}.")


def _trained(report: Report, look: LookDone) -> str:
    """What was trained from a look to the next one of the same knee, or to the report."""
    until = min(
        (other.when for other in report.looks if other.knee == look.knee and other.when > look.when),
        default=report.made,
    )
    knee = next((knee for knee in report.knees if look.knee in (knee.knee, "both")), None)
    done = Counter(taken.what for taken in knee.responses if look.when < taken.when < until) if knee else {}
    counted = [f"{what} {often} ×" for what, often in done.items()]
    return f" Then: {', '.join(counted)}." if counted else ""


def questions(report: Report, limits: Limits) -> Iterator[Block]:
    """What nobody has answered yet, as many questions as the page has room for; nothing if all is answered."""
    if report.questions:
        yield Items(items=report.questions[: limits.questions])


def advice(report: Report, limits: Limits) -> Iterator[Block]:
    """When to go at once, and what the content advises."""
    signs = tuple(dict.fromkeys(sign for knee in report.knees for sign in knee.go_if))
    if signs:
        yield Sentence(label=GO_AT_ONCE, text=" ".join(signs))
    shown = report.advice[: limits.advice]
    if shown:
        yield Items(items=tuple(f"{title}. {text}" for title, text in shown))


def notes(report: Report, limits: Limits) -> Iterator[Block]:
    """The last notes, each as far as there is room."""
    shown = report.notes[max(0, len(report.notes) - limits.notes) :]
    if shown:
        yield Items(
            items=tuple(f"{moment_words(note.when)}: {_short(note.text, limits.note)}" for note in shown)
        )


def _short(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"
