"""From a finding to the file and line it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kneetui.content.format.fields import Table
from kneetui.content.format.triage_tables import PackEvidenceTable
from kneetui.content.linting.finding import Finding
from kneetui.content.loading.pack import CheckedTable, Pack
from kneetui.content.model import Problem

KeyPath = tuple[str | int, ...]


def placed(finding: Finding, packs: Iterable[Pack]) -> Problem:
    """The finding with file and line, if one of the packs has its table."""
    for pack in packs:
        if pack.id == finding.spot.pack:
            located = _item(finding, pack)
            if located:
                item, path = located
                return item.problem(_numbered(item.table, path), finding.message, finding.remedy)
    return finding.problem()


def _item(finding: Finding, pack: Pack) -> tuple[CheckedTable[object], KeyPath] | None:
    spot = finding.spot
    if spot.table == "cause" and spot.path[:1] == ("evidence",):
        for evidence in pack.rows(PackEvidenceTable):
            if (evidence.table.cause, evidence.id) == (spot.id, spot.path[1]):
                return evidence, spot.path[2:]
    for item in pack.items(spot.table):
        if item.id == spot.id:
            return item, spot.path
    return None


def _numbered(table: object, path: Sequence[str | int]) -> KeyPath:
    """A path with numbers for the ids of what stands in lists."""
    numbered: list[str | int] = []
    here: object = table.model_dump(by_alias=True) if isinstance(table, Table) else table
    for part in path:
        at = part
        if isinstance(here, list):
            ids = [row.get("id") if isinstance(row, dict) else None for row in here]
            at = part if isinstance(part, int) else ids.index(part)
            here = here[at]
        elif isinstance(here, dict):
            here = here.get(part)
        numbered.append(at)
    return tuple(numbered)
