"""``kneetui plan``: two weeks of the plans under way, as lines, as JSON or for a calendar."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kneetui.cli.io.output import show_json, write_text
from kneetui.cli.io.refusals import fail, refuse
from kneetui.cli.library import load_library, note_left_out
from kneetui.cli.status_now import status_now
from kneetui.cli.typed_path import TypedPath
from kneetui.config.read_days import read_clock
from kneetui.services.container import Services

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kneetui.services.calendar import CalendarEntry
    from kneetui.services.training.two_weeks import PlanWeeks


def _time(_context: click.Context, _option: click.Parameter, typed: str | None) -> time | None:
    if typed is None:
        return None
    at = read_clock(typed)
    if at is None:
        fail([f"--at {typed}: not a time of day. Write it as 18:00."])
    return at


@click.command()
@click.option("--ics", "as_ics", is_flag=True, help="The sessions to come, as iCalendar.")
@click.option(
    "--at", metavar="HH:MM", callback=_time, help="With --ics: the time of day for them; else whole days."
)
@click.option(
    "-o", "--output", type=TypedPath(written=True), metavar="FILE", help="With --ics: the file to write."
)
@click.option("--json", "as_json", is_flag=True, help="Print the days as JSON.")
@click.pass_obj
def plan(services: Services, as_ics: bool, at: time | None, output: Path | None, as_json: bool) -> None:
    """Show two weeks of the plans under way, side by side.

    Days to come move with every session and every rest; a calendar that reads the file again moves them, too.

    \b
    kneetui plan
    kneetui plan --ics -o plan.ics
    kneetui plan --ics --at 18:00 -o plan.ics
    """
    from kneetui.config.errors import KneetuiError
    from kneetui.services.training.plan_calendar import plain, sessions
    from kneetui.services.training.training import Training
    from kneetui.services.training.two_weeks import weeks_of_plans

    load_library(services)
    note_left_out(services)
    if (at or output) and not as_ics:
        fail(["--at and -o go with --ics."])
    training, now = Training(services), status_now(services)
    try:
        weeks = weeks_of_plans(training, now, now.day) if services.has_diary else []
        if as_ics:
            _write(services, list(sessions(training, now, weeks, at)), output)
        elif as_json:
            show_json(plain(weeks))
        elif weeks:
            click.echo("\n".join(_lines(weeks)))
        else:
            fail(
                [
                    "No plan is under way. kneetui routine play NAME begins one; kneetui routine list shows them."
                ],
                1,
            )
    except KneetuiError as error:
        refuse(error)


def _write(services: Services, entries: Sequence[CalendarEntry], output: Path | None) -> None:
    from kneetui.config.wording import count
    from kneetui.services.calendar import ics, numbered
    from kneetui.services.training.plan_calendar import UID

    data = ics(numbered(services, entries, own=UID) if services.has_diary else entries)
    write_text(data, output, count(len(entries), "session"))


def _lines(weeks: Sequence[PlanWeeks]) -> Iterator[str]:
    """A plan after the other, a line a day."""
    from kneetui.config.wording import day_words
    from kneetui.services.training.two_weeks import DAY_WORDS, LEGEND

    for plan in weeks:
        yield f"{plan.routine.name}{' (yours)' if plan.own else ''}"
        for day in plan.days:
            sign, word = DAY_WORDS[day.kind]
            number = f" {day.number}" if day.number else ""
            yield f"  {sign} {day_words(day.day)}: {word}{number}"
        yield ""
    yield LEGEND
