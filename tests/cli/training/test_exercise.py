"""``kneetui exercise`` on the shipped packs."""

from __future__ import annotations

import json

import pytest

from kneetui.content.model import Library
from kneetui.services.container import Services
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def shipped(services: Services, library: Library) -> None:
    services.use_library(library)


def test_the_list_has_every_exercise_and_needs_no_diary(
    run: Run, library: Library, services: Services
) -> None:
    named = [line.split()[0] for line in run("exercise", "list").stdout.splitlines() if line[0] != " "]
    assert named == list(library.exercises)
    assert not services.diary_file.exists()


def test_words_and_filters_narrow_the_list(run: Run, library: Library) -> None:
    rows = json.loads(run("exercise", "list", "clam", "--with", "mat", "--json").stdout)
    assert [row["id"] for row in rows] == ["clam"]
    rows = json.loads(run("exercise", "list", "--area", "calf", "--load", "moderate", "--json").stdout)
    assert rows
    assert all("calf" in row["areas"] and row["load"] == "moderate" for row in rows)


def test_one_exercise_says_how_it_is_done(run: Run, library: Library) -> None:
    exercise = library.exercises["clam"]
    text = run("exercise", "show", "clam").stdout
    for part in (exercise.name, exercise.frames[0].split("\n")[-1].strip(), "1. ", "How much: ", "Sources: "):
        assert part in text
    assert all(step.split()[0] in text for step in exercise.steps)
    assert json.loads(run("exercise", "show", exercise.name, "--json").stdout)["steps"] == list(
        exercise.steps
    )


def test_what_is_held_back_says_so(run: Run, services: Services, library: Library) -> None:
    from kneetui.diary.entries import Entry

    assert json.loads(run("exercise", "show", "two-leg-hop", "--json").stdout)["open"] is True
    services.diary.add(Entry(services.now(), "right", pain_morning=9, swelling="marked"))
    assert "Not for you now: a swollen knee" in run("exercise", "show", "two-leg-hop").stdout
    assert json.loads(run("exercise", "show", "two-leg-hop", "--json").stdout)["open"] is False
    assert run("exercise", "list", "two-leg", "--open").exit_code == 1


def test_what_nobody_has_is_answered_with_what_there_is(run: Run) -> None:
    result = run("exercise", "show", "clamm")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Did you mean “clam”?" in result.stderr
    result = run("exercise", "list", "--area", "elbow")
    assert result.exit_code == 2
    assert "front-thigh" in result.stderr
    assert run("exercise", "list", "clam", "--area", "calf").exit_code == 1
