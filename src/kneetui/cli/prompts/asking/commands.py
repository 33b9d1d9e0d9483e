"""Commands of kneetui as steps of a flow, with what goes wrong said in sentences."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import ask
from kneetui.cli.prompts.asking.ask import LeftError
from kneetui.cli.prompts.asking.console import Console, InputEndedError
from kneetui.config.errors import FileError, KneetuiError

if TYPE_CHECKING:
    from kneetui.services.container import Services

WIDE = 10_000


def run_command(services: Services, console: Console, *words: str, as_it_is: bool = False) -> None:
    """Run one command; it must ask nothing, since the lines that are typed are read here.

    What it prints is for a page, and so said as it is heard; but ``as_it_is`` if it is for a program.
    """
    import click

    kneetui = click.get_current_context().find_root().command
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    try:
        with contextlib.nullcontext() if as_it_is else _caught(printed), _without_breaks():
            kneetui.main([*words], "kneetui", standalone_mode=False, obj=services)
    finally:
        printed.seek(0)
        if text := printed.read().rstrip("\n"):
            console.say(text)


@contextlib.contextmanager
def _caught(printed: io.TextIOWrapper) -> Iterator[None]:
    """What a command prints and what it complains of, in the order in which it does."""
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        yield


@contextlib.contextmanager
def _without_breaks() -> Iterator[None]:
    """A page so wide that no command breaks its lines: the console does."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = f"{WIDE}"
    try:
        yield
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before


def safely(console: Console, step: Callable[[], None]) -> bool:
    """Whether a step went through; else what was wrong is said. Raises what leads back or ends the input."""
    import click

    try:
        step()
    except (LeftError, InputEndedError):
        raise
    except (KneetuiError, OSError) as error:
        shown = error if isinstance(error, KneetuiError) else FileError.of(error)
        ask.tell(console, shown.lines)
    except click.ClickException as error:
        console.say(error.format_message())
    except SystemExit as ended:
        return not ended.code  # a command said what was wrong, and ended
    else:
        return True
    return False
