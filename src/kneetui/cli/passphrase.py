"""A passphrase for encrypted files: asked without echo, or read from a file descriptor; never a word of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from kneetui.cli.io.refusals import fail

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., Any]")
LONGEST = 1024
"""Bytes that are read of a passphrase."""


def passphrase_option(command: Command) -> Command:
    """``--passphrase-fd``, for programs."""
    return click.option(
        "--passphrase-fd",
        "descriptor",
        type=click.IntRange(0),
        metavar="N",
        help="Read the passphrase from the file descriptor N, to the end of its first line, instead of asking.",
    )(command)


def new_passphrase(descriptor: int | None) -> str:
    """The passphrase for a file that is to be made; asked twice."""
    if descriptor is not None:
        return _read(descriptor)
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt="Once more", err=True))


def known_passphrase(descriptor: int | None, name: str) -> str:
    """The passphrase of a file that is there."""
    if descriptor is not None:
        return _read(descriptor)
    return str(click.prompt(f"Passphrase of {name}", hide_input=True, err=True))


def _read(descriptor: int) -> str:
    import os

    data = b""
    try:
        while b"\n" not in data and len(data) <= LONGEST and (more := os.read(descriptor, LONGEST)):
            data += more
        return data.split(b"\n")[0].rstrip(b"\r").decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fail([f"No passphrase can be read from the file descriptor {descriptor} ({error})."])
