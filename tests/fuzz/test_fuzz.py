"""Any bytes: no traceback, no second lost, nothing written elsewhere. ``FUZZ_EXAMPLES`` sets how many are tried."""

from __future__ import annotations

import os
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.content.format import fields, schema
from kneetui.content.loading import toml
from kneetui_pack_authoring.write_archive import build
from tests.cli.small import CONTENT
from tests.content.packs import write_pack
from tests.examples import examples
from tests.fuzz.targets import HEAD, LOCALE, Bench
from tests.packs.zipping import FILES, zipped

bounded = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", examples(400))),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with tempfile.TemporaryDirectory() as folder:
        yield Bench(Path(folder) / "bench")


# --- files --------------------------------------------------------------------------------

KEYS = sorted({f.alias or name for table in schema.TABLES for name, f in table.model_fields.items()})
TABLES = sorted(f.alias or name for name, f in schema.ContentFile.model_fields.items())
WORDS = [
    "kneecap",
    "swelling",
    "fever",
    "age",
    "tennis.ball",
    "hard",
    "book",
    "soon",
    "x",
    "",
    "\u202e",
    "9" * 70,
]
CONDITION_KEYS = [*fields.RESERVED, "swelling", "fever", "age", "location", "tennis.ball"]

scalars = st.one_of(
    st.sampled_from(WORDS), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.dates()
)
conditions = st.recursive(
    st.one_of(scalars, st.dictionaries(st.sampled_from(CONDITION_KEYS), scalars, max_size=2)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(CONDITION_KEYS), inner, max_size=3)
    ),
    max_leaves=8,
)
rows = st.dictionaries(
    st.sampled_from(KEYS), st.one_of(scalars, conditions, st.lists(scalars, max_size=3)), max_size=10
)
tables = st.dictionaries(
    st.one_of(st.sampled_from(TABLES), st.text(max_size=5)),
    st.one_of(st.lists(rows, max_size=4), rows, scalars),
)


def spelled(value: dict[str, Any]) -> bytes:
    return tomli_w.dumps(value).encode(errors="surrogatepass")


@bounded
@given(value=tables, kind=st.sampled_from([b"", HEAD, LOCALE]))
def test_any_tables(bench: Bench, value: dict[str, Any], kind: bytes) -> None:
    bench.file(kind + spelled(value))


SPOTS = [
    "pack",
    "name",
    "summary",
    "source",
    "tennis-book",
    "title",
    "question",
    "tennis.ball",
    "text",
    "option",
    "hard",
]
words = st.one_of(st.sampled_from(["{x}", "\u202e", "", "x" * 3000]), st.text(max_size=8), scalars)


@bounded
@given(
    st.recursive(
        words,
        lambda inner: st.dictionaries(st.one_of(st.sampled_from(SPOTS), st.text(max_size=4)), inner),
        max_leaves=12,
    )
)
def test_any_translation(bench: Bench, value: Any) -> None:
    bench.file(LOCALE + spelled(value if isinstance(value, dict) else {"pack": value}))


@bounded
@given(value=tables, escapes=st.booleans())
def test_the_quick_look_sees_what_the_thorough_one_sees(value: dict[str, Any], escapes: bool) -> None:
    try:
        mistakes = list(toml._walk(value, escapes))
    except toml._Unusable:
        mistakes = [toml.Mistake(message="", remedy="")]
    assert toml._sound(value, 0, escapes) is not bool(mistakes)


PIECES = sorted(
    {*CONTENT.split(), *CONTENT.splitlines(), "[[", "]]", "{", "}", '"""', "'''", "\\", "\\u202e", "\0"}
)


@bounded
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "\n"])), max_size=60))
def test_any_words_of_the_format(bench: Bench, pieces: list[tuple[str, str]]) -> None:
    bench.file("".join(word + space for word, space in pieces).encode())


@bounded
@given(st.binary(max_size=400))
def test_any_bytes_as_a_file(bench: Bench, data: bytes) -> None:
    bench.file(data)


GOOD = """
[[tip]]
id = "grip"
kind = "technique"
title = "Grip"
text = "Softer."
causes = ["kneecap"]
condition = { any = [{ "tennis.ball" = "hard" }, { not = { swelling = "none" } }, { age = { min = 40 } }] }
source = "tennis-book"

[[flag]]
id = "tennis-hot"
urgency = "urgent"
condition = { fever = true, unproven = { swelling = "none" } }
because = "Hot."
do = "See somebody."
source = "tennis-book"
"""


def test_a_good_file_is_taken(bench: Bench) -> None:
    assert bench.file(GOOD.encode())


@bounded
@given(st.data())
def test_a_good_file_with_a_part_exchanged(bench: Bench, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 30)))
    new = data.draw(st.one_of(st.text(max_size=10), st.sampled_from(PIECES)))
    bench.file((GOOD[:start] + new + GOOD[end:]).encode(errors="replace"))


# --- archives -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("archives")
    built = build(write_pack(folder / "tennis"), folder)
    made = [built, zipped(folder / "a.zip"), zipped(folder / "b.zip", packing=zipfile.ZIP_STORED)]
    return [path.read_bytes() for path in made]


def test_good_archives_are_taken(bench: Bench, archives: list[bytes]) -> None:
    assert all(bench.archive(archive) for archive in archives)


@bounded
@given(st.data())
def test_an_archive_with_bytes_exchanged(bench: Bench, archives: list[bytes], data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(archives)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        new = data.draw(st.one_of(st.binary(min_size=1, max_size=4), st.integers(0, 2**32 - 1).map(_number)))
        raw[at : at + len(new)] = new
    bench.archive(bytes(raw))


def _number(value: int) -> bytes:
    return struct.pack("<L", value)


NAMES = st.one_of(
    st.sampled_from(
        [
            *FILES,
            "../x.toml",
            "/x.toml",
            "a/../../x.toml",
            "C:x.toml",
            "locale/de.toml",
            "x/",
            "manifest.toml",
        ]
    ),
    st.text(min_size=1, max_size=12),
)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@bounded
@given(st.lists(st.tuples(NAMES, st.integers(0, 0xFFFF), st.binary(max_size=50)), max_size=6), st.booleans())
def test_any_entries(bench: Bench, entries: list[tuple[str, int, bytes]], good: bool) -> None:
    path = bench.outside / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, text in FILES.items() if good else ():
            file.writestr(name, text)
        for name, mode, data in entries:
            info = zipfile.ZipInfo("x")
            info.filename, info.external_attr, info.create_system = name, mode << 16, 3
            try:
                file.writestr(info, data)
            except (UnicodeEncodeError, UserWarning):
                continue
    bench.archive(path.read_bytes())


@bounded
@given(st.binary(max_size=400))
def test_any_bytes_as_an_archive(bench: Bench, data: bytes) -> None:
    bench.archive(data)
    bench.archive(b"PK\3\4" + data)
