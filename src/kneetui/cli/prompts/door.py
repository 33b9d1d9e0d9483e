"""The app in numbered lines, from the first to the exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

from kneetui.cli.prompts.console import Console, InputEndedError
from kneetui.cli.prompts.menu import PlainMenu
from kneetui.launch import speak

if TYPE_CHECKING:
    from kneetui.services.container import Services


def lines(services: Services) -> NoReturn:
    """Lead through the menu; exit code 2 if the input ends before the person does."""
    speak()
    code = 0
    try:
        PlainMenu(services, Console()).run()
    except InputEndedError as error:
        print(f"{error.message[0].upper()}{error.message[1:]}. What you answered is saved.", file=sys.stderr)
        code = 2
    except KeyboardInterrupt:
        code = 130
    finally:
        services.close()
    sys.exit(code)
