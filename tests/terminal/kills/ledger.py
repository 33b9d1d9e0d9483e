"""What a home must hold after the app was ended, told by what its screens had shown until then."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kneetui.config.settings import read_settings
from kneetui.diary.entries import Entry
from kneetui.diary.store.sqlite import open_diary

WORD = re.compile(r"r\d+[a-z]-\d+")
"""A word that a round typed into a note, and nobody else: its round, who typed it, and the how-manieth it is."""


@dataclass
class Ledger:
    """What the screens of a home have shown."""

    saved: set[str] = field(default_factory=set)
    """Words of notes whose form went away after Enter: they must be in the diary."""
    noted: set[str] = field(default_factory=set)
    """Words that stood in a form long enough: they must be in the diary or in a draft."""
    shared: set[str] = field(default_factory=set)
    """Words of drafts that were taken over: what was typed behind them before that was known stands beside them twice."""
    reported: set[str] = field(default_factory=set)
    """Faults that an earlier round has told already."""
    questions: int = 0
    """Questions of the interview under way that were shown as answered: as many must be in its draft."""


def drafted(home: Path) -> set[str]:
    """The words of all drafts of entries."""
    return {
        word
        for file in (home / "data").glob("entry*.json")
        for word in WORD.findall(file.read_text(encoding="utf-8"))
    }


def faults(home: Path, ledger: Ledger) -> Iterator[str]:
    """What is not as it must be."""
    drafts = dict[str, Any]()
    for file in sorted((home / "data").glob("*.json")):
        try:
            drafts[file.stem] = json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            yield f"{file.name} cannot be read: {error}"
    yield from (
        f"a setting cannot be read: {problem}"
        for problem in read_settings(home / "config" / "config.toml")[1]
    )
    diary = home / "data" / "diary.db"
    if diary.exists():
        yield from _broken(diary)
    yield from _lost_or_doubled(_notes(diary) if diary.exists() else [], drafts, ledger)
    asked = len(drafts.get("triage", {}).get("asked", ()))
    if asked < ledger.questions:
        yield f"{ledger.questions} questions were shown as answered, {asked} are kept"


def _broken(diary: Path) -> Iterator[str]:
    with closing(sqlite3.connect(diary)) as connection:
        verdicts = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    if verdicts != ["ok"]:
        yield f"the diary is broken: {verdicts[0]}"
    with closing(open_diary(diary)) as store:
        yield from (f"an entry cannot be read: {one}" for one in store.unreadable())
        uids = Counter(entry.uid for entry in store.entries() if entry.uid)
    yield from (f"the entry {uid} stands there {count} times" for uid, count in uids.items() if count > 1)


def _notes(diary: Path) -> list[Entry]:
    with closing(open_diary(diary)) as store:
        return [entry for entry in store.entries() if entry.note]


def _lost_or_doubled(entries: list[Entry], drafts: dict[str, Any], ledger: Ledger) -> Iterator[str]:
    # A draft may outlive its entry on the disk: the next form knows that, and nothing is doubled unless it is saved again.
    written = Counter(word for entry in entries for word in WORD.findall(entry.note))
    typed = Counter(
        word
        for name, draft in drafts.items()
        if name.startswith("entry")
        for word in WORD.findall(json.dumps(draft))
    )
    yield from (f"{word} was saved and is not in the diary" for word in sorted(ledger.saved - written.keys()))
    anywhere = written.keys() | typed.keys()
    yield from (f"{word} was kept and is nowhere" for word in sorted(ledger.noted - ledger.saved - anywhere))
    yield from (
        f"{word} stands there {count} times"
        for word, count in sorted(written.items())
        if count > 1 and word not in ledger.shared
    )
