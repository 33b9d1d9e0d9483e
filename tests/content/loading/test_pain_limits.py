"""How much pain is allowed is one number of the content, wherever it stands."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kneetui.content.loading import pain_limits
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import CORE, build, merged
from kneetui.content.model import Library, Tip

OF_TEN = re.compile(r"\b(\d+)(?: out)? of 10\b(?! (?:were|back|had) )")
"""A pain, and no share of people."""


@pytest.fixture(scope="module")
def written() -> Library:
    """The core as it is written, with its blanks."""
    return merged([load_pack(CORE, "built in")])


@pytest.mark.parametrize("green", range(0, 10, 3))
@pytest.mark.parametrize("wider", [0, 1, 3])
def test_another_limit_changes_every_text_that_names_it(written: Library, green: int, wider: int) -> None:
    rules = {
        name: replace(rule, green=float(green), yellow=float(green + wider))
        for name, rule in written.rules.items()
    }
    library = pain_limits.filled(replace(written, rules=rules))
    texts = [tip.text for tip in library.tips.values() if not _repeats_an_answer(tip)]
    texts += [
        text for rule in library.rules.values() for text in (rule.on_green, rule.on_yellow, rule.on_red)
    ]
    for text in texts:
        assert "{" not in text
        assert {int(number) for number in OF_TEN.findall(text)} <= {green, green + wider}, text


def _repeats_an_answer(tip: Tip) -> bool:
    """Whether a tip hangs on how bad the pain was said to be, and says that again."""
    return tip.condition is not None and "pain-worst" in repr(tip.condition)


def test_no_tip_has_a_limit_of_its_own(written: Library) -> None:
    own = {tip.id for tip in written.tips.values() if OF_TEN.search(tip.text) and not _repeats_an_answer(tip)}
    assert own == set()


def test_the_result_and_the_session_log_say_the_same() -> None:
    library = build([load_pack(CORE, "built in")])
    rule = next(rule for rule in library.rules.values() if rule.default)
    light = library.tips["pain-traffic-light"].text
    assert f"0 to {rule.green:g} is green" in light
    assert f"Up to {rule.yellow:g} is yellow: allowed" in light
    assert rule.on_yellow.startswith(f"Up to {rule.yellow:g} of 10 is allowed")
