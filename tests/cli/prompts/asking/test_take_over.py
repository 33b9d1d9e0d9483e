"""In numbered lines, too, what another window has is left there or taken over with a number."""

from __future__ import annotations

import pytest

from kneetui.content.model import Library
from kneetui.services.container import Services
from kneetui.services.diary.entry_draft import open_draft
from kneetui.services.training.training import Training
from kneetui.testing import SETTLED
from tests.cli.conftest import Run
from tests.ui.home import library


@pytest.fixture(autouse=True)
def small(services: Services) -> Library:
    services.use_library(library())
    services.settings = SETTLED
    return library()


@pytest.fixture
def other(services: Services) -> Services:
    window = Services(services.now)
    window.use_library(library())
    window.settings = SETTLED
    return window


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_an_interview(run: Run, services: Services, other: Services) -> None:
    other.drafts.claim("triage")
    before = other.draft("triage")
    left = run("triage", input="1\n")
    assert "An interview is open in another window since " in one_line(left.stdout)
    assert "1) Leave it there" in left.stdout or "1. Leave it there" in left.stdout
    assert services.draft("triage") == before
    assert other.drafts.lost() == ()
    run("triage", input="2\n\n\n\nq\n")
    assert other.drafts.lost() == ("triage",)
    assert services.draft("triage") != before
    assert services.drafts.elsewhere("triage") is None
    other.close()


def test_a_session_of_a_routine(run: Run, services: Services, other: Services) -> None:
    training = Training(other)
    today = training.today("kneecap", training.status())
    assert today is not None
    other.drafts.claim("player")
    training.keep(today.progress, own=True)
    left = run("routine", "play", "kneecap", "--plain", input="1\n")
    assert "A session of a routine is open in another window since " in one_line(left.stdout)
    assert services.draft("player") is None
    run("routine", "play", "kneecap", "--plain", input="2\n1\nn\nq\n1\n")
    assert other.drafts.lost() == ("player",)
    other.close()


def test_an_entry_that_is_being_written(run: Run, services: Services, other: Services) -> None:
    open_draft(other).keep({"day": "2026-11-24", "time": "07:00", "note": "typed there"})
    beside = run("--plain", input="3\n1\n4\n\n")
    assert "An entry is open in another window since " in one_line(beside.stdout)
    assert [entry.note for entry in services.diary.entries()] == [""]
    assert open_draft(other).read()["note"] == "typed there"
    taken = run("--plain", input="3\n2\n\n")
    assert "There is an unfinished entry; it goes on." in one_line(taken.stdout)
    other.close()
