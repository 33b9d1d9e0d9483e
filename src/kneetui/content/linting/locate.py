"""From a finding to the file and line it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kneetui.content.linting.lint import Finding
from kneetui.content.model import Problem

if TYPE_CHECKING:
    from kneetui.content.loading.loader import Item, Pack

Path = tuple[str | int, ...]


def placed(finding: Finding, packs: Iterable[Pack]) -> Problem:
    """The finding with file and line, if one of the packs has its table."""
    for pack in packs:
        if pack.id == finding.spot.pack:
            found = _item(finding, pack)
            if found:
                item, path = found
                return item.problem(_numbered(item.table, path), finding.message, finding.remedy)
    return finding.problem()


def _item(finding: Finding, pack: Pack) -> tuple[Item, Path] | None:
    spot = finding.spot
    if spot.table == "cause" and spot.path[:1] == ("evidence",):
        for item in pack.items("evidence"):
            if (item.table.cause, item.table.id) == (spot.id, spot.path[1]):
                return item, spot.path[2:]
    for item in pack.items(spot.table):
        if getattr(item.table, "id", "") == spot.id:
            return item, spot.path
    return None


def _numbered(table: Any, path: Sequence[str | int]) -> Path:
    """A path with numbers for the ids of what stands in lists."""
    numbered: list[str | int] = []
    here = table
    for part in path:
        if isinstance(here, list):
            ids = [getattr(each, "id", None) for each in here]
            number = part if isinstance(part, int) else ids.index(part)
            numbered.append(number)
            here = here[number]
        else:
            numbered.append(part)
            name = str(part).replace("-", "_")
            here = getattr(here, name, getattr(here, f"{name}_", None))
    return tuple(numbered)
