"""Exercises to take along: a session as one page, for a physio's hand or a kitchen door."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import count, date_words
from kneetui.report.exercise_page import dose_plain, side_by_side
from kneetui.report.plain_lines import wrapped
from kneetui.routines.criteria import WEEK
from kneetui.routines.wording import dose_words, made_for_words, often_words, rule_words

if TYPE_CHECKING:
    from datetime import date

    from kneetui.content.model import Library, Phase, Routine
    from kneetui.routines.dose import WorkItem
    from kneetui.routines.fitted import MadeFor

BOXES = 7
"""So many days can be ticked off."""

FOOT = "It orients, it is not a diagnosis. Made with kneetui"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """What goes on the page: a phase of a routine with the exercises that are open for this person.

    ``left_out`` names the exercises of the phase that wait, with the reason where one is known, ``fit`` says what a warm-up
    or cool-down was made for.
    """

    routine: Routine
    phase: Phase
    items: Sequence[WorkItem]
    left_out: Sequence[str]
    day: date
    fit: MadeFor | None = None


def as_text(library: Library, handout: Handout) -> Iterator[str]:
    """The page as lines of text, figures drawn in ASCII."""
    yield _title(handout)
    yield from wrapped(handout.phase.goal)
    yield from wrapped(_often(handout))
    yield ""
    yield "Pain while you do it, from 0 to 10:"
    for colour, span, text in rule_words(library.rules[handout.routine.rule]):
        yield from wrapped(text, f"  {colour} {span}: ")
    for number, item in enumerate(handout.items, 1):
        yield ""
        yield f"{number}. {item.exercise.name}: {dose_words(item.exercise, item.dose)}"
        yield from side_by_side((item.exercise.frames[0], item.exercise.frames[-1]), indent=5)
        for step in item.exercise.steps:
            yield from wrapped(step, "   - ")
        yield f"   done  {'[ ] ' * BOXES}".rstrip()
    if handout.left_out:
        yield ""
        yield from wrapped(f"Left out for now: {'; '.join(handout.left_out)}.")
    yield ""
    yield from wrapped(f"{FOOT}, {date_words(handout.day)}. Sources: {_sources(library, handout)}.")


STYLE = """
@page { size: A4; margin: 12mm }
body { font: 10.5pt/1.35 sans-serif; color: #000; background: #fff; max-width: 186mm; margin: 0 auto; padding: 4mm }
h1 { font-size: 16pt; margin: 0 } h2 { font-size: 11.5pt; margin: 0 }
p, ol, table { margin: 1mm 0 } ol { padding-left: 5mm } li { margin: 0 }
.exercises { columns: 2; column-gap: 7mm }
.exercise { break-inside: avoid; border-top: 1px solid #888; padding: 1.5mm 0 }
pre { font: 10pt/1.05 monospace; margin: 1mm 0 }
td { padding: 0 3mm 0 0; vertical-align: top } .days { letter-spacing: 2mm } footer { font-size: 10pt; margin-top: 2mm }
"""


def as_html(library: Library, handout: Handout) -> Iterator[str]:
    """The page as one HTML file: no script, nothing from elsewhere, two columns on A4."""
    say = html.escape
    title = say(_title(handout))
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{title}</title><style>{STYLE}</style></head><body>"
    yield f"<h1>{title}</h1><p>{say(handout.phase.goal)} {say(_often(handout))}</p>"
    yield "<p><b>Pain while you do it, from 0 to 10</b></p><table>"
    for colour, span, text in rule_words(library.rules[handout.routine.rule]):
        yield f"<tr><td><b>{say(colour)} {say(span)}</b></td><td>{say(text)}</td></tr>"
    yield '</table><div class="exercises">'
    for number, item in enumerate(handout.items, 1):
        yield '<div class="exercise">'
        yield f"<h2>{number}. {say(item.exercise.name)}</h2>"
        yield f"<p><b>{say(dose_words(item.exercise, item.dose))}</b></p>"
        drawn = "\n".join(side_by_side((item.exercise.frames[0], item.exercise.frames[-1])))
        yield f'<pre role="img" aria-label="{say(item.exercise.figure)}">{say(drawn)}</pre>'
        yield f"<ol>{''.join(f'<li>{say(step)}</li>' for step in item.exercise.steps)}</ol>"
        yield f'<p class="days">{"☐" * BOXES}</p></div>'
    yield "</div>"
    if handout.left_out:
        yield f"<p>Left out for now: {say('; '.join(handout.left_out))}.</p>"
    yield f"<footer>{say(f'{FOOT}, {date_words(handout.day)}. Sources: {_sources(library, handout)}.')}</footer>"
    yield "</body></html>"


def plain(library: Library, handout: Handout) -> dict[str, Any]:
    """The page as data."""
    return {
        "routine": handout.routine.id,
        "name": handout.routine.name,
        "phase": handout.phase.id,
        "phase-name": handout.phase.name,
        "goal": handout.phase.goal,
        "day": handout.day.isoformat(),
        "often": _often(handout),
        "pain": [
            {"light": light, "from-to": span, "text": text}
            for light, span, text in rule_words(library.rules[handout.routine.rule])
        ],
        "exercises": [
            {
                "id": item.exercise.id,
                "name": item.exercise.name,
                "dose": dose_plain(item.dose),
                "dose-words": dose_words(item.exercise, item.dose),
                "figure": item.exercise.figure,
                "frames": [item.exercise.frames[0], item.exercise.frames[-1]],
                "steps": list(item.exercise.steps),
            }
            for item in handout.items
        ],
        "left-out": list(handout.left_out),
        "sources": _sources(library, handout),
    }


def _title(handout: Handout) -> str:
    """The routine and its phase; once where they have one name."""
    return ": ".join(dict.fromkeys((handout.routine.name, handout.phase.name)))


def _often(handout: Handout) -> str:
    if handout.fit:
        return f"{made_for_words(handout.fit)}."
    times = handout.phase.per_week or handout.routine.per_week
    if times > WEEK:
        return f"{often_words(times).capitalize()}."
    return "Every day." if times == WEEK else f"{count(times, 'time')} a week."


def _sources(library: Library, handout: Handout) -> str:
    named = dict.fromkeys(
        name
        for source in (handout.routine.source, *(item.exercise.source for item in handout.items))
        for name in source
    )
    return "; ".join(library.sources[name].title for name in named if name in library.sources)
