"""Slow work on packs (reading, fetching, trying cases) beside the screen, which can be left meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from contextvars import copy_context
from threading import Lock, Thread
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widgets import Static

from kneetui.content.model import Problem
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.screens.packs.problems import problem_text

Made = TypeVar("Made")


class Job(Generic[Made]):
    """Does ``work`` in a thread of its own, then tells ``host``; whoever leaves gets nothing, and closes nothing.

    A worker of Textual would hold up the end of the app until its thread is done; this one ends with the app.
    """

    class Finished(Message):
        """The work is done; :meth:`Job.take` has the result, unless there are ``problems``."""

        def __init__(self, job: Job[Made], problems: Sequence[Problem]) -> None:
            super().__init__()
            self.job, self.problems = job, tuple(problems)

    def __init__(self, host: MessagePump, work: Callable[[], Made]) -> None:
        self._host, self._work = host, work
        self._lock = Lock()
        self._left = False
        self._result: list[Made] = []
        Thread(target=copy_context().run, args=(self._run,), daemon=True).start()

    def _run(self) -> None:
        result, problems = self._try()
        with self._lock:
            self._result = result
            posted = False
            if not self._left:
                with suppress(RuntimeError):  # the app is gone
                    posted = self._host.post_message(self.Finished(self, problems))
            if not posted:
                self._drop()

    def take(self) -> Made:
        """The result, once; whoever takes it closes it."""
        with self._lock:
            return self._result.pop()

    def leave(self) -> None:
        """Nobody waits any more; what comes, or came and was not taken, is closed."""
        with self._lock:
            self._left = True
            self._drop()

    def _drop(self) -> None:
        while self._result:
            result = self._result.pop()
            if isinstance(result, AbstractContextManager):
                result.__exit__(None, None, None)

    def _try(self) -> tuple[list[Made], Sequence[Problem]]:
        from kneetui.packs.errors import PackError

        try:
            return [self._work()], ()
        except PackError as error:
            return [], error.problems
        except OSError as error:
            remedy = "Mend that, then try again."
            message = f"it did not work ({error.strerror or error})"
            return [], [Problem(message=message, remedy=remedy, file=error.filename or "")]
        except Exception as error:
            message = f"it did not work: {type(error).__name__}: {error}"
            remedy = "Nothing was changed. Please tell whoever makes kneetui."
            return [], [Problem(message=message, remedy=remedy)]


class Slow(Generic[Made], MessagePump):
    """Mixed into a screen that has jobs done, one at a time."""

    _job: Job[Made] | None = None

    @property
    def busy(self) -> bool:
        """Whether a job is on its way."""
        return self._job is not None

    def begin(self, work: Callable[[], Made]) -> None:
        """Have something done; :meth:`brought` or :meth:`failed` follows."""
        self.let_go()
        self._job = Job(self, work)

    def let_go(self) -> None:
        """Wait for the job no more: what it brings is closed unseen."""
        if self._job:
            self._job.leave()
            self._job = None

    def on_job_finished(self, event: Job.Finished) -> None:
        """What it brought, or what is wrong."""
        event.stop()
        job = self._job
        if job is None or event.job is not job:
            return
        self._job = None
        if event.problems:
            self.failed(event.problems)
        else:
            self.brought(job.take())

    def on_unmount(self) -> None:
        """Nobody is there any more."""
        self.let_go()

    def brought(self, result: Made) -> None:
        """The job is done."""
        raise NotImplementedError

    def failed(self, problems: Sequence[Problem]) -> None:
        """The job could not be done."""
        raise NotImplementedError


class WorkDialog(KneeModal[Made], Slow[Made]):
    """Has one job done. Ends with its result, or with ``None`` if it was left or failed; what is wrong is shown.

    With ``must`` it cannot be left before it is done.
    """

    CSS_PATH = "pack_dialog.tcss"

    def __init__(self, caption: str, line: str, work: Callable[[], Made], *, must: bool = False) -> None:
        super().__init__()
        self.caption, self.line, self.work, self.must = caption, line, work, must

    def compose(self) -> ComposeResult:
        """What is being done, and later what is wrong."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content(self.caption)
            frame.border_subtitle = "" if self.must else self.app.with_keys("<dialog.close> leaves")
            with VerticalScroll(id="scroll"):
                yield Static(Content(self.line), id="said")

    def on_mount(self) -> None:
        """Begin the work as soon as it is seen that it began."""
        self.query_one("#scroll").focus()
        self.begin(self.work)

    def brought(self, result: Made) -> None:
        """See :meth:`Slow.brought`."""
        if self.is_current:
            self.dismiss(result)

    def failed(self, problems: Sequence[Problem]) -> None:
        """See :meth:`Slow.failed`."""
        self.query_one(".dialog").border_subtitle = self.app.with_keys("<dialog.close> closes")
        self.query_one("#said", Static).update(problem_text(problems))

    def action_close(self) -> None:
        """Leave, or close when it failed."""
        if not (self.must and self.busy):
            super().action_close()
