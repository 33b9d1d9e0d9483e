"""Diary entries as text: one line in a list, or everything that is in one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kneetui.config.wording import (
    clock,
    day_column,
    day_words,
    knee_words,
    moment_words,
    number,
)
from kneetui.diary.description import fields_of
from kneetui.diary.entries import Session
from kneetui.diary.value_types import Pain
from kneetui.routines.wording import value_words
from kneetui.services.diary.exchange import asides
from kneetui.triage.wording import frequency
from kneetui.ui.widgets.charts.plot import AFTER, ASSESSMENT, COLOURS, DURING, LOOK, MORNING, PHASE
from kneetui.ui.widgets.lines.lines import Row, fit, fold

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.diary.entries import (
        AlertRecord,
        AssessmentRecord,
        Entry,
        HomeTestRecord,
        LookRecord,
        RoutineRecord,
    )

ALERT = "z"
HOME_TEST = "t"
UNKNOWN = "–"
SYMBOLS = {
    "assessment": ASSESSMENT,
    "routine": PHASE,
    "look": LOOK,
    "alert": ALERT,
    "home-test": HOME_TEST,
    "import": "+",
    "entry": " ",
}
LOOK_GIST = "looked at by {by}: {allowed}"
PAINS = ((DURING, "pain_during"), (AFTER, "pain_after"), (MORNING, "pain_morning"))
NARROW = 66
"""Below this the list leaves out the weekday and the time."""
LABEL = 14


def title(entry: Entry) -> str:
    """The knee and the time of an entry."""
    return f"{knee_words(entry.knee)}, {moment_words(entry.when)}"


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
    day = day_column(entry.when, weekday=width >= NARROW)
    time = "" if width < NARROW else f"{clock(entry.when)} "
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


def pains_of(entry: Entry) -> list[tuple[Pain, str]]:
    """The pains that are in an entry, each with its number, in the order of the form."""
    pains = [
        (field.rows[0].at, field.type, number(value))
        for field in fields_of(type(entry))
        if isinstance(field.type, Pain) and isinstance(value := field.value_in(entry), float)
    ]
    return [(pain, words) for _, pain, words in sorted(pains, key=lambda pain: pain[0])]


def gist(entry: Entry, library: Library) -> str:
    """What besides the knee is in an entry, on one line."""
    parts = []
    if entry.assessment:
        parts.append(urgency_name(library, entry.assessment.urgency))
    if entry.routine:
        parts.append(_routine_gist(library, entry.routine))
    if entry.look:
        parts.append(look_words(entry.look))
    if entry.alert:
        parts.append(alert_words(entry.alert, library))
    if entry.home_test:
        parts.append(home_test_words(entry.home_test, library))
    if entry.session:
        parts.append(training(entry.session))
    return " · ".join([*parts, *_briefs(entry)])


def _briefs(part: Entry | Session) -> Iterator[str]:
    """What is known of a part, in the words of its description for one line."""
    for field in sorted(fields_of(type(part)), key=lambda field: field.brief_at):
        words = field.type.words(field.value_in(part)) if field.brief else ""
        if words:
            yield field.brief.format(" ".join(words.split()))


def alert_words(record: AlertRecord, library: Library) -> str:
    """Which alert was put off for how long, or set to rest and why, on one line."""
    words = {field.name: field.type.words(field.value_in(record)) for field in fields_of(type(record))}
    answer = f"put off for {words['days']}" if record.days else f"set to rest, {words['reason']}"
    return f"{answer}: {_rule_name(library, record)}"


def _rule_name(library: Library, record: AlertRecord) -> str:
    rule = library.watch.get(record.rule)
    return rule.text.rstrip(".") if rule else record.rule


def home_test_words(record: HomeTestRecord, library: Library) -> str:
    """Which test at home, and what it came to, on one line."""
    pain = f", pain {number(record.pain)}" if record.pain is not None else ""
    return f"{_test_name(library, record)}: {_test_value(library, record)}{pain}"


def _test_name(library: Library, record: HomeTestRecord) -> str:
    test = library.home_tests.get(record.test)
    return test.name if test else record.test


def _test_value(library: Library, record: HomeTestRecord) -> str:
    test = library.home_tests.get(record.test)
    return value_words(test, record.value) if test else number(record.value)


def look_words(record: LookRecord) -> str:
    """Who looked at the knee, and what is allowed, on one line."""
    words = {field.name: field.type.words(field.value_in(record)) for field in fields_of(type(record))}
    return LOOK_GIST.format(**words)


def urgency_name(library: Library, urgency: str) -> str:
    """An urgency with its symbol; its id if no pack names it."""
    named = library.urgencies.get(urgency)
    return f"{named.symbol} {named.name}" if named else urgency


def training(session: Session) -> str:
    """A training session in a few words."""
    return " ".join((session.sport or "training", *_briefs(session)))


def _routine_gist(library: Library, record: RoutineRecord) -> str:
    pain = f", pain {number(record.pain)}" if record.pain is not None else ""
    verdict = f": {_plain(record.verdict)}" if record.verdict else ""
    return f"{_routine_name(library, record)}{pain}{verdict}"


def _routine_name(library: Library, record: RoutineRecord) -> str:
    routine = library.routines.get(record.routine)
    return routine.name if routine else record.routine


def _phase_name(library: Library, record: RoutineRecord) -> str:
    routine = library.routines.get(record.routine)
    phases = {phase.id: phase.name for phase in routine.phases} if routine else {}
    return phases.get(record.phase, record.phase)


def _plain(word: str) -> str:
    return word.replace("-", " ")


def details(entry: Entry, width: int, library: Library) -> list[Row]:
    """Everything in an entry; what nobody said is left out."""
    rows: list[Row] = [
        ((f"{day_words(entry.when)} {entry.when.year}, {clock(entry.when)}", "bold"),),
        ((knee_words(entry.knee), "$muted"),),
    ]
    if entry.assessment:
        rows += [(), *_assessment(entry.assessment, width, library)]
    if entry.routine:
        rows += [(), *_labelled(_routine(entry.routine, library), width)]
    if entry.look:
        rows += [(), *_labelled(_look(entry.look), width)]
    if entry.alert:
        rows += [(), *_labelled(_alert(entry.alert, library), width)]
    if entry.home_test:
        rows += [(), *_labelled(_home_test(entry.home_test, library), width)]
    facts = _labelled(_facts(entry), width)
    return [*rows, (), *facts] if facts else rows


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    for field in fields_of(type(entry)):
        value = field.value_in(entry)
        if isinstance(value, Session):
            load = value.load
            yield field.label, training(value) + (f", load {load:.0f}" if load is not None else "")
        elif field.label:
            yield field.label, field.type.words(value)
    if entry.kind == "import":
        yield "From", "a training file"
    for name, words in asides(entry):
        yield "Elsewhere", f"{name} was {words}"


def _routine(record: RoutineRecord, library: Library) -> Iterator[tuple[str, str]]:
    named = {
        "routine": _routine_name(library, record),
        "phase": _phase_name(library, record),
        "verdict": _plain(record.verdict),
    }
    for field in fields_of(type(record)):
        yield field.label, named.get(field.name) or field.type.words(field.value_in(record))


def _alert(record: AlertRecord, library: Library) -> Iterator[tuple[str, str]]:
    named = {"rule": _rule_name(library, record)}
    for field in fields_of(type(record)):
        yield field.label, named.get(field.name) or field.type.words(field.value_in(record))


def _home_test(record: HomeTestRecord, library: Library) -> Iterator[tuple[str, str]]:
    named = {"test": _test_name(library, record), "value": _test_value(library, record)}
    for field in fields_of(type(record)):
        yield field.label, named.get(field.name) or field.type.words(field.value_in(record))


def _look(record: LookRecord) -> Iterator[tuple[str, str]]:
    for field in fields_of(type(record)):
        yield field.label, field.type.words(field.value_in(record))


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
