"""``kneetui trial``: weeks with something and weeks without it, by lot, and what came of it."""

from __future__ import annotations

import click

from kneetui.cli.diary.mornings import KNEE, one_knee
from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import refuse
from kneetui.cli.summaries import WholeSummaries
from kneetui.services.container import Services
from kneetui.status.patterns.trial import PAIRS


@click.group(cls=WholeSummaries)
def trial() -> None:
    """Find out whether something helps your knee: weeks with it and without it, by lot.

    \b
    kneetui trial start "the insole"  draws the weeks
    kneetui trial show                which week it is
    kneetui trial stop                ends it today
    """


@trial.command()
@click.argument("what")
@click.option(
    "--pairs",
    type=click.IntRange(PAIRS[0], PAIRS[-1]),
    default=3,
    show_default=True,
    help="Pairs of weeks, one with it and one without.",
)
@KNEE
@click.pass_obj
def start(services: Services, what: str, pairs: int, knee: str | None) -> None:
    """Draw the weeks of a new trial of WHAT."""
    from kneetui.diary.errors import DiaryError
    from kneetui.services.patterns import trials

    try:
        made = trials.start(services, what, one_knee(services, knee), pairs)
    except trials.TrialError as error:
        refuse(error, 2)
    except DiaryError as error:
        refuse(error)
    _tell(services, made.id)


@trial.command()
@click.option("--json", "as_json", is_flag=True, help="Print every trial as JSON.")
@click.pass_obj
def show(services: Services, as_json: bool) -> None:
    """Say what this week is, and what came of it so far."""
    from kneetui.diary.errors import DiaryError
    from kneetui.report.patterns_page import NO_TRIAL, trial_plain
    from kneetui.services.patterns import trials

    try:
        every = trials.trials(services)
        if as_json:
            show_json([trial_plain(own, trials.result_of(services, own)) for own in every])
            return
    except DiaryError as error:
        refuse(error)
    if not every:
        click.echo(NO_TRIAL)
    for number, own in enumerate(every):
        if number:
            click.echo()
        _tell(services, own.id)


@trial.command()
@click.pass_obj
def stop(services: Services) -> None:
    """End the trial that is under way; what was noted stays."""
    from kneetui.diary.errors import DiaryError
    from kneetui.services.patterns import trials

    try:
        stopped = trials.stop(services)
    except DiaryError as error:
        refuse(error)
    _tell(services, stopped.id)


def _tell(services: Services, trial_id: str) -> None:
    from kneetui.diary.errors import DiaryError
    from kneetui.report.patterns_page import trial_lines
    from kneetui.services.patterns import trials

    try:
        own = next(own for own in trials.trials(services) if own.id == trial_id)
        lines = trial_lines(own, trials.result_of(services, own), services.now().date())
    except DiaryError as error:
        refuse(error)
    for sentence in lines:
        click.echo(sentence)
