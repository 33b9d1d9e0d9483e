"""Lines without their caches are those of Textual, and remember as much."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.cache import FIFOCache
from textual.strip import Strip

from kneetui.terminal.lighter import strips
from tests.examples import examples

strips.use()

BOLD, RED = Style(bold=True), Style(color="red")
STEPS: dict[str, Callable[[Strip], Strip]] = {
    "crop": lambda strip: strip.crop(1, 5),
    "extend": lambda strip: strip.crop_extend(0, 9, RED),
    "longer": lambda strip: strip.adjust_cell_length(12, BOLD),
    "shorter": lambda strip: strip.adjust_cell_length(3),
    "style": lambda strip: strip.apply_style(RED),
    "offsets": lambda strip: strip.apply_offsets(2, 1),
    "first part": lambda strip: next(iter(strip.divide([2])), strip),
}

SEGMENTS = st.lists(
    st.tuples(st.text("ab 界", max_size=4), st.sampled_from([None, BOLD, RED])).map(
        lambda pair: Segment(*pair)
    ),
    max_size=4,
)


def of_textual(segments: list[Segment]) -> Strip:
    """A line as Textual makes it, with all its caches."""
    strip = object.__new__(Strip)
    strips.of_textual(strip, segments)
    return strip


def test_the_caches_are_those_of_textual() -> None:
    strip = of_textual([])
    made = {name: getattr(strip, name) for name in Strip.__slots__}
    caches = {name: value._maxsize for name, value in made.items() if isinstance(value, FIFOCache)}
    assert caches == strips.SIZES
    assert {name: getattr(Strip([]), name) for name in made.keys() - caches.keys()} == {
        name: value for name, value in made.items() if name not in caches
    }


@given(SEGMENTS, st.lists(st.sampled_from([*STEPS]), max_size=5))
@settings(max_examples=examples(200))
def test_a_line_becomes_what_it_becomes_with_all_caches(segments: list[Segment], steps: list[str]) -> None:
    ours, textuals = Strip(segments), of_textual(segments)
    for step in steps:
        ours, textuals = STEPS[step](ours), STEPS[step](textuals)
        assert [*ours] == [*textuals]
        assert ours.cell_length == textuals.cell_length


@pytest.mark.parametrize("step", [step for step in STEPS if step != "first part"])
def test_a_line_remembers(step: str) -> None:
    strip = Strip([Segment("on the left", BOLD)])
    assert STEPS[step](strip) is STEPS[step](strip)


def test_an_untouched_line_has_none_and_is_no_other_thing() -> None:
    strip = Strip([Segment("left")], 4)
    assert not any(_is_set(strip, name) for name in strips.SIZES)
    with pytest.raises(AttributeError, match="nowhere"):
        getattr(strip, "nowhere")  # noqa: B009
    assert [*copy.copy(strip)] == [*strip]
    assert repr(strip) == "Strip([Segment('left')], 4)"


def _is_set(strip: Strip, name: str) -> bool:
    try:
        vars(Strip)[name].__get__(strip)
    except AttributeError:
        return False
    return True
