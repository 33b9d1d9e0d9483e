"""Whether a folder holds a good pack: format, references, cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kneetui.content.compiled.core_cache import ORIGIN, core_pack
from kneetui.content.errors import ContentError
from kneetui.content.i18n import translation
from kneetui.content.linting import visit_times
from kneetui.content.linting.locate import placed
from kneetui.content.loading import merge as building
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import build, merged
from kneetui.content.loading.pack import Pack
from kneetui.content.loading.requirements import with_required
from kneetui.content.model import Library, Problem
from kneetui.packs.checking import by_interview
from kneetui.triage.evaluation.cases import BadCases, read_cases

Installed = Callable[[], Iterable[tuple[Path, str]]]
"""Gives the folders of installed packs; asked only for a pack that requires some."""


def check_folder(folder: Path, installed: Installed = list) -> list[Problem]:
    """What is wrong with the pack in a folder, its cases included, in the order of files and lines.

    Of a pack with nothing else wrong, some cases of the core are interviewed with it, and the times that its flags name
    are held against their levels.
    """
    packs = packs_for(folder, installed)
    library, problems = check_packs(folder, packs)
    if library is not None and all(problem.severity == "warning" for problem in problems):
        problems += by_interview.check(library, packs)
        problems += _times(library, packs)
    return problems


def try_folder(folder: Path, installed: Installed = list) -> tuple[Library, list[Problem]]:
    """The library of the core and the pack in a folder, and what is wrong with the pack.

    A pack that has more than warnings is left out. Raises
    :class:`~kneetui.content.errors.ContentError` if the core is broken.
    """
    library, problems = check_packs(folder, packs_for(folder, installed))
    if library is None:
        raise ContentError(problems)
    return library, problems


def packs_for(folder: Path, installed: Installed = list) -> list[Pack]:
    """The core, what the pack in a folder requires, and last this pack."""
    if folder.resolve() == building.CORE.resolve():
        return [load_pack(building.CORE, ORIGIN)]
    core = core_pack()
    pack = load_pack(folder, "")
    return [core, *(load_pack(*required) for required in with_required(pack, installed)), pack]


def check_packs(folder: Path, packs: Sequence[Pack]) -> tuple[Library | None, list[Problem]]:
    """The library of packs, the last of them from ``folder``, and what is wrong with that one.

    There is no library if the core is broken.
    """
    try:
        library = build(packs)
    except ContentError as error:
        return None, list(error.problems)
    others = {pack.id for pack in packs[:-1]} - {packs[-1].id if len(packs) > 1 else ""}
    problems = [problem for problem in (*library.problems, *library.warnings) if problem.pack not in others]
    if packs[-1].id in library.packs:
        problems += translation.check(library, packs[-1])
    if folder.is_dir():
        problems += _cases(folder, merged(packs) if library.problems else library, packs[-1], problems)
    return library, sorted(problems, key=lambda problem: (problem.file, problem.line, problem.column))


def _times(library: Library, packs: Sequence[Pack]) -> Iterator[Problem]:
    """Where the last of the packs has a flag whose text or ``within-days`` contradicts its level."""
    for finding in visit_times.findings(library):
        if finding.spot.pack == packs[-1].id:
            yield replace(placed(finding, packs), severity="warning")


def _cases(folder: Path, library: Library, pack: Pack, known: Sequence[Problem]) -> Iterator[Problem]:
    """What is wrong with the cases, and was not known: not of unreadable tables, nor twice at one place."""
    places = {(problem.file, problem.line, problem.column) for problem in known}
    unread = {problem.file for problem in known if not problem.key}
    broken = [name for _, name in pack.broken]
    try:
        read_cases(folder, library)
    except BadCases as error:
        for problem in error.problems:
            new = (problem.file, problem.line, problem.column) not in places and (
                problem.line or problem.file not in unread
            )
            if new and not any(name in problem.message for name in broken):
                yield replace(problem, pack=pack.id)
