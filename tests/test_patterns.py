"""Patterns of modules are handed back as ``re`` makes them, and nothing else is kept."""

from __future__ import annotations

import importlib
import marshal
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneetui import patterns
from kneetui.config.paths import cache_dir

ORIGINAL = re._compiler.compile  # type: ignore[attr-defined]
PATTERN = r"(?P<name>[a-z]{2,9})|\bno (name|ß+)\d*?|[^\W\d]"


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    yield
    patterns.keep()
    assert re._compiler.compile is ORIGINAL  # type: ignore[attr-defined]


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module that compiles a pattern while it is imported, and one when it is told to."""
    name = "with_a_pattern"
    source = f"import re\nSIGN = re.compile({PATTERN!r}, re.I)\ndef later(words): return re.compile(words)\n"
    (tmp_path / f"{name}.py").write_text(source, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return name


def imported(name: str) -> re.Pattern[str]:
    """The pattern of the module, imported anew."""
    re.purge()
    sys.modules.pop(name, None)
    importlib.invalidate_caches()
    sign: re.Pattern[str] = importlib.import_module(name).SIGN
    return sign


def file() -> Path:
    (only,) = cache_dir().glob("patterns-*")
    return only


def test_what_a_module_compiles_is_read_the_next_time(module: str) -> None:
    patterns.use()
    first = imported(module)
    assert list(patterns._new) == [(PATTERN, re.I.value)]
    patterns.keep()

    patterns.use()
    second = imported(module)

    assert not patterns._new
    assert second is not first
    assert second == first == ORIGINAL(PATTERN, re.I)
    assert second.groupindex == first.groupindex
    match = second.match("Word")
    assert match
    assert (match.lastgroup, match["name"]) == ("name", "Word")


def test_what_is_compiled_later_is_not_kept(module: str) -> None:
    patterns.use()
    imported(module)
    sys.modules[module].later("words of somebody")
    patterns.keep()

    assert b"words of somebody" not in file().read_bytes()
    assert PATTERN.encode() in file().read_bytes()


@pytest.mark.parametrize(
    "bytes_",
    [
        b"",
        b"no such thing",
        marshal.dumps(("another Python", {(PATTERN, 2): "code"})),
        marshal.dumps((patterns._MADE_BY, 3)),
        marshal.dumps((patterns._MADE_BY, {(PATTERN, 2): "code"})),
        marshal.dumps((patterns._MADE_BY, {(PATTERN, 2): (2, b"123", 1, {}, ())})),
        marshal.dumps((patterns._MADE_BY, {(PATTERN, 2): (2, b"\xff" * 64, 1, {}, (None, None))})),
    ],
)
def test_a_damaged_file_or_one_of_another_python_is_made_anew(module: str, bytes_: bytes) -> None:
    patterns.use()
    imported(module)
    patterns.keep()
    whole = file().read_bytes()
    file().write_bytes(bytes_)

    patterns.use()
    assert imported(module) == ORIGINAL(PATTERN, re.I)
    patterns.keep()

    assert file().read_bytes() == whole


@pytest.mark.parametrize("keep_to", [5, 200])
def test_any_part_of_a_file_makes_no_other_pattern(module: str, keep_to: int) -> None:
    patterns.use()
    imported(module)
    patterns.keep()
    whole = file().read_bytes()
    for at in range(0, len(whole), 1 + len(whole) // keep_to):
        file().write_bytes(whole[:at])
        patterns.use()
        assert imported(module) == ORIGINAL(PATTERN, re.I)
        patterns.keep()


def test_nothing_is_written_where_python_writes_no_byte_code(
    module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    patterns.use()
    imported(module)
    patterns.keep()

    assert list(cache_dir().glob("patterns-*")) == []


def test_a_disk_that_refuses_is_no_error(module: str, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "cache").write_text("no folder", "utf-8")

    patterns.use()
    imported(module)
    patterns.keep()


def test_too_many_make_room_for_those_that_are_used(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "MOST", 3)
    patterns.use()
    imported(module)
    patterns._new.update({(f"{number}", 0): re.compile(f"{number}") for number in range(3)})
    patterns.keep()

    patterns.use()
    imported(module)
    patterns._new[("new", 0)] = re.compile("new")
    patterns.keep()

    _, codes = marshal.loads(file().read_bytes())
    assert {pattern for pattern, _ in codes} == {PATTERN, "new"}


def test_every_pattern_of_every_module_comes_out_as_re_makes_it() -> None:
    there = {
        value
        for module in list(sys.modules.values())
        for value in list(vars(module).values())
        if isinstance(value, re.Pattern) and not value.flags & re.LOCALE
    }
    assert len(there) > 100
    for pattern in there:
        code = patterns.code_of((pattern.pattern, pattern.flags), pattern)
        assert code is not None, pattern
        assert patterns.made_of(pattern.pattern, code) == pattern


START = """
from kneetui import patterns
patterns.use()
from kneetui.launch import asyncio_without_tls
asyncio_without_tls()
import kneetui.cli, kneetui.terminal.driver, kneetui.ui.app, kneetui.ui.screens.today.today
print(len(patterns._new))
patterns.keep()
"""


def test_a_second_start_compiles_no_pattern_of_a_module(home: Path) -> None:
    environment = os.environ | {"KNEETUI_HOME": str(home)}
    first, second = (
        int(
            subprocess.run(
                [sys.executable, "-c", START], env=environment, capture_output=True, check=True
            ).stdout
        )
        for _ in range(2)
    )
    assert first > 50
    assert second == 0
