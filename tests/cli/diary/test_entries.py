"""``kneetui diary list``, ``show``, ``find``, ``edit``, ``remove``, ``undo`` and ``redo``."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from kneetui.cli.diary import COMMANDS
from kneetui.diary.entries import Entry, Session
from kneetui.services.container import Services
from kneetui.testing import NOW
from tests.cli.conftest import Run

ENTRIES = [
    Entry(NOW - timedelta(days=20), "left", pain_during=5, note="stairs"),
    Entry(NOW - timedelta(days=2), "right", pain_during=3, session=Session("running", 40, effort=6)),
    Entry(NOW - timedelta(days=1), "right", pain_morning=2, note="stairs"),
]


@pytest.fixture(autouse=True)
def written(services: Services) -> Services:
    services.now = lambda: NOW
    services.diary.add_all(ENTRIES)
    return services


def numbers(output: str) -> list[int]:
    return [int(line[:6]) for line in output.splitlines() if line[:6].strip().isdigit()]


def test_every_command_has_help_with_what_it_does(run: Run) -> None:
    for name in COMMANDS:
        assert run("diary", name, "--help").stdout.startswith(f"Usage: cli diary {name}")


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        (("list",), [3, 2, 1]),
        (("list", "-n", 1), [3]),
        (("list", "--since", "3 days ago"), [3, 2]),
        (("list", "--until", "2026-11-03"), [1]),
        (("list", "--knee", "left"), [1]),
        (("find", "stairs"), [3, 1]),
        (("find", "stairs", "pain>=3"), [1]),
        (("find", "running", "--knee", "right"), [2]),
    ],
)
def test_entries_are_listed_with_their_numbers(
    run: Run, words: tuple[object, ...], listed: list[int]
) -> None:
    result = run("diary", *words)
    assert numbers(result.stdout) == listed
    assert [entry["id"] for entry in json.loads(run("diary", *words, "--json").stdout)] == listed


def test_a_list_without_entries_says_so(run: Run, written: Services) -> None:
    assert (
        run("diary", "list", "--since", "yesterday", "--knee", "left").stdout == "There is no such entry.\n"
    )
    for number in (1, 2, 3):
        run("diary", "remove", number)
    assert run("diary", "list").stdout == "Nothing is written down yet.\n"
    assert json.loads(run("diary", "list", "--json").stdout) == []


def test_older_ones_are_counted(run: Run) -> None:
    assert run("diary", "list", "-n", 1).stdout.splitlines()[-1] == "… and 2 older entries: -n shows more."


def test_one_is_shown_whole(run: Run) -> None:
    assert run("diary", "show", 2).stdout.splitlines() == [
        "right knee, Fri 20 Nov 09:30 (2026)",
        "  Pain during: 3 of 10",
        "  Training: running 40 min effort 6, load 240",
    ]
    assert json.loads(run("diary", "show", 2, "--json").stdout)["id"] == 2


def test_an_entry_is_changed_taken_out_and_had_back(run: Run, written: Services) -> None:
    before = written.diary.get(3)
    assert "Changed, 3:" in run("diary", "edit", 3, "--morning", 4, "--note", "").stdout
    changed = written.diary.get(3)
    assert (changed.pain_morning, changed.note, changed.when) == (4, "", before.when)
    assert run("diary", "undo").stdout.startswith("As it was before: Sat 21 Nov")
    assert written.diary.get(3) == before
    assert run("diary", "redo").stdout.startswith("Changed again")
    assert written.diary.get(3) == changed
    assert "kneetui diary undo" in run("diary", "remove", 3).stdout
    assert written.diary.count() == 2
    run("diary", "undo")
    assert written.diary.get(3) == changed


def test_there_is_an_end_to_what_can_be_taken_back(run: Run) -> None:
    assert run("diary", "undo").stdout.startswith("Taken out again: 3 entries")
    assert run("diary", "undo").stdout == "There is nothing to take back.\n"


@pytest.mark.parametrize("command", ["show", "edit", "remove"])
def test_a_number_that_is_not_there_is_said(run: Run, command: str) -> None:
    result = run("diary", command, 99, *(("--note", "x") if command == "edit" else ()))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is no entry 99" in result.stderr


def test_a_day_that_is_none_is_said(run: Run) -> None:
    assert "is no day or time" in run("diary", "list", "--since", "someday").stderr
