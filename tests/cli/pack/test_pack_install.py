"""``kneetui pack install``: shows first, asks, then installs; and tells what is installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kneetui.packs.installed import pack_dir
from tests.cli.conftest import Program
from tests.cli.shipping import plain, run
from tests.packs import shelves

__all__ = ["run"]
Run = Callable[..., Result]


@pytest.fixture
def tennis(tmp_path: Path) -> Path:
    content = shelves.CONTENT.format(name="tennis", text="Softer.") + shelves.FLAG.format(name="tennis")
    return shelves.pack(tmp_path / "tennis", content=content)


def test_everything_is_shown_before_it_asks(run: Run, tennis: Path) -> None:
    result = run("pack", "install", tennis, input="n\n")
    assert result.exit_code == 1
    for words in (
        "tennis pack (tennis) 0.1.0",
        "by: tests; licence: CC0-1.0",
        f"from: {tennis}",
        "signature: unsigned",
        "holds: 1 flag, 1 tip, 1 source",
        "  flag: tennis-slight",
        "A book about tennis (estimate)",
        "outcomes: 2 of 3 cases come out as before",
        "A3 (core): more urgent: self-care → urgent (expected: urgent)",
        "Install it for you? [y/N]: n",
    ):
        assert words in result.stdout, words
    assert "Nothing was changed." in result.stderr
    assert pack_dir.folders() == []


def test_yes_installs(run: Run, tennis: Path) -> None:
    result = run("pack", "install", tennis, input="y\n")
    assert result.exit_code == 0
    assert f"Installed: tennis 0.1.0, {pack_dir.user().folder / 'tennis'}" in result.stdout
    assert (
        "tennis 0.1.0  tennis pack  (this user; unsigned: a folder of this computer)"
        in run("pack", "list").stdout
    )
    assert '"tennis"' in run("pack", "list", "--json").stdout


def test_without_an_answer_nothing_happens(run: Run, tennis: Path) -> None:
    result = run("pack", "install", tennis)
    assert result.exit_code == 1
    assert "--yes" in result.stderr
    assert pack_dir.folders() == []


def test_scripts_say_yes(run: Run, tennis: Path) -> None:
    assert run("pack", "install", tennis, "--yes").exit_code == 0
    assert [origin for _, origin in pack_dir.folders()] == ["this user"]


def test_a_dry_run_changes_nothing(run: Run, tennis: Path) -> None:
    result = run("pack", "install", tennis, "--dry-run", "--yes")
    assert result.exit_code == 0
    assert "outcomes:" in result.stdout
    assert "Install it" not in result.stdout
    assert pack_dir.folders() == []


def test_as_json_it_shows_and_only_with_yes_installs(run: Run, tennis: Path) -> None:
    shown = plain(run("pack", "install", tennis, "--json"))
    assert shown["installed"] is False
    assert pack_dir.folders() == []
    done = plain(run("pack", "install", tennis, "--json", "--yes"))
    assert done["installed"] is True
    assert {**shown, "installed": True} == done
    assert (done["id"], done["version"], done["scope"]) == ("tennis", "0.1.0", "this user")
    assert done["from"] == {"kind": "folder", "place": str(tennis)}
    assert done["outcomes"]["more-urgent"] == 1
    assert done["outcomes"]["changed"][0]["after"]["urgency"] == "urgent"
    assert {"kind": "flag", "id": "tennis-slight", "words": "It is a little swollen."} in done["added"]
    assert [origin for _, origin in pack_dir.folders()] == ["this user"]


def test_for_all_users(run: Run, tennis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("pack", "install", tennis, "--system", input="y\n")
    assert "Install it for all users of this host?" in result.stdout
    monkeypatch.setenv("KNEETUI_HOME", str(tmp_path / "somebody-else"))
    assert "(all users; " in run("pack", "list").stdout


def test_a_bad_pack_is_refused_with_every_problem(run: Run, tmp_path: Path) -> None:
    folder = shelves.pack(tmp_path / "tennis", tips='[[tip]]\nid = "a"\n[[tip]]\nid = "b"\n')
    result = run("pack", "install", folder, "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{folder / 'tips.toml'}:1:" in result.stderr
    assert f"{folder / 'tips.toml'}:3:" in result.stderr
    assert pack_dir.folders() == []


def test_what_is_wrong_can_be_had_as_json(run: Run, tmp_path: Path) -> None:
    folder = shelves.pack(tmp_path / "tennis", tips="[[tip]]")
    result = run("pack", "install", folder, "--json", "--yes")
    assert result.exit_code == 1
    problems = plain(result)["problems"]
    assert problems
    assert {problem["file"] for problem in problems} == {str(folder / "tips.toml")}


def test_what_is_not_there(run: Run) -> None:
    result = run("pack", "install", "nowhere.zip", "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nowhere.zip: it cannot be read" in result.stderr


def test_older_and_edited_packs_need_a_word(run: Run, tmp_path: Path) -> None:
    folder = shelves.pack(tmp_path / "tennis", version="0.2.0")
    run("pack", "install", folder, "--yes")
    shelves.pack(folder, version="0.1.0")
    (pack_dir.user().folder / "tennis/content.toml").write_text("# mine")
    result = run("pack", "install", folder, "--yes")
    assert result.exit_code == 1
    assert "0.1.0 is older than 0.2.0" in result.stderr
    assert "was edited (content.toml)" in result.stderr
    shown = plain(run("pack", "install", folder, "--yes", "--json"))
    assert len(shown["hindrances"]) == 2
    assert shown["installed"] is False
    result = run("pack", "install", folder, "--yes", "--downgrade", "--replace")
    assert result.exit_code == 0
    backup = pack_dir.user().backups / "tennis-0.2.0"
    assert f"The edited pack is kept: {backup}" in result.stdout
    assert (backup / "content.toml").read_text() == "# mine"


def test_the_wheel_of_a_pack(run: Run, tennis: Path, tmp_path: Path) -> None:
    wheel = shelves.wheel(tennis, tmp_path)
    assert run("pack", "install", wheel, "--yes").exit_code == 0
    assert plain(run("pack", "info", "tennis", "--json"))["came"]["kind"] == "wheel"


def test_a_hash_in_capitals_is_one_too(run: Run, tennis: Path, tmp_path: Path) -> None:
    import hashlib

    archive = shelves.archive(tennis, tmp_path / "out")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest().upper()
    assert run("pack", "install", archive, "--sha256", digest, "--yes").exit_code == 0
    assert run("pack", "install", archive, "--sha256", digest.replace("A", "B"), "--yes").exit_code == 1


def test_what_is_installed_is_told_in_full(run: Run, tennis: Path) -> None:
    run("pack", "install", tennis, "--yes")
    run("pack", "pin", "tennis")
    (pack_dir.user().folder / "tennis/mine.toml").write_text("")
    output = run("pack", "info", "tennis").stdout
    for words in (
        "installed: this user; pinned; edited; unsigned",
        f"came from: {tennis}, on 2026-11-22",
        "edited: mine.toml",
        "remove: kneetui pack remove tennis",
    ):
        assert words in output, words
    data = plain(run("pack", "info", "tennis", "--json"))
    assert (data["scope"], data["state"], data["pinned"]) == ("this user", "in use", True)
    assert (data["edited"], data["disabled"]) == (["mine.toml"], False)


@pytest.mark.hunt
def test_the_wheel_of_a_pack_of_this_repository(program: Program, tmp_path: Path) -> None:
    content = Path(__file__).parents[3] / "packs/running/src/kneetui_running/content"
    wheel = shelves.wheel(content, tmp_path, "running")
    done = program("pack", "install", wheel, "--yes")
    output = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "come out as before" in output
    assert "change:" not in output
    assert "running is installed as running (kneetui-running 0.1.0), too." in output
    listed = program("pack", "list").stdout.decode()
    assert "(this user; unsigned)" in listed
    assert "not used: the one of this user goes before it" in listed
    assert program("doctor").returncode == 0
