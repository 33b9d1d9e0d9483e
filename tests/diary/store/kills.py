"""Changes a diary at random and says each change before it makes it and after; to be killed at any time.

``python kills.py DIARY SEED`` prints ``+ NOTE`` or ``- NOTE`` before an entry is added or removed, ``= NOTE`` when that is
durable. Edits, undo, imports, backups and checkpoints of what is remembered go on between.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

from kneetui.diary.entries import Entry
from kneetui.diary.export.toml_file import import_toml, to_toml
from kneetui.diary.store.backups import copy
from kneetui.diary.store.sqlite import open_diary

WHEN = datetime(2025, 3, 12, 7, 30)
WHATS = ("add", "add", "add", "edit", "remove", "undo", "import", "backup", "remember")
FULL = 200
"""So many entries, and nothing is added until some were removed: a run of any length stays as fast."""


def tell(mark: str, *notes: str) -> None:
    sys.stdout.write("".join(f"{mark} {note}\n" for note in notes))
    sys.stdout.flush()


def main(path: Path, seed: str) -> None:
    random, number = Random(seed), 0
    store = open_diary(path)
    tell("ready")
    while True:
        number += 1
        note = f"{seed}-{number}"
        entries = store.entries()
        what = random.choice(WHATS)
        if what in ("add", "import") and len(entries) > FULL:
            what = "remove"
        if what == "add" or not entries:
            tell("+", note)
            store.add(Entry(WHEN, "right", note=note))
            tell("=", note)
        elif what == "import":
            notes = [f"{note}-{part}" for part in range(20)]
            tell("+", *notes)
            import_toml(store, to_toml(Entry(WHEN, "left", note=text) for text in notes))
            tell("=", *notes)
        elif what == "edit":
            store.edit(replace(random.choice(entries), pain_after=random.randrange(11)))
        elif what == "remove":
            gone = random.choice(entries)
            tell("-", gone.note)
            store.remove(gone.id)
            tell("=", gone.note)
        elif what == "undo":
            added = store.add(Entry(WHEN, "both", note="taken back"))
            store.undo()
            assert added.id
        elif what == "backup":
            copy(path, path.with_name("backup.db"))
        else:
            store.remember("place", note)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
