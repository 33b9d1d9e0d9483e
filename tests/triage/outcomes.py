"""What comes out for the cases of every pack, once for all tests: all of them in a hunt, else one of three."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kneetui.content.model import Library
from kneetui.triage.assessment import Assessment, assess
from kneetui.triage.evaluation.cases import Case, read_cases
from tests.examples import some

_of: dict[tuple[str, ...], Sequence[tuple[Case, Assessment]]] = {}


def outcomes(library: Library) -> Sequence[tuple[Case, Assessment]]:
    """Such a case with the assessment of all its answers."""
    packs = tuple(library.packs)
    if packs not in _of:
        cases = [case for pack in packs for case in read_cases(Path(library.packs[pack].folder), library)]
        _of[packs] = [(case, assess(library, case.facts)) for case in some(cases, 3)]
    return _of[packs]
