"""The one exception for a pack that cannot be used."""

from __future__ import annotations

from kneetui.config.errors import ManyFaultsError
from kneetui.content.model import Problem


class PackError(ManyFaultsError[Problem]):
    """A pack, an archive or an index is refused; ``problems`` says why, each with a remedy."""

    title = "This pack"

    @classmethod
    def of(cls, message: str, remedy: str, file: object = "", key: str = "", pack: str = "") -> PackError:
        """An error of one problem."""
        return cls([Problem(message=message, remedy=remedy, file=str(file), key=key, pack=pack)])
