"""The root command, and how errors are said: one sentence a line, exit code 2, no traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import click

from kneetui import __version__
from kneetui.cli.lazy import LazyGroup
from kneetui.config.about import PURPOSE
from kneetui.config.errors import KneetuiError
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


def fail(lines: Iterable[str], code: int = 2) -> NoReturn:
    """Say what is wrong on standard error and leave."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(code)


def refuse(error: KneetuiError, code: int = 1) -> NoReturn:
    """Say what an error says and leave."""
    fail(error.lines, code)


def show_json(value: Any) -> None:
    """A value as JSON on standard output; spelled in ASCII where the output cannot carry more."""
    import json

    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    click.echo(json.dumps(value, ensure_ascii=ascii_only, indent=2))


def write_text(text: str | bytes, output: Path | None, done: str) -> None:
    """Text (or the bytes of a format that is none) to a file of its owner's own, or to standard output (``-``)."""
    from kneetui.config.paths import write_private

    data = text.encode("utf-8") if isinstance(text, str) else text
    if output is None or str(output) == "-" or _is_stdout(output):
        click.echo(data, nl=False)
        return
    try:
        write_private(output.absolute(), data)
    except OSError as error:
        fail([f"{output}: cannot be written ({error.strerror or error}). Choose another place."])
    click.echo(f"{done} written to {output}.")


def _is_stdout(path: Path) -> bool:
    """Whether a path is what standard output goes to already, such as ``/dev/stdout``."""
    import os

    try:
        return os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False


def read_text(path: str | Path) -> str:
    """The text of a UTF-8 file (``-`` for standard input); leaves with a sentence if it cannot be read."""
    return as_text(read_bytes(path), path)


def read_bytes(path: str | Path) -> bytes:
    """What is in a file (``-`` for standard input); leaves with a sentence if it cannot be read."""
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        fail([f"{path}: {reason}. Give the path of a TOML file."])


def as_text(data: bytes, path: str | Path) -> str:
    """The text that the bytes of a file are; leaves with a sentence if they are none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        fail([f"{path}: the file is not UTF-8 text. Save it again as UTF-8."])


def read_toml(path: str | Path) -> dict[str, Any]:
    """A TOML file (``-`` for standard input); leaves with a sentence if it cannot be read."""
    import tomllib

    text = read_text(path)
    try:
        return tomllib.loads(text)
    except RecursionError:
        fail([f"{path}: not valid TOML: nested too deeply. Write each answer on its own line."])
    except ValueError as error:
        fail([f"{path}: not valid TOML: {error}. Check quotes, brackets and commas there."])


def note_left_out(services: Services) -> None:
    """Say on standard error which packs are left out and why; standard output stays as it is."""
    reasons: dict[str, list[str]] = {}
    for problem in services.problems:
        if problem.severity == "error":
            reasons.setdefault(problem.pack or problem.origin, []).append(str(problem))
    for name, texts in reasons.items():
        more = f" And {len(texts) - 1} more: kneetui pack list." if len(texts) > 1 else ""
        click.echo(f"left out: {name or 'a pack'}: {texts[0]}{more}", err=True)


def load_library(services: Services) -> Any:
    """The library; leaves with the problems if the built-in pack itself is broken."""
    from kneetui.content.errors import ContentError

    try:
        return services.library
    except ContentError as error:
        fail([error.title, *error.lines], 1)
