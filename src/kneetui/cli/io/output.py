"""What a command writes: to standard output, or to a file that only its owner reads."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kneetui.cli.io.refusals import fail


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
