"""Rounds in which the app is ended. Each starts on a home that was ended before, so it is also the restart after that."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from kneetui.config.settings import Settings, write_settings
from tests.terminal.kills.ledger import Ledger, faults
from tests.terminal.kills.person import TODAY, Person, Watched
from tests.terminal.pty_app import PtyApp

STARTS, ENDS = 120.0, 60.0
"""Seconds in which Today must stand on the screen, and in which the app must be gone if it was asked to end."""
LEAST, MOST = 0.02, 1.2
"""Seconds of the app's own work after Today at which the end comes: on a busy computer it falls into the same work."""
LONGEST = 12.0
"""Seconds at which it comes in any case."""
IN_VAIN = 5.0
"""Seconds after which somebody who waits sees nothing any more: the app stands still, or its words have changed."""
HANG_UP = "hang up"
ENDINGS = ("KILL", "KILL", "TERM", "HUP", HANG_UP)
SIZES = ((80, 24), (80, 24), (120, 40), (60, 20))
ROUNDS_OF_A_HOME = 50


@dataclass
class Outcome:
    """What came of all rounds."""

    ended: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        ended = ", ".join(f"{count} by {how}" for how, count in sorted(self.ended.items()))
        seen = ", ".join(f"{count} {what}" for what, count in sorted(self.seen.items()))
        return f"{self.ended.total()} ends ({ended}); {seen}; {len(self.faults)} faults"


class Homes:
    """The home of a round: the same ones again and again, each with what it must hold."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ledgers: dict[str, Ledger] = {}

    def of(self, number: int, *, wild: bool) -> tuple[Path, Ledger]:
        """Where a round takes place; any key there is may also delete entries, so that has homes of its own."""
        name = f"{'wild' if wild else 'tame'}-{number // ROUNDS_OF_A_HOME}"
        home, first = self._folder / name, self._folder / "cache"
        if not home.exists() and first.exists():
            shutil.copytree(first, home / "cache")  # the compiled library
        settings = home / "config" / "config.toml"
        if not settings.exists() or wild:
            write_settings(settings, Settings(sports=("running",), knee="right", welcomed=True, bell=False))
        return home, self._ledgers.setdefault(name, Ledger())

    def keep_library(self, home: Path) -> None:
        """Let other homes have the compiled library of this one."""
        if (home / "cache").exists() and not (self._folder / "cache").exists():
            shutil.copytree(home / "cache", self._folder / "cache")


def play(folder: Path, numbers: Iterable[int], seconds: float, tell: Callable[[str], None]) -> Outcome:
    """Play rounds for so many seconds; faults are told as they come, and the sum now and then and at last."""
    result, homes, until = Outcome(), Homes(folder), time.monotonic() + seconds
    for number in numbers:
        if time.monotonic() > until:
            break
        try:
            problems = _round(number, homes, result)
        except AssertionError as error:  # with a picture of the screen
            problems = [str(error)]
        result.faults += [f"round {number}: {fault}" for fault in problems]
        for fault in problems:
            tell(f"round {number}: {fault}")
        if result.ended.total() % 25 == 0:
            tell(str(result))
    tell(str(result))
    return result


def _round(number: int, homes: Homes, result: Outcome) -> list[str]:
    random = Random(number)
    wild, two, stalled = number % 4 == 3, number % 5 == 4, random.random() < 0.2
    home, ledger = homes.of(number, wild=wild)
    with ExitStack() as stack:
        people = []
        for letter in "ab"[: 2 if two else 1]:
            app = stack.enter_context((Watched if two else PtyApp)(home, size=random.choice(SIZES)))
            people.append(Person(app, home, ledger, random, f"r{number}{letter}", wild=wild))
        for person in people:
            person.app.wait(TODAY, seconds=STARTS)
        before = len(ledger.saved), len(ledger.noted)
        _live(people, random, stalled)
        result.seen["in which somebody waited in vain"] += any(person.waited > IN_VAIN for person in people)
        how = random.choice(ENDINGS)
        for person in people:
            _end(person, how)
        if number % ROUNDS_OF_A_HOME == 0:
            homes.keep_library(home)
    result.ended[how] += 1
    result.seen["entries seen as saved"] += len(ledger.saved) - before[0]
    result.seen["forms seen as kept"] += len(ledger.noted) - before[1]
    result.seen["with two sessions"] += two
    result.seen["with a stalled line"] += stalled
    result.seen["under any keys"] += wild
    problems = [fault for fault in faults(home, ledger) if fault not in ledger.reported]
    ledger.reported.update(problems)
    return problems


def _live(people: list[Person], random: Random, stalled: bool) -> None:
    """Let them do things until the end comes, the last part of it behind a line that takes nothing."""
    begin, length = time.monotonic(), random.uniform(LEAST, MOST)
    worked = [_work(person) for person in people]
    stalls = random.random() * length if stalled else length
    while time.monotonic() < begin + LONGEST:
        done = max(_work(person) - before for person, before in zip(people, worked, strict=True))
        if done >= length:
            break
        for person in people:
            person.stalled = person.stalled or (person is people[0] and done >= stalls)
            person.go_on()
        time.sleep(0.01)


def _work(person: Person) -> float:
    """Seconds that the processor was busy with an app; those of the clock where the system does not tell."""
    try:
        fields = Path(f"/proc/{person.app.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return time.monotonic() / 4
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _end(person: Person, how: str) -> None:
    person.leave()
    if how == HANG_UP:
        person.look()
        person.app.hang_up()
    else:
        person.app.signal(signal.Signals[f"SIG{how}"])
    person.app.end(ENDS, reading=how != HANG_UP and not person.stalled)
    if how != HANG_UP:
        person.look()
