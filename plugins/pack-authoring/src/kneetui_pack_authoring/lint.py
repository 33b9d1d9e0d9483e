"""What there is to mend in packs that have no mistakes: hard words, certainty, and what nobody can ever meet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kneetui.content.linting.lint import wording
from kneetui.content.linting.locate import placed
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import build
from kneetui.content.loading.pack import Pack
from kneetui.content.model import Library, Problem
from kneetui.packs.checking import by_interview
from kneetui.packs.checking.check import Installed, check_packs, packs_for
from kneetui.triage.evaluation.cases import read_cases
from kneetui.triage.evaluation.reachability import reach


def lint_folder(folder: Path, installed: Installed = list) -> list[Problem]:
    """What a check finds wrong with the pack in a folder, or else what there is to mend."""
    packs = packs_for(folder, installed)
    _, problems = check_packs(folder, packs)
    if any(problem.severity == "error" for problem in problems):
        return problems
    library = build(packs)
    return [*problems, *by_interview.check(library, packs), *_lint(library, packs, packs[-1].id)]


def lint_installed(library: Library) -> list[Problem]:
    """What there is to mend in all installed packs."""
    packs = [load_pack(Path(info.folder), info.origin) for info in library.packs.values()]
    return _lint(library, packs)


def _lint(library: Library, packs: Sequence[Pack], only: str = "") -> list[Problem]:
    mine = {only} if only else set(library.packs)
    cases = [case for pack in packs if pack.id in mine for case in read_cases(pack.folder, library)]
    findings = [finding for finding in wording(library) if finding.spot.pack in mine]
    return [placed(finding, packs) for finding in [*findings, *reach(library, cases, mine)]]
