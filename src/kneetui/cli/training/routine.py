"""``kneetui routine``: the routines, what comes next, and a page to take along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kneetui.cli.io.output import show_json, write_text
from kneetui.cli.io.refusals import fail, refuse
from kneetui.cli.library import load_library, note_left_out
from kneetui.cli.status_now import status_now
from kneetui.cli.summaries import WholeSummaries
from kneetui.cli.training.fit_options import fit_options, made_for
from kneetui.cli.training.log import log_session
from kneetui.cli.training.named import named_routine, wanted_routine
from kneetui.cli.training.play import play
from kneetui.cli.typed_path import TypedPath
from kneetui.services.container import Services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneetui.content.model import Library, Routine
    from kneetui.report.handout import Handout
    from kneetui.routines.progress import Progress
    from kneetui.services.training.todays_session import Today
    from kneetui.services.training.training import Training
    from kneetui.status.status import Status


@click.group(cls=WholeSummaries)
def routine() -> None:
    """List routines, say what comes next, play it, and print one to take along."""


routine.add_command(play)
routine.add_command(log_session)


@routine.command("list")
@click.option("--all", "every", is_flag=True, help="Also those that are held back now.")
@click.option("--for", "cause", metavar="CAUSE", help="The id of a cause that it is good for.")
@click.option("--sport", help="Only routines for this sport, and those for everybody.")
@click.option("--json", "as_json", is_flag=True, help="Print the routines as JSON.")
@click.pass_obj
def list_routines(
    services: Services, every: bool, cause: str | None, sport: str | None, as_json: bool
) -> None:
    """List the routines that are open for you now; --all names the others, too."""
    from kneetui.report.routine_page import listing, plain
    from kneetui.routines import plan

    library = load_library(services)
    note_left_out(services)
    training, now = _training(services), status_now(services)
    is_open = {one.id for one in now.restrictions.routines(library)}
    shown = [
        one
        for one in plan.matching(library, library.routines.values(), activity=sport or "", cause=cause or "")
        if every or one.id in is_open
    ]
    if as_json:
        show_json(
            [
                {**plain(library, one, _progress(services, training, one)), "open": one.id in is_open}
                for one in shown
            ]
        )
        return
    marks = {one.id: "held back now" for one in shown if one.id not in is_open}
    if services.has_diary:
        advised = training.suggested()
        marks |= {advised.id: "suggested"} if advised and advised.id in is_open else {}
        marks |= {name: "yours" for name in training.yours() if name in is_open}
    click.echo("\n".join(listing(library, shown, marks)) if shown else _nothing(library, now))


def _nothing(library: Library, now: Status) -> str:
    """Why no routine is listed."""
    reasons = now.restrictions.because(library)
    return "\n".join(
        ["No routine is open for that now.", *reasons, "kneetui routine list --all shows every one."]
    )


@routine.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print the routine as JSON.")
@click.pass_obj
def show(services: Services, name: str, as_json: bool) -> None:
    """Show the phases of the routine NAME, and where you are in it."""
    from kneetui.report.routine_page import page, plain

    library = load_library(services)
    note_left_out(services)
    wanted = named_routine(library, name)
    progress = _progress(services, _training(services), wanted)
    if as_json:
        show_json(plain(library, wanted, progress))
    else:
        click.echo("\n".join(page(library, wanted, progress)))


@routine.command("next")
@click.argument("name", required=False)
@fit_options
@click.option("--json", "as_json", is_flag=True, help="Print the session as JSON.")
@click.pass_obj
def next_session(
    services: Services, name: str | None, sport: str | None, minutes: int | None, as_json: bool
) -> None:
    """Say what comes next of your routine, or of the routine NAME: exercises and doses, and from when."""
    from kneetui.report.exercise_page import dose_plain
    from kneetui.report.routine_page import criteria_plain, place_plain, session

    library = load_library(services)
    note_left_out(services)
    now = status_now(services)
    today = made_for(_today(services, library, now, name), sport, minutes)
    reasons = now.restrictions.because(library)
    if as_json:
        show_json(
            {
                "routine": today.routine.id,
                "place": place_plain(today.progress),
                "from": today.day.isoformat() if today.day else None,
                "resting": today.resting,
                **(
                    {"made-for": {"sport": today.fit.sport, "minutes": today.fit.minutes}}
                    if today.fit
                    else {}
                ),
                "exercises": [
                    {"exercise": item.exercise.id, "planned": item.planned, "dose": dose_plain(item.dose)}
                    for item in today.items
                ],
                "held-back": reasons,
                "tests-first": criteria_plain(library, today.missing),
            }
        )
    elif today.items:
        click.echo("\n".join(session(today.routine, today.items, today.day, now.day, today.fit)))
        _note_signs(now)
    else:
        fail(_no_session(library, today, reasons), 1)


@routine.command("print")
@click.argument("name", required=False)
@fit_options
@click.option(
    "--format", "form", type=click.Choice(["text", "html"]), help="Else the ending of FILE decides."
)
@click.option(
    "-o", "--output", type=TypedPath(written=True), metavar="FILE", help="Where to; - is standard output."
)
@click.option("--json", "as_json", is_flag=True, help="Print what stands on the page as JSON.")
@click.pass_obj
def print_routine(
    services: Services,
    name: str | None,
    sport: str | None,
    minutes: int | None,
    form: str | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Print today's session of your routine, or of the routine NAME, as one page with figures.

    Exercises that are held back for your knee are left out, and named.
    """
    from kneetui.report.handout import as_html, as_text, plain

    if as_json and (form or output):
        fail(["--json goes without --format and -o."])
    library = load_library(services)
    note_left_out(services)
    now = status_now(services)
    today = made_for(_today(services, library, now, name), sport, minutes)
    if not today.items:
        fail(_no_session(library, today, now.restrictions.because(library)), 1)
    page = _handout(library, today, now)
    if as_json:
        show_json(plain(library, page))
        return
    as_page = as_html if (form or _ending(output)) == "html" else as_text
    write_text("\n".join(as_page(library, page)) + "\n", output, "The page")
    _note_signs(now)


def _no_session(library: Library, today: Today, reasons: list[str]) -> list[str]:
    """Why there is no session of a routine today."""
    from kneetui.routines.wording import criterion_words

    if today.missing:
        asked = [f"  {criterion_words(library, criterion)}" for criterion in today.missing]
        return [f"“{today.routine.name}” begins after tests at home (t in Routines):", *asked, *reasons]
    return [f"Nothing of “{today.routine.name}” is open today.", *reasons]


def _note_signs(now: Status) -> None:
    """Say on standard error that nobody asked about warning signs yet, if that is so."""
    from kneetui.report.status_page import NOT_ASKED

    if not now.screened:
        click.echo(NOT_ASKED, err=True)


def _ending(output: Path | None) -> str:
    return "html" if output is not None and output.suffix.lower() in (".html", ".htm") else "text"


def _handout(library: Library, today: Today, now: Status) -> Handout:
    from kneetui.report.handout import Handout
    from kneetui.routines.plan import phase_of

    phase = phase_of(today.routine, today.progress, today.items)
    doing = {item.planned for item in today.whole}
    return Handout(
        routine=today.routine,
        phase=phase,
        items=today.items,
        left_out=list(
            _left_out(library, [step.exercise for step in phase.steps if step.exercise not in doing], now)
        ),
        day=now.day,
        fit=today.fit,
    )


def _left_out(library: Library, exercises: list[str], now: Status) -> Iterator[str]:
    """The names of exercises, each with the reason not to do it where one is known to hold."""
    for name in exercises:
        if name in library.exercises:
            held = now.gate.avoids(library.exercises[name])
            yield library.exercises[name].name + (f" (not with {held.text})" if held else "")


# --- what is known of the person ---------------------------------------------------------------


def _training(services: Services) -> Training:
    from kneetui.services.training.training import Training

    return Training(services)


def _progress(services: Services, training: Training, wanted: Routine) -> Progress:
    """The place in a routine; its beginning where there is no diary yet."""
    from kneetui.diary.errors import DiaryError
    from kneetui.routines.progress import Progress

    try:
        return training.progress(wanted.id) if services.has_diary else Progress(wanted.id)
    except DiaryError as error:
        refuse(error)


def _today(services: Services, library: Library, now: Status, name: str | None) -> Today:
    """Today's session of a routine, the person's own unless one is named."""
    from kneetui.diary.errors import DiaryError
    from kneetui.services.training.todays_session import at_the_beginning

    training = _training(services)
    wanted = wanted_routine(training, name)
    try:
        today = training.today(wanted.id, now) if services.has_diary else None
    except DiaryError as error:
        refuse(error)
    return today or at_the_beginning(library, wanted, now.gate, services.settings.sports)
