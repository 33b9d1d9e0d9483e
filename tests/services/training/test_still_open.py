"""What somebody can still do is what the gate leaves open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry
from kneetui.services.container import Services
from kneetui.services.training.still_open import still_open
from kneetui.services.training.training import Training
from tests.ui.gym import assessed, gym

Make = Callable[..., Services]


@pytest.fixture(scope="module")
def library() -> Library:
    return gym()


@pytest.mark.parametrize(
    ("entries", "impact", "heavy"),
    [
        ([assessed("self-care", "BONE")], False, True),
        ([assessed("normal")], True, True),
        ([assessed("urgent", "LOCK")], False, False),
    ],
)
def test_what_is_still_open_is_what_the_gate_leaves_open(
    make_services: Make, library: Library, entries: list[Entry], impact: bool, heavy: bool
) -> None:
    now = Training(make_services(entries=entries)).status()
    still = still_open(library, now, ())
    names = {name for _, open_names, _ in still.loads for name in open_names}
    assert names == {one.name for one in library.exercises.values() if now.gate.permits(library, one)}
    waiting = sum(amount for _, _, amount in still.loads)
    assert waiting + len(names) == len(library.exercises)
    assert bool(still.reasons) == (not impact)
    assert bool(names) == heavy
