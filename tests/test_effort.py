"""What the measure of work measures."""

from __future__ import annotations

import sys

import pytest

from tests.effort import TooMuchWork, at_most


def work(times: int) -> int:
    return sum(abs(number) for number in range(times))


def test_little_work_passes_and_much_does_not() -> None:
    before = sys.getprofile()
    with at_most(1000):
        work(100)
    with pytest.raises(TooMuchWork, match="more than 1000 calls"), at_most(1000):
        work(2000)
    assert sys.getprofile() is before
