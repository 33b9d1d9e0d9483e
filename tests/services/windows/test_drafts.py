"""A draft has one owner; whoever lost it writes nothing more, and what a dead window had is free."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from kneetui.services.windows.drafts import Drafts, ElsewhereError, TakenOverError
from tests.examples import examples

NOW = datetime(2026, 11, 24, 18, 4)


@pytest.fixture
def window(home: Path) -> Iterator[Callable[[], Drafts]]:
    """A function: the drafts as one more window sees them."""
    assert home
    opened: list[Drafts] = []

    def make() -> Drafts:
        opened.append(Drafts(lambda: NOW))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def test_a_draft_without_an_owner_is_anybodys(window: Callable[[], Drafts], home: Path) -> None:
    one, other = window(), window()
    one.write("triage", {"pain": 9})
    other.write("triage", {"pain": 5})
    assert one.read("triage") == {"pain": 5}
    assert one.names() == ("triage",)
    assert not list(home.rglob("*.owner"))


def test_what_another_window_has_is_neither_written_nor_dropped(window: Callable[[], Drafts]) -> None:
    one, other = window(), window()
    assert one.claim("triage") is None
    one.write("triage", {"pain": 9})
    with pytest.raises(ElsewhereError, match="open in another window since 18:04"):
        other.write("triage", {"pain": 5})
    with pytest.raises(ElsewhereError):
        other.drop("triage")
    with pytest.raises(ElsewhereError):
        other.write("result", {"pain": 5}, owned_as="triage")
    owner = other.claim("triage")
    assert owner is not None
    assert owner.since == NOW
    assert other.elsewhere("triage") == owner
    assert one.elsewhere("triage") is None
    assert one.read("triage") == {"pain": 9}
    other.write("player", {"set": 1})


def test_who_takes_over_has_it_and_the_other_one_writes_nothing_more(window: Callable[[], Drafts]) -> None:
    one, other = window(), window()
    one.claim("player")
    one.write("player", {"set": 2})
    assert other.claim("player", take_over=True) is None
    assert one.lost() == ("player",)
    assert one.lost() == ()
    assert other.lost() == ()
    other.write("player", {"set": 3})
    for _ in range(2):
        with pytest.raises(TakenOverError, match="goes on in another window"):
            one.write("player", {"set": 2})
        other.close()  # also once the other one is gone
    assert one.read("player") == {"set": 3}
    one.release("player")
    assert one.lost() == ()
    assert one.claim("player") is None
    one.write("player", {"set": 4})


def test_letting_go_of_what_was_taken_over_leaves_it_to_the_other(window: Callable[[], Drafts]) -> None:
    one, other = window(), window()
    one.claim("triage")
    other.claim("triage", take_over=True)
    one.release("triage")
    one.close()
    assert window().claim("triage") is not None


def test_claiming_twice_is_claiming_once(window: Callable[[], Drafts]) -> None:
    one, other = window(), window()
    assert one.claim("triage") is None
    assert one.claim("triage") is None
    one.release("triage")
    assert other.claim("triage") is None


def test_changes_of_one_file_with_two_owners_both_stay(window: Callable[[], Drafts]) -> None:
    one, other = window(), window()
    one.claim("entry.new")
    other.claim("entry.17")
    one.change("entry", lambda now: {**(now or {}), "new": 1}, "entry.new")
    other.change("entry", lambda now: {**(now or {}), "17": 2}, "entry.17")
    assert one.read("entry") == {"new": 1, "17": 2}


KILLED = """
import os, signal
from datetime import datetime
from kneetui.services.windows.drafts import Drafts
drafts = Drafts(lambda: datetime(2026, 11, 24, 18, 4))
drafts.claim("player")
drafts.write("player", {"set": 4})
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_draft_of_a_killed_window_is_free_at_once(window: Callable[[], Drafts]) -> None:
    subprocess.run([sys.executable, "-c", KILLED], check=False)
    one = window()
    assert one.claim("player") is None
    assert one.read("player") == {"set": 4}
    one.write("player", {"set": 5})


def test_a_disk_that_refuses_keeps_nobody_from_going_on(window: Callable[[], Drafts], home: Path) -> None:
    home.mkdir()
    (home / "data").write_text("no folder")
    one = window()
    assert one.claim("triage") is None
    with pytest.raises(OSError, match="File exists"):
        one.write("triage", {})
    one.close()


def test_a_damaged_owner_is_none(window: Callable[[], Drafts], home: Path) -> None:
    one = window()
    one.claim("triage")
    for text in ("", "{", "[]", '{"window": 1}', '{"window": "a", "since": "yesterday"}'):
        (home / "data" / "windows" / "triage.owner").write_text(text)
        assert window().elsewhere("triage") is None
        with pytest.raises(TakenOverError):
            one.write("triage", {})


def test_at_random_every_write_that_went_through_is_by_the_owner(
    window: Callable[[], Drafts], home: Path
) -> None:
    """Whatever windows claim, take over, write, let go of and close, the draft is what its last owner wrote."""
    random = Random(13)
    windows = [window() for _ in range(3)]
    owner: int | None = None
    had: set[int] = set()
    held: dict[str, int] | None = None
    for turn in range(examples(2000)):
        number = random.randrange(3)
        one = windows[number]
        action = random.choice(("claim", "take", "write", "write", "drop", "release", "close"))
        if action in ("claim", "take"):
            other = one.claim("triage", take_over=action == "take")
            assert (other is None) == (owner in (None, number) or action == "take")
            if other is None:
                owner = number
                had.add(number)
        elif action in ("write", "drop"):
            allowed = owner == number or (owner is None and number not in had)
            value = {"turn": turn, "by": number}
            try:
                one.write("triage", value) if action == "write" else one.drop("triage")
            except ElsewhereError:
                assert not allowed
            else:
                assert allowed
                held = value if action == "write" else None
        else:
            one.release("triage") if action == "release" else one.close()
            if owner == number:
                had.discard(number)
                owner = None
        assert windows[0].read("triage") == held
    text = (home / "data" / "triage.json").read_text() if held else "null"
    assert json.loads(text) == held
