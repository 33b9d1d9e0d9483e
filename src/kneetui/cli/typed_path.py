"""A path on the command line: as the account lets it be read or written."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.config import account


class TypedPath(click.ParamType[Path]):
    """A file or folder that is read, or with ``written`` a file to write; ``-`` is left as it is."""

    name = "path"

    def __init__(self, *, written: bool = False) -> None:
        self.written = written

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """See click; ends with a sentence for what the account may not do."""
        here = account.current()
        try:
            return here.writing(value) if self.written else here.reading(value)
        except account.ForbiddenError as error:
            self.fail(str(error), param, ctx)
