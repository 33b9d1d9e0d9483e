"""``kneetui routine log``: a session that was done without the player."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import fail, refuse
from kneetui.cli.library import load_library, note_left_out
from kneetui.cli.status_now import status_now
from kneetui.cli.training.fit_options import made_for, sport_option
from kneetui.cli.training.named import named_routine
from kneetui.config.about import KNEES
from kneetui.services.container import Services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.content.model import Routine
    from kneetui.diary.entries import Entry
    from kneetui.routines.progression import Verdict
    from kneetui.services.training.training import Training


@click.command("log")
@click.argument("name")
@click.argument("done", nargs=-1, metavar="[EXERCISE=SETS]...")
@click.option(
    "--pain", required=True, type=click.FloatRange(0, 10), help="The worst pain of the session, 0 to 10."
)
@click.option(
    "--knee", type=click.Choice(KNEES), help="Whose session and pain it is; by default the sore knee's."
)
@sport_option
@click.option("--minutes", type=click.FloatRange(0, 600), help="How long it took.")
@click.option("--json", "as_json", is_flag=True, help="Print the entry and the verdict as JSON.")
@click.pass_obj
def log_session(
    services: Services,
    name: str,
    done: tuple[str, ...],
    pain: float,
    knee: str | None,
    sport: str | None,
    minutes: float | None,
    as_json: bool,
) -> None:
    """Write down a session of the routine NAME that you did without the player, and hear what the pain rule says.

    What you do not name was done as planned. Sets are 3x12 or 12,12,10, holds 3x45s, minutes 20min; then
    weight, effort (0-10) and sides, or why it was skipped (pain, equipment, time, other).

    \b
    kneetui routine log kneecap --pain 2
    kneetui routine log kneecap --pain 4 --knee left
    kneetui routine log kneecap --pain 3 step-up=skip:time
    kneetui routine log kneecap --pain 3 clam=8,8@4kg+effort:9
    kneetui routine log kneecap --pain 1 clam=left:9+right:7
    """
    from kneetui.cli.training.outcome import outcome
    from kneetui.diary.errors import DiaryError
    from kneetui.routines.wording import KINDS
    from kneetui.services.diary.entry_words import line
    from kneetui.services.training.played import afterwards
    from kneetui.services.training.training import Training

    library = load_library(services)
    note_left_out(services)
    wanted, training = named_routine(library, name), Training(services)
    try:
        entry, verdict = _written(training, wanted, done, pain, knee=knee or "", sport=sport, minutes=minutes)
    except DiaryError as error:
        refuse(error, 2)
    if as_json:
        show_json(outcome(entry, verdict))
        return
    click.echo(f"Written down, {entry.id}: {line(entry, library)}")
    if verdict:
        click.echo(f"{KINDS[verdict.kind][1]}.")
        for title, text in afterwards.verdict_parts(training, verdict):
            click.echo(f"{title}: {text}")


def _written(
    training: Training,
    routine: Routine,
    done: Sequence[str],
    pain: float,
    *,
    knee: str,
    sport: str | None,
    minutes: float | None,
) -> tuple[Entry, Verdict | None]:
    """The entry of the session, and what the pain rule says of it; ends the command where none can be written."""
    from kneetui.report.status_page import NOT_ASKED
    from kneetui.services.sore_knee import sore_knee
    from kneetui.services.training.played import afterwards, typed_session, unfinished
    from kneetui.services.training.played.session_words import today_words

    services = training.services
    now = status_now(services)
    left = training.unfinished(now)
    if left:
        where = unfinished.where(training, left)
        fail([f"{unfinished.UNFINISHED}: {where} kneetui routine play goes on."], 1)
    today = training.today(routine.id, now)
    if today is None or today.resting or not today.items:
        words = [today_words(services.library, today, now)] if today else []
        fail([*words, *now.restrictions.because(services.library)], 1)
    today = made_for(today, sport, minutes)
    if not now.screened:
        fail([NOT_ASKED, "Answer them first: kneetui routine play, or kneetui triage."], 1)
    if not (knee or sore_knee(services, now)):
        fail([afterwards.WHICH, "Add --knee left, --knee right or --knee both."], 1)
    workout = typed_session.log(training, today, typed_session.read(today, done), minutes=minutes, knee=knee)
    if not workout.entry:
        fail([unfinished.NOTHING_DONE], 1)
    verdict = training.judge(workout, round(pain))
    return services.diary.get(workout.entry), verdict
