"""``kneetui routine play``: a session in the player, or in lines at the same times."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.library import load_library, note_left_out
from kneetui.cli.training.named import wanted_routine
from kneetui.services.container import Services

if TYPE_CHECKING:
    from kneetui.cli.training.session_lines import Played


@click.command()
@click.argument("name", required=False)
@click.option(
    "--plain", is_flag=True, help="In lines with a bell: for any terminal, a screen reader or a pipe."
)
@click.option(
    "--json", "as_json", is_flag=True, help="In lines on standard error; then print what came of it as JSON."
)
@click.pass_obj
def play(services: Services, name: str | None, plain: bool, as_json: bool) -> None:
    """Play today's session of your routine, or of the routine NAME.

    \b
    kneetui routine play
    kneetui routine play kneecap --plain
    kneetui routine play kneecap --json >session.json
    """
    from kneetui.launch import start
    from kneetui.services.training.training import Training

    load_library(services)
    note_left_out(services)
    routine = wanted_routine(Training(services), name)

    def lines() -> NoReturn:
        from kneetui.cli.prompts.asking.console import Console
        from kneetui.cli.prompts.door import one_flow
        from kneetui.cli.training.session_lines import play as play_lines

        def flow() -> None:
            played = play_lines(Training(services), Console(err=as_json), routine.id)
            if as_json:
                _show(services, routine.id, played)

        one_flow(services, flow)

    start(lines, plain=plain or as_json, play=routine.id)


def _show(services: Services, routine: str, played: Played | None) -> None:
    """What came of it: of which routine, whether it is over, the entry and the verdict."""
    from kneetui.cli.training.outcome import outcome

    entry = services.diary.get(played.workout.entry) if played and played.workout.entry else None
    show_json(
        {
            "routine": played.workout.routine if played else routine,
            "finished": played is not None and played.workout.player.done,
            **outcome(entry, played.verdict if played else None),
        }
    )
