"""Whatever is in an index, a record, a key or a signature: refused in words, never with a traceback."""

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
from kneetui.packs.index import index, minisign, signatures
from kneetui.packs.index.download import fetch
from kneetui.packs.index.minisign import MinisignError
from kneetui.packs.install import versions
from kneetui.packs.installed import install_record
from tests.examples import examples
from tests.packs.keys import Minisign

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
        if not all(each.message and each.remedy for each in error.problems):
            raise AssertionError(error.problems) from error


def toml(table: dict[str, Any]) -> bytes:
    with contextlib.suppress(UnicodeEncodeError):
        return tomli_w.dumps(table).encode()
    return b""


@given(
    some.one_of(
        some.binary(max_size=200), TABLES.map(toml), TABLES.map(lambda t: toml({"format": 1, "pack": [t]}))
    )
)
def test_an_index(data: bytes) -> None:
    with in_words():
        for entry in index.read(data, "index.toml").values():
            entry.best()


@given(TABLES)
@settings(max_examples=examples(50), deadline=None)
def test_a_record(table: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tennis.toml"
        file.write_bytes(toml(table))
        found = install_record.read_file("tennis", file)
        assert found is None or found.came.kind in install_record.KINDS


@given(some.one_of(some.text(max_size=200), some.text("RWabcdefAAAA+/= \nssh-ed25519", max_size=100)))
def test_a_key(text: str) -> None:
    with in_words():
        assert "\n" not in signatures.read_key(text)


GOOD = Minisign().signature(b"data")


@given(
    some.one_of(
        some.binary(max_size=300),
        some.tuples(some.integers(0, len(GOOD) - 1), some.integers(1, 255)).map(
            lambda at: GOOD[: at[0]] + bytes([GOOD[at[0]] ^ at[1]]) + GOOD[at[0] + 1 :]
        ),
    )
)
def test_a_signature_with_one_byte_changed_is_wrong_or_says_the_same(signature: bytes) -> None:
    try:
        minisign.check(b"data", signature, Minisign().public)
    except MinisignError:
        return
    assert signature.splitlines()[1:4] == GOOD.splitlines()[1:4]


@given(some.text(max_size=60).map(lambda text: f"http{text}"))
def test_an_address(text: str) -> None:
    with in_words():
        fetch(text, 10, seconds=0.0)


@given(some.text("0123456789.abrcdev+-", max_size=30))
def test_a_version_that_looks_like_one_can_be_compared(text: str) -> None:
    if versions.is_number(text):
        assert versions.number(text) <= versions.number(text)
