"""What can go wrong with a diary, always with what to do about it."""

from __future__ import annotations

from dataclasses import KW_ONLY
from typing import TYPE_CHECKING

from kneetui.config.errors import KneetuiError, ManyFaultsError
from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One wrong value: ``key`` is spelled as in a diary file (``pain-during``, ``session.minutes``).

    ``number`` is the position of the entry in an imported file, counted from 1; 0 outside of imports.
    """

    key: str
    message: str
    remedy: str
    _: KW_ONLY
    number: int = 0

    def __str__(self) -> str:
        where = f"{self.place}: " if self.number else ""
        return f"{where}{self.message}. {self.remedy}"

    @property
    def place(self) -> str:
        """The entry in an imported file; empty outside of imports."""
        return f"entry {self.number}" if self.number else ""


class DiaryError(KneetuiError):
    """A diary cannot do what was asked: ``message`` says what is wrong, ``remedy`` what to do."""

    title = "The diary"


class DiaryBusyError(DiaryError):
    """Another program is writing just now; the same can be done again in a moment."""


class EntryError(ManyFaultsError[FieldProblem], DiaryError):
    """An entry that cannot be written down; ``problems`` holds every wrong value, at least one."""

    title = "This entry"

    @property
    def key(self) -> str:
        """The key of the first problem."""
        return self.problems[0].key


class ExchangeError(DiaryError):
    """A file that cannot be imported; nothing of it was. ``problems`` holds everything wrong with it."""

    title = "This file"

    def __init__(self, name: str, problems: Iterable[FieldProblem]) -> None:
        self.problems = tuple(problems)
        amount = count(len(self.problems), "problem")
        super().__init__(
            f"{name} cannot be imported: {amount}", "Nothing was added: mend the file and import it again"
        )

    def __str__(self) -> str:
        return "\n".join([f"{self.message}. {self.remedy}.", *(str(problem) for problem in self.problems)])


class EditClashError(DiaryError):
    """An entry that was edited is not saved: another session changed the same fields, named by ``keys``, meanwhile."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = tuple(keys)
        names = ", ".join(key.replace("-", " ") for key in self.keys)
        super().__init__(
            f"The entry was changed in another window meanwhile ({names})",
            "Look at it, and save again to keep yours",
        )
