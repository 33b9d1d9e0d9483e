"""What a line that is no answer is told: the line itself, or that there was none."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from kneetui.cli.prompts import morning as of_morning
from kneetui.cli.prompts.asking import ask, numbers
from kneetui.cli.prompts.asking.console import Console, Item
from kneetui.cli.prompts.writing import write_entry
from kneetui.config.settings import Settings
from kneetui.content.model import Library
from kneetui.diary.entries import Entry
from kneetui.diary.value_types import OneOf
from kneetui.services.container import Services
from kneetui.services.diary import entry_form
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


@pytest.mark.parametrize(
    ("most", "how"), [(1, "Type 1."), (2, "Type 1 or 2."), (3, "Type a number from 1 to 3.")]
)
def test_a_range_is_one_only_where_there_is_more_to_choose(most: int, how: str) -> None:
    assert numbers.one(most) == how


@pytest.mark.parametrize(
    ("line", "pain"), [("", 3), ("-", None), ("5", 5)], ids=["kept", "taken out", "another"]
)
def test_a_filled_field_says_what_enter_keeps_and_how_it_is_taken_out(
    line: str,
    pain: float | None,
    make_services: Callable[..., Services],
    typed: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    services = make_services(library=small_library(), settings=Settings(knee="left", welcomed=True))
    before = services.diary.add(Entry(services.now(), "left", pain_morning=3, note="stairs"))
    place = next(n for n, row in enumerate(entry_form.rows(own=()), 1) if row.field.name == "pain_morning")
    typed(f"{place}\n{line}\n\n")
    write_entry(services, Console(), before)
    (entry,) = services.diary.entries()
    assert entry.pain_morning == pain
    assert "Enter: keep 3. Minus (-): leave it open." in " ".join(capsys.readouterr().out.split())


def test_a_list_names_no_answer_as_what_it_is(
    make_services: Callable[..., Services], typed: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    services = make_services(library=small_library(), settings=Settings(knee="left", welcomed=True))
    before = services.diary.add(Entry(services.now(), "left", pain_morning=3))
    lists = [
        number
        for number, row in enumerate(entry_form.rows(own=()), 1)
        if isinstance(row.field.type, OneOf) and not row.field.required
    ]
    assert lists
    typed("".join(f"{number}\n\n" for number in lists) + "\n")
    write_entry(services, Console(), before)
    shown = capsys.readouterr().out
    assert shown.count("Enter: Leave it open.") == len(lists)
    assert ". Nothing" not in shown


def test_the_fields_of_an_entry_are_read_once_and_when_asked_for(
    make_services: Callable[..., Services], typed: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    services = make_services(library=small_library(), settings=Settings(knee="left", welcomed=True))
    before = services.diary.add(Entry(services.now(), "left", pain_morning=3))
    last = len(entry_form.rows(own=()))

    def lists(lines: str) -> int:
        typed(lines)
        write_entry(services, Console(), before)
        return capsys.readouterr().out.count("\n 1. ")

    assert lists(f"{last}\nstairs\n{last}\nhills\n\n") == 1
    before = services.diary.get(before.id)
    typed(f"{last}\nrain\n?\n\n")
    write_entry(services, Console(), before)
    shown = capsys.readouterr().out
    assert shown.count("\n 1. ") == 2
    assert "Note: rain. Another field" in " ".join(shown.split())
