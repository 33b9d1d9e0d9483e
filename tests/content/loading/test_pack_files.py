"""Which files belong to a pack, and what is refused without being opened."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kneetui.content.compiled import cache
from kneetui.content.format import limits
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.pack_files import belongs, pack_files, read_file
from tests.content.packs import write_pack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "tennis")


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in pack_files(folder)[0]]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("pack.toml", True),
        ("a-b.toml", True),
        ("locale/de.toml", True),
        ("README", True),
        ("README.md", True),
        ("LICENSE-CONTENT.txt", True),
        ("manifest.toml", False),
        (".hidden.toml", False),
        ("locale/.hidden.toml", False),
        ("locale/de/x.toml", False),
        ("tests/x.toml", False),
        ("x.py", False),
        ("locale", False),
        ("", False),
    ],
)
def test_what_belongs(name: str, is_one: bool) -> None:
    assert belongs(name) is is_one


def test_the_files_of_a_pack(folder: Path) -> None:
    for name in ("README.md", "code.py", ".tips.toml", "manifest.toml", "tips.toml~"):
        (folder / name).write_text("")
    (folder / "locale").mkdir()
    (folder / "locale" / "de.toml").write_text("")
    (folder / "locale" / "notes.txt").write_text("")
    assert names(folder) == ["README.md", "locale/de.toml", "pack.toml", "questions.toml"]
    assert pack_files(folder)[1] == []


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        before = Path.cwd()
        os.chdir(path.parent)
        made.bind(path.name)
        os.chdir(before)


REFUSED: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "a link": ("tips.toml", lambda path: path.symlink_to("questions.toml"), "link"),
    "a link that leads out": ("tips.toml", lambda path: path.symlink_to("/etc/passwd"), "link"),
    "a link to nothing": ("tips.toml", lambda path: path.symlink_to("nothing"), "link"),
    "a link to itself": ("tips.toml", lambda path: path.symlink_to("tips.toml"), "link"),
    "a linked readme": ("README", lambda path: path.symlink_to("/etc/passwd"), "link"),
    "a linked folder": ("locale", lambda path: path.symlink_to("/etc"), "link"),
    "a pipe": ("tips.toml", os.mkfifo, "not a file"),
    "a socket": ("tips.toml", make_socket, "not a file"),
    "a folder": ("tips.toml", lambda path: path.mkdir(), "not a file"),
    "too large": ("tips.toml", lambda path: path.write_text("#" * (limits.FILE_BYTES + 1)), "bytes"),
    "escape signs": ("a\x1b[2Jb.toml", lambda path: path.touch(), "characters"),
    "right to left": ("a\u202elmot.toml", lambda path: path.touch(), "characters"),
    "no text at all": (os.fsdecode(b"\xff\xfe.toml"), lambda path: path.touch(), "characters"),
    "a blank": ("my tips.toml", lambda path: path.touch(), "characters"),
    "a device of Windows": ("aux.toml", lambda path: path.touch(), "device"),
    "very long": ("x" * 100 + ".toml", lambda path: path.touch(), "longer"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_refused(folder: Path, kind: str) -> None:
    name, make, reason = REFUSED[kind]
    make(folder / name)
    good, (problem,) = pack_files(folder)
    assert reason in problem.message
    assert problem.remedy
    assert problem.pack == "tennis"
    assert folder / name not in good
    assert str(problem).isprintable()


@pytest.mark.parametrize("kind", REFUSED)
def test_the_loader_refuses_the_same_and_never_waits(folder: Path, kind: str) -> None:
    name, make, reason = REFUSED[kind]
    make(folder / name)
    code = (
        "import sys; from pathlib import Path; from kneetui.content.loading.loader import load_pack\n"
        "print(*load_pack(Path(sys.argv[1])).problems, sep='\\n')"
    )
    run = [sys.executable, "-c", code, str(folder)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, timeout=20)
    (line,) = done.stdout.splitlines()
    assert reason in line


@pytest.mark.parametrize(
    "make", [os.mkfifo, lambda path: path.symlink_to("/etc/passwd"), lambda path: path.mkdir()]
)
def test_a_head_that_is_no_file(folder: Path, make: Callable[[Path], object]) -> None:
    (folder / "pack.toml").unlink()
    make(folder / "pack.toml")
    (problem,) = load_pack(folder).problems
    assert problem.file == str(folder / "pack.toml")
    assert "root:" not in str(problem)


def test_names_that_differ_only_in_case(folder: Path) -> None:
    (folder / "Questions.toml").write_text("")
    if len(names(folder)) == 2:
        pytest.skip("this file system has no such names")
    assert "one file on some systems" in pack_files(folder)[1][0].message


def test_too_many_files_and_too_much_in_all(folder: Path) -> None:
    for number in range(limits.FILES):
        (folder / f"t{number}.toml").write_text("#" * (limits.TOTAL_BYTES // 100))
    texts = [problem.message for problem in pack_files(folder)[1]]
    assert any("at most" in text and "files" in text for text in texts)
    assert any("together" in text for text in texts)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (problem,) = pack_files(tmp_path / "nothing")[1]
    assert "cannot be read" in problem.message


def test_a_folder_reached_by_a_link_and_files_with_two_names_are_fine(folder: Path, tmp_path: Path) -> None:
    """So do people keep their packs, and so do installers put them there."""
    os.link(folder / "questions.toml", folder / "more.toml")
    (folder / "questions.toml").unlink()
    (tmp_path / "here").symlink_to(folder)
    assert load_pack(tmp_path / "here").problems == []


def test_a_file_that_becomes_a_link_is_not_followed(folder: Path) -> None:
    path = folder / "questions.toml"
    good, _ = pack_files(folder)
    assert path in good
    path.unlink()
    path.symlink_to("/etc/passwd")
    with pytest.raises(OSError, match="link"):
        read_file(path)


@pytest.mark.parametrize("kind", REFUSED)
def test_the_fingerprint_sees_what_is_put_there_and_taken_away(folder: Path, kind: str) -> None:
    name, make, _ = REFUSED[kind]
    before = cache.fingerprint([(folder, "x")])
    make(folder / name)
    assert cache.fingerprint([(folder, "x")]) != before


def test_the_fingerprint_sees_a_translation(folder: Path) -> None:
    seen = {cache.fingerprint([(folder, "x")])}
    (folder / "locale").mkdir()
    (folder / "locale" / "de.toml").write_text("")
    seen.add(cache.fingerprint([(folder, "x")]))
    (folder / "locale" / "de.toml").write_text("# more")
    seen.add(cache.fingerprint([(folder, "x")]))
    assert len(seen) == 3


def test_looking_needs_no_parser() -> None:
    code = (
        "import sys; from kneetui.content.compiled import cache; from kneetui.content.loading import pack_files\n"
        "print([name for name in ('pydantic', 'tomllib', 'kneetui.content.loading.loader') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
