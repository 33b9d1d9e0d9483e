from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, Session
from kneetui.services.container import Services
from tests.cli.conftest import Run


def test_without_a_diary_it_says_that_too_little_is_known(
    run: Run, services: Services, library: Library, home: Path
) -> None:
    services.use_library(library)
    result = run("status")
    assert result.exit_code == 0
    assert "Too little is known" in result.stdout
    assert "Nobody asked about warning signs yet" in result.stdout
    assert not (home / "data" / "diary.db").exists()


def test_it_says_what_today_asks_for_and_why(run: Run, services: Services, library: Library) -> None:
    services.use_library(library)
    now = services.now()
    before = now - timedelta(days=1)
    services.diary.add(Entry(before, "right", pain_during=6, session=Session("running", 30)))
    services.diary.add(Entry(now, "right", pain_morning=2))
    text = " ".join(run("status").stdout.split())
    assert "Rest, or gentle exercises, before" in text
    assert "Session yesterday, red: 6 in it, 2 next morning." in text
    assert "source: Thomee 1997 and Silbernagel 2007" in text
    data = json.loads(run("status", "--json").stdout)
    assert (data["advice"]["kind"], data["advice"]["knee"]) == ("rest", "right")
    assert data["knees"]["right"]["sessions"][-1]["light"] == "red"
    assert data["open"] == {"loading": True, "only-gentle": True, "impact": False}


def test_it_says_how_long_a_session_may_be(run: Run, services: Services, library: Library) -> None:
    services.use_library(library)
    now = services.now()
    for days, km in ((20, 8), (4, 5)):
        session = Session("running", 30, distance_km=km)
        services.diary.add(Entry(now - timedelta(days=days), "right", pain_during=1, session=session))
    text = " ".join(run("status").stdout.split())
    assert "running: longest in 30 days 8 km, up to 8.8 today" in text
    assert "Garmin- RUNSAFE (BJSM 2025)" in text
    (ceiling,) = json.loads(run("status", "--json").stdout)["ceilings"]
    assert (ceiling["sport"], ceiling["unit"], ceiling["limit"], ceiling["knee"]) == (
        "running",
        "km",
        8.8,
        None,
    )
    services.diary.add(Entry(now, "right", pain_morning=1, swelling="marked"))
    assert json.loads(run("status", "--json").stdout)["ceilings"] == []


def test_it_names_the_answers_that_are_missing(run: Run, services: Services, library: Library) -> None:
    services.use_library(library)
    before = services.now() - timedelta(days=1)
    services.diary.add(Entry(before, "both", session=Session("running", 30)))
    data = json.loads(run("status", "--json").stdout)
    assert data["advice"]["kind"] == "morning-first"
    assert [(due["what"], due["knees"]) for due in data["due"]] == [
        ("morning", ["left", "right"]),
        ("session", ["left", "right"]),
    ]
