"""The library compiled by another process: there when this one reads it, and never in the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kneetui.content.loading import cache
from kneetui.content.loading import merge as building
from kneetui.content.loading.compile import compile_apart
from tests.content.packs import write_pack


@pytest.fixture
def folders(tmp_path: Path) -> cache.Folders:
    return [(write_pack(tmp_path / "ténnis with spaces"), "a folder")]


def test_the_other_process_leaves_the_same_library(tmp_path: Path, folders: cache.Folders) -> None:
    compile_apart(folders, tmp_path / "cache")
    made = cache.compiled(folders, tmp_path / "cache")
    library = cache.read(made)
    assert library == building.load(folders)
    assert made.stat().st_mode & 0o077 == 0


def test_a_library_that_is_still_true_starts_nothing(
    tmp_path: Path, folders: cache.Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = cache.compiled(folders, tmp_path)
    made.write_bytes(b"true")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("another process was started"))
    compile_apart(folders, tmp_path)
    assert made.read_bytes() == b"true"


@pytest.mark.parametrize("python", ["", "/nowhere/python", "/bin/false"])
def test_without_another_process_it_is_compiled_here(
    tmp_path: Path, folders: cache.Folders, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    compile_apart(folders, tmp_path)
    assert not cache.compiled(folders, tmp_path).exists()
    library = cache.load(folders, tmp_path, lambda path, data: None)
    assert library == building.load(folders)
