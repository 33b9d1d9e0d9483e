from __future__ import annotations

import statistics

from hypothesis import given
from hypothesis import strategies as st

from kneetui.status.trend.median import median


@given(st.lists(st.integers(0, 10) | st.floats(0, 1e6), min_size=1))
def test_it_is_that_of_the_standard_library(numbers: list[float]) -> None:
    assert repr(median(iter(numbers))) == repr(statistics.median(numbers))
