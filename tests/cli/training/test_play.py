"""``kneetui routine play --plain``: a pipe plays a session, and what cannot be played is said."""

from __future__ import annotations

import json

import pytest

from kneetui.cli.training.player_lines import BEGINS, KEYS
from kneetui.content.model import Library
from kneetui.routines.progress import Progress
from kneetui.routines.wording import KINDS
from kneetui.services.container import Services
from kneetui.services.training.training import DRAFT, Training
from kneetui.testing import SETTLED
from tests.cli.conftest import Run
from tests.ui.gym import assessed, gym


@pytest.fixture(autouse=True)
def small_gym(services: Services) -> Library:
    library = gym()
    services.use_library(library)
    services.settings = SETTLED
    return library


def test_it_is_played_in_lines(run: Run, services: Services) -> None:
    result = run("routine", "play", "kneecap", "--plain", input="1\no\nn\nn\nx\n3\nq\n2\n")
    assert result.exit_code == 0, result.output
    assert "Kneecap routine. It needs: band and mat." in result.stdout
    assert "Exercise 1 of 3, " in result.stdout
    assert "Stop rule: " in result.stdout
    assert "Hold, " in result.stdout
    assert "It is kept: Kneecap routine: " in result.stdout
    assert "\x1b" not in result.stdout
    left = Training(services).unfinished()
    assert left is not None
    assert [(skip.exercise, skip.why) for skip in left.player.log.skipped] == [("quad-set", "time")]


def test_no_exercise_begins_while_it_is_described(run: Run) -> None:
    """Not the first, nor one that follows, or that took the place of another; Enter or n begins it."""
    result = run("routine", "play", "kneecap", "--plain", input="1\n\nh\np\n\n1\n1\nx\n3\nn\nq\n2\n")
    assert result.exit_code == 0, result.output
    described = result.stdout.split("Stop rule: ")[1:]
    assert len(described) == 3
    for after in described:
        line = next(one for one in after.splitlines()[1:] if one)
        assert "Enter begins" in line, line


def test_what_came_of_it_is_printed_as_json(run: Run, services: Services) -> None:
    """The session is led through on standard error, so that standard output is one JSON value."""
    left = run("routine", "play", "kneecap", "--json", input="1\no\nn\nn\nq\n2\n")
    assert json.loads(left.stdout) == {
        "routine": "kneecap",
        "finished": False,
        "entry": None,
        "verdict": None,
    }
    assert "Exercise 1 of 3, " in left.stderr
    done = run("routine", "play", "kneecap", "--json", input="1\nn\nn\nq\n3\n2\n")
    printed = json.loads(done.stdout)
    assert printed["finished"]
    (entry,) = services.diary.entries()
    assert printed["entry"]["id"] == entry.id
    assert printed["entry"]["routine"]["pain"] == 2
    assert printed["verdict"]["kind"] in KINDS


def test_what_is_not_played_is_empty_as_json(run: Run, services: Services) -> None:
    services.diary.add(assessed("urgent", "LOCK", when=services.now().replace(tzinfo=None)))
    result = run("routine", "play", "hops", "--json", input="")
    assert json.loads(result.stdout)["entry"] is None
    assert "The knee is locked." in result.stderr


def test_the_end_of_the_input_keeps_the_session(run: Run, services: Services) -> None:
    result = run("routine", "play", "kneecap", "--plain", input="1\nn\n")
    assert result.exit_code == 2
    assert "What you answered is saved." in result.stderr
    assert services.draft(DRAFT) is not None
    again = run("routine", "play", "kneecap", "--plain", input="3\n")
    assert "A session is not finished. Kneecap routine: Quad set" in again.stdout


def test_what_is_unknown_is_answered_with_the_letters(run: Run) -> None:
    result = run("routine", "play", "kneecap", "--plain", input="1\ny\nq\n3\n")
    assert "“y” is none of the letters." in result.stdout
    assert " ".join(result.stdout.split()).count(KEYS) == 2
    assert "Nothing of the session was done, so it does not count." in " ".join(result.stdout.split())


def test_what_is_closed_says_why(run: Run, services: Services) -> None:
    services.diary.add(assessed("urgent", "LOCK", when=services.now().replace(tzinfo=None)))
    result = run("routine", "play", "hops", "--plain", input="")
    assert "It waits: " in result.stdout
    assert "The knee is locked." in result.stdout


def test_without_a_routine_it_asks_for_one(run: Run) -> None:
    assert "You have no routine yet." in run("routine", "play", "--plain").stderr


def test_the_own_routine_needs_no_name(run: Run, services: Services) -> None:
    Training(services).keep(Progress("walk"), own=True)
    assert "Easy walk" in run("routine", "play", "--plain", input="q\n2\n").stdout


def test_the_menu_leads_to_it(run: Run) -> None:
    from kneetui.cli.prompts.menu import FLOWS

    number = list(FLOWS).index("play") + 1
    result = run("--plain", input=f"{number}\n1\n2\nq\n2\nq\n")
    assert result.exit_code == 0, result.output
    assert "Exercise 1 of 2, " in result.stdout


def test_the_clock_stands_until_how_it_is_done_was_heard(run: Run) -> None:
    waits = run("routine", "play", "kneecap", "--plain", input="1\n").stdout
    assert " ".join(waits.split()).rstrip("> ").endswith(BEGINS)
    assert "Ready" not in waits
    again = run("routine", "play", "kneecap", "--plain", input="1\n\n\n").stdout
    assert "Ready" in again
