"""The command line. Each command imports what it needs when it runs."""

from kneetui.cli.root import cli

__all__ = ["cli"]
