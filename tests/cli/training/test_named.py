"""What is named at a command: by id or by name, and what is said if there is none."""

from __future__ import annotations

import pytest

from kneetui.cli.training.named import named_exercise, named_routine
from kneetui.content.loading.merge import load


def test_an_exercise_is_named_by_its_id_or_its_name() -> None:
    library = load()
    wanted = next(iter(library.exercises.values()))
    assert named_exercise(library, wanted.id) is wanted
    assert named_exercise(library, wanted.name.upper()) is wanted


def test_a_name_that_nobody_has_is_said_with_the_one_spelled_alike(
    capsys: pytest.CaptureFixture[str],
) -> None:
    library = load()
    wanted = next(iter(library.routines))
    with pytest.raises(SystemExit):
        named_routine(library, f"{wanted}s")
    message = capsys.readouterr().err
    assert "there is no such routine" in message
    assert wanted in message
    assert "kneetui routine list --all" in message
