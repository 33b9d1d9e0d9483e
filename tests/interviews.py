"""How many cases are interviewed with a pack that is checked: few, where a test is about something else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from kneetui.content.model import Library
from kneetui.packs.checking import by_interview
from kneetui.triage.evaluation.cases import Case

WHOLE = by_interview.MOST

_some = by_interview.some


def few() -> None:
    """Interview so few from now on that they cost next to nothing."""
    by_interview.MOST = 1
    by_interview.some = some


def some(library: Library, cases: Sequence[Case]) -> list[Case]:
    """As ever; but where one case is enough, the urgency of the hundreds behind it is not reckoned to choose it."""
    if by_interview.MOST > 1:
        return _some(library, cases)
    return list(islice((case for case in cases if _some(library, [case])), 1))
