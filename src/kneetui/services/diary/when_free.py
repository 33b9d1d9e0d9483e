"""What is written while another program has the diary: it waits, in order, until the diary is free."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

from kneetui.config.wording import count, plural
from kneetui.diary.errors import DiaryBusyError, DiaryError
from kneetui.diary.store.base import WritesAsOne

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from kneetui.services.container import Services

Result = TypeVar("Result")

AGAIN = 1.0
"""Seconds after which a diary that was in use is asked again."""
WAITS = "Another program has the diary. Go on: what you write is kept, and saved once it is free."
SAVED = "The diary is free again: saved."


class WhenFree:
    """Writes what it is given; what finds the diary in use waits, and so does everything after it.

    ``tell`` is called with :data:`WAITS` when that begins and with :data:`SAVED` when all is written. Whoever waits for a
    write may be gone by then; it is made all the same.
    """

    def __init__(self, services: Services, tell: Callable[[str], object]) -> None:
        self._services, self._tell = services, tell
        self._waiting: deque[tuple[Callable[[], Any], asyncio.Future[Any]]] = deque()
        self._task: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """How many writes wait."""
        return len(self._waiting)

    async def write(self, write: Callable[[], Result]) -> Result:
        """What ``write`` returns, at once or later; it is made whole or not at all, and once.

        Raises what it raises, but for :class:`~kneetui.diary.errors.DiaryBusyError`.
        """
        if not self._waiting:
            try:
                return self._made(write)
            except DiaryBusyError:
                self._tell(WAITS)
        turn: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((write, turn))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._go_on())
        return await asyncio.shield(turn)

    async def _go_on(self) -> None:
        while self._waiting:
            await asyncio.sleep(AGAIN)
            self._work_off()
        self._tell(SAVED)

    def _work_off(self) -> None:
        """Write as much as can be."""
        while self._waiting:
            write, turn = self._waiting[0]
            try:
                result = self._made(write)
            except DiaryBusyError:
                return
            except Exception as error:
                self._waiting.popleft()
                if turn.cancelled():
                    continue
                turn.set_exception(error)
            else:
                self._waiting.popleft()
                if not turn.cancelled():
                    turn.set_result(result)

    def finish(self) -> str:
        """Write what still waits, with patience, once nobody waits for it; a sentence if that cannot be, else nothing."""
        if self._waiting:
            self._services.diary_wait, self._services.diary_was_busy = None, False
            self._services.close_diary()
        while self._waiting:
            try:
                self._made(self._waiting[0][0])
            except (DiaryError, OSError):
                break
            self._waiting.popleft()
        if not self._waiting:
            return ""
        left = count(len(self._waiting), "change")
        them = plural(len(self._waiting), "it", "them")
        return f"{left} could not be saved: another program has the diary. Write {them} once more."

    def _made(self, write: Callable[[], Result]) -> Result:
        whole: Callable[[], AbstractContextManager[None]] = nullcontext
        try:
            diary = self._services.diary
            whole = diary.as_one if isinstance(diary, WritesAsOne) else nullcontext
        except DiaryBusyError:
            raise
        except DiaryError:  # what writes says what is wrong with the diary
            return write()
        with whole():
            return write()
