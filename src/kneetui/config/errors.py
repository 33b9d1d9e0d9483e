"""The root of every error that is shown to a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Generic, Protocol, TypeVar


class Fault(Protocol):
    """One thing that is wrong. As text it says what, where, and what to do about it."""

    @property
    def message(self) -> str:
        """What is wrong; without a full stop."""

    @property
    def remedy(self) -> str:
        """What to do about it; may be empty."""

    @property
    def place(self) -> str:
        """Where: a file and line, a pack, an entry; may be empty."""


F = TypeVar("F", bound=Fault)


class KneetuiError(Exception):
    """What was asked for cannot be done.

    ``message`` says what is wrong, ``place`` where (a file, a pack; may be empty), ``remedy`` what to do.
    """

    title: ClassVar[str] = "That did not work"
    """What kind of thing went wrong, as a heading."""

    def __init__(self, message: str, remedy: str = "", place: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy, self.place = message, remedy, place

    def __str__(self) -> str:
        sentences = f"{self.message}. {self.remedy}" if self.remedy else f"{self.message}."
        return f"{self.place}: {sentences}" if self.place else sentences

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole of it for a person, line by line."""
        return tuple(str(self).splitlines())


class ManyFaultsError(KneetuiError, Generic[F]):
    """Several things are wrong, at least one; ``problems`` holds them all, the first one stands for the rest."""

    def __init__(self, problems: Iterable[F]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(first.message, first.remedy, first.place)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class FileError(KneetuiError):
    """The system refused a file."""

    title = "A file"

    @classmethod
    def of(cls, error: OSError) -> FileError:
        """What the system said, in a sentence."""
        reason = error.strerror or str(error)
        place = str(error.filename) if error.filename else ""
        return cls(reason, "Check that the disk has room and that you may write there.", place)
