"""``kneetui pack test``: what comes out for the cases of a pack, what they miss, and what nobody is asked."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.compiled.core_cache import ORIGIN, core_pack
from kneetui.content.errors import ContentError
from kneetui.content.linting.locate import placed
from kneetui.content.loading import merge as building
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import build
from kneetui.content.loading.pack import Pack
from kneetui.content.model import Library, Problem
from kneetui.packs.checking import by_interview
from kneetui.packs.checking.by_interview import UnaskedCase
from kneetui.packs.errors import PackError
from kneetui.triage.evaluation import evaluate
from kneetui.triage.evaluation.cases import BadCases, Case, read_cases
from kneetui.triage.evaluation.evaluate import CaseResult
from kneetui.triage.evaluation.reachability import questions
from kneetui.triage.evaluation.synthetic_patients import patients
from kneetui.triage.evaluation.verdict import CaseVerdict

Folders = Iterable[tuple[Path, str]]
"""Folders of packs, each with a word on where it came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackTrial:
    """The trial of one pack.

    ``causes``: of the pack, or that it brings evidence for, without a case in it. ``flags``: of the pack,
    that none of its cases raises. ``unasked``: its questions that no interview was found to ask, ``None`` if
    nobody looked. ``searched``: seconds that this took. ``unasked_cases``: of the pack and the core, that come out
    less urgent when people are asked instead of telling everything.
    """

    pack: str
    verdicts: tuple[CaseVerdict, ...]
    causes: tuple[str, ...]
    flags: tuple[str, ...]
    unasked: tuple[Problem, ...] | None
    searched: float
    unasked_cases: tuple[UnaskedCase, ...]
    places: dict[str, Problem]

    @property
    def results(self) -> list[CaseResult]:
        """What came out, case by case."""
        return [verdict.result for verdict in self.verdicts]

    @property
    def failures(self) -> list[CaseVerdict]:
        """The cases that came out wrong."""
        return [verdict for verdict in self.verdicts if verdict.failed]

    @property
    def passed(self) -> bool:
        """There are cases, and all of them came out right, asked or told."""
        return bool(self.verdicts) and not self.failures and not self.unasked_cases

    def count(self, level: str) -> int:
        """How many cases came out ``exact``, ``tolerated``, ``over`` or ``under``."""
        return sum(verdict.level == level for verdict in self.verdicts)

    def problem(self, verdict: CaseVerdict) -> Problem:
        """A failed case with its file and line."""
        return self.places[verdict.result.case.id]


def together(folder: Path, others: Folders = ()) -> tuple[Library, Pack]:
    """The core, the packs in ``others`` and the pack in ``folder`` as one library, and this pack.

    An installed copy of the same pack is left out. Raises :class:`PackError` if the pack is bad.
    """
    if folder.resolve() == building.CORE.resolve():
        mine = load_pack(building.CORE, ORIGIN)
        packs = [mine]
    else:
        core = core_pack()
        mine = load_pack(folder, "")
        loaded = [load_pack(path, origin) for path, origin in others if path.resolve() != folder.resolve()]
        packs = [core, *(pack for pack in loaded if pack.id not in (core.id, mine.id)), mine]
    try:
        library = build(packs)
    except ContentError as error:
        raise PackError(error.problems) from None
    wrong = [problem for problem in mine.problems if problem.severity == "error"]
    if wrong:
        raise PackError(wrong)
    return library, mine


def read(folder: Path, library: Library, pack: str) -> list[Case]:
    """The cases of a pack. Raises :class:`PackError` if one cannot be read."""
    try:
        return read_cases(folder, library)
    except BadCases as error:
        raise PackError([replace(problem, pack=pack) for problem in error.problems]) from None


def run(folder: Path, others: Folders = (), *, adaptive: bool = False, search: bool = True) -> PackTrial:
    """Run the cases of the pack in ``folder``, with the core and ``others``.

    ``adaptive`` interviews each case instead of using all its answers. ``search`` looks for questions that
    are never asked, which takes seconds. Raises :class:`PackError`.
    """
    library, mine = together(folder, others)
    cases = read(folder, library, mine.id)
    verdicts = tuple(CaseVerdict(result) for result in evaluate.run(library, cases, adaptive))
    began = time.perf_counter()
    unasked = _unasked(library, mine, cases) if search else None
    return PackTrial(
        pack=mine.id,
        verdicts=verdicts,
        causes=tuple(_untold(library, mine.id, cases)),
        flags=tuple(_down(library, mine.id, verdicts)),
        unasked=unasked,
        searched=time.perf_counter() - began,
        unasked_cases=tuple(_unasked_cases(library, mine, cases)),
        places=_places(mine, verdicts),
    )


def _unasked_cases(library: Library, mine: Pack, cases: Sequence[Case]) -> Iterator[UnaskedCase]:
    """Those of the pack, and some of the core that come out right without it."""
    yield from by_interview.less_urgent(library, by_interview.some(library, cases))
    if mine.folder.resolve() != building.CORE.resolve() and by_interview.weighs(mine):
        core = by_interview.some(library, read_cases(building.CORE, library))
        yield from by_interview.less_urgent(library, core, lambda: build([core_pack()]))


def _untold(library: Library, pack: str, cases: Sequence[Case]) -> Iterable[str]:
    tested = {case.cause for case in cases}
    for cause in library.causes.values():
        mine = cause.pack == pack or any(finding.pack == pack for finding in cause.evidence)
        if mine and cause.id not in tested:
            yield cause.id


def _down(library: Library, pack: str, verdicts: Sequence[CaseVerdict]) -> Iterable[str]:
    up = {flag.id for verdict in verdicts for flag in verdict.result.assessment.flags}
    return (flag.id for flag in library.flags.values() if flag.pack == pack and flag.id not in up)


def _unasked(library: Library, mine: Pack, cases: Sequence[Case]) -> tuple[Problem, ...]:
    if not any(question.pack == mine.id for question in library.questions.values()):
        return ()
    problems = questions(library, patients(library), cases, {mine.id})
    return tuple(placed(problem, [mine]) for problem in problems)


def _places(mine: Pack, verdicts: Sequence[CaseVerdict]) -> dict[str, Problem]:
    items = {item.id: item for item in mine.items("case")}
    problems = {}
    for verdict in verdicts:
        if verdict.failed:
            name = verdict.result.case.id
            about = ("expect", "cause") if verdict.level in ("exact", "tolerated") else ("expect", "urgency")
            message = f"case {name}: {verdict.wrong}: " + "; ".join(
                " ".join(x.split()) for x in verdict.explain()
            )
            problems[name] = items[name].problem(about, message, _remedy(verdict))
    return problems


def _remedy(verdict: CaseVerdict) -> str:
    if verdict.level == "under" or verdict.missed:
        return "Write a flag that sees it, or correct the answers."
    if verdict.level == "over":
        return "Correct the case; if the flag is yours, you may make its condition narrower."
    return "Look at the numbers with kneetui triage --explain, or correct the case."
