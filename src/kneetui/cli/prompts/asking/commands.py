"""Commands of kneetui as steps of a flow, with what goes wrong said in sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import ask
from kneetui.cli.prompts.asking.ask import LeftError
from kneetui.cli.prompts.asking.console import Console, InputEndedError
from kneetui.config.errors import FileError, KneetuiError

if TYPE_CHECKING:
    from kneetui.services.container import Services


def run_command(services: Services, *words: str) -> None:
    """Run one command; it must ask nothing, since the lines that are typed are read here."""
    import click

    kneetui = click.get_current_context().find_root().command
    kneetui.main([*words], "kneetui", standalone_mode=False, obj=services)


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
