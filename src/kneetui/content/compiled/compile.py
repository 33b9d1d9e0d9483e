"""Compiles the library in a process of its own.

Reading packs takes a TOML parser and pydantic: a tenth of a second and 20 MiB, which an app that shows its first
screen meanwhile would keep until it ends. The other process leaves the compiled file, which is read in 30 ms; whatever
goes wrong there, the library can still be compiled here.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from threading import Lock

from kneetui.config import paths
from kneetui.content.compiled import cache

LONGEST = 60.0
"""Seconds after which the other process is given up."""

_OTHER = "import sys; sys.path[:] = sys.argv[1:]; from kneetui.content.compiled.compile import main; main()"
"""What the other process runs: with this one's places of modules, also those of a one-file app."""


class OtherProcess:
    """The process that compiles, once."""

    def __init__(self) -> None:
        self._starting = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self.ended = False

    def end(self) -> None:
        """End it at once, or never let it begin. For any thread."""
        with self._starting:
            self.ended = True
            if self._process is not None:
                self._process.kill()

    def compile(self, folders: cache.Folders, cache_dir: Path, language: str = "") -> None:
        """Make the compiled library of these packs in it, unless there is one that is still true.

        Args:
            folders: Folder and origin of every pack besides the core.
            cache_dir: Where compiled libraries are kept.
            language: That of the texts, as in :func:`kneetui.content.compiled.cache.load`.
        """
        if cache.compiled(folders, cache_dir, language).is_file() or not sys.executable:
            return
        order = json.dumps(
            {
                "folders": [[str(folder), origin] for folder, origin in folders],
                "cache": str(cache_dir),
                "language": language,
            }
        )
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            self._run(order.encode(errors="surrogateescape"))

    def _run(self, order: bytes) -> None:
        with self._starting:
            if self.ended:
                return
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _OTHER, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        with self._process as process:
            try:
                process.communicate(order, LONGEST)
            finally:
                process.kill()


def main() -> None:
    """The other process: the order on standard input, the compiled library in its file."""
    order = json.loads(sys.stdin.buffer.read())
    folders = [(Path(folder), str(origin)) for folder, origin in order["folders"]]
    cache.load(folders, Path(order["cache"]), paths.write_private, str(order["language"]))
