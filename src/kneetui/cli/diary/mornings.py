"""``kneetui diary mornings``: what goes with worse mornings."""

from __future__ import annotations

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import fail, refuse
from kneetui.cli.library import load_library
from kneetui.config.about import SIDES
from kneetui.services.container import Services

KNEE = click.option(
    "--knee",
    type=click.Choice(SIDES),
    help="Which knee. [default: the sore one, or the only one in the diary]",
)


def one_knee(services: Services, knee: str | None) -> str:
    """The knee that was named, else the one that is known; leaves with a sentence if that is not one."""
    from kneetui.services.diary.likely_knee import known_knee

    known = knee or known_knee(services)
    if not known:
        fail(["Nobody said which knee it is. Add --knee left or --knee right."])
    return known


@click.command()
@KNEE
@click.option("--json", "as_json", is_flag=True, help="Print the comparisons as JSON.")
@click.pass_obj
def mornings(services: Services, knee: str | None, as_json: bool) -> None:
    """Compare mornings after training, a sport, or what you keep track of with the others.

    \b
    kneetui diary mornings --knee right
    """
    from kneetui.diary.errors import DiaryError
    from kneetui.report.patterns_page import comparison_plain, mornings_lines
    from kneetui.services.patterns.mornings import comparisons, names

    load_library(services)
    try:
        side = one_knee(services, knee)
        made = comparisons(services, side)
    except DiaryError as error:
        refuse(error)
    if as_json:
        show_json({"knee": side, "comparisons": [comparison_plain(own) for own in made]})
        return
    for sentence in mornings_lines(made, names(services), side):
        click.echo(sentence)
