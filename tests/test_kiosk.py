"""An account that is only kneetui is attacked: by the words of a client, by its variables, by what is typed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kneetui import kiosk
from kneetui.cli import cli
from kneetui.config import account, paths
from kneetui.diary.entries import Entry
from kneetui.services.container import Services

Asking = Callable[..., Result]


@pytest.fixture
def asking(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asking]:
    """What a command line comes to in such an account, but for the hook, which no process gets rid of."""
    for folder in (account.drop_in(), account.drop_out()):
        paths.private_dir(folder)
    monkeypatch.setattr(account, "_current", account.ConfinedAccount())
    services = Services()

    def ask(*words: str, input: str = "") -> Result:
        return CliRunner().invoke(cli, words, input=input, obj=services)

    yield ask
    services.close()
    assert home.is_dir()


def files(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def unharmed(tmp_path: Path, home: Path) -> Iterator[Path]:
    """A folder beside the home; nothing comes into it, nor a name with a dot into what one takes away."""
    there = tmp_path / "there"
    there.mkdir()
    (there / "secret.toml").write_text("secret = 'hunter2'", encoding="utf-8")
    yield there
    assert files(there) == {there / "secret.toml"}
    assert not [path for path in files(home / "data" / account.DROP_OUT) if path.name.startswith(".")]


def test_an_export_goes_into_one_folder_or_to_the_terminal(asking: Asking, unharmed: Path) -> None:
    for place in (f"{unharmed}/x.toml", "../../x.toml", "~/.bashrc", ".bashrc", ".ssh/authorized_keys"):
        refusal = asking("diary", "export", "-o", place)
        assert refusal.exit_code == 2, place
        assert "Only files in one folder" in refusal.stderr

    assert asking("diary", "export", "-o", "knee.toml").exit_code == 0
    assert (account.drop_out() / "knee.toml").is_file()
    assert "format = 2" in asking("diary", "export").stdout


def test_an_import_comes_from_one_folder_or_a_paste(asking: Asking, unharmed: Path) -> None:
    secret = str(unharmed / "secret.toml")
    for words in (
        ("diary", "import", secret),
        ("import", secret),
        ("triage", "--answers", secret),
        ("import", str(unharmed)),
    ):
        refusal = asking(*words)
        assert refusal.exit_code == 2
        assert "hunter2" not in refusal.output

    text = asking("diary", "export").stdout
    (account.drop_in() / "knee.toml").write_text(text, encoding="utf-8")
    assert asking("diary", "import", "knee.toml").exit_code == 0
    assert asking("diary", "import", "-", input=text).exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        "evaluate /etc", "pack check /etc", "pack test /etc", "pack trust mine https://example.org/", "pack distrust mine",
        "pack index .", "pack build .", "pack new x", "pack preview .", "pack lint .", "pack texts .", "sh -c id",
    ],
)  # fmt: skip
def test_there_are_no_other_commands(asking: Asking, unharmed: Path, words: str) -> None:
    refusal = asking(*words.split())

    assert refusal.exit_code == 2
    assert "only kneetui" in refusal.stderr
    assert unharmed.is_dir()


def test_help_names_no_other_commands(asking: Asking) -> None:
    assert "evaluate" not in asking("--help").stdout
    assert "trust" not in asking("pack", "--help").stdout


@pytest.mark.parametrize(
    "what",
    [
        "https://127.0.0.1/x.zip",
        "http://localhost/x.zip",
        "file:///etc/passwd",
        "/etc",
        ".",
        "~",
        "../x.zip",
        "x.zip",
    ],
)
def test_no_pack_comes_from_elsewhere(asking: Asking, unharmed: Path, what: str) -> None:
    refusal = asking("pack", "install", what, "--yes")

    assert refusal.exit_code == 1
    assert "Packs come only from the indexes of the administrator" in refusal.stderr
    assert unharmed.is_dir()


def test_an_index_of_ones_own_does_not_count(asking: Asking) -> None:
    paths.write_private(
        paths.config_dir() / "indexes.toml",
        '[[index]]\nname = "mine"\nurl = "file:///tmp/index.toml"\nkeys = []\n',
    )

    assert "trusted: none" in asking("pack", "install", "x@mine", "--yes").stderr


def test_a_note_is_never_a_line_of_a_file(asking: Asking) -> None:
    services = Services()
    note = "fine\n$(touch /tmp/pwned)\nrm -rf ~"
    services.diary.add(Entry(services.now(), "left", pain_morning=2, note=note))
    services.close()

    exported = asking("diary", "export").stdout

    assert 'note = "fine\\n$(touch' in exported
    assert not [line for line in exported.splitlines() if line.startswith(("$(", "rm "))]


# --- what a client asks for and says ---------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        "sh", "bash -i", "scp -t /tmp", "/usr/lib/openssh/sftp-server", "internal-sftp", "rsync --server . /", "git-shell",
        "env kneetui", "sh -c kneetui", "kneetui; sh", "$(kneetui)", "kneetui-evil", "`sh`", "'unclosed", "python3 -m kneetui",
    ],
)  # fmt: skip
def test_no_other_program_is_asked_for(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        kiosk.words_of(asked)

    assert end.value.code == 2
    assert capsys.readouterr().err


def test_words_stay_words() -> None:
    assert kiosk.words_of("") == []
    assert kiosk.words_of("kneetui") == []
    assert kiosk.words_of("/usr/bin/kneetui --kiosk status") == ["status"]
    assert kiosk.words_of("kneetui --kiosk --home /root status") == [
        "--home",
        "/root",
        "status",
    ]  # which click refuses
    assert kiosk.words_of("kneetui status ; sh") == ["status", ";", "sh"]
    assert kiosk.words_of("kneetui triage '$(sh)' > /tmp/x") == ["triage", "$(sh)", ">", "/tmp/x"]


def program(asked: str, *words: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    table = {"PATH": os.environ["PATH"], "SSH_ORIGINAL_COMMAND": asked, **env}
    command = [sys.executable, "-m", "kneetui", *words]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, env=table, stdin=subprocess.DEVNULL
    )


def test_no_variable_of_a_client_changes_anything(tmp_path: Path) -> None:
    own, theirs = tmp_path / "own", tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "sitecustomize.py").write_text("", encoding="utf-8")
    env = {
        "HOME": str(own),
        "KNEETUI_HOME": str(theirs),
        "KNEETUI_DIARY": f"toml://{theirs}/diary.toml",
        "KNEETUI_SYSTEM_PACKS": str(theirs),
        "XDG_DATA_HOME": str(theirs),
        "XDG_CONFIG_HOME": str(theirs),
        "TMPDIR": str(theirs),
        "PYTHONPATH": str(theirs),
        "PYTHONINSPECT": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_LOG": str(theirs / "log"),
        "SSLKEYLOGFILE": str(theirs / "keys"),
    }

    done = program("kneetui doctor", env=env)

    assert (done.returncode, done.stderr) == (0, "")
    assert f"diary: {own}/.local/share/kneetui/diary.db" in done.stdout
    assert str(theirs) not in done.stdout
    assert files(theirs) == {theirs / "sitecustomize.py"}


def test_the_administrator_names_the_folder(tmp_path: Path) -> None:
    own = tmp_path / "ana"

    done = program("kneetui doctor", "--kiosk", "--home", str(own), env={"HOME": str(tmp_path)})
    refusal = program("kneetui --home /tmp doctor", "--kiosk", env={"HOME": str(tmp_path)})
    only = program("kneetui doctor", "--kiosk", "status", env={"HOME": str(tmp_path)})

    assert f"diary: {own}/data/diary.db" in done.stdout
    assert (refusal.returncode, refusal.stdout) == (2, "")
    assert "diary:" not in only.stdout  # the administrator chose what runs


def test_the_app_needs_a_terminal_there_too(tmp_path: Path) -> None:
    done = program("", "--kiosk", env={"HOME": str(tmp_path)})

    assert done.returncode == 2
    assert "ssh -t" in done.stderr


def test_the_host_says_when_a_session_without_keys_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kiosk._minutes(["--idle", "30", "status"]) == ("30", ["status"])
    assert kiosk._minutes(["status"]) == ("", ["status"])
    with pytest.raises(SystemExit):
        kiosk._minutes(["--idle", "soon"])
