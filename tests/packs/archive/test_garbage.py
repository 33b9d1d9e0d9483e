"""Whatever is in a record, and whatever looks like a version: refused in words, never with a traceback."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as some

from kneetui.packs.errors import PackError
from kneetui.packs.install import versions
from kneetui.packs.installed import install_record
from tests.examples import examples

WORDS = some.sampled_from(
    ["format", "pack", "id", "name", "summary", "licence", "version", "file", "sha256", "requires", "from", "kind",
     "place", "index", "installed", "pinned", "files", "tennis", "1.0.0", "0" * 64, "folder", "url", "keys"]
)  # fmt: skip
VALUES = some.recursive(
    some.one_of(some.booleans(), some.integers(-5, 5), some.text(max_size=10), WORDS, some.datetimes()),
    lambda inner: some.one_of(some.lists(inner, max_size=3), some.dictionaries(WORDS, inner, max_size=6)),
    max_leaves=20,
)
TABLES = some.dictionaries(WORDS, VALUES, max_size=8)


@contextlib.contextmanager
def in_words() -> Iterator[None]:
    """What is refused in here is refused with a remedy."""
    try:
        yield
    except PackError as error:
        if not all(problem.message and problem.remedy for problem in error.problems):
            raise AssertionError(error.problems) from error


def toml(table: dict[str, Any]) -> bytes:
    with contextlib.suppress(UnicodeEncodeError):
        return tomli_w.dumps(table).encode()
    return b""


@given(TABLES)
@settings(max_examples=examples(50), deadline=None)
def test_a_record(table: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tennis.toml"
        file.write_bytes(toml(table))
        record = install_record.read_file("tennis", file)
        assert record is None or record.came.kind in install_record.KINDS


@given(some.text("0123456789.abrcdev+-", max_size=30))
def test_a_version_that_looks_like_one_can_be_compared(text: str) -> None:
    if versions.is_number(text):
        assert versions.number(text) <= versions.number(text)
