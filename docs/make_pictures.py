"""Makes the pictures of the guide: the app on a fixed day, with a made-up runner's diary.

Run it with: uv run python docs/make_pictures.py [--to FOLDER] [NAME]...
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.services.interview.interview import Interview

NOW = datetime(2026, 11, 22, 9, 30)
FOLDER = Path(__file__).with_name("pictures")

ORACLE = {
    "activity": "running",
    "age": 34,
    "sex": "female",
    "side": "right",
    "onset": "gradual",
    "mechanism": [],
    "duration-days": 21,
    "location": ["kneecap"],
    "spread": "area",
    "worse-with": ["running", "downhill", "stairs-down", "squatting", "sitting-long"],
    "better-with": ["straight-leg"],
    "pain-timing": ["builds-up-during", "after-session"],
    "pain-worst": 4,
    "swelling": "none",
    "warm-or-red": "none",
    "weight-bearing": "normal",
    "fever-or-unwell": False,
    "knee-signs": [],
    "warning-signs": [],
    "other-signs": [],
    "mechanical": {"yes": ["crunching"], "no": ["locking", "catching", "giving-way"]},
    "bend": "full",
    "straighten": "full",
    "deformity": "none",
    "trend": "same",
    "load-change": ["more-volume"],
    "settles": "within-hours",
    "kneecap-slipped": "no",
    "open-wound": "none",
    "running.surface": "asphalt-or-concrete",
    "experience": "regular",
    "no-better-with": [],
    "muscle-soreness": "none",
    "running.shoes": "fine",
}
"""What the runner would answer; an answer that is no option is passed over as not known."""

PAINS = [0, 0, 1, 0, 2, 3, 5, 6, 5, 5, 4, 5, 4, 4, 4, 3, 3, 3, 2, 1, 1]
"""The worst pain, day by day up to yesterday."""

HOME = tempfile.TemporaryDirectory(prefix="kneetui-pictures-")
COUNT = count(1)

Steps = Callable[["Stage"], Awaitable[None]]


@cache
def library() -> Library:
    """The core and the packs, read once."""
    from kneetui.content.loading.merge import load
    from kneetui.plugins.manager import find_plugins

    return load(find_plugins().packs())


class Stage:
    """The app on stage: services with entries, and a pilot to press keys."""

    def __init__(self, home: Path, size: tuple[int, int]) -> None:
        from kneetui.config.settings import Settings
        from kneetui.services.container import Services

        os.environ["KNEETUI_HOME"] = str(home)
        self.services = Services(lambda: NOW)
        self.services.settings = Settings(
            sports=("running",), knee="right", welcomed=True, bell=False, region="DE"
        )
        self.services.use_library(library())
        self.size = size

    def write_diary(self) -> None:
        """Three weeks of a knee that settles."""
        from kneetui.diary.entries import Entry, Session

        entries = []
        for back, pain in enumerate(reversed(PAINS), 1):
            when = NOW - timedelta(days=back)
            ran = back % 3 == 1
            entries.append(
                Entry(
                    when.replace(hour=19 if ran else 8, minute=0),
                    "right",
                    pain_during=pain if ran else None,
                    pain_morning=None if ran else pain,
                    swelling="none" if ran else None,
                    session=Session("running", 30 + 5 * (back % 4), effort=4, distance_km=5) if ran else None,
                )
            )
        self.services.diary.add_all(entries)

    def interview(self, *until: str) -> Interview:
        """Answer questions up to one of ``until``, or all of them, and leave the interview as a draft."""
        from kneetui.services.interview.start import new
        from kneetui.triage import answers

        interview = new(self.services)
        while (step := interview.step()) is not None and not set(until) & {
            question.id for question in step.questions
        }:
            for question in step.questions:
                try:
                    value = answers.answer(question, ORACLE[question.id])
                except (KeyError, ValueError):
                    value = None
                interview.answer(question.id, value)
        assert bool(until) == (interview.step() is not None), (
            f"{until}: none was asked of {interview.draft.asked}"
        )
        if not until:
            interview.close()
        interview.keep()
        return interview

    def begin_routine(self) -> None:
        """An assessment three weeks ago, and the kneecap routine since."""
        from dataclasses import replace

        from kneetui.routines.progress import Progress
        from kneetui.services.interview.saving import entry_of
        from kneetui.services.training.training import Training

        interview = self.interview()
        entry = entry_of(interview, interview.assess(), NOW - timedelta(days=10), "right")
        self.services.diary.add(replace(entry, pain_during=None))
        interview.drop()
        training = Training(self.services)
        training.keep(Progress("kneecap"), own=True)
        training.equipment.own(self.services.library.equipment)

    async def shoot(self, file: Path, steps: Steps) -> None:
        """Run the app, take the steps, and write the picture."""
        from kneetui.ui.app import KneeApp

        app = KneeApp(self.services)
        async with app.run_test(size=self.size) as self.pilot:
            await self.settle()
            await steps(self)
            await self.settle()
            svg = app.export_screenshot(title="kneetui")
        self.services.close()
        svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # fetched from elsewhere
        svg = re.sub(r"terminal-\d+-", "knee-", svg)
        file.write_text(svg, encoding="utf-8")

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and let the app work."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Until nothing is waiting."""
        for _ in range(2):
            await self.pilot.pause()


async def _today(stage: Stage) -> None:
    await stage.press("1")


async def _on(stage: Stage) -> None:
    await stage.press("2", "enter")


async def _mark(stage: Stage) -> None:
    await stage.press("2", "enter", "2", "4")


async def _map(stage: Stage) -> None:
    await stage.press("2", "enter", "space")


async def _diary(stage: Stage) -> None:
    await stage.press("3")


async def _mornings(stage: Stage) -> None:
    await stage.press("3", "w")


async def _report(stage: Stage) -> None:
    await stage.press("3", "R")


async def _player(stage: Stage) -> None:
    await stage.press("4", "enter", "b", "n")


async def _packs(stage: Stage) -> None:
    await stage.press("5")


def today() -> Stage:
    """Home, three weeks in."""
    stage = _stage()
    stage.write_diary()
    stage.begin_routine()
    return stage


def _stage(size: tuple[int, int] = (80, 24)) -> Stage:
    return Stage(Path(HOME.name) / str(next(COUNT)), size)


def question() -> Stage:
    """In the middle of an interview."""
    stage = _stage()
    stage.interview("other-signs")
    return stage


def knee_map() -> Stage:
    """The question where it hurts."""
    stage = _stage()
    stage.interview("location")
    return stage


def assessment() -> Stage:
    """The interview done."""
    stage = _stage()
    stage.interview()
    return stage


PICTURES: dict[str, tuple[Callable[[], Stage], Steps]] = {
    "today": (today, _today),
    "question": (question, _mark),
    "knee-map": (knee_map, _map),
    "assessment": (assessment, _on),
    "diary": (today, _diary),
    "mornings": (today, _mornings),
    "report": (today, _report),
    "player": (today, _player),
    "packs": (today, _packs),
}
"""Name of the picture -> who is on stage, and what is done."""


def main(names: list[str], folder: Path = FOLDER) -> int:
    """Make the pictures named, or all; 1 if one could not be made."""
    folder.mkdir(exist_ok=True)
    for name in ("NO_COLOR", "KNEETUI_PLUGINS", "KNEETUI_DIARY"):
        os.environ.pop(name, None)
    failed = 0
    for name in names or list(PICTURES):
        make, steps = PICTURES[name]
        try:
            asyncio.run(make().shoot(folder / f"{name}.svg", steps))
            print(f"{name}.svg")
        except Exception as error:
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
            failed = 1
    return failed


if __name__ == "__main__":
    if sys.argv[1:2] == ["--to"]:
        sys.exit(main(sys.argv[3:], Path(sys.argv[2])))
    sys.exit(main(sys.argv[1:]))
