"""A pack as it was read from its folder: its tables, each with its place, and its problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeGuard, TypeVar

from kneetui.content.format import limits
from kneetui.content.format.deprecated import KeyPath, Modern
from kneetui.content.format.fields import Table
from kneetui.content.format.schema import KIND_OF
from kneetui.content.loading.invisible_chars import shown
from kneetui.content.loading.messages import LONGEST_MESSAGE, spell
from kneetui.content.model import PackInfo, Problem

if TYPE_CHECKING:
    from kneetui.content.loading.toml_positions import TomlPositions


@dataclass(slots=True, kw_only=True)
class TomlFile:
    """One file of a pack: its text, and where its keys stand."""

    path: Path
    text: str
    spelling: Modern | None = None
    """Which keys it spells in an old way, if it was looked at."""
    _places: TomlPositions | None = None

    def problem(self, pack: str, path: Sequence[str | int], message: str, remedy: str) -> Problem:
        """A problem at the key ``path`` (in today's spelling) of this file."""
        written = self.spelling.as_written(path) if self.spelling else path
        line, column = self._positions().of(written)
        message, remedy = shown(message, LONGEST_MESSAGE), shown(remedy, LONGEST_MESSAGE)
        return Problem(
            message=message,
            remedy=remedy,
            file=str(self.path),
            line=line,
            column=column,
            key=spell(written),
            pack=pack,
        )

    def key_at(self, line: int, column: int) -> str:
        """The key that a place of this file belongs to."""
        return spell(self._positions().at(line, column))

    def _positions(self) -> TomlPositions:
        from kneetui.content.loading.toml_positions import TomlPositions  # only for a file with problems

        if self._places is None:
            self._places = TomlPositions(self.text)
        return self._places

    def warning(self, pack: str, path: Sequence[str | int], message: str, remedy: str) -> Problem:
        """The same, for something that is only to mend."""
        return replace(self.problem(pack, path, message, remedy), severity="warning")


ContentTable = TypeVar("ContentTable", covariant=True)
"""What an item holds: one of the tables of :mod:`kneetui.content.format.schema`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedTable(Generic[ContentTable]):
    """One checked table, and where it came from; ``id`` is empty for a table without one."""

    table: ContentTable
    id: str
    file: TomlFile
    path: KeyPath
    pack: str

    def problem(self, inner: Sequence[str | int], message: str, remedy: str) -> Problem:
        """A problem at a key inside this table."""
        return self.file.problem(self.pack, (*self.path, *inner), message, remedy)

    def warning(self, inner: Sequence[str | int], message: str, remedy: str) -> Problem:
        """A warning at a key inside this table."""
        return self.file.warning(self.pack, (*self.path, *inner), message, remedy)


AnyTable = TypeVar("AnyTable", bound=Table)


@dataclass(slots=True, kw_only=True)
class Pack:
    """A pack as read from its folder, not yet checked against others."""

    folder: Path
    origin: str = ""
    info: PackInfo | None = None
    named: str = ""
    """The id it gives itself, known even if the rest of its ``pack.toml`` is wrong."""
    head: TomlFile | None = None
    purpose: str = ""
    tables: dict[str, list[CheckedTable[object]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    """What is to mend; it never keeps the pack out."""
    broken: set[tuple[str, str]] = field(default_factory=set)
    """Kind and id of tables that could not be read: references to them are not reported again."""

    @property
    def id(self) -> str:
        """Its id, or the name of the folder while the id cannot be read."""
        return self.named or shown(self.folder.name)

    def enough(self) -> bool:
        """Whether so much is wrong that no more is looked for; the last problem says that there are more."""
        if len(self.problems) == limits.PROBLEMS:
            more = Problem(
                message="there may be more problems than these",
                remedy="Correct these first.",
                file=str(self.folder),
            )
            self.problems.append(replace(more, pack=self.id))
        return len(self.problems) > limits.PROBLEMS

    def note(self, problem: Problem) -> None:
        """Add a problem, unless there are enough."""
        if not self.enough():
            self.problems.append(problem)

    def head_problem(self, path: Sequence[str | int], message: str, remedy: str) -> Problem:
        """A problem at a key of its ``pack.toml``."""
        if self.head is None:
            return Problem(
                message=message,
                remedy=remedy,
                file=str(self.folder / "pack.toml"),
                key=spell(path),
                pack=self.id,
            )
        return self.head.problem(self.id, path, message, remedy)

    def items(self, kind: str) -> list[CheckedTable[object]]:
        """The tables of one kind, in the order of the files."""
        return self.tables.get(kind, [])

    @property
    def numbers(self) -> dict[str, str]:
        """Whom to call, by what for; only the core has such a table."""
        for item in self.items("numbers"):
            if isinstance(item.table, dict):
                return item.table
        return {}

    def rows(self, table: type[AnyTable]) -> list[CheckedTable[AnyTable]]:
        """The tables of one shape, in the order of the files."""
        return [item for item in self.items(KIND_OF[table]) if holds(item, table)]


def holds(item: CheckedTable[object], table: type[AnyTable]) -> TypeGuard[CheckedTable[AnyTable]]:
    """Whether an item holds a table of this shape."""
    return isinstance(item.table, table)
