"""Diary entries as text: one line in a list, or everything that is in one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kneetui.config.wording import (
    clock,
    day_column,
    day_words,
    knee_words,
    number,
)
from kneetui.services.diary.entry_words import (
    alert_facts,
    assessment_facts,
    facts,
    gist,
    home_test_facts,
    look_facts,
    routine_facts,
    urgency_name,
)
from kneetui.status.saved_results import facts_from
from kneetui.triage import flags, how_soon
from kneetui.triage.causes.named_causes import to_rule_out_then
from kneetui.triage.wording import RULE_OUT, frequency
from kneetui.ui.widgets.charts.plot import AFTER, ASSESSMENT, COLOURS, DURING, LOOK, MORNING, PHASE
from kneetui.ui.widgets.lines.lines import Row, fit, fold

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.diary.entries import (
        AssessmentRecord,
        Entry,
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
PAINS = ((DURING, "pain_during"), (AFTER, "pain_after"), (MORNING, "pain_morning"))
NARROW = 66
"""Below this the list leaves out the weekday and the time."""
LABEL = 14


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


def details(entry: Entry, width: int, library: Library) -> list[Row]:
    """Everything in an entry; what nobody said is left out."""
    rows: list[Row] = [
        ((f"{day_words(entry.when)} {entry.when.year}, {clock(entry.when)}", "bold"),),
        ((knee_words(entry.knee), "$muted"),),
    ]
    if entry.assessment:
        rows += [(), *_assessment(entry.assessment, width, library)]
    if entry.routine:
        rows += [(), *_labelled(routine_facts(entry.routine, library), width)]
    if entry.look:
        rows += [(), *_labelled(look_facts(entry.look), width)]
    if entry.alert:
        rows += [(), *_labelled(alert_facts(entry.alert, library), width)]
    if entry.home_test:
        rows += [(), *_labelled(home_test_facts(entry.home_test, library), width)]
    known = _labelled(facts(entry, library), width)
    return [*rows, (), *known] if known else rows


def _assessment(record: AssessmentRecord, width: int, library: Library) -> Iterator[Row]:
    known = record.urgency in library.urgencies
    answered = [facts_from(record.answers, library)] if record.flags else []
    up = flags.deciding(library, record.flags, record.urgency, answered)
    level = how_soon.level(library, record.urgency, up) if known else None
    yield ((urgency_name(library, record.urgency).upper(), "bold"),)
    if level:
        yield from (((text, ""),) for text in fold(f"{level.who}, {level.within}", width))
    for flag_id in record.flags:
        because = flags.because(library, flag_id, record.urgency, answered)
        yield from _hanging("because", because or flag_id, width)
    since = _labelled(assessment_facts(record), width)
    if since:
        yield from [(), (("Since it began", "bold"),), *since]
    if record.causes:
        yield ()
        yield (("What fit then, of people with the same answers", "bold"),)
    facts = answered[0] if answered else {}
    first = to_rule_out_then(library, record.flags, record.urgency, facts)
    for cause_id, probability in sorted(record.causes, key=lambda fit: fit[0] not in first):
        cause = library.causes.get(cause_id)
        words = RULE_OUT if cause_id in first else frequency(probability)
        yield from _hanging(words, cause.name if cause else cause_id, width, 20)


def _labelled(pairs: Iterator[tuple[str, str]], width: int) -> list[Row]:
    return [row for name, value in pairs if value for row in _hanging(name, value, width)]


def _hanging(name: str, value: str, width: int, indent: int = LABEL) -> Iterator[Row]:
    lines = [text for part in value.split("\n") for text in fold(part, width - indent)]
    for number_, text in enumerate(lines):
        yield ((f"{'' if number_ else name:<{indent}}", "$muted"), (text, ""))
