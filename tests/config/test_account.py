"""What an account that is only kneetui may do with paths, addresses and programs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kneetui.config import account, paths
from kneetui.config.account import Account, ConfinedAccount, ForbiddenError


@pytest.fixture
def confined(home: Path, monkeypatch: pytest.MonkeyPatch) -> ConfinedAccount:
    """The policy without the hook, which no process gets rid of."""
    monkeypatch.setattr(tempfile, "tempdir", str(paths.private_dir(paths.cache_dir() / "temporary")))
    for folder in (paths.config_dir(), account.drop_in(), account.drop_out()):
        paths.private_dir(folder)
    assert home in account.drop_in().parents
    return ConfinedAccount()


OUTSIDE = [
    "../x.toml",
    "a/../../x.toml",
    "/etc/passwd",
    "~/.bashrc",
    "~root/x",
    ".bashrc",
    ".ssh/authorized_keys",
    "a/.b/c.toml",
    "./.x",
    "a\nb.toml",
    "a\x1b[2J.toml",
    "a\0b",
    "/proc/self/environ",
    "/dev/stdout",
    "x" * 5000 + "/../../../y",
]


@pytest.mark.parametrize("typed", OUTSIDE)
def test_no_path_leaves_the_two_folders(confined: ConfinedAccount, typed: str) -> None:
    for ask in (confined.reading, confined.writing):
        with pytest.raises(ForbiddenError):
            ask(typed)
    assert Account().reading("/etc/passwd") == Path("/etc/passwd")


@pytest.mark.parametrize(
    "typed", ["knee.toml", "garmin/2026/run.fit", "a..b.toml", "-x.toml", "Knie März.toml"]
)
def test_names_in_them_are_taken(confined: ConfinedAccount, typed: str) -> None:
    assert confined.reading(typed) == account.drop_in() / typed
    assert confined.writing(typed) == account.drop_out() / typed
    assert confined.writing(account.drop_out() / typed) == account.drop_out() / typed


def test_a_link_leads_nowhere_else(confined: ConfinedAccount, tmp_path: Path) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_text("s")
    for folder in (account.drop_in(), account.drop_out()):
        (folder / "file.toml").symlink_to(secret)
        (folder / "folder").symlink_to(tmp_path)
    for typed in ("file.toml", "folder/secret.toml", "folder/new.toml"):
        with pytest.raises(ForbiddenError):
            confined.reading(typed)
        with pytest.raises(ForbiddenError):
            confined.writing(typed)


def test_the_whole_drop_in_folder_can_be_read_and_none_be_written_over(confined: ConfinedAccount) -> None:
    assert confined.reading(account.drop_in()) == account.drop_in()
    with pytest.raises(ForbiddenError):
        confined.writing(account.drop_out())


def test_a_refusal_is_an_error_of_the_system_too(confined: ConfinedAccount) -> None:
    with pytest.raises(PermissionError) as refusal:
        confined.writing("/etc/passwd")

    assert refusal.value.strerror
    assert str(account.drop_out()) in str(refusal.value)


@pytest.mark.parametrize(
    "place",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.9", "169.254.169.254", "0.0.0.0", "224.0.0.1", "100.64.0.1",
        "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1",
    ],
)  # fmt: skip
def test_nothing_in_the_network_of_the_host_is_asked(
    confined: ConfinedAccount, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def lookup(*_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, 0, 0, "", ("93.184.215.14", 0)), (socket.AF_INET, 0, 0, "", (place, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with pytest.raises(ForbiddenError):
        confined.reaching("looks-harmless.example.org")
    with pytest.raises(ForbiddenError):
        confined.watch("socket.connect", (None, (place, 443)))

    confined.reaching("packs.internal", ["packs.internal"])  # the administrator named it
    confined.watch("socket.connect", (None, (place, 443)))


def test_the_open_internet_is_asked(confined: ConfinedAccount) -> None:
    confined.watch("socket.connect", (None, ("93.184.215.14", 443)))
    confined.watch("socket.connect", (None, ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", 443, 0, 0)))


def test_packs_come_by_name(confined: ConfinedAccount) -> None:
    confined.pack_place("tennis@club", by_name=True)
    with pytest.raises(ForbiddenError):
        confined.pack_place("https://example.org/x.zip", by_name=False)


def test_code_that_forgets_to_ask_is_refused(confined: ConfinedAccount, tmp_path: Path) -> None:
    outside, own = str(tmp_path / "x"), str(paths.data_dir() / "x")
    write = os.O_WRONLY | os.O_CREAT
    attempts: list[tuple[str, tuple[object, ...]]] = [
        ("open", ("{}", "w", write)),
        ("open", ("{}", None, write)),
        ("open", ("{}", "a", 0)),
        ("open", ("{}", None, os.O_RDWR)),
        ("os.mkdir", ("{}", 0o700, -1)),
        ("os.remove", ("{}", -1)),
        ("os.rename", ("{}", own, -1, -1)),
        ("os.rename", (own, "{}", -1, -1)),
        ("os.symlink", (own, "{}", -1)),
        ("os.link", ("{}", own, -1, -1)),
        ("os.chmod", ("{}", 0o777, -1)),
        ("sqlite3.connect", ("{}",)),
    ]
    for event, values in attempts:
        with pytest.raises(ForbiddenError):
            confined.watch(event, tuple(outside if value == "{}" else value for value in values))
        confined.watch(event, tuple(own if value == "{}" else value for value in values))
    confined.watch("open", (outside, "r", os.O_RDONLY))
    confined.watch("open", ("/dev/null", "w", write))


def test_what_a_link_names_counts(confined: ConfinedAccount, tmp_path: Path) -> None:
    (paths.data_dir() / "link").symlink_to(tmp_path)

    with pytest.raises(ForbiddenError):
        confined.watch("open", (str(paths.data_dir() / "link" / "x"), "w", os.O_WRONLY))


@pytest.mark.parametrize("program", ["/bin/sh", "/usr/bin/env", "less", None])
def test_no_other_program_is_started(confined: ConfinedAccount, program: str | None) -> None:
    for event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.fork", "pty.spawn"):
        with pytest.raises(ForbiddenError):
            confined.watch(event, (program, [], None, None))
    confined.watch("subprocess.Popen", (sys.executable, [], None, None))


def test_the_hook_holds_in_a_process_of_its_own(home: Path, tmp_path: Path) -> None:
    code = f"""
import os, socket, sqlite3, subprocess, tempfile
from pathlib import Path
from kneetui.config import account, paths
account.confine()
def attempt(name, act):
    try:
        act()
    except account.ForbiddenError:
        return
    print("got through:", name)
out = Path({str(tmp_path)!r}) / "out"
attempt("write", lambda: out.write_text("x"))
attempt("os.open", lambda: os.open(out, os.O_CREAT | os.O_WRONLY))
attempt("mkdir", lambda: out.mkdir())
attempt("sqlite", lambda: sqlite3.connect(out))
attempt("shell", lambda: os.system("true"))
attempt("program", lambda: subprocess.run(["/bin/sh", "-c", "true"]))
attempt("exec", lambda: os.execv("/bin/sh", ["sh"]))
attempt("connect", lambda: socket.create_connection(("127.0.0.1", 9), 1))
attempt("symlink", lambda: os.symlink("/etc", out))
(paths.data_dir() / "mine").write_text("x")
with tempfile.TemporaryDirectory() as folder:
    (Path(folder) / "x").write_text("x")
    assert Path(folder).is_relative_to(paths.cache_dir())
sqlite3.connect(paths.data_dir() / "x.db").close()
print("done")
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.stdout, done.stderr) == ("done\n", "")
    assert list(tmp_path.glob("out*")) == []
    assert (home / "data" / "mine").exists()
