"""What other windows of the same person changed since the last look. Cheap: an app that stands idle looks every second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config import paths
from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.errors import DiaryError

if TYPE_CHECKING:
    from pathlib import Path

    from kneetui.services.container import Services

    Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """What a look brought: whether diary or drafts changed, whether settings did, and the drafts that were taken over.

    What this window wrote itself counts as a change of diary or drafts, too.
    """

    data: bool
    settings: bool
    taken_over: tuple[str, ...]


class Elsewhere:
    """Compares what is there with what was there at the last look."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._missed = False
        self._diary: tuple[int, ...] = ()
        self._diary = self._diary_version()
        self._drafts, self._settings = self._draft_stamps(), _stamp(services.settings_file)

    def look(self) -> Noticed:
        """What is new. Settings are taken over."""
        missed, self._missed = self._missed, False
        diary, drafts = self._diary_version(), self._draft_stamps()
        data = diary != self._diary or drafts != self._drafts or (missed and not self._missed)
        self._diary, self._drafts = diary, drafts
        settings = _stamp(self._services.settings_file)
        changed = settings != self._settings and self._services.read_settings_again()
        self._settings = settings
        return Noticed(data=data, settings=changed, taken_over=self._services.drafts.lost())

    def _diary_version(self) -> tuple[int, ...]:
        """One that cannot be read just now counts as it was, and as changed once it can."""
        if not self._services.diary_is_open and not self._services.diary_was_busy:
            return () if self._services.diary_url else _stamp(self._services.diary_file) or ()
        try:
            return self._services.diary.version()
        except DiaryError:
            self._missed = True
            return self._diary

    def _draft_stamps(self) -> dict[str, Stamp | None]:
        return {name: _stamp(paths.data_dir() / f"{name}.json") for name in self._services.drafts.names()}


def _stamp(file: Path) -> Stamp | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
