"""Every screen in the made-up language: what the content says comes from the library, and from there alone.

All keys have one made-up name meanwhile, so what a screen calls a key comes from the bindings alone.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

import kneetui.ui.screens
from kneetui.config import clock
from kneetui.config.about import KNEES, LOST_LINE, PURPOSE, SPORTS
from kneetui.config.wording import knee_name
from kneetui.content.i18n.texts import texts
from kneetui.content.i18n.translation import readable
from kneetui.content.model import Library
from kneetui.diary.entries import AssessmentRecord, Entry, Session
from kneetui.routines.dose import WorkItem
from kneetui.routines.progress import Progress
from kneetui.services.interview import start
from kneetui.services.interview.interview import Interview
from kneetui.services.training.training import Training
from kneetui.services.training.workout import Workout
from kneetui.terminal.screen_stacks import is_first
from kneetui.testing import NOW, SETTLED
from kneetui.testing.screens import Place, assessment, exercise, question, room, routine, shown, until
from kneetui.triage import answers
from kneetui.triage.interview.draft import Draft
from kneetui.ui.app import KneeApp
from kneetui.ui.keys import names
from kneetui.ui.screens.common.base import KneeModal, KneeScreen
from kneetui.ui.screens.common.dialogs.line import LineDialog
from kneetui.ui.screens.common.dialogs.save_dialog import SaveDialog
from kneetui.ui.screens.common.dialogs.time_zone import WHY, TimeZoneDialog
from kneetui.ui.screens.common.text_screen import ReadingScreen
from kneetui.ui.screens.player.afterwards import AfterwardsScreen
from kneetui.ui.screens.player.player import PlayerScreen
from kneetui.ui.screens.player.weight_dialog import WeightDialog
from kneetui.ui.screens.routines.routines import RoutinesScreen
from kneetui.ui.screens.today import alert
from kneetui.ui.screens.today.one_key_list import OneKeyDialog
from kneetui.ui.screens.triage.before_result import BeforeResultScreen
from kneetui.ui.screens.triage.own_words import OwnWordsScreen
from kneetui.ui.widgets.lines.bars import WAYS_BACK
from tests.pseudo import Detector, in_pseudo, share, words

Make = Callable[..., KneeApp]

CALM: dict[str, Any] = {
    "activity": "running",
    "age": 34,
    "side": "right",
    "onset": "gradual",
    "mechanism": [],
    "duration-days": 21,
    "location": {"yes": ["kneecap"]},
    "worse-with": {"yes": ["stairs-down", "sitting-long"]},
    "swelling": "none",
    "weight-bearing": "normal",
    "warning-signs": [],
    "pain-worst": 4,
}
KEYS_FIELD = 7
"""Fields of the settings before that of one's own keys."""
GRAVE: dict[str, Any] = {"activity": "running", "warning-signs": {"yes": ["chest-pain-or-breathless"]}}


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody at a place, and the keys they press there."""

    place: Place
    keys: tuple[str, ...] = ()
    given: dict[str, Any] = field(default_factory=dict)
    routine: str = ""


def diary() -> list[Entry]:
    record = AssessmentRecord(
        "soon", causes=(("patellofemoral-pain", 0.6),), flags=(), answers=json.dumps(CALM)
    )
    days = [
        Entry(
            NOW - timedelta(days=day, hours=2),
            "right",
            pain_during=3 if day > 3 else 6,
            pain_morning=5,
            swelling="slight",
            session=Session("running", 40, effort=5, distance_km=8) if day % 2 else None,
        )
        for day in range(20, 0, -1)
    ]
    return [*days, Entry(NOW - timedelta(days=12), "right", pain_during=2, assessment=record)]


def assessed(urgency: str = "self-care") -> Entry:
    """An assessment; as it is, one that leaves every exercise open."""
    return Entry(NOW - timedelta(days=1), "right", assessment=AssessmentRecord(urgency))


def from_a_file() -> Entry:
    """A session that nobody said the effort of."""
    session = Session("running", 40, distance_km=8)
    return Entry(NOW - timedelta(days=3), "right", kind="import", pain_during=0, session=session)


def draft(answers: dict[str, Any]) -> dict[str, dict[str, Any]]:
    when = (NOW - timedelta(hours=15)).isoformat()
    return {"triage": {"format": 1, "asked": list(answers), "answers": answers, "when": when}}


async def played(pilot: Pilot[Any]) -> None:
    """A session from the first set to the last, in no time."""
    await room("routines")(pilot)
    await until(
        pilot, lambda: isinstance(pilot.app.screen, RoutinesScreen) and pilot.app.screen.now is not None
    )
    services = pilot.app.services  # type: ignore[attr-defined]
    Training(services).equipment.own(services.library.equipment)
    await pilot.press("b")
    await until(pilot, lambda: isinstance(pilot.app.screen, PlayerScreen) and pilot.app.screen.running)
    screen = pilot.app.screen
    assert isinstance(screen, PlayerScreen)
    screen.player.tick(100_000)
    screen.follow()
    await until(pilot, lambda: isinstance(pilot.app.screen, AfterwardsScreen))


async def weighed(pilot: Pilot[Any]) -> None:
    """Before the first set of an exercise with a weight."""
    app = pilot.app
    assert isinstance(app, KneeApp)
    heavy = next(lift for lift in app.services.library.exercises.values() if lift.weight == "bar")
    workout = Workout.begin(
        "", "", [WorkItem(planned=heavy.id, exercise=heavy, dose=heavy.dose)], {heavy.id: heavy}, "left"
    )
    app.push_screen(PlayerScreen(Training(app.services), workout))
    await until(pilot, lambda: isinstance(app.screen, WeightDialog))


async def own_words(pilot: Pilot[Any]) -> None:
    """Where somebody says it in their own words."""
    app = pilot.app
    assert isinstance(app, KneeApp)
    await room("triage")(pilot)
    await app.push_screen(OwnWordsScreen(start.new(app.services)))
    await until(pilot, lambda: isinstance(app.screen, OwnWordsScreen) and app.focused is not None)


async def before_result(pilot: Pilot[Any]) -> None:
    """Where the complaint is read back."""
    app = pilot.app
    assert isinstance(app, KneeApp)
    await room("triage")(pilot)
    facts = answers.read(CALM, app.services.library)
    await app.push_screen(BeforeResultScreen(Interview(app.services, draft=Draft(tuple(facts), facts))))
    await until(pilot, lambda: isinstance(app.screen, BeforeResultScreen) and app.focused is not None)


async def time_zone(pilot: Pilot[Any]) -> None:
    """The question where somebody is."""
    await pilot.app.push_screen(TimeZoneDialog(clock.zone_name(), WHY))
    await until(pilot, lambda: isinstance(pilot.app.screen, TimeZoneDialog))


async def own_reason(pilot: Pilot[Any]) -> None:
    """The question why an alert can rest, in own words."""
    await pilot.app.push_screen(LineDialog(alert.WHY, alert.REASON, alert.KEEPS))
    await until(pilot, lambda: isinstance(pilot.app.screen, LineDialog))


FLOW = "flow"
"""The group of workers that wait for the person."""

SCENES: dict[str, Scene] = {
    "today": Scene(room("today"), ("down", "a", "escape", "m", "escape")),
    "today with a diary": Scene(room("today"), ("down", "down", "z"), {"entries": diary()}),
    "efforts": Scene(room("today"), ("down", "enter", "5"), {"entries": [from_a_file()]}),
    "looked at": Scene(room("today"), ("l", "1", "escape"), {"entries": [assessed("urgent")]}),
    "first aid": Scene(room("today"), ("f", "space", "escape")),
    "the week": Scene(
        room("today"),
        ("enter", "1", "1"),
        {
            "entries": [Entry(NOW - timedelta(days=9), "right", pain_morning=1)],
            "settings": replace(SETTLED, check_ins=True),
        },
    ),
    "welcome": Scene(room("today"), ("g",), {"settings": replace(SETTLED, welcomed=False)}),
    "keys": Scene(
        room("today"), ("comma", *("tab",) * KEYS_FIELD, "enter", "down", "enter", "escape", "escape")
    ),
    "settings and help": Scene(room("today"), ("comma", "escape", "question_mark", "escape", "ctrl+p")),
    "triage": Scene(room("triage"), ("enter", "space", "w", "escape", "a", "escape", "enter", "enter")),
    "a draft": Scene(room("triage"), ("enter",), {"drafts": draft(CALM)}),
    "own words": Scene(own_words, (*"swollen", "enter", "enter", "escape")),
    "before the result": Scene(before_result),
    "own reason": Scene(own_reason, (*"fell", "escape")),
    "time zone": Scene(time_zone, (*"ber", "escape")),
    "the places": Scene(question("location", CALM), ("l", "w")),
    "pain": Scene(question("pain-worst"), ("5", "w")),
    "a pack's question": Scene(question("running.surface", CALM), ("w", "escape", "a")),
    "calm": Scene(
        assessment(CALM),
        ("enter", "escape", "f", "escape", "c", "escape", "t", "1", "escape", "a", "escape", "d"),
    ),
    "soon": Scene(assessment(CALM | {"swelling": "marked"}), ("enter", "escape", "f", "escape", "r")),
    "grave": Scene(assessment(GRAVE), ("enter",)),
    "emergency": Scene(question("warning-signs"), ("space", "enter", "enter")),
    "diary": Scene(
        room("diary"), ("enter", "escape", "m", "escape", "slash", "escape"), {"entries": diary()}
    ),
    "history": Scene(room("diary"), ("y", "g", "left", "g", "g", "k", "p"), {"entries": diary()}),
    "mornings": Scene(room("diary"), ("w", "n", "escape", "k"), {"entries": diary()}),
    "diary backups": Scene(
        room("diary"),
        ("b", "escape", "t", "down", "right", "enter", "escape", "escape"),
        {"entries": diary()},
    ),
    "diary files": Scene(room("diary"), ("t", "escape", "i", "escape", "a", "escape"), {"entries": diary()}),
    "diary, other ways": Scene(room("diary"), ("e", "escape", "k", "g"), {"entries": diary()}),
    "diary, assessed": Scene(room("diary"), ("enter",), {"entries": diary()[-1:]}),
    "report": Scene(
        room("today"),
        ("R", "w", "w", "w", "l", "o", "escape", "n", "escape", "d", "escape", "s", "escape", "f", "escape"),
        {"entries": diary()},
    ),
    "routines": Scene(room("routines"), ("s", "escape", "c", "escape", "e", "escape", "m", "escape")),
    "in a routine": Scene(room("routines"), ("enter",), {"entries": diary()}, "kneecap"),
    "exercise": Scene(exercise("step-up"), ("e", "h", "space")),
    "all exercises": Scene(room("routines"), ("slash", "a", "escape", "down")),
    "tests at home": Scene(
        room("routines"), ("t", "enter", "enter", "escape", "escape", "escape"), {"entries": [assessed()]}
    ),
    "two weeks, and what is open": Scene(
        room("routines"), ("w", "escape", "o", "escape"), {"entries": [assessed()]}, "kneecap"
    ),
    "to read": Scene(routine("wear-and-tear"), ("i", "escape")),
    "plan": Scene(routine("kneecap"), ("right", "left", "m")),
    "player": Scene(
        room("routines"),
        ("b", "enter", "p", "escape", "n", "n", "escape"),
        {"entries": [assessed()]},
        "kneecap",
    ),
    "a weight": Scene(weighed, ("6", "0", "enter")),
    "afterwards": Scene(played, ("enter",), {"entries": [assessed()]}, "kneecap"),
    "packs": Scene(room("packs"), ("enter", "escape", "down", "enter", "escape", "end", "enter")),
}

PACKS = "kneetui.ui.screens.packs."
"""Modules whose screens tell of packs that are not in the library, or are not good; but for the room itself."""


TREND = "in the two weeks before"
"""The time that a trend is told against, made of the days of its rule."""

OWN_COPY: dict[str, tuple[str, ...]] = {
    "WelcomeScreen": (PURPOSE, *SPORTS.values(), *map(knee_name, KNEES)),
    "HelpScreen": (PURPOSE,),
    "SettingsScreen": tuple(SPORTS.values()),
    **dict.fromkeys(("PacksScreen", "PickDialog"), tuple(sport.lower() for sport in SPORTS.values())),
    **dict.fromkeys(
        ("DiaryScreen", "ExportDialog", "ImportDialog", "FindDialog", "BackupsDialog", "PassphraseDialog"),
        ("knee hurts more", "the left knee", "the right knee"),
    ),
    **dict.fromkeys(
        ("ReportScreen", "WhoDialog", "DaysDialog", "SaveReportDialog"),
        ("knee hurts more", "the left knee", "the right knee"),
    ),
    "NumberedDialog": ("looked at the right knee",),
}
"""Words of the content that the app says itself: before there is a library, or as a person would, too."""


ANY_KEY = "⌘"
"""What every key is called."""

KEY_BY_NAME = re.compile(
    r"\b(?:Enter|Esc|Space|Tab|PgUp|PgDn|Del|Ctrl)\b|\bspace (?:goes|marks|st)|\([a-z/]\)|\b[Pp]ress [a-z\d/]\b"
    r"|(?<![\w’'-])(?:[a-z/](?=: )|[b-z1-5/](?= (?:adds?|and|any|begins?|brings?|changes|ends|finds|goes|lets|makes|opens|shows"
    r"|starts|stops|switches|takes|when)\b))|<[a-z-]+\.[a-z-]+>"
)
"""A key in a sentence by its usual name, or the id of a binding in the place of one."""


@pytest.fixture(scope="module")
def pseudo(library: Library) -> Library:
    return in_pseudo(library)


@pytest.fixture(scope="module")
def detector(library: Library) -> Detector:
    return Detector(library)


def every_screen() -> set[str]:
    """The names of every screen class there is."""
    names = set()
    for module in pkgutil.walk_packages(kneetui.ui.screens.__path__, "kneetui.ui.screens."):
        for member in vars(importlib.import_module(module.name)).values():
            known = (
                isinstance(member, type) and issubclass(member, Screen) and member.__module__ == module.name
            )
            if known and (module.name == f"{PACKS}packs" or not module.name.startswith(PACKS)):
                names.add(member.__name__)
    return names - {
        base.__name__ for base in (KneeScreen, KneeModal, OneKeyDialog, ReadingScreen, SaveDialog)
    }


async def walk(
    make_app: Make, library: Library, scene: Scene, size: tuple[int, int]
) -> list[tuple[str, str]]:
    """Every screen on the way, by the name of its class, with what stands on it."""
    app = make_app(library=library, **scene.given)
    if scene.routine:
        app.services.diary.remember("routine.active", json.dumps(Progress(scene.routine).to_json()))
    seen: list[tuple[str, str]] = []
    async with app.run_test(size=size) as pilot:
        await scene.place(pilot)
        for key in ("", *scene.keys):
            if key:
                await pilot.press(key)
            for worker in [worker for worker in app.workers if worker.group != FLOW]:
                await worker.wait()
            await pilot.pause()
            await pilot.wait_for_scheduled_animations()
            seen.append((type(app.screen).__name__, shown(app)))
            assert way_back(app) in seen[-1][1].rstrip().splitlines()[-1], seen[-1]
    return seen


def way_back(app: KneeApp) -> str:
    """What the key bar says of the key that leaves what is open, a dialog too; nothing on the first screen of a room."""
    ways = (active.binding for active in app.screen.active_bindings.values())
    return "" if is_first(app.screen) else next(way.description for way in ways if way.id in WAYS_BACK)


def test_nearly_every_text_would_be_found(library: Library, detector: Detector) -> None:
    assert share(detector, library) > 0.9


def test_the_made_up_language_marks_every_text(library: Library, pseudo: Library, detector: Detector) -> None:
    plain = [text for text in texts(library) if readable(text.spot)]
    marked = [text for text in texts(pseudo) if readable(text.spot)]
    assert [text.spot for text in plain] == [text.spot for text in marked]
    assert all(text.words[0] == "[" and text.words[-1] == "]" for text in marked)
    filled = [re.sub(r"\{[^{}\s]*\}", "", text.words) for text in marked]  # the app fills in blanks
    assert not [word for text in filled for word in words(text) if word.isalpha()]
    ratio = sum(len(text.words) for text in marked) / sum(len(text.words) for text in plain)
    assert 1.2 < ratio < 1.4
    assert (pseudo.questions.keys(), pseudo.causes.keys()) == (
        library.questions.keys(),
        library.causes.keys(),
    )


async def test_no_screen_says_what_no_translation_reaches(
    make_app: Make, pseudo: Library, detector: Detector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "NAMES", {})
    monkeypatch.setattr(names, "format_key", lambda _: ANY_KEY)
    visited: Counter[str] = Counter()
    leaks: dict[str, set[str]] = {}
    keys: dict[str, set[str]] = {}
    for name, scene in SCENES.items():
        monkeypatch.setenv("KNEETUI_HOME", str(tmp_path / name.replace(" ", "-")))
        for screen, text in await walk(make_app, pseudo, scene, (100, 60)):
            visited[screen] += 1
            named = {
                text[max(0, key.start() - 30) : key.end() + 20]
                for key in KEY_BY_NAME.finditer(text.replace(LOST_LINE, ""))
            }
            if named:
                keys.setdefault(screen, set()).update(named)
            leaked = set(detector.leaks(text)) - set(
                detector.leaks("\n".join((TREND, *OWN_COPY.get(screen, ()))))
            )
            if leaked:
                leaks.setdefault(f"{name}: {screen}", set()).update(leaked)
    assert leaks == {}
    assert keys == {}
    assert sorted(every_screen() - set(visited)) == []


def squashed(text: str) -> str:
    """A text without its gaps, lines and frames."""
    return re.sub(r"[\s─-╿▀-▟]", "", text)


async def test_what_matters_stands_whole_though_it_is_a_third_longer(make_app: Make, pseudo: Library) -> None:
    async def whole(place: Place, *wanted: str) -> None:
        app = make_app(library=pseudo)
        async with app.run_test(size=(80, 24)) as pilot:
            await place(pilot)
            await pilot.pause()
            text = squashed(shown(app))
            assert [phrase for phrase in wanted if squashed(phrase) not in text] == []

    signs = pseudo.questions["warning-signs"]
    await whole(
        question("warning-signs"), signs.text, signs.help, *(option.text for option in signs.options[:9])
    )
    swelling = pseudo.questions["swelling"]
    await whole(question("swelling", CALM), swelling.text, *(option.text for option in swelling.options))
    grave = pseudo.urgencies["emergency"]
    await whole(assessment(GRAVE), grave.name.upper(), grave.who, grave.within)
    soon = pseudo.urgencies["soon"]
    await whole(assessment(CALM | {"swelling": "marked"}), soon.who, soon.within, pseudo.purpose)
