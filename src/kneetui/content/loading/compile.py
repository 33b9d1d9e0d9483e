"""Compiles the library in a process of its own.

Reading packs takes a TOML parser and pydantic: a tenth of a second and 20 MiB, which an app that shows its first
screen meanwhile would keep until it ends. The other process leaves the compiled file, which is read in 30 ms; whatever
goes wrong there, the library can still be compiled here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from kneetui.config import paths
from kneetui.content.loading import cache

LONGEST = 60.0
"""Seconds after which the other process is given up."""

_OTHER = "import sys; sys.path[:] = sys.argv[1:]; from kneetui.content.loading.compile import main; main()"
"""What the other process runs: with this one's places of modules, also those of a one-file app."""


def compile_apart(folders: cache.Folders, cache_dir: Path, language: str = "") -> None:
    """Make the compiled library of these packs in another process, unless there is one that is still true.

    Args:
        folders: Folder and origin of every pack besides the core.
        cache_dir: Where compiled libraries are kept.
        language: That of the texts, as in :func:`kneetui.content.loading.cache.load`.
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
    try:
        subprocess.run(
            [sys.executable, "-I", "-c", _OTHER, *sys.path],
            input=order.encode(errors="surrogateescape"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return


def main() -> None:
    """The other process: the order on standard input, the compiled library in its file."""
    order = json.loads(sys.stdin.buffer.read())
    folders = [(Path(folder), str(origin)) for folder, origin in order["folders"]]
    cache.load(folders, Path(order["cache"]), paths.write_private, str(order["language"]))
