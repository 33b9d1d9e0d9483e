"""What is unfinished, and who has it: a draft has one owner, and another window writes it only after taking it over.

The owner is written beside the drafts, and looked at in the same moment as a draft is written. So a window that stood
still while its draft was taken over writes nothing when it wakes. The draft of a window that is gone is free.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from threading import RLock
from typing import TYPE_CHECKING, Any

from kneetui.config import paths
from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.errors import DiaryError
from kneetui.services.windows import words
from kneetui.services.windows.window import Window, alone, lives

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Draft = dict[str, Any]

FOLDER = "windows"
"""Beside the drafts: who has which, and the signs of life of windows."""


class ElsewhereError(DiaryError):
    """Another window has the draft: what was to be written is not."""

    title = "Another window"


class TakenOverError(ElsewhereError):
    """This window had the draft until another one took it over."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The window that has a draft, and since when."""

    window: str
    since: datetime


class Drafts:
    """The drafts in the data folder, as one window sees them. Methods may be called from any thread."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._window = Window()
        self._ours: set[str] = set()
        self._noticed: set[str] = set()
        self._passing: set[str] = set()
        self._lock = RLock()

    # --- what is in them ---------------------------------------------------------------------

    def read(self, name: str) -> Draft | None:
        """What was left unfinished under a name, or ``None``."""
        return _table(self._file(name))

    def names(self) -> tuple[str, ...]:
        """The names under which something is unfinished."""
        return tuple(file.stem for file in paths.data_dir().glob("*.json"))

    def owned(self) -> tuple[str, ...]:
        """The names that have an owner, whether it is still there or not, without what comes after a full stop."""
        return tuple(file.stem.partition(".")[0] for file in self.folder.glob("*.owner"))

    def write(self, name: str, value: Draft, owned_as: str = "", *, durable: bool = True) -> None:
        """Keep something unfinished, at once and whole; ``owned_as`` names the owner if that is another than ``name``.

        What is not ``durable`` outlives the program and not the computer; it is made so by the next that is.
        Raises :class:`ElsewhereError` if another window has it, ``OSError`` if the disk refuses.
        """
        self.change(name, lambda _: value, owned_as, durable=durable)

    def drop(self, name: str, owned_as: str = "") -> None:
        """Forget what was unfinished under a name. Raises as :meth:`write`."""
        self.change(name, lambda _: None, owned_as)

    def change(
        self,
        name: str,
        to: Callable[[Draft | None], Draft | None],
        owned_as: str = "",
        *,
        durable: bool = True,
    ) -> None:
        """Make of a draft what ``to`` makes of it as it is now; ``None`` drops it. Raises as :meth:`write`."""
        with self._lock, alone(self.folder):
            self._check(owned_as or name)
            before = self.read(name)
            value = to(before)
            if value == before and value is not None and not (durable and name in self._passing):
                return
            if value is None:
                self._file(name).unlink(missing_ok=True)
            else:
                text = json.dumps(value, ensure_ascii=False)
                paths.write_private(self._file(name), text, durable=durable)
            (self._passing.discard if durable else self._passing.add)(name)

    # --- whose they are ------------------------------------------------------------------------

    def claim(self, name: str, *, take_over: bool = False) -> Owner | None:
        """Have a draft from now on, until :meth:`release`; the other window that has it, if it is not to be taken over.

        A disk that refuses keeps nobody from going on: what is written then says so. Raises ``OSError`` if another window
        is writing.
        """
        with self._lock, alone(self.folder):
            other = self._other(name)
            if other is not None and not take_over:
                return other
            with suppress(OSError):
                self._window.open(self.folder)
                _put(self._owner_file(name), Owner(self._window.id, self._now()))
                self._ours.add(name)
                self._noticed.discard(name)
        return None

    def release(self, name: str) -> None:
        """Have a draft no more; what is in it stays. One that was taken over stays so until :meth:`claim`."""
        with self._lock, suppress(OSError):
            if name in self._ours:
                with alone(self.folder):
                    if self._is_ours(name):
                        self._owner_file(name).unlink(missing_ok=True)
                        self._ours.discard(name)

    def elsewhere(self, name: str) -> Owner | None:
        """The other window that has a draft, if there is one and it is still there."""
        with self._lock:
            return self._other(name)

    def lost(self) -> tuple[str, ...]:
        """The drafts that others took over since this was asked. Until :meth:`claim` nothing of them is written here."""
        with self._lock:
            gone = tuple(name for name in sorted(self._ours - self._noticed) if not self._is_ours(name))
            self._noticed.update(gone)
            return gone

    def check(self, name: str) -> None:
        """Raise :class:`ElsewhereError` if another window has a draft."""
        with self._lock:
            self._check(name)

    def close(self) -> None:
        """Have none any more."""
        for name in tuple(self._ours):
            self.release(name)
        with self._lock:
            self._window.close(self.folder)

    def _check(self, name: str) -> None:
        if name in self._ours:
            if not self._is_ours(name):
                raise TakenOverError(words.taken_over(name), words.GO_ON_THERE)
        elif (other := self._other(name)) is not None:
            raise ElsewhereError(words.open_since(name, other.since, self._now()), words.GO_ON_THERE)

    def _is_ours(self, name: str) -> bool:
        owner = _owner(self._owner_file(name))
        return owner is not None and owner.window == self._window.id

    def _other(self, name: str) -> Owner | None:
        owner = _owner(self._owner_file(name))
        if owner is None or owner.window == self._window.id or not lives(self.folder, owner.window):
            return None
        return owner

    @property
    def folder(self) -> Path:
        """Where the owners stand."""
        return paths.data_dir() / FOLDER

    def _file(self, name: str) -> Path:
        return paths.data_dir() / f"{name}.json"

    def _owner_file(self, name: str) -> Path:
        return self.folder / f"{name}.owner"


def _put(path: Path, owner: Owner) -> None:
    """Write whole or not at all; an owner that a machine forgets when it goes down needs none."""
    fresh = path.with_name(f"{path.name}.{owner.window}")
    fresh.write_text(json.dumps({"window": owner.window, "since": owner.since.isoformat()}), encoding="ascii")
    fresh.replace(path)


def _owner(path: Path) -> Owner | None:
    table = _table(path) or {}
    try:
        return Owner(str(table["window"]), datetime.fromisoformat(str(table["since"])))
    except (KeyError, ValueError):
        return None


def _table(path: Path) -> Draft | None:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return table if isinstance(table, dict) else None
