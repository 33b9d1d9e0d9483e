"""Whether a folder holds a good pack: format, references, cases, and what there is to mend."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kneetui.content import library as building
from kneetui.content.library import ContentError, build
from kneetui.content.lint import wording
from kneetui.content.loader import Pack, load_pack
from kneetui.content.model import Library, Problem
from kneetui.content.placing import placed
from kneetui.triage.evaluate import BadCases, read_cases
from kneetui.triage.reach import reach


def check_folder(folder: Path) -> list[Problem]:
    """What is wrong with the pack in a folder, its cases included."""
    core = load_pack(building.CORE, "built in")
    mine = folder.resolve() == building.CORE.resolve()
    packs = [core] if mine else [core, load_pack(folder, "")]
    try:
        library = build(packs)
        if not library.problems and folder.is_dir():
            read_cases(folder, library)
    except ContentError as error:
        return list(error.problems)
    except BadCases as error:
        return [Problem(line, "Correct the case.", pack=packs[-1].id) for line in error.problems]
    return list(library.problems)


def lint_folder(folder: Path) -> list[Problem]:
    """What a check finds wrong with the pack in a folder, or else what there is to mend."""
    problems = check_folder(folder)
    if problems:
        return problems
    mine = folder.resolve() == building.CORE.resolve()
    packs = [load_pack(building.CORE, "built in")] + ([] if mine else [load_pack(folder, "")])
    return _lint(build(packs), packs, packs[-1].id)


def lint_installed(library: Library) -> list[Problem]:
    """What there is to mend in all installed packs."""
    packs = [load_pack(Path(info.folder), info.origin) for info in library.packs.values()]
    return _lint(library, packs)


def _lint(library: Library, packs: Sequence[Pack], only: str = "") -> list[Problem]:
    mine = {only} if only else set(library.packs)
    cases = [case for pack in packs if pack.id in mine for case in read_cases(pack.folder, library)]
    found = [each for each in wording(library) if each.spot.pack in mine]
    return [placed(each, packs) for each in [*found, *reach(library, cases, mine)]]
