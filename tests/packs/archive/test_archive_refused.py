"""What is refused in an archive, before anything is written."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from kneetui.content.format import limits
from kneetui.packs.archive import archive
from kneetui.packs.archive.manifest import Listed, Manifest
from kneetui.packs.errors import PackError
from kneetui_pack_authoring.write_archive import build, manifest_text
from tests.content.packs import write_pack
from tests.packs.zipping import FILES, entry, zipped

END = b"PK\x05\x06"


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[Path], str]:
    """Unpacks what must be refused; nothing may be written anywhere."""

    def unpack(path: Path) -> str:
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(PackError) as error:
            archive.unpack(path, tmp_path / "out" / "in")
        assert sorted(tmp_path.rglob("*")) == before
        assert all(problem.message and problem.remedy for problem in error.value.problems)
        return str(error.value)

    return unpack


Refused = Callable[[Path], str]


@pytest.mark.parametrize(
    "name",
    [
        "../x.toml",
        "/etc/x.toml",
        "a/../../x.toml",
        "C:/x.toml",
        "C:x.toml",
        "..\\x.toml",
        "a//x.toml",
        "./x.toml",
    ],
)
def test_ways_out(tmp_path: Path, refused: Refused, name: str) -> None:
    info = entry("x.toml")
    info.filename = name
    assert "name" in refused(zipped(tmp_path / "a.zip", (info, b"")))


@pytest.mark.parametrize("name", ["a\u202ex.toml", "a\x1b[2J.toml", "a\nb.toml", "zero\u200bwidth.toml"])
def test_names_that_mislead(tmp_path: Path, refused: Refused, name: str) -> None:
    message = refused(zipped(tmp_path / "a.zip", (entry(name), b"")))
    assert "cannot be seen" in message
    assert name not in message


@pytest.mark.parametrize("name", ["tïps.toml", "my tips.toml", "con.toml", "x" * 100 + ".toml"])
def test_names_that_do_not_travel(tmp_path: Path, refused: Refused, name: str) -> None:
    assert "file name" in refused(zipped(tmp_path / "a.zip", (entry(name), b"")))


@pytest.mark.parametrize("name", ["QUESTIONS.toml", "Pack.toml", "questions.toml"])
def test_names_that_are_one_on_some_systems(tmp_path: Path, refused: Refused, name: str) -> None:
    with pytest.warns(UserWarning, match="Duplicate") if name == "questions.toml" else nullcontext():
        path = zipped(tmp_path / "a.zip", (entry(name), b""))
    assert "one file on some systems" in refused(path)


def test_names_that_differ_only_in_how_a_letter_is_written(tmp_path: Path, refused: Refused) -> None:
    names = ("locale/é.toml", "locale/e\u0301.toml")
    path = zipped(tmp_path / "a.zip", *((entry(name), b"") for name in names))
    assert "one file on some systems" in refused(path)


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        (0o120777, "link"),
        (0o020644, "not a file"),
        (0o060644, "not a file"),
        (0o010644, "not a file"),
        (0o140644, "not a file"),
    ],
    ids=["link", "device", "disk", "pipe", "socket"],
)
def test_what_is_no_file(tmp_path: Path, refused: Refused, mode: int, reason: str) -> None:
    assert reason in refused(zipped(tmp_path / "a.zip", (entry("tips.toml", mode), b"/etc/passwd")))


def test_a_file_that_is_too_large(tmp_path: Path, refused: Refused) -> None:
    text = os.urandom(limits.FILE_BYTES).hex()
    assert "at most" in refused(zipped(tmp_path / "a.zip", files=FILES | {"tips.toml": text}))


def test_too_much_in_all(tmp_path: Path, refused: Refused) -> None:
    size = limits.FILE_BYTES - 1
    files = {f"t{n}.toml": os.urandom(size // 2).hex() for n in range(limits.TOTAL_BYTES // size + 1)}
    assert "together" in refused(zipped(tmp_path / "a.zip", files=FILES | files))


def test_too_many_files(tmp_path: Path, refused: Refused) -> None:
    files = {f"t{n}.toml": "" for n in range(limits.FILES)}
    assert "at most" in refused(zipped(tmp_path / "a.zip", files=FILES | files))


def test_too_many_entries(tmp_path: Path, refused: Refused) -> None:
    files = {f"x/{n}": "" for n in range(limits.ARCHIVE_ENTRIES)}
    assert "entries" in refused(zipped(tmp_path / "a.zip", files=FILES | files))


def test_an_archive_that_is_too_large(tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "a.zip"
    with path.open("wb") as file:
        file.truncate(limits.ARCHIVE_BYTES + 1)
    assert "larger than" in refused(path)


@pytest.mark.parametrize("name", ["tips.toml", "notes/other.txt"])
def test_a_bomb_is_not_unpacked(
    tmp_path: Path, refused: Refused, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "a.zip", (entry(name), b"\0" * 20_000_000))
    assert path.stat().st_size < 50_000

    def never(*_: object) -> None:
        raise AssertionError("unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    assert "would unpack to" in refused(path)


def test_a_bomb_that_says_it_is_small(tmp_path: Path, refused: Refused) -> None:
    """The list and the entry itself say 10 bytes; there are many more."""
    real = struct.pack("<L", 1_000_000)
    path = zipped(
        tmp_path / "a.zip",
        (entry("tips.toml"), b"\0" * 1_000_000),
        change=lambda data: data.replace(real, struct.pack("<L", 10)),
    )
    assert "damaged" in refused(path) or "as long as" in refused(path)


def change_first(data: bytes, mark: bytes, offset: int, new: bytes) -> bytes:
    at = data.index(mark) + offset
    return data[:at] + new + data[at + len(new) :]


def change_end(offset: int, new: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data[: data.rindex(END) + offset] + new + data[data.rindex(END) + offset + len(new) :]


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "something before": lambda data: b"#!/bin/sh\n" + data,
    "something behind": lambda data: data + b"more",
    "a second end": lambda data: data + data[data.rindex(END) :],
    "cut off": lambda data: data[:-1],
    "nothing": lambda data: b"",
    "no zip": lambda data: b"PK" * 40,
    "several parts": change_end(4, b"\1\0"),
    "fewer entries": change_end(8, b"\1\0\1\0"),
    "more entries": change_end(8, b"\3\0\3\0"),
    "zip64": change_end(8, b"\xff\xff\xff\xff"),
    "list elsewhere": change_end(16, b"\0\0\0\0"),
    "another name at the entry": lambda data: data.replace(b"questions", b"questionz", 1),
    "another size at the entry": lambda data: change_first(data, b"PK\3\4", 22, b"\xff\0\0\0"),
    "encrypted": lambda data: change_first(change_first(data, b"PK\1\2", 8, b"\1\0"), b"PK\3\4", 6, b"\1\0"),
    "an uncommon method": lambda data: change_first(
        change_first(data, b"PK\1\2", 10, b"\x0c\0"), b"PK\3\4", 8, b"\x0c\0"
    ),
    "another checksum": lambda data: change_first(
        change_first(data, b"PK\1\2", 16, b"abcd"), b"PK\3\4", 14, b"abcd"
    ),
    "an entry beyond the end": lambda data: change_first(data, b"PK\1\2", 42, b"\xff\xff\xff\0"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_tricks_with_the_form(tmp_path: Path, refused: Refused, change: str) -> None:
    refused(zipped(tmp_path / "a.zip", change=CHANGES[change]))


def test_entries_that_overlap(tmp_path: Path, refused: Refused) -> None:
    """Two entries of the list share one place, as in bombs that unpack the same bytes many times."""

    def share(data: bytes) -> bytes:
        second = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
        return data[: second + 42] + b"\0\0\0\0" + data[second + 46 :]

    message = refused(zipped(tmp_path / "a.zip", change=share))
    assert "overlap" in message or "two things" in message


def test_bytes_between_the_entries(tmp_path: Path, refused: Refused) -> None:
    def hide(data: bytes) -> bytes:
        at = data.index(b"PK\1\2")
        end = data.rindex(END)
        start = struct.pack("<L", at + 500)
        moved = data[:at] + b"\0" * 500 + data[at:end] + data[end:]
        place = end + 500 + 16
        return moved[:place] + start + moved[place + 4 :]

    assert "between" in refused(zipped(tmp_path / "a.zip", change=hide))


@pytest.mark.parametrize("kind", ["folder", "missing", "pipe", "text"])
def test_what_is_no_archive(tmp_path: Path, refused: Refused, kind: str) -> None:
    path = tmp_path / "a.zip"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "text":
        path.write_text("text")
    refused(path)


def test_an_archive_without_a_pack(tmp_path: Path, refused: Refused) -> None:
    assert "no pack.toml" in refused(zipped(tmp_path / "a.zip", files={"readme.txt": "x"}))
    assert "no pack.toml" in refused(zipped(tmp_path / "b.zip", files={"a/b/pack.toml": "x"}))


@pytest.mark.parametrize(
    "head", ["", "id = 1", 'id = "../x"\nversion = "1.0.0"', 'id = "x"\nversion = "../1"']
)
def test_a_pack_without_a_name(tmp_path: Path, refused: Refused, head: str) -> None:
    assert "no id and version" in refused(zipped(tmp_path / "a.zip", files={"pack.toml": head}))


# --- the manifest -------------------------------------------------------------------------


def with_manifest(path: Path, manifest: bytes, files: dict[str, str] = FILES) -> Path:
    return zipped(path, files={"manifest.toml": manifest.decode(), **files}, packing=zipfile.ZIP_STORED)


def listed(**changes: str) -> tuple[Listed, ...]:
    return tuple(Listed.of(name, text.encode()) for name, text in sorted((FILES | changes).items()))


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        (
            Manifest(id="tennis", version="0.1.0", files=listed(**{"tips.toml": ""})),
            "is in the manifest and not in the archive",
        ),
        (
            Manifest(id="tennis", version="0.1.0", files=listed()[:1]),
            "is in the archive and not in the manifest",
        ),
        (
            Manifest(id="tennis", version="0.1.0", files=listed(**{"pack.toml": "other"})),
            "its hash or size differs",
        ),
        (Manifest(id="squash", version="0.1.0", files=listed()), "names another pack or version"),
        (Manifest(id="tennis", version="0.1.1", files=listed()), "names another pack or version"),
        (Manifest(id="tennis", version="0.1.0", files=(*listed(), listed()[0])), "stands twice"),
        (
            Manifest(id="tennis", version="0.1.0", files=(*listed(), Listed("../x.toml", 0, ""))),
            "none of a pack",
        ),
    ],
)
def test_a_manifest_that_says_something_else(
    tmp_path: Path, refused: Refused, manifest: Manifest, reason: str
) -> None:
    assert reason in refused(with_manifest(tmp_path / "a.zip", manifest_text(manifest)))


@pytest.mark.parametrize(
    "text", [b"", b"format = 2", b"[[", b"format = 1\nfile = 3", b"format = 1\n" + b"a=[" * 9000]
)
def test_a_manifest_that_cannot_be_read(tmp_path: Path, refused: Refused, text: bytes) -> None:
    assert "the manifest cannot be read" in refused(with_manifest(tmp_path / "a.zip", text))


def test_a_single_changed_byte_is_found(tmp_path: Path, refused: Refused) -> None:
    path = build(write_pack(tmp_path / "tennis"), tmp_path)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Which ball?", b"Which bill?"))
    refused(path)


def test_more_than_the_manifest_lists(tmp_path: Path, refused: Refused) -> None:
    path = build(write_pack(tmp_path / "tennis"), tmp_path)
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("code.py", "x")
    assert "“code.py” is in the archive and not in the manifest" in refused(path)
