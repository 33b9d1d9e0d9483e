"""Whatever is in an index, a key, a signature or an address: refused in words, never with a traceback."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from kneetui_pack_index import index, minisign, signatures
from kneetui_pack_index.download import fetch
from kneetui_pack_index.minisign import MinisignError
from tests.packs.archive.test_garbage import TABLES, in_words, toml
from tests.packs.keys import Minisign


@settings(deadline=None)
@given(
    some.one_of(
        some.binary(max_size=200), TABLES.map(toml), TABLES.map(lambda t: toml({"format": 1, "pack": [t]}))
    )
)
def test_an_index(data: bytes) -> None:
    with in_words():
        for entry in index.read(data, "index.toml").values():
            entry.best()


@settings(deadline=None)
@given(some.one_of(some.text(max_size=200), some.text("RWabcdefAAAA+/= \nssh-ed25519", max_size=100)))
def test_a_key(text: str) -> None:
    with in_words():
        assert "\n" not in signatures.read_key(text)


GOOD = Minisign().signature(b"data")


@settings(deadline=None)
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


@settings(deadline=None)
@given(some.text(max_size=60).map(lambda text: f"http{text}"))
def test_an_address(text: str) -> None:
    with in_words():
        fetch(text, 10, seconds=0.0)
