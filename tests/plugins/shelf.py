"""Small plugins written by tests: real distributions in a folder on the path."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


class Shelf:
    """A folder of distributions; what is put there is installed for the test."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._patch = monkeypatch
        folder.mkdir()
        monkeypatch.syspath_prepend(str(folder))

    def install(self, name: str, code: str, version: str = "1.2.3", distribution: str = "") -> Path:
        """Install a module with an entry point; returns its file."""
        module = f"{name.replace('-', '_')}_plugin"
        self._patch.delitem(sys.modules, module, raising=False)
        distribution = distribution or f"kneetui-{name}"
        info = self.folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[kneetui]\n{name} = {module}\n")
        file = self.folder / f"{module}.py"
        file.write_text(
            f"from kneetui.plugins.hooks import *\nfrom kneetui.plugins.hooks import hookimpl\n{code}",
            "utf-8",
        )
        return file
