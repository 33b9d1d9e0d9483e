from __future__ import annotations

import inspect
import io
import re
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import CliRunner

from kneetui.__main__ import main
from kneetui.cli import cli
from kneetui.cli.prompts import due_today
from kneetui.cli.prompts.diary_room import HERE, WAYS
from kneetui.cli.prompts.menu import FLOWS
from kneetui.cli.prompts.menu_words import FLOW_OF, numbered
from kneetui.cli.root import COMMANDS
from kneetui.config.settings import Settings
from kneetui.diary.entries import Entry, Session
from kneetui.services.container import Services
from kneetui.services.home.agenda import agenda
from kneetui.services.home.home import gather
from kneetui.services.interview.names import DRAFT
from kneetui.services.interview.whose import about_of_diary
from kneetui.testing import SETTLED
from tests.ui.small import small_library

Make = Callable[..., Services]


@pytest.fixture
def services(make_services: Make) -> Services:
    return make_services(library=small_library(), settings=SETTLED)


@pytest.fixture
def menu(services: Services) -> Callable[..., str]:
    """What the menu says to these lines and the end of the input."""

    def typed_in(*typed: object) -> str:
        text = "".join(f"{line}\n" for line in typed)
        result = CliRunner().invoke(cli, ["--plain"], input=text, obj=services)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return " ".join(result.output.split())

    return typed_in


def number(flow: str) -> int:
    return list(FLOWS).index(flow) + 1


@pytest.mark.parametrize("flow", FLOWS)
def test_every_flow_begins_and_leads_back(menu: Callable[..., str], flow: str) -> None:
    output = menu(number(flow), "q", "q", "q", "q", "q")
    assert output.count("What do you want to do?") >= 2, output


def test_a_command_runs_in_the_menu_that_came_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kneetui.launch.terminal", lambda: False)
    monkeypatch.setattr("sys.argv", ["kneetui"])
    monkeypatch.setattr("sys.stdin", io.StringIO(f"q\n{number('plan')}\nq\n"))
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert capsys.readouterr().out.count("What do you want to do?") == 2


def test_the_welcome_of_a_child_fills_in_what_was_chosen_for_it(
    menu: Callable[..., str], services: Services
) -> None:
    services.save_settings(Settings())
    assert ", for your child." in menu("1", "2", "2", "1", "0", "q", "q")
    raw = services.draft(DRAFT)
    assert raw is not None
    assert (raw["about"], services.settings.knee) == ("child", raw["suggested"]["side"])


def test_what_is_due_comes_first_as_on_today(menu: Callable[..., str], services: Services) -> None:
    yesterday = services.now() - timedelta(days=1)
    services.diary.add(Entry(yesterday, "left", pain_during=4, session=Session("running", minutes=30)))
    output = menu("q")
    titles = [item.title for item in agenda(gather(services)[0])]
    places = [output.index(title) for title in titles]
    assert places == sorted(places)
    assert places[-1] < output.index("What do you want to do?")
    of_morning = output[places[0] : places[1]]
    assert f" Number {number('morning')}. " in of_morning


def test_everything_on_today_has_a_flow() -> None:
    source = inspect.getsource(sys.modules[agenda.__module__])
    actions = set(re.findall(r'AgendaItem\(\s*"([a-z-]+)"', source))
    assert {"morning", "session", "where"} <= actions <= set(due_today.FLOW_OF)
    assert set(due_today.FLOW_OF.values()) <= set(FLOWS)


def test_what_a_command_says_names_the_number_in_the_menu(menu: Callable[..., str]) -> None:
    output = menu(number("weeks"), "q")
    assert (
        f"{number('play')} in the main menu begins one; {number('plan')} in the main menu shows them."
        in output
    )


@pytest.mark.parametrize(("command", "flow"), FLOW_OF.items())
@pytest.mark.parametrize(
    "form", ["Try kneetui {}.", "Try “kneetui {}”.", "Try `kneetui {} 12`.", "Try kneetui {} NAME."]
)
def test_a_command_that_the_menu_does_is_said_as_its_number(command: str, flow: str, form: str) -> None:
    assert command.split()[0] in COMMANDS
    assert numbered(list(FLOWS))(form.format(command)) == f"Try {number(flow)} in the main menu."


def test_an_entry_taken_out_is_brought_back_by_the_number_of_the_menu_in_force(
    menu: Callable[..., str], services: Services
) -> None:
    services.diary.add(Entry(services.now(), "left", pain_during=4))
    back = list(WAYS).index("undo") + 1
    output = menu(number("diary"), 1, 1, 2, back, "q", number("status"), "q")
    assert f"{back} in this menu brings it back." in output
    assert [entry.pain_during for entry in services.diary.entries()] == [4]


def test_the_diary_room_counts_as_its_own_menu_does() -> None:
    assert set(HERE) <= set(FLOW_OF.values())
    assert {list(WAYS)[place - 1] for place in HERE.values()} == {"entries", "undo", "export"}
    assert numbered(list(FLOWS), HERE)("kneetui report") == f"{number('report')} in the main menu"


@pytest.mark.parametrize(
    "text", ["“kneetui diary salvage” prints them.", "kneetui report --long has everything."]
)
def test_what_only_a_command_does_keeps_its_name(text: str) -> None:
    assert numbered(list(FLOWS))(text) == text


def test_no_number_stands_before_two_lines_of_the_menu(services: Services) -> None:
    services.diary.add(Entry(services.now() - timedelta(days=1), "left", pain_during=4))
    output = CliRunner().invoke(cli, ["--plain"], input="q\n", obj=services).output
    numbers = re.findall(r"^ *(\d+)\. ", output, re.MULTILINE)
    assert numbers == [f"{place}" for place in range(1, len(FLOWS) + 2)]


@pytest.mark.parametrize("typed", [("q",), ("?", "q"), ()], ids=["left", "explained", "ended"])
def test_a_welcome_left_before_the_first_answer_remembers_the_child(
    menu: Callable[..., str], services: Services, typed: tuple[str, ...]
) -> None:
    services.save_settings(Settings())
    menu("1", "2", "2", "1", *typed)
    assert about_of_diary(services) == "child"
    assert ", for your child." in menu(number("triage"), "q", "q")


def test_no_question_about_the_morning_of_a_child_is_about_the_parent(
    menu: Callable[..., str], services: Services
) -> None:
    services.save_settings(Settings())
    menu("1", "2", "2", "1", "q", "q")
    asked = menu(number("morning"), "3", "1", "1").partition("What do you want to do?")[2]
    asked = asked.partition("Written down")[0].partition("q: end.")[2]
    assert asked.count("?") == 3
    assert not re.search(r"\byou", asked)
