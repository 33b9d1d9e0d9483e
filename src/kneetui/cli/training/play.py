"""``kneetui routine play``: a session in the player, or in lines at the same times."""

from __future__ import annotations

from typing import NoReturn

import click

from kneetui.cli.root import load_library, note_left_out
from kneetui.cli.training.named import wanted_routine
from kneetui.services.container import Services


@click.command()
@click.argument("name", required=False)
@click.option(
    "--plain", is_flag=True, help="In lines with a bell: for any terminal, a screen reader or a pipe."
)
@click.pass_obj
def play(services: Services, name: str | None, plain: bool) -> None:
    """Play today's session of your routine, or of the routine NAME.

    \b
    kneetui routine play
    kneetui routine play kneecap --plain
    """
    from kneetui.launch import start
    from kneetui.services.training.training import Training

    load_library(services)
    note_left_out(services)
    routine = wanted_routine(Training(services), name)

    def lines() -> NoReturn:
        from kneetui.cli.prompts.console import Console
        from kneetui.cli.prompts.door import one_flow
        from kneetui.cli.training.session_lines import play as play_lines

        one_flow(services, lambda: play_lines(Training(services), Console(), routine.id))

    start(lines, plain=plain, play=routine.id)
