"""What a person said the columns of their training lists are: asked once, kept in ``columns.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.paths import config_dir, write_private

KINDS = {
    "date": "the day",
    "clock": "the time of day",
    "sport": "the sport",
    "duration": "how long it took",
    "distance": "how far it was",
    "effort": "how hard it was, from 0 to 10",
    "note": "a note",
}
"""What a column may hold, in words."""

UNITS = ("km", "mi", "m")
"""What a distance may be in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnColumns:
    """``names`` has the names of columns as they stand in the lists, by kind (of :data:`KINDS`); ``distance_unit``
    is what distances are in where a list does not say, empty if nobody said."""

    names: Mapping[str, tuple[str, ...]]
    distance_unit: str = ""

    def kind_of(self, name: str) -> str:
        """What a column holds by its name, whatever its case; empty if nobody said."""
        wanted = _plain(name)
        kinds = (kind for kind, names in self.names.items() if wanted in map(_plain, names))
        return next(kinds, "")


def own_columns() -> OwnColumns:
    """What was said so far; what cannot be read counts as nothing said."""
    try:
        raw = tomllib.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return OwnColumns(names={})
    columns, unit = raw.get("columns"), raw.get("distance-unit")
    names = {
        kind: tuple(name for name in values if isinstance(name, str))
        for kind, values in (columns.items() if isinstance(columns, dict) else ())
        if kind in KINDS and isinstance(values, list)
    }
    return OwnColumns(names=names, distance_unit=unit if unit in UNITS else "")


def keep(names: Mapping[str, str], distance_unit: str = "") -> None:
    """Add a name for each kind, and the unit of distances if one is given. Raises ``OSError``.

    A column holds one thing: a name that stood for another kind gives that up.
    """
    import tomli_w

    known = own_columns()
    taken = {_plain(name) for name in names.values()}
    merged = {
        kind: [
            *([names[kind]] if kind in names else []),
            *(name for name in known.names.get(kind, ()) if _plain(name) not in taken),
        ]
        for kind in KINDS
    }
    table: dict[str, object] = {"columns": {kind: values for kind, values in merged.items() if values}}
    unit = distance_unit or known.distance_unit
    if unit:
        table = {"distance-unit": unit, **table}
    write_private(_file(), tomli_w.dumps(table))


def _file() -> Path:
    return config_dir() / "columns.toml"


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
