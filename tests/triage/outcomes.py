"""What comes out for every case of every pack, once for all tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kneetui.content.model import Library
from kneetui.triage.assessment import Assessment, assess
from kneetui.triage.evaluation.cases import Case, read_cases

_of: dict[tuple[str, ...], Sequence[tuple[Case, Assessment]]] = {}


def outcomes(library: Library) -> Sequence[tuple[Case, Assessment]]:
    """Each case with the assessment of all its answers."""
    packs = tuple(library.packs)
    if packs not in _of:
        cases = [case for pack in packs for case in read_cases(Path(library.packs[pack].folder), library)]
        _of[packs] = [(case, assess(library, case.facts)) for case in cases]
    return _of[packs]
