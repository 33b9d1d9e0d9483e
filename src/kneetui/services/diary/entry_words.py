"""Diary entries in words: the gist of one in a line, or every field with its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kneetui.config.wording import knee_words, moment_words, number
from kneetui.diary.description import Parts, fields_of
from kneetui.diary.entries import Session
from kneetui.diary.exercise_records import exercise_words
from kneetui.diary.own_values import OwnValues, name_of, own_words
from kneetui.diary.trackers import of_content
from kneetui.diary.value_types import Number, OneOf, Pain
from kneetui.routines.wording import value_words
from kneetui.services.diary.exchange import asides

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
    from kneetui.diary.own_values import OwnPairs

LOOK_GIST = "looked at by {by}: {allowed}"


def title(entry: Entry) -> str:
    """The knee and the time of an entry."""
    return f"{knee_words(entry.knee)}, {moment_words(entry.when)}"


def line(entry: Entry, library: Library) -> str:
    """An entry on one line of plain text: when, which knee, and what is in it."""
    pains = [f"pain {pain.at} {words}".replace("  ", " ") for pain, words in pains_of(entry)]
    swelling = [f"swelling {entry.swelling}"] if entry.swelling else []
    parts = [part for part in (*pains, *swelling, gist(entry, library)) if part]
    return f"{moment_words(entry.when)}  {entry.knee:<5}  {' · '.join(parts)}".rstrip()


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
        parts += [urgency_name(library, entry.assessment.urgency), *_briefs(entry.assessment)]
    if entry.routine:
        parts.append(_routine_gist(library, entry.routine, which=bool(pains_of(entry))))
    if entry.look:
        parts.append(look_words(entry.look))
    if entry.alert:
        parts.append(alert_words(entry.alert, library))
    if entry.home_test:
        parts.append(home_test_words(entry.home_test, library))
    if entry.session:
        parts.append(training(entry.session))
    return " · ".join([*parts, *_briefs(entry)])


def _briefs(part: Entry | Session | AssessmentRecord) -> Iterator[str]:
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


def _routine_gist(library: Library, record: RoutineRecord, *, which: bool) -> str:
    """The routine and what came of it; ``which`` pain it was, if there are others."""
    pain = f", pain {'in it ' * which}{number(record.pain)}" if record.pain is not None else ""
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


def facts(entry: Entry, library: Library) -> Iterator[tuple[str, str]]:
    """Every field that has a name in the full view, with its words; what is not known has none."""
    for field in fields_of(type(entry)):
        value = field.value_in(entry)
        if isinstance(value, Session):
            load = value.load
            yield field.label, training(value) + (f", load {load:.0f}" if load is not None else "")
        elif isinstance(field.type, OwnValues):
            yield from own_facts(entry.own, library)
        elif field.label:
            yield field.label, field.type.words(value)
    if entry.kind == "import":
        yield "From", "a training file"
    for name, words in asides(entry):
        yield "Elsewhere", f"{name} was {words}"


def own_facts(own: OwnPairs, library: Library) -> Iterator[tuple[str, str]]:
    """What the person keeps track of besides, each with its name; a pack gives name and unit of those it knows."""
    for name, value in own:
        described = library.trackers.get(name)
        if described is None:
            yield name_of(name), own_words(value)
        else:
            tracker = of_content(described)
            shown = (
                value if isinstance(tracker.type, OneOf | Number) and not isinstance(value, bool) else None
            )
            yield tracker.name, tracker.type.words(shown) or own_words(value)


def routine_facts(record: RoutineRecord, library: Library) -> Iterator[tuple[str, str]]:
    """The fields of a routine session with their words."""
    named = {
        "routine": _routine_name(library, record),
        "phase": _phase_name(library, record),
        "verdict": _plain(record.verdict),
    }
    for field in fields_of(type(record)):
        if isinstance(field.type, Parts):
            yield from ((field.label, exercise_words(done, _named(library))) for done in record.exercises)
        else:
            yield field.label, named.get(field.name) or field.type.words(field.value_in(record))


def _named(library: Library) -> Callable[[str], str]:
    exercises = library.exercises
    return lambda exercise: exercises[exercise].name if exercise in exercises else exercise


def alert_facts(record: AlertRecord, library: Library) -> Iterator[tuple[str, str]]:
    """The fields of an answer to an alert with their words."""
    named = {"rule": _rule_name(library, record)}
    for field in fields_of(type(record)):
        yield field.label, named.get(field.name) or field.type.words(field.value_in(record))


def home_test_facts(record: HomeTestRecord, library: Library) -> Iterator[tuple[str, str]]:
    """The fields of a test at home with their words."""
    named = {"test": _test_name(library, record), "value": _test_value(library, record)}
    for field in fields_of(type(record)):
        yield field.label, named.get(field.name) or field.type.words(field.value_in(record))


def assessment_facts(record: AssessmentRecord) -> Iterator[tuple[str, str]]:
    """The fields of an assessment that have a name, with their words."""
    for field in fields_of(type(record)):
        if field.label:
            yield field.label, field.type.words(field.value_in(record))


def look_facts(record: LookRecord) -> Iterator[tuple[str, str]]:
    """The fields of a look at the knee with their words."""
    for field in fields_of(type(record)):
        yield field.label, field.type.words(field.value_in(record))
