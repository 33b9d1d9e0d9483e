"""What a phase may ask of tests at home."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kneetui.content.format.home_test_tables import CriterionTable

ASKED = {"test": "squat", "pain": 3}


def test_a_criterion_asks_for_a_day_or_for_two_around_a_session() -> None:
    assert not CriterionTable.model_validate(ASKED).around_session
    assert CriterionTable.model_validate(ASKED | {"around-session": True}).times == 1


@pytest.mark.parametrize(
    ("table", "words"),
    [(ASKED | {"around-session": True, "times": 2}, "without times"), ({"test": "squat"}, "needs least")],
)
def test_one_that_contradicts_itself_or_asks_nothing_is_refused(table: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        CriterionTable.model_validate(table)
