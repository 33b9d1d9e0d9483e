from __future__ import annotations

import pytest

from kneetui.config.idle import IDLE, IdleTime, ended, limit


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(IDLE, raising=False)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)


@pytest.mark.parametrize(
    ("chosen", "host", "ssh", "minutes"),
    [
        ("", None, False, None),
        ("", None, True, 60),
        ("never", None, True, None),
        ("15", None, False, 15),
        ("240", None, True, 240),
        ("", "30", False, 30),
        ("240", "30", True, 30),
        ("never", "30", True, 30),
        ("15", "30", True, 15),
        ("", "0", True, None),
        ("15", "0", True, 15),
        ("", "soon", True, 60),
    ],
)
def test_the_person_sets_it_and_the_host_bounds_it(
    monkeypatch: pytest.MonkeyPatch, chosen: str, host: str | None, ssh: bool, minutes: int | None
) -> None:
    if host is not None:
        monkeypatch.setenv(IDLE, host)
    if ssh:
        monkeypatch.setenv("SSH_CONNECTION", "::1 1 ::1 22")
    assert limit(chosen) == (None if minutes is None else minutes * 60)


def test_time_is_counted_from_the_last_touch() -> None:
    now = [5.0]
    idle = IdleTime(lambda: now[0])
    now[0] = 25.0
    assert idle.seconds == 20
    idle.touch()
    assert idle.seconds == 0


def test_the_sentence_says_how_long_and_that_everything_is_kept() -> None:
    assert "60 minutes" in ended(3600)
    assert "kept" in ended(3600)
