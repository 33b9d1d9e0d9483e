"""Old spellings of the pack format that are still read: what to write instead, and for how long.

An old spelling is a warning, never a reason to leave a pack out. ``kneetui pack migrate`` writes the new one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """One old spelling.

    ``table`` is where it stands (``pack``, ``cause.evidence``; empty for the name of a table itself). An empty
    ``key`` stands for the lack of ``use``, which then means ``value``; without ``use`` nothing takes the place of
    the key, and it is passed over. With ``listed``, a single text becomes
    a list of one. It is read from version ``since`` of the app until format ``until``.
    """

    table: str
    key: str
    use: str
    since: str = "0.1"
    until: int = 2
    value: Any = None
    listed: bool = False

    @property
    def message(self) -> str:
        """What is old about it, for people."""
        if not self.key:
            return f"the key “{self.use}” is missing; it is taken to be {self.value}"
        if not self.use:
            return f"the key “{self.key}” means nothing any more"
        return f"“{self.key}” is an old spelling of “{self.use}”"

    @property
    def remedy(self) -> str:
        """What to write, and how long there is time."""
        if not self.use:
            return f"Remove it, or run “kneetui pack migrate”. In format {self.until} it is a mistake."
        new = f"{self.use} = {self.value}" if not self.key else self.use
        return f"Write “{new}”, or run “kneetui pack migrate”. Format {self.until} will not read it any more."


OLD: tuple[Old, ...] = (
    Old(table="pack", key="", use="format", value=1),
    Old(table="pack", key="license", use="licence"),
    Old(table="pack", key="author", use="authors", listed=True),
    Old(table="", key="rule", use="pain-rule"),
    Old(table="evidence", key="condition", use="if"),
    Old(table="cause.evidence", key="condition", use="if"),
    Old(table="exercise.avoid", key="condition", use="if"),
    Old(table="cause", key="usual", use=""),
    Old(table="finding", key="if", use="condition"),
    Old(table="flag", key="if", use="condition"),
    Old(table="flag.raise", key="if", use="condition"),
    Old(table="tip", key="if", use="condition"),
)
"""Every old spelling that is still read."""

_BY_TABLE: dict[str, list[Old]] = {}
for _each in OLD:
    _BY_TABLE.setdefault(_each.table, []).append(_each)
_WITHIN = {name for table in _BY_TABLE for name in (table, table.split(".")[0])}


@dataclass(frozen=True, slots=True)
class Use:
    """An old spelling in a file; ``path`` is where it stands, as the file spells it."""

    old: Old
    path: KeyPath


@dataclass(slots=True)
class Modern:
    """The content of a file in today's spelling, and what was old about it."""

    data: dict[str, Any]
    uses: list[Use] = field(default_factory=list)
    renamed: dict[KeyPath, str] = field(default_factory=dict)
    """Path in today's spelling -> its last key as written."""

    def as_written(self, path: Sequence[str | int]) -> KeyPath:
        """The same place in the spelling of the file."""
        if not self.renamed:
            return tuple(path)
        return tuple(self.renamed.get(tuple(path[: n + 1]), part) for n, part in enumerate(path))


def modern(data: Mapping[str, Any], table: str = "") -> Modern:
    """What a file says in today's spelling; ``table`` is ``pack`` for ``pack.toml``.

    Where both spellings stand side by side, the old one stays, to be reported as an unknown key.
    """
    result = Modern({})
    result.data = _table(data, table, (), (), result)
    return result


def _table(
    data: Mapping[str, Any], table: str, path: KeyPath, written: KeyPath, result: Modern
) -> dict[str, Any]:
    olds = {old.key: old for old in _BY_TABLE.get(table, ()) if old.key or old.use not in data}
    fresh: dict[str, Any] = {}
    for lacking in olds.values():
        if not lacking.key:
            fresh[lacking.use] = lacking.value
            result.uses.append(Use(lacking, (*written, lacking.use)))
    for key, value in data.items():
        old = olds.get(key)
        name = key
        if old is not None and not old.use:
            result.uses.append(Use(old, (*written, key)))
            continue
        if old is not None and old.use not in data:
            name = old.use
            result.uses.append(Use(old, (*written, key)))
            result.renamed[(*path, name)] = key
            if old.listed and isinstance(value, str):
                value = [value]
        inner = f"{table}.{name}" if table else name
        if inner in _WITHIN:
            value = _inner(value, inner, (*path, name), (*written, key), result)
        fresh[name] = value
    return fresh


def _inner(value: Any, table: str, path: KeyPath, written: KeyPath, result: Modern) -> Any:
    if isinstance(value, Mapping):
        return _table(value, table, path, written, result)
    if isinstance(value, list):
        return [
            _table(element, table, (*path, n), (*written, n), result)
            if isinstance(element, Mapping)
            else element
            for n, element in enumerate(value)
        ]
    return value
