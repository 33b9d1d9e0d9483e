"""What a line that is no answer is told: the line itself, or that there was none."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from kneetui.cli.prompts import morning as of_morning
from kneetui.cli.prompts.asking import ask
from kneetui.cli.prompts.asking.console import Console, Item
from kneetui.config.settings import Settings
from kneetui.content.model import Library
from kneetui.services.container import Services
from tests.ui.small import small_library


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda lines: monkeypatch.setattr("sys.stdin", io.StringIO(lines))


CHOOSE: dict[str, Callable[[], str]] = {
    "one of": lambda: ask.one_of(Console(), "Which?", {"a": "One", "b": "Two"}),
    "console": lambda: Console().choose([Item(id="a", text="One"), Item(id="b", text="Two")], leave="a"),
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


@pytest.mark.parametrize(("line", "pain"), [("3.5", 3.5), ("3,5", 3.5), ("10", 10.0)])
def test_the_diary_takes_half_points_of_pain(
    line: str, pain: float, make_services: Callable[..., Services], typed: Callable[[str], None]
) -> None:
    services = make_services(settings=Settings(knee="left", welcomed=True))
    typed(f"3.7\n{line}\n1\n1\n")
    of_morning.morning(services, Console())
    (entry,) = services.diary.entries()
    assert entry.pain_morning == pain


ASKED: dict[str, Callable[[Library], object]] = {
    "one of": lambda _: ask.one_of(Console(), "Which?", {"a": "One", "b": "Two"}),
    "several": lambda _: ask.several(Console(), "Which?", {"a": "One", "b": "Two"}, ()),
    "pain": lambda library: ask.pain(Console(), library, "How bad?"),
    "pain of the diary": lambda library: ask.diary_pain(Console(), library, "How bad?"),
}


@pytest.mark.parametrize("wrong", ["?", "b", "99", "abc", "-1", "3.7", "²"])
@pytest.mark.parametrize("question", ASKED.values(), ids=ASKED)
def test_what_is_no_answer_is_named_with_what_is_expected_and_how_to_leave(
    question: Callable[[Library], object],
    wrong: str,
    typed: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed(f"{wrong}\nq\n")
    with pytest.raises(ask.LeftError):
        question(small_library())
    _, _, answer = capsys.readouterr().out.partition("> ")
    assert f"“{wrong}”" in answer or "out of range" in answer
    assert "Type " in answer
    assert "q: back." in " ".join(answer.split())
