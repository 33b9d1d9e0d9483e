"""The door: ``kneetui`` alone starts the app, anything else goes to the command line."""

from __future__ import annotations

import os
import sys

from kneetui import __version__

TYPE_CHECKING = False  # that of typing takes longer to import than all of --version
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> None:
    """Entry point of the ``kneetui`` command."""
    if sys.argv[1:2] == ["--kiosk"] or "SSH_ORIGINAL_COMMAND" in os.environ:
        from kneetui.kiosk import enter

        sys.argv[1:] = enter(sys.argv[1:])
    if sys.argv[1:] == ["--version"]:  # as click says it, without what it takes to import click
        print(f"kneetui, version {__version__}")
        return
    from kneetui import patterns

    patterns.use()
    if len(sys.argv) > 1:
        from kneetui import garbage

        garbage.seldom()
        from kneetui.cli import cli
        from kneetui.launch import speak

        speak()
        try:
            cli(prog_name="kneetui")
        finally:
            patterns.keep()
            garbage.no_more()
        return
    from kneetui.launch import start

    start(_lines)


def _lines() -> NoReturn:
    """By way of the root command: flows run others, and a day in lines has its backup as well."""
    from kneetui import patterns
    from kneetui.cli import cli

    try:
        cli(["--plain"], prog_name="kneetui")
    finally:
        patterns.keep()
    raise SystemExit


if __name__ == "__main__":
    main()
