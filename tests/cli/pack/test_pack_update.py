"""``kneetui pack update``, ``remove``, ``disable``, ``enable``, ``pin`` and ``unpin``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kneetui.packs.installed import pack_dir
from tests.cli.shipping import plain, run
from tests.packs import shelves

__all__ = ["run"]
Run = Callable[..., Result]


@pytest.fixture
def places(run: Run, tmp_path: Path) -> dict[str, Path]:
    """Two installed packs, and where they came from."""
    folders = {name: shelves.pack(tmp_path / name, name) for name in ("golf", "tennis")}
    for folder in folders.values():
        assert run("pack", "install", folder, "--yes").exit_code == 0
    return folders


def versions(run: Run) -> dict[str, str]:
    return {pack["id"]: pack["version"] for pack in plain(run("pack", "list", "--json"))["packs"]}


def test_names_or_all_must_be_said(run: Run) -> None:
    for words in ((), ("tennis", "--all")):
        result = run("pack", "update", *words)
        assert result.exit_code == 2
        assert "--all" in result.stderr
    assert run("pack", "update", "--all").stdout == "There is no pack to update.\n"


def test_the_difference_is_shown_before_it_asks(run: Run, places: dict[str, Path]) -> None:
    shelves.pack(places["tennis"], version="0.2.0", text="Harder.")
    result = run("pack", "update", "--all", input="y\n")
    assert result.exit_code == 0
    for words in (
        "golf 0.1.0: nothing new",
        "in place of: tennis 0.1.0 (this user)",
        "changed:\n  tip: tennis-grip",
        "outcomes: 3 of 3 cases come out as before",
        "Update tennis from 0.1.0 to 0.2.0? [y/N]: y",
        "Updated: tennis 0.2.0",
    ):
        assert words in result.stdout, words
    assert versions(run) == {"core": "1.2.3", "golf": "0.1.0", "tennis": "0.2.0"}


def test_no_leaves_it_as_it_is(run: Run, places: dict[str, Path]) -> None:
    shelves.pack(places["tennis"], version="0.2.0")
    assert run("pack", "update", "tennis", input="n\n").exit_code == 1
    assert run("pack", "update", "tennis", "--dry-run", "--yes").exit_code == 0
    assert plain(run("pack", "update", "tennis", "--json"))["packs"][0]["installed"] is False
    assert versions(run)["tennis"] == "0.1.0"
    assert plain(run("pack", "update", "tennis", "--json", "--yes"))["packs"][0]["installed"] is True
    assert versions(run)["tennis"] == "0.2.0"


def test_an_edited_pack_stops_alone(run: Run, places: dict[str, Path]) -> None:
    for name, folder in places.items():
        shelves.pack(folder, name, version="0.2.0")
    mine = pack_dir.user().folder / "golf/content.toml"
    mine.write_text(mine.read_text() + "# mine\n")
    result = run("pack", "update", "--all", "--yes")
    assert result.exit_code == 1
    assert "the installed pack was edited (content.toml)" in result.stdout
    assert versions(run) == {"core": "1.2.3", "golf": "0.1.0", "tennis": "0.2.0"}
    assert mine.read_text().endswith("# mine\n")
    result = run("pack", "update", "golf", "--yes", "--replace")
    assert result.exit_code == 0
    assert f"The edited pack is kept: {pack_dir.user().backups / 'golf-0.1.0'}" in result.stdout
    assert (pack_dir.user().backups / "golf-0.1.0/content.toml").read_text().endswith("# mine\n")


def test_a_pinned_pack_is_passed_over_and_said_so(run: Run, places: dict[str, Path]) -> None:
    shelves.pack(places["golf"], "golf", version="0.2.0")
    assert "golf (this user) is pinned" in run("pack", "pin", "golf").stdout
    assert "golf 0.1.0: pinned, not looked for" in run("pack", "update", "--all", "--yes").stdout
    assert "(this user; pinned; " in run("pack", "list").stdout
    run("pack", "unpin", "golf")
    run("pack", "update", "--all", "--yes")
    assert versions(run)["golf"] == "0.2.0"


def test_one_that_fails_does_not_stop_the_others(run: Run, places: dict[str, Path]) -> None:
    shelves.pack(places["golf"], "golf", version="0.2.0", tips="[[tip]]")
    shelves.pack(places["tennis"], version="0.2.0")
    result = run("pack", "update", "--all", "--yes")
    assert result.exit_code == 1
    assert "tips.toml" in result.stderr
    assert versions(run) == {"core": "1.2.3", "golf": "0.1.0", "tennis": "0.2.0"}


def test_a_pack_that_is_not_installed(run: Run, places: dict[str, Path]) -> None:
    for command in ("update", "remove", "disable", "pin"):
        result = run("pack", command, "tenis")
        assert result.exit_code == 1
        assert "Did you mean “tennis”?" in result.stderr


def test_removing_asks_and_says_what_changes(run: Run, places: dict[str, Path]) -> None:
    result = run("pack", "remove", "tennis", input="n\n")
    assert result.exit_code == 1
    assert "outcomes: 3 of 3 cases come out as before" in result.stdout
    assert "tennis" in versions(run)
    assert plain(run("pack", "remove", "tennis", "--json"))["removed"] is False
    assert run("pack", "remove", "tennis", input="y\n").exit_code == 0
    assert "tennis" not in versions(run)
    assert list(places["tennis"].iterdir())


def test_edits_of_a_removed_pack_are_kept(run: Run, places: dict[str, Path]) -> None:
    (pack_dir.user().folder / "golf/mine.toml").write_text("# mine")
    result = run("pack", "remove", "golf", "--yes")
    backup = pack_dir.user().backups / "golf-0.1.0"
    assert "It was edited (mine.toml)" in result.stdout
    assert f"The edited pack is kept: {backup}" in result.stdout
    assert (backup / "mine.toml").read_text() == "# mine"


def test_switching_off_and_on(run: Run, places: dict[str, Path]) -> None:
    assert run("pack", "disable", "golf").stdout == "golf is off for you.\n"
    assert run("pack", "disable", "golf").stdout == "golf is off for you already.\n"
    assert "golf 0.1.0  golf pack  (this user; off; " in run("pack", "list").stdout
    assert plain(run("pack", "info", "golf", "--json"))["disabled"] is True
    assert run("pack", "enable", "golf").stdout == "golf is on for you.\n"
    assert "off" not in run("pack", "list").stdout
    assert run("pack", "disable", "core").exit_code == 1


@pytest.mark.parametrize("command", ["remove", "disable", "list"])
def test_packs_of_distributions(program: Callable[..., object], command: str) -> None:
    words = [] if command == "list" else ["running"]
    done = program("pack", command, *words)
    output = done.stdout.decode() + done.stderr.decode()  # type: ignore[attr-defined]
    assert "Traceback" not in output
    if command == "remove":
        assert done.returncode == 1  # type: ignore[attr-defined]
        assert "kneetui-running" in output.splitlines()[-1]
    elif command == "disable":
        assert "running is off for you." in output
    else:
        assert "running (kneetui-running 0.1.0)" in output
