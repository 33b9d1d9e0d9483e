"""What a line that is no answer is told: the line itself, or that there was none."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from kneetui.cli.prompts import morning as of_morning
from kneetui.cli.prompts.asking import ask
from kneetui.cli.prompts.asking.console import Console, Item
from kneetui.config.settings import Settings
from kneetui.services.container import Services


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda lines: monkeypatch.setattr("sys.stdin", io.StringIO(lines))


CHOOSE: dict[str, Callable[[], str]] = {
    "one of": lambda: ask.one_of(Console(), "Which?", {"a": "One", "b": "Two"}),
    "console": lambda: Console().choose([Item(id="a", text="One"), Item(id="b", text="Two")]),
}


@pytest.mark.parametrize("choose", CHOOSE.values(), ids=CHOOSE)
def test_an_empty_line_is_not_named_between_quotes(
    choose: Callable[[], str], typed: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    typed("\n7\n2\n")
    assert choose() == "b"
    shown = capsys.readouterr().out
    assert "“”" not in shown
    assert "Nothing was typed." in shown
    assert "“7” is not one of them." in shown


def test_the_morning_asks_no_knee_that_is_set(
    make_services: Callable[..., Services],
    typed: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    services = make_services(settings=Settings(knee="left", welcomed=True))
    typed("2\n1\n1\n")
    of_morning.morning(services, Console())
    (entry,) = services.diary.entries()
    assert (entry.knee, entry.pain_morning) == ("left", 2)
    assert "Which knee" not in capsys.readouterr().out
