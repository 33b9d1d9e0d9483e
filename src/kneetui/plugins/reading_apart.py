"""Reads training files in a process of their own, so that a hostile one costs a sentence and not the app.

A file may crash its reader, never end, or fill the memory: its process has limits and is replaced when it breaks them.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Self

from kneetui.config import clock
from kneetui.plugins.hooks import (
    ImportedSession,
    Importer,
    ImportFailed,
    NoTrainingError,
    ReadResult,
    UnknownColumnsError,
)

if TYPE_CHECKING:
    from types import TracebackType

PROCESSOR_SECONDS: Final = 5
"""What one file may cost; the longest days of sport take less than one."""
MEMORY: Final = 280 * 1024 * 1024
"""Bytes that a reader may hold."""
PATIENCE: Final = 60
"""Seconds until a reader that says nothing is ended, on however busy a computer."""

TOO_MUCH: Final = "Export a shorter span of time, or the activity in another format."

Reading = Callable[[Importer, Path], ReadResult]
"""Reads a file; raises :class:`ImportFailed`, or whatever the importer raises."""

_START: Final = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from kneetui.plugins.reading_apart import serve; serve()"


def read_here(importer: Importer, path: Path) -> ReadResult:
    """Read a file in this process."""
    return importer.read(path)


class ReaderProcess:
    """A process that reads one file after the other; a context that ends with it.

    ``seconds`` of processor time are what one file may cost.
    """

    def __init__(self, seconds: int = PROCESSOR_SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, importer: Importer, path: Path) -> ReadResult:
        """Read a file within limits; see :data:`Reading`.

        Raises what the importer did, if that is :class:`ImportFailed` or one of its kind, else ``RuntimeError``.
        """
        where = _address(importer)
        if where is None:
            return read_here(importer, path)
        answer = self._ask(
            {"read": where, "path": str(path.absolute()), "zone": clock.chosen(), "seconds": self._seconds}
        )
        if answer is None:
            raise ImportFailed(f"{path.name} takes too much time or memory to read", TOO_MUCH)
        if "failed" in answer:
            raise ImportFailed(*answer["failed"])
        if "columns" in answer:
            raise UnknownColumnsError(*answer["columns"])
        if "none" in answer:
            raise NoTrainingError(*answer["none"])
        if "error" in answer:
            raise RuntimeError(answer["error"])
        sessions = [
            ImportedSession(**{**session, "when": datetime.fromisoformat(session["when"])})
            for session in answer["sessions"]
        ]
        return ReadResult(sessions, answer["warnings"])

    def _ask(self, question: dict[str, object]) -> dict[str, Any] | None:
        """The answer; ``None`` if the process broke its limits or died."""
        try:
            questions, answers = self._pipes()
            questions.write(json.dumps(question).encode() + b"\n")
            questions.flush()
            with selectors.DefaultSelector() as selector:
                selector.register(answers, selectors.EVENT_READ)
                answered = bool(selector.select(PATIENCE))
            line = answers.readline() if answered else b""
            answer: dict[str, Any] = json.loads(line)
        except (OSError, ValueError):
            self._end()
            return None
        if answer.get("spent"):
            self._end()
        return answer

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Questions to the process and answers from it; begins it if there is none."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        questions, answers = self._process.stdin, self._process.stdout
        if questions is None or answers is None:
            raise OSError(0, "the reader has no pipes")
        return questions, answers

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()


def _address(importer: Importer) -> list[str] | None:
    """Where another process finds the reader; ``None`` for one that only this process has."""
    module, name = (getattr(importer.read, key, "") for key in ("__module__", "__qualname__"))
    known = sys.modules.get(module)
    if module == "__main__" or known is None or getattr(known, name, None) is not importer.read:
        return None
    return [module, name]


def serve() -> None:
    """Read the files that are asked for, until nobody asks any more; the other side of :class:`ReaderProcess`."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # Whatever a reader prints must not come between the answers.
    with Path(os.devnull).open("r+b") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    for line in questions:
        question = json.loads(line)
        clock.use(question["zone"])
        _limit(question["seconds"])
        answer = _answer(question["read"], Path(question["path"]))
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _answer(where: list[str], path: Path) -> dict[str, object]:
    from importlib import import_module

    try:
        read = getattr(import_module(where[0]), where[1])
        result = read(path)
        sessions = [{**asdict(session), "when": session.when.isoformat()} for session in result.sessions]
        return {"sessions": sessions, "warnings": list(result.warnings)}
    except UnknownColumnsError as error:
        return {"columns": [error.message, error.remedy, error.columns, error.missing]}
    except NoTrainingError as error:
        return {"none": [error.message, error.remedy]}
    except ImportFailed as error:
        return {"failed": [error.message, error.remedy]}
    except (MemoryError, RecursionError):
        return {"failed": [f"{path.name} takes too much memory to read", TOO_MUCH], "spent": True}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def _limit(seconds: int) -> None:
    """Limit what the next file may cost, where the system can."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(usage.ru_utime + usage.ru_stime) + 1
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, most))
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
