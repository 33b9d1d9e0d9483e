"""Which packs are in use: two shelves, plugins, and what a user switched off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kneetui.packs.errors import PackError
from kneetui.packs.install import enable_pin
from kneetui.packs.installed import disabled, pack_dir
from kneetui.services.container import Services
from tests.packs import shelves


def on(place: pack_dir.Shelf, name: str = "tennis") -> Path:
    """A pack put on a shelf by hand."""
    return shelves.pack(place.folder / name, name)


def test_without_shelves_there_is_nothing() -> None:
    assert pack_dir.folders() == []
    assert pack_dir.used([]) == []


def test_packs_of_both_shelves_are_used_by_id() -> None:
    mine, everybody = on(pack_dir.user(), "squash"), on(pack_dir.system(), "golf")
    assert pack_dir.folders() == [(everybody, "all users"), (mine, "this user")]


def test_what_is_no_pack_on_a_shelf_is_passed_over(tmp_path: Path) -> None:
    place = pack_dir.user().folder
    on(pack_dir.user())
    for name in (".stage-x", "_kept", ".old-golf", "Golf", ".ready-golf"):
        (place / name).mkdir()
    (place / "tennis.toml").write_text("")
    (place / "link").symlink_to(shelves.pack(tmp_path / "elsewhere", "link"))
    assert [folder.name for folder, _ in pack_dir.folders()] == ["tennis"]


def test_this_user_goes_before_all_users_and_nothing_is_hidden_in_silence() -> None:
    mine, everybody = on(pack_dir.user()), on(pack_dir.system())
    assert pack_dir.used([]) == [(mine, "this user")]
    assert pack_dir.hidden([]) == [("tennis", everybody, "all users", "this user")]


def test_a_shelf_goes_before_a_plugin(tmp_path: Path) -> None:
    plugin = (shelves.pack(tmp_path / "plugin"), "tennis (kneetui-tennis 1.0)")
    other = (shelves.pack(tmp_path / "other", "golf"), "golf (kneetui-golf 1.0)")
    assert pack_dir.used([plugin, other]) == [plugin, other]
    mine = on(pack_dir.user())
    assert pack_dir.used([plugin, other]) == [other, (mine, "this user")]
    assert pack_dir.hidden([plugin, other]) == [("tennis", *plugin, "this user")]


def test_every_pack_can_be_off_for_one_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = (shelves.pack(tmp_path / "plugin", "golf"), "golf (kneetui-golf 1.0)")
    on(pack_dir.user(), "squash")
    on(pack_dir.system(), "tennis")
    for name in ("golf", "squash", "tennis"):
        assert enable_pin.switch(name, [plugin], on=False)
        assert not enable_pin.switch(name, [plugin], on=False)
    assert pack_dir.used([plugin]) == []
    assert not list(pack_dir.system().folder.glob("*.toml"))
    with monkeypatch.context() as other:
        other.setenv("KNEETUI_HOME", str(tmp_path / "somebody-else"))
        assert [origin for _, origin in pack_dir.used([plugin])] == [plugin[1], "all users"]
    assert enable_pin.switch("golf", [plugin], on=True)
    assert pack_dir.used([plugin]) == [plugin]


def test_the_core_is_never_off() -> None:
    with pytest.raises(PackError, match="core"):
        enable_pin.switch("core", [], on=False)


def test_a_pack_that_is_not_there_cannot_be_switched_off() -> None:
    on(pack_dir.user())
    with pytest.raises(PackError, match="Did you mean “tennis”"):
        enable_pin.switch("tenis", [], on=False)


def test_what_is_off_and_gone_can_be_switched_on_again() -> None:
    disabled.switch("gone", on=False)
    assert enable_pin.switch("gone", [], on=True)


def test_a_damaged_list_of_what_is_off_is_named_and_not_written_over() -> None:
    disabled.file().parent.mkdir(parents=True)
    disabled.file().write_text("disabled = [")
    assert disabled.disabled() == frozenset()
    assert "which packs are off" in str(Services().problems[0])
    with pytest.raises(PackError):
        disabled.switch("tennis", on=False)
    assert disabled.file().read_text() == "disabled = ["


@pytest.mark.parametrize(
    ("value", "names"), [("", []), ("tennis, golf", ["tennis"]), (None, ["squash", "tennis"])]
)
def test_the_environment_chooses(
    monkeypatch: pytest.MonkeyPatch, value: str | None, names: list[str]
) -> None:
    on(pack_dir.user(), "squash")
    on(pack_dir.user(), "tennis")
    if value is not None:
        monkeypatch.setenv("KNEETUI_PLUGINS", value)
    assert [folder.name for folder, _ in pack_dir.used([])] == names


def test_the_library_holds_what_is_on_the_shelf_and_knows_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEETUI_PLUGINS", "tennis")
    monkeypatch.setattr("kneetui.plugins.manager.entry_points", lambda _: [])
    services = Services()
    assert "tennis" not in services.library.packs
    text = 'format = 1\nid = "tennis"\nname = "T"\nversion = "{}"\nsummary = "S"\nlicence = "CC0-1.0"\nauthors = ["x"]\n'
    folder = pack_dir.user().folder / "tennis"
    folder.mkdir(parents=True)
    for version in ("0.1.0", "0.10.0"):
        (folder / "pack.toml").write_text(text.format(version))
        services.reload()
        assert services.library.packs["tennis"].version == version
        assert services.library.packs["tennis"].origin == "this user"
    enable_pin.switch("tennis", [], on=False)
    services.reload()
    assert "tennis" not in services.library.packs


def test_looking_at_the_shelves_costs_little(home: Path) -> None:
    on(pack_dir.user())
    disabled.switch("squash", on=False)
    code = (
        "import sys\nfrom kneetui.packs.installed import pack_dir\nassert len(pack_dir.used([])) == 1\n"
        "heavy = ('pydantic', 'packaging', 'tomli_w', 'http', 'nacl', 'kneetui.content.loading.loader', 'kneetui.triage')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert done.stdout == "[]\n"
