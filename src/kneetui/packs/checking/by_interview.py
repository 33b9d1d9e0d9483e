"""Whether people who are asked come out as urgent with a pack as without it: cases, interviewed.

What a pack says weighs on what is asked, and so on what is ever known. Some cases of the core are interviewed with the
pack beside it. Whoever comes out less urgent than with all answers at once was not asked enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.loading.merge import build
from kneetui.content.loading.pack import Pack
from kneetui.content.model import URGENCIES, Library, Problem
from kneetui.triage import answers, flags
from kneetui.triage.evaluation.cases import Case, read_cases
from kneetui.triage.evaluation.evaluate import ask

MOST = 24
"""So many cases are interviewed: that takes a second."""

WEIGHS = ("question", "finding", "cause", "evidence", "weight", "flag")
"""Tables that weigh on what is asked."""


@dataclass(frozen=True, slots=True)
class UnaskedCase:
    """A case that comes out less urgent by interview with a pack (``after``) than without it (``before``)."""

    case: Case
    before: str
    after: str


def weighs(pack: Pack) -> bool:
    """Whether a pack says anything that weighs on what is asked."""
    return any(pack.tables.get(table) for table in WEIGHS)


def some(library: Library, cases: Sequence[Case]) -> list[Case]:
    """Cases whose urgency has to be asked for, from all over the list; the same ones each time."""
    calm = URGENCIES.index("self-care")
    urgent = [case for case in cases if _with_all_answers(library, case) < calm]
    return urgent[:: max(len(urgent) // MOST, 1)][:MOST]


def less_urgent(
    library: Library, cases: Sequence[Case], without: Callable[[], Library] | None = None
) -> Iterator[UnaskedCase]:
    """The cases that an interview with ``library`` leaves less urgent than all their answers, and not tolerated.

    ``without`` gives the library without the pack: what is lost there as well is not the pack's doing.
    """
    for case in cases:
        full = _with_all_answers(library, case)
        after = _step(ask(library, case.facts).urgency)
        if after <= full or URGENCIES[after] in (case.urgency, *case.tolerated):
            continue
        before = full if without is None else _step(ask(without(), case.facts).urgency)
        if before < after:
            yield UnaskedCase(case, URGENCIES[before], URGENCIES[after])


def check(library: Library, packs: Sequence[Pack]) -> Iterator[Problem]:
    """What is wrong for that reason with the last of these packs, which make up the library."""
    core, pack = packs[0], packs[-1]
    if pack is core or not weighs(pack):
        return
    cases = some(library, read_cases(core.folder, library))
    for lost in less_urgent(library, cases, lambda: build(packs[:-1])):
        yield Problem(
            message=f"with this pack an interview no longer asks enough: the case {lost.case.id} of the core "
            f"comes out as {lost.after} instead of {lost.before}",
            remedy="Give its causes smaller weights, and its questions and evidence less to say.",
            file=str(pack.folder / "pack.toml"),
            pack=pack.id,
        )


def _with_all_answers(library: Library, case: Case) -> int:
    return _step(flags.urgency(library, answers.counting(library, case.facts)))


def _step(urgency: str) -> int:
    return URGENCIES.index(urgency)
