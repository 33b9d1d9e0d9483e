"""A person's own routines, such as strength and the run, and where they are in each; the diary remembers both."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kneetui.routines.progress import Progress
from kneetui.services.remembered_keys import ACTIVE, PROGRESS, SUGGESTED, YOURS
from kneetui.services.training import taken_out
from kneetui.services.training.equipment import remembered_names

if TYPE_CHECKING:
    from datetime import date

    from kneetui.content.model import Library, Routine
    from kneetui.services.container import Services


class OwnRoutines:
    """Reads and keeps the progress. Methods may raise :class:`~kneetui.diary.errors.DiaryError`."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @property
    def library(self) -> Library:
        """The content in force now."""
        return self.services.library

    @property
    def day(self) -> date:
        """The person's day now, by which the place in a routine is reckoned."""
        return self.services.now().date()

    def active(self) -> Progress | None:
        """The progress in the own routine that was begun last."""
        return self._recall(ACTIVE)

    def yours(self) -> tuple[str, ...]:
        """The ids of the person's own routines, such as strength and the run, the oldest first."""
        active = self.active()
        own = [active.routine] if active else []
        return (
            tuple(dict.fromkeys([*remembered_names(self.services.diary.recall(YOURS)), *own])) if own else ()
        )

    def suggested(self) -> Routine | None:
        """The routine that the last assessment suggested."""
        return self.library.routines.get(self.services.diary.recall(SUGGESTED))

    def progress(self, routine: str) -> Progress:
        """The progress in a routine; a fresh one if it was never begun."""
        active = self.active()
        if active and active.routine == routine:
            return active
        return self._recall(PROGRESS + routine) or Progress(routine)

    def keep(self, progress: Progress, *, own: bool = False) -> None:
        """Keep progress; with ``own`` its routine becomes one of the person's own, and the one begun last."""
        taken_out.settle(self.services.diary, progress.routine)
        text = json.dumps(progress.to_json())
        active, yours = self.active(), self.yours()
        self.services.diary.remember(PROGRESS + progress.routine, text)
        if own or (active and active.routine == progress.routine):
            self.services.diary.remember(ACTIVE, text)
        if own and progress.routine not in yours:
            self.services.diary.remember(YOURS, json.dumps([*yours, progress.routine]))

    def leave(self, routine: str = "") -> None:
        """Have a routine no more, or none at all; the place in it stays known."""
        rest = [name for name in self.yours() if routine and name != routine]
        last = self.progress(rest[-1]) if rest else None
        active = self.active()
        self.services.diary.remember(YOURS, json.dumps(rest))
        if active and (not rest or active.routine == routine):
            self.services.diary.remember(ACTIVE, json.dumps(last.to_json()) if last else "")

    def _recall(self, key: str) -> Progress | None:
        try:
            diary = self.services.diary
            return taken_out.standing(diary, Progress.from_json(json.loads(diary.recall(key))))
        except ValueError:
            return None
