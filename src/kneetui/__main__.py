"""The door: ``kneetui`` alone starts the app, anything else goes to the command line."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Entry point of the ``kneetui`` command."""
    if len(sys.argv) > 1:
        from kneetui.cli import cli

        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # signs that the locale does not have
        cli(prog_name="kneetui")
        return
    from kneetui.terminal import start

    start()


if __name__ == "__main__":
    main()
