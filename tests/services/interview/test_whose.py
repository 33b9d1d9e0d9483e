from __future__ import annotations

from collections.abc import Callable

import pytest

from kneetui.services.container import Services
from kneetui.services.interview import saving, start
from kneetui.services.interview.names import OTHERS
from kneetui.services.interview.whose import OWN_KNEE, whose_knee


@pytest.mark.parametrize("about", ["", *OTHERS])
def test_a_knee_is_called_by_whose_it_is(make_services: Callable[..., Services], about: str) -> None:
    held = start.new(make_services(), about)
    held.answer("swelling", "none")
    entry = saving.entry_of(held, held.assess(), held.services.now(), "left")
    assert whose_knee(entry) == (f"The knee of {OTHERS[about]}" if about else OWN_KNEE)
    assert start.of_entry(held.services, entry) is not None


def test_without_an_assessment_it_is_ones_own() -> None:
    assert whose_knee(None) == OWN_KNEE
