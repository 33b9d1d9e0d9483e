"""Which pack a test is about, and its cases."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.triage.evaluation.cases import Case

SET_IT = "Say where it is in pyproject.toml: [tool.pytest.ini_options] kneetui_pack = “folder”."


def pack_of(test: Path, given: Path | None) -> Path:
    """The folder that was given, or else of the one pack near a test. Fails with what to do."""
    from kneetui.packs.checking.find_project import around

    if given is not None:
        if not (given / "pack.toml").is_file():
            pytest.fail(f"kneetui_pack: there is no pack.toml in {given}.", pytrace=False)
        return given
    packs = around(test.parent)
    if len(packs) != 1:
        names = ": " + ", ".join(map(str, packs)) if packs else ""
        many = "several packs are" if packs else "no pack is"
        pytest.fail(f"{many} near {test}{names}. {SET_IT}", pytrace=False)
    return packs[0]


@cache
def case_ids(folder: Path) -> list[str]:
    """The ids of the cases of a pack, in order, as far as its files can be read."""
    ids: list[str] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(file.read_text("utf-8-sig")).get("case", [])
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(tables, list):
            ids += [str(table.get("id", "")) for table in tables if isinstance(table, dict)]
    return list(dict.fromkeys(filter(None, ids)))


@cache
def _cases(folder: Path, library: _Key) -> dict[str, Case]:
    from kneetui.triage.evaluation.cases import BadCases, read_cases

    try:
        return {case.id: case for case in read_cases(folder, library.library)}
    except BadCases as error:
        raise pytest.fail.Exception("\n".join(map(str, error.problems)), pytrace=False) from None


class _Key:
    """A library as a key: the object counts, not what is in it."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def __hash__(self) -> int:
        return id(self.library)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.library is self.library


def case(folder: Path, library: Library, name: str) -> Case:
    """One case of a pack. Fails if there is none, or if the cases cannot be read."""
    cases = _cases(folder, _Key(library))
    if not name:
        pytest.fail(f"there is no [[case]] in {folder}. Write one for every cause and flag.", pytrace=False)
    if name not in cases:
        pytest.fail(f"the case {name} is not in {folder}. {SET_IT}", pytrace=False)
    return cases[name]
