"""The app in numbered lines, from the first to the exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from kneetui.cli.prompts.asking.ask import LeftError
from kneetui.cli.prompts.asking.console import Console, InputEndedError
from kneetui.cli.prompts.menu import FLOWS, PlainMenu
from kneetui.cli.prompts.menu_words import numbered
from kneetui.config import idle
from kneetui.config.errors import FileError, KneetuiError
from kneetui.launch import speak

if TYPE_CHECKING:
    from kneetui.services.container import Services


def lines(services: Services) -> NoReturn:
    """Lead through the menu; exit code 2 if the input ends before the person does."""
    console = Console(idle=idle.limit(services.settings.idle), wording=numbered(list(FLOWS)))
    one_flow(services, PlainMenu(services, console).run)


def one_flow(services: Services, flow: Callable[[], None]) -> NoReturn:
    """Lead through a flow, then end; exit code 1 for what cannot be done, 2 if the input ends before the person does."""
    speak()
    code = 0
    try:
        flow()
    except LeftError:
        pass
    except InputEndedError as error:
        print(f"{error.message[0].upper()}{error.message[1:]}. What you answered is saved.", file=sys.stderr)
        code = 2
    except (KneetuiError, OSError) as error:
        shown = error if isinstance(error, KneetuiError) else FileError.of(error)
        print("\n".join(shown.lines), file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        code = 130
    finally:
        services.close()
    sys.exit(code)
