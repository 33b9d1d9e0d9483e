from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.status.patterns.permutation import difference
from tests.examples import examples, some

DAYS = st.lists(
    st.tuples(st.integers(0, 20).map(lambda half: half / 2), st.booleans()), min_size=10, max_size=60
)


@settings(max_examples=examples(60))
@given(DAYS)
def test_the_interval_holds_the_difference_and_turns_with_the_sides(days: list[tuple[float, bool]]) -> None:
    values, sides = [value for value, _ in days], [side for _, side in days]
    if len(set(sides)) < 2:
        with pytest.raises(ValueError, match="both sides"):
            difference(values, sides)
        return
    seen = difference(values, sides)
    assert seen == difference(values, sides), "the same days always say the same"
    assert seen.low <= seen.difference + 1e-9
    assert seen.difference <= seen.high + 1e-9
    assert 0 < seen.chance <= 1
    turned = difference(values, [not side for side in sides])
    assert turned.difference == pytest.approx(-seen.difference)
    assert turned.chance == pytest.approx(seen.chance)


def test_a_clear_difference_is_beyond_chance_and_none_is_not() -> None:
    random = Random(7)
    sides = [random.random() < 0.5 for _ in range(80)]
    clear = difference([3 + 2 * side + random.choice((-0.5, 0, 0.5)) for side in sides], sides)
    assert clear.chance < 0.01
    assert 1.5 < clear.low < clear.difference < clear.high < 2.5
    same = difference([3.0] * 80, sides)
    assert (same.difference, same.low, same.high, same.chance) == (0, 0, 0, 1)


@pytest.mark.parametrize("rhythm", [2, 3, 4, 7])
def test_a_rhythm_of_training_does_not_hide_what_chance_does(rhythm: int) -> None:
    """Every second day, or every fourth: stretches of one length would give the same order again and again."""
    random = Random(rhythm)
    sides = [day % rhythm == 0 for day in range(12 * rhythm)]
    seen = [difference([random.choice((1.0, 2.0, 3.0)) for _ in sides], sides) for _ in range(60)]
    assert all(own.high - own.low > 0.5 for own in seen)
    assert sum(not own.low < 0 < own.high for own in seen) <= 9, "about one in twenty by chance"


@pytest.mark.sampled
def test_pain_that_drifts_by_itself_is_seldom_taken_for_an_effect() -> None:
    """Days alike their neighbours, and stretches of training: no more than about one in ten by chance."""
    wrong, diaries = 0, some(range(100), 3)
    for seed in diaries:
        random = Random(seed)
        pain, values, sides, side = 0.0, [], [], False
        for _ in range(90):
            pain = 0.5 * pain + random.gauss(0, 1)
            side = side if random.random() < 0.5 else random.random() < 0.5
            values.append(pain)
            sides.append(side)
        if len(set(sides)) == 2:
            wrong += difference(values, sides).chance < 0.05
    assert wrong <= len(diaries) / 10
