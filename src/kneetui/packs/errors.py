"""The one exception for a pack that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence

from kneetui.content.model import Problem


class PackError(Exception):
    """A pack, an archive or an index is refused; ``problems`` says why, each with a remedy."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)

    @classmethod
    def of(cls, message: str, remedy: str, file: object = "", key: str = "", pack: str = "") -> PackError:
        """An error of one problem."""
        return cls([Problem(message=message, remedy=remedy, file=str(file), key=key, pack=pack)])
