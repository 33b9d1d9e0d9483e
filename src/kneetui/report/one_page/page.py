"""A report as titles, sentences, lists and tables: what every format of it is written from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kneetui.config.wording import date_words, knee_name, knee_words, listed
from kneetui.report.one_page import measured_words, words
from kneetui.report.one_page.blocks import Block, Chart, Items, Page, PageTable, Section, Sentence
from kneetui.report.one_page.limits import LINES, STEPS, WHOLE, height
from kneetui.report.one_page.sections import AUDIENCES, SECTIONS

if TYPE_CHECKING:
    from kneetui.report.one_page.limits import Limits
    from kneetui.report.one_page.model import KneeReport, Report, UrgencyResult


def page(report: Report) -> Page:
    """The page of a report: everything if it may be long, else as much as fits on one."""
    if report.request.whole:
        return _page(report, WHOLE)
    made = _page(report, STEPS[0])
    for limits in STEPS[1:]:
        if height(made) <= LINES:
            return made
        made = _page(report, limits, SHORTENED)
    for name in FIRST_TO_GO:
        if height(made) <= LINES:
            break
        if name == "questions" and report.request.asks:
            continue  # what the person wants to know is why there is a report
        made = replace(made, sections=tuple(section for section in made.sections if section.id != name))
    return made


FIRST_TO_GO = ("answers", "notes", "tracked", "advice", "causes", "questions", "helped", "routines")
"""Sections that are left out where even the least of all does not fit, in this order."""
SHORTENED = "Shortened to a page; kneetui report --long has everything."


def _page(report: Report, limits: Limits, *below: str) -> Page:
    """The page with the sections that have something to say."""
    sections = []
    for name, make in _MAKERS.items():
        blocks = tuple(make(report, limits)) if name in report.request.shown else ()
        if blocks:
            sections.append(Section(id=name, title=SECTIONS[name], blocks=blocks))
    names = [knee_words(knee.knee) if knee.knee else "knee" for knee in report.knees]
    return Page(
        title=f"Knee report: {listed(names)}",
        above=tuple(_above(report, loads=any(map(_has_loads, sections)))),
        sections=tuple(sections),
        below=(*_below(report), *below),
    )


def _has_loads(section: Section) -> bool:
    return any(
        isinstance(block, PageTable) and any(head.startswith(words.LOAD) for head in block.head)
        for block in section.blocks
    )


def _above(report: Report, *, loads: bool) -> Iterator[str]:
    request = report.request
    audience = AUDIENCES.get(request.audience, request.audience)
    yield (
        f"Name: {request.name or '_' * 20}   For: {audience}.   Made {report.made.date().isoformat()}, "
        f"covers {words.period(request)}. Pain is 0 to 10{', load is minutes times effort' if loads else ''}."
    )


def _below(report: Report) -> Iterator[str]:
    if report.sources:
        yield f"Sources: {'; '.join(report.sources.values())}."
    packs = ", ".join(f"{name} {version}" for name, version, _ in report.content.packs)
    yield f"kneetui {report.version}, content {report.content.fingerprint} ({packs})."
    yield report.purpose


def _by_knee(
    of: Callable[[Report, KneeReport, Limits], Iterable[Block]],
) -> Callable[[Report, Limits], Iterator[Block]]:
    """A section about each knee, under its name where there are two."""

    def blocks(report: Report, limits: Limits) -> Iterator[Block]:
        for knee in report.knees:
            own = tuple(of(report, knee, limits))
            if len(report.knees) > 1 and own:
                yield Sentence(text="", label=knee_name(knee.knee))
            yield from own

    return blocks


def _knee(report: Report, limits: Limits) -> Iterator[Block]:
    person = [f"{answered.question} {answered.answer}." for answered in report.person]
    sports = [f"Sports: {', '.join(report.sports)}."] if report.sports else []
    if person or sports:
        yield Sentence(label="Who", text=" ".join([*sports, *person]))
    yield from _by_knee(_began)(report, limits)


def _began(_report: Report, knee: KneeReport, _limits: Limits) -> Iterator[Block]:
    since = f"Since {date_words(knee.began)} {knee.began.year}" if knee.began else ""
    if since or knee.history:
        answered = f" Answered on {date_words(knee.assessed)}." if knee.history and knee.assessed else ""
        yield Sentence(label=since or "How it began", text=f"{words.statements(knee.history)}{answered}")


def _urgency(report: Report, knee: KneeReport, _limits: Limits) -> Iterator[Block]:
    level = knee.urgency
    if level is None:
        yield Sentence(text="The questions were not answered.")
    else:
        quiet = f" {level.no_flag}" if level.no_flag else ""
        yield Sentence(
            label=f"{level.symbol} {level.name}",
            text=f"{level.who}, {level.within} ({_since(level)}).{quiet}",
            strong=True,
        )
        yield from _because(report, level)
    asked = knee.asked
    then = "" if level is None or level.in_force else f" on {date_words(level.since)}"
    for label, signs in (
        (f"Signs there{then}", asked.present),
        ("Asked and denied", asked.denied),
        ("Asked, not known", asked.unknown),
        ("Not asked", asked.not_asked),
    ):
        if signs:
            yield Sentence(label=label, text=f"{'; '.join(signs)}.")


def _since(level: UrgencyResult) -> str:
    if level.in_force:
        return f"since {date_words(level.since)}"
    return f"answered on {date_words(level.since)}, no longer in force"


def _because(report: Report, level: UrgencyResult) -> Iterator[Block]:
    if level.id == "emergency" and level.in_force:
        yield Sentence(label="Emergency number", text=report.emergency_number, strong=True)
    if level.in_force and "advice" in report.request.sections:
        yield Sentence(label="Now", text=level.do, strong=True)
    for sign in level.signs:
        doubt = "" if sign.proven else "Not ruled out: "
        yield Sentence(label="Because", text=f"{doubt}{sign.because} [{sign.id}]")
    if not level.complete:
        yield Sentence(text="The questions were not answered to their end.")


def _course(_report: Report, knee: KneeReport, limits: Limits) -> Iterable[Block]:
    return words.course(knee.course, limits) if knee.course else ()


def _response(_report: Report, knee: KneeReport, limits: Limits) -> Iterable[Block]:
    return words.responses(knee, limits)


def _helped(_report: Report, knee: KneeReport, _limits: Limits) -> Iterable[Block]:
    return [Sentence(text=words.statements(knee.helped))] if knee.helped else []


def _exercises(report: Report, limits: Limits) -> Iterator[Block]:
    """Routines with their doses, and what the tests at home came to."""
    yield from words.routines(report, limits)
    yield from measured_words.blocks_of_tests(report, limits)


def _helped_and_tried(report: Report, limits: Limits) -> Iterator[Block]:
    yield from _by_knee(_helped)(report, limits)
    yield from measured_words.trial_blocks(report)


def _causes(_report: Report, knee: KneeReport, limits: Limits) -> Iterable[Block]:
    return words.causes(knee, limits)


def _answers(_report: Report, knee: KneeReport, _limits: Limits) -> Iterable[Block]:
    items = tuple(f"{answered.question} {answered.answer}" for answered in knee.answers)
    return [Items(items=items)] if items else []


_MAKERS: Mapping[str, Callable[[Report, Limits], Iterable[Block]]] = {
    "knee": _knee,
    "urgency": _by_knee(_urgency),
    "course": _by_knee(_course),
    "response": _by_knee(_response),
    "training": words.training,
    "routines": _exercises,
    "helped": _helped_and_tried,
    "tracked": measured_words.tracked_blocks,
    "looks": words.looks,
    "questions": words.questions,
    "causes": _by_knee(_causes),
    "advice": words.advice,
    "notes": words.notes,
    "answers": _by_knee(_answers),
}
"""Section -> what makes it, in the order of the page."""


def plain(made: Page) -> dict[str, Any]:
    """The page as data for exporters; charts are drawn as SVG."""
    return {
        "title": made.title,
        "above": list(made.above),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "blocks": [_plain_block(block) for block in section.blocks],
            }
            for section in made.sections
        ],
        "below": list(made.below),
    }


def _plain_block(block: Block) -> dict[str, Any]:
    match block:
        case Sentence(text=text, label=label, strong=strong):
            return {"kind": "sentence", "label": label, "text": text, "strong": strong}
        case Items(items=items):
            return {"kind": "items", "items": list(items)}
        case PageTable(head=head, rows=rows):
            return {"kind": "table", "head": list(head), "rows": [list(row) for row in rows]}
        case Chart(course=course):
            from kneetui.report.one_page.svg_chart import svg

            return {"kind": "chart", "svg": svg(course.chart)}
