"""Diary entries as text: one line in a list, or everything that is in one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kneetui.config.wording import number
from kneetui.triage.wording import frequency
from kneetui.ui.widgets.charts.plot import AFTER, ASSESSMENT, COLOURS, DURING, MORNING, PHASE
from kneetui.ui.widgets.lines.lines import Row, fit, fold

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.diary.entries import AssessmentRecord, Entry, RoutineRecord, Session

UNKNOWN = "–"
SYMBOLS = {"assessment": ASSESSMENT, "routine": PHASE, "import": "+", "entry": " "}
STIFFNESS = {
    "none": "none",
    "under-30-min": "under 30 min",
    "30-to-60-min": "30-60 min",
    "over-60-min": "over 60 min",
}
PAINS = ((DURING, "pain_during"), (AFTER, "pain_after"), (MORNING, "pain_morning"))
NARROW = 66
"""Below this the list leaves out the weekday and the time."""
LABEL = 14


def title(entry: Entry) -> str:
    """The knee and the time of an entry."""
    knee = "both knees" if entry.knee == "both" else f"{entry.knee} knee"
    return f"{knee}, {moment(entry)}"


def moment(entry: Entry) -> str:
    """The time of an entry."""
    return f"{entry.when:%a} {entry.when.day} {entry.when:%b %H:%M}"


def heading(width: int) -> Row:
    """The names of the columns of :func:`line`."""
    time = "" if width < NARROW else "Time  "
    return (
        (f"  {'Day':<{_day_width(width)}}{time}Knee ", "$muted"),
        *((f"{char:>5}", COLOURS[char]) for char, _ in PAINS),
        ("  Swelling  Training, note", "$muted"),
    )


def line(entry: Entry, width: int, library: Library, *, dated: bool = True, here: bool = False) -> Row:
    """An entry as one line; ``dated`` if its day is to be named, ``here`` for the one under the cursor."""
    day = f"{entry.when.day:>2} {entry.when:%b}"
    if width >= NARROW:
        day = f"{entry.when:%a} {day}"
    time = "" if width < NARROW else f"{entry.when:%H:%M} "
    numbers = "".join(f"{shown(getattr(entry, key)):>5}" for _, key in PAINS)
    first = f"{'▸' if here else ' '} {day if dated else '':<{_day_width(width)}}"
    rest = f"{time}{entry.knee:<5}{numbers}  {entry.swelling or '':<9}{SYMBOLS[entry.kind]} "
    rest += fit(gist(entry, library), max(0, width - len(first) - len(rest)))
    return ((first, "bold on $panel"), (rest, "on $panel")) if here else ((first, "bold"), (rest, ""))


def _day_width(width: int) -> int:
    return 8 if width < NARROW else 12


def shown(value: float | None) -> str:
    """A pain, or a dash if nobody said."""
    return UNKNOWN if value is None else number(value)


def gist(entry: Entry, library: Library) -> str:
    """What besides the knee is in an entry, on one line."""
    parts = []
    if entry.assessment:
        parts.append(urgency_name(library, entry.assessment.urgency))
    if entry.routine:
        parts.append(_routine_gist(library, entry.routine))
    if entry.session:
        parts.append(training(entry.session))
    if entry.note:
        parts.append(" ".join(entry.note.split()))
    return " · ".join(parts)


def urgency_name(library: Library, urgency: str) -> str:
    """An urgency with its symbol; its id if no pack names it."""
    named = library.urgencies.get(urgency)
    return f"{named.symbol} {named.name}" if named else urgency


def training(session: Session) -> str:
    """A training session in a few words."""
    parts = [
        session.sport or "training",
        f"{number(session.minutes)} min" if session.minutes is not None else "",
        f"{session.distance_km:.4g} km" if session.distance_km is not None else "",
        f"effort {number(session.effort)}" if session.effort is not None else "",
    ]
    return " ".join(part for part in parts if part)


def _routine_gist(library: Library, record: RoutineRecord) -> str:
    pain = f", pain {number(record.pain)}" if record.pain is not None else ""
    verdict = f": {_plain(record.verdict)}" if record.verdict else ""
    return f"{_routine_name(library, record)}{pain}{verdict}"


def _routine_name(library: Library, record: RoutineRecord) -> str:
    found = library.routines.get(record.routine)
    return found.name if found else record.routine


def _phase_name(library: Library, record: RoutineRecord) -> str:
    found = library.routines.get(record.routine)
    phases = {phase.id: phase.name for phase in found.phases} if found else {}
    return phases.get(record.phase, record.phase)


def _plain(word: str) -> str:
    return word.replace("-", " ")


def details(entry: Entry, width: int, library: Library) -> list[Row]:
    """Everything in an entry; what nobody said is left out."""
    rows: list[Row] = [
        ((f"{entry.when:%A} {entry.when.day} {entry.when:%B %Y, %H:%M}", "bold"),),
        ((f"{'both knees' if entry.knee == 'both' else entry.knee + ' knee'}", "$muted"),),
    ]
    if entry.assessment:
        rows += [(), *_assessment(entry.assessment, width, library)]
    if entry.routine:
        rows += [(), *_labelled(_routine(entry.routine, library), width)]
    facts = _labelled(_facts(entry), width)
    return [*rows, (), *facts] if facts else rows


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    for name, value in (
        ("Pain during", entry.pain_during),
        ("Pain after", entry.pain_after),
        ("Morning pain", entry.pain_morning),
    ):
        if value is not None:
            yield name, f"{number(value)} of 10"
    yield "Swelling", entry.swelling or ""
    yield "Stiffness", STIFFNESS.get(entry.stiffness or "", "")
    if entry.session:
        load = entry.session.load
        yield "Training", training(entry.session) + (f", load {load:.0f}" if load is not None else "")
    yield "Medication", entry.medication
    yield "Note", entry.note
    if entry.kind == "import":
        yield "From", "a training file"


def _routine(record: RoutineRecord, library: Library) -> Iterator[tuple[str, str]]:
    yield "Routine", _routine_name(library, record)
    yield "Phase", _phase_name(library, record)
    yield "Finished", "yes" if record.done else "no, it was left early"
    if record.minutes is not None:
        yield "Minutes", number(record.minutes)
    if record.pain is not None:
        yield "Worst pain", f"{number(record.pain)} of 10"
    yield "The rule said", _plain(record.verdict)


def _assessment(record: AssessmentRecord, width: int, library: Library) -> Iterator[Row]:
    level = library.urgencies.get(record.urgency)
    yield ((urgency_name(library, record.urgency).upper(), "bold"),)
    if level:
        yield from (((text, ""),) for text in fold(f"{level.who}, {level.within}", width))
    for flag_id in record.flags:
        flag = library.flags.get(flag_id)
        yield from _hanging("because", flag.because if flag else flag_id, width)
    if record.causes:
        yield ()
        yield (("What fit then, of people with the same answers", "bold"),)
    for cause_id, probability in record.causes:
        cause = library.causes.get(cause_id)
        yield from _hanging(frequency(probability), cause.name if cause else cause_id, width, 20)


def _labelled(pairs: Iterator[tuple[str, str]], width: int) -> list[Row]:
    return [row for name, value in pairs if value for row in _hanging(name, value, width)]


def _hanging(name: str, value: str, width: int, indent: int = LABEL) -> Iterator[Row]:
    lines = [text for part in value.split("\n") for text in fold(part, width - indent)]
    for number_, text in enumerate(lines):
        yield ((f"{'' if number_ else name:<{indent}}", "$muted"), (text, ""))
