"""The root command: which commands there are, and what stands around each of them."""

from __future__ import annotations

from typing import NoReturn

import click

from kneetui import __version__
from kneetui.cli.lazy import LazyGroup
from kneetui.config.about import PURPOSE
from kneetui.services.container import Services

COMMANDS = {
    "triage": "kneetui.cli.triage:triage",
    "evaluate": "kneetui.cli.evaluate:evaluate",
    "questions": "kneetui.cli.triage:questions",
    "pack": "kneetui.cli.pack:pack",
    "status": "kneetui.cli.status:status",
    "routine": "kneetui.cli.training.routine:routine",
    "exercise": "kneetui.cli.training.exercise:exercise",
    "plan": "kneetui.cli.training.plan:plan",
    "log": "kneetui.cli.log:log",
    "report": "kneetui.cli.reports.report:report",
    "verify": "kneetui.cli.reports.verify:verify",
    "calendar": "kneetui.cli.reports.calendar:calendar",
    "doctor": "kneetui.cli.doctor:doctor",
    "import": "kneetui.cli.imports:import_files",
    "diary": "kneetui.cli.diary:diary",
    "trial": "kneetui.cli.diary.trial:trial",
    "formats": "kneetui.cli.formats:formats",
}
"""Command -> module and name; imported only to run or to print its help."""

CONFINED = frozenset(COMMANDS) - {"evaluate"}
"""The commands of an account that is only kneetui: those about one's knee. Each path of theirs is a ``TypedPath``, and
a command that is for who writes packs does not belong here."""


@click.group(
    cls=LazyGroup,
    places=COMMANDS,
    confined=CONFINED,
    help=f"{PURPOSE}\n\nWithout a command, the app starts.",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="kneetui")
@click.option("--plain", is_flag=True, help="Start with numbered lines instead of screens.")
@click.option(
    "--kiosk",
    is_flag=True,
    expose_value=False,
    callback=lambda ctx, _, given: _too_late(ctx) if given else None,
    help="Be only kneetui and give no way to anything else: for an account that others reach over SSH. It comes "
    "first; --home FOLDER and --idle MINUTES may follow it.",
)
@click.pass_context
def cli(ctx: click.Context, plain: bool) -> None:
    """The root command; without another one it starts the app."""
    services = ctx.ensure_object(Services)
    ctx.call_on_close(lambda: _back_up(services))
    if ctx.invoked_subcommand is None:
        from kneetui.launch import start

        def lines() -> NoReturn:
            from kneetui.cli.prompts.door import lines

            lines(services)

        start(lines, plain=plain)


def _too_late(ctx: click.Context) -> NoReturn:
    """The door takes ``--kiosk`` as the first word, before click; one that comes here closes nothing."""
    ctx.fail("--kiosk comes first: kneetui --kiosk, then the rest.")


def _back_up(services: Services) -> None:
    """The backup of the day, if the command opened the diary."""
    if not services.diary_is_open:
        return
    from kneetui.diary.errors import DiaryError
    from kneetui.services.diary.backups import back_up_daily

    try:
        back_up_daily(services)
    except (DiaryError, OSError) as error:
        click.echo(f"Today's backup could not be made: {error}", err=True)
