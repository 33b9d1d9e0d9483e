"""What another set of packs changes in the outcome of every case: urgency, first cause, first three."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Answer, Choices, Facts
from kneetui.content.model import URGENCIES, Library
from kneetui.packs.checking import by_interview
from kneetui.packs.checking.by_interview import UnaskedCase
from kneetui.triage import answers, flags
from kneetui.triage.causes.ranking import ranking
from kneetui.triage.evaluation.cases import BadCases, Case, read_cases

SHOWN = 3


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """The urgency, and the ids of the first three causes."""

    urgency: str
    causes: tuple[str, ...]

    @property
    def first(self) -> str:
        """The cause in front; empty if there is none."""
        return self.causes[0] if self.causes else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCase:
    """A case that comes out otherwise. ``urgency`` and ``cause`` are what its author expects."""

    pack: str
    case: str
    story: str
    urgency: str
    cause: str
    before: CaseOutcome
    after: CaseOutcome

    @property
    def lower(self) -> bool:
        """Less urgent than before."""
        return URGENCIES.index(self.after.urgency) > URGENCIES.index(self.before.urgency)

    @property
    def higher(self) -> bool:
        """More urgent than before."""
        return URGENCIES.index(self.after.urgency) < URGENCIES.index(self.before.urgency)

    @property
    def other_cause(self) -> bool:
        """Another cause in front."""
        return self.after.first != self.before.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Every case before and after: how many there are, and those that changed, the less urgent ones first.

    ``interviewed`` cases were asked question by question as well; ``unasked`` are those of them that come out less
    urgent so, and did not before.
    """

    cases: int
    changed: tuple[ChangedCase, ...]
    interviewed: int = 0
    unasked: tuple[UnaskedCase, ...] = ()

    @property
    def same(self) -> int:
        """How many come out as before."""
        return self.cases - len(self.changed)

    def count(self, which: str) -> int:
        """How many changed cases are ``lower``, ``higher`` or have an ``other_cause``."""
        return sum(bool(getattr(case, which)) for case in self.changed)


PackCase = tuple[str, Case]
"""A case, behind the id of its pack."""


def cases_of(library: Library, packs: Iterable[str] | None = None) -> list[PackCase]:
    """The cases of the packs of a library, or of some by id; a pack whose cases cannot be read tells none."""
    pack_cases: list[PackCase] = []
    for name in library.packs if packs is None else packs:
        info = library.packs.get(name)
        if info is not None:
            try:
                pack_cases += [(name, case) for case in read_cases(Path(info.folder), library)]
            except BadCases:
                continue
    return pack_cases


def every_case(before: Library, after: Library) -> list[PackCase]:
    """The cases of both, each once; of a case that stands in both, the one after."""
    others = [
        info.id
        for info in before.packs.values()
        if info.id not in after.packs or after.packs[info.id].folder != info.folder
    ]
    every = {(pack, case.id): (pack, case) for pack, case in [*cases_of(before, others), *cases_of(after)]}
    return list(every.values())


def compare(before: Library, after: Library, cases: Sequence[PackCase] | None = None) -> Comparison:
    """The outcomes of cases in two libraries; without ``cases``, of all cases of both.

    Answers to questions that a library does not have are passed over there. Some cases are interviewed in both.
    """
    pack_cases = every_case(before, after) if cases is None else cases
    first = [_outcome(before, case.facts) for _, case in pack_cases]
    second = [_outcome(after, case.facts) for _, case in pack_cases]
    changed = [
        ChangedCase(
            pack=pack,
            case=case.id,
            story=case.story,
            urgency=case.urgency,
            cause=case.cause,
            before=one,
            after=other,
        )
        for (pack, case), one, other in zip(pack_cases, first, second, strict=True)
        if one != other
    ]
    changed.sort(key=lambda change: (not change.lower, not change.higher, not change.other_cause))
    asked = by_interview.some(
        after, [case for _, case in pack_cases if _known(after, case.facts) == case.facts]
    )
    unasked = tuple(by_interview.less_urgent(after, asked, lambda: before))
    return Comparison(cases=len(pack_cases), changed=tuple(changed), interviewed=len(asked), unasked=unasked)


def _outcome(library: Library, facts: Facts) -> CaseOutcome:
    counted = answers.counting(library, _known(library, facts))
    ranked = ranking(library).rank(counted, SHOWN)
    return CaseOutcome(flags.urgency(library, counted), tuple(fit.cause.id for fit in ranked[:SHOWN]))


def _known(library: Library, facts: Facts) -> dict[str, Answer]:
    """The facts that this library has questions and options for."""
    known: dict[str, Answer] = {}
    for name, value in facts.items():
        question = library.questions.get(name)
        if question is None:
            continue
        ids = {option.id for option in question.options}
        if isinstance(value, Choices) and question.kind == "choices":
            known[name] = Choices(value.yes & ids, value.no & ids)
        elif (
            (isinstance(value, bool) and question.kind == "yes-no")
            or (isinstance(value, str) and question.kind == "choice" and value in ids)
            or (isinstance(value, int | float) and question.kind == "number")
        ):
            known[name] = value
    return known
