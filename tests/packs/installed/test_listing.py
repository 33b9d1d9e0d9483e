"""Everything that is installed is listed, in use or not, with how it came and how to remove it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from kneetui.config.distributions import InstalledDistribution
from kneetui.content.loading.merge import load
from kneetui.packs.errors import PackError
from kneetui.packs.install import enable_pin
from kneetui.packs.install.removal import NotOurs, prepare_removal, remove
from kneetui.packs.installed import distribution, install_record, pack_dir
from kneetui.packs.installed.distribution import PIPX, UV_TOOL, means
from kneetui.packs.installed.listing import Installed
from kneetui.packs.installed.listing import installed as listed
from tests.packs import shelves
from tests.packs.shelves import here, installed


@pytest.fixture
def metadata_files(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The files of the distribution kneetui-tennis."""
    files: dict[str, str] = {}
    monkeypatch.setattr(
        distribution, "distribution", lambda _: InstalledDistribution("kneetui_tennis-1.0", files.get)
    )
    return files


def how(tmp_path: Path) -> distribution.Means:
    made = means("kneetui-tennis", tmp_path)
    assert made is not None
    return made


def test_pip_and_uv_are_known_by_what_they_leave(metadata_files: dict[str, str], tmp_path: Path) -> None:
    metadata_files["INSTALLER"] = "pip\n"
    assert how(tmp_path).by == "pip"
    assert how(tmp_path).remove == f"{sys.executable} -m pip uninstall kneetui-tennis"
    metadata_files["INSTALLER"] = "uv"
    assert how(tmp_path).by == "uv"
    assert how(tmp_path).remove == f"uv pip uninstall --python {sys.executable} kneetui-tennis"
    metadata_files["INSTALLER"] = "dnf"
    assert how(tmp_path).remove == "Remove kneetui-tennis with dnf."


def test_pipx_and_uv_tools_are_known_by_their_environment(
    metadata_files: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "kneetui").mkdir()
    (tmp_path / "kneetui" / PIPX).write_text("{}")
    assert how(tmp_path / "kneetui").by == "pipx"
    assert how(tmp_path / "kneetui").remove == "pipx uninject kneetui kneetui-tennis"
    receipt = (
        '[tool]\nrequirements = [{ name = "kneetui" }, { name = "kneetui-tennis", directory = "/x/tennis" },'
        ' { name = "kneetui-golf", specifier = ">=1" }, { name = "other", directory = "/my packs/other" }]\n'
    )
    (tmp_path / UV_TOOL).write_text(receipt)
    assert how(tmp_path).by == "uv tool"
    assert how(tmp_path).remove == "uv tool install kneetui --with 'kneetui-golf>=1' --with '/my packs/other'"
    (tmp_path / UV_TOOL).write_text("broken = [")
    assert "without kneetui-tennis" in how(tmp_path).remove


def test_editable_installations_are_known(metadata_files: dict[str, str], tmp_path: Path) -> None:
    metadata_files["direct_url.json"] = json.dumps(
        {"url": "file:///my%20packs/tennis", "dir_info": {"editable": True}}
    )
    assert how(tmp_path).editable == "/my packs/tennis"
    for other in ("{", "[]", '{"url": "file:///x", "dir_info": {}}'):
        metadata_files["direct_url.json"] = other
        assert how(tmp_path).editable == ""


def test_a_distribution_that_is_not_there() -> None:
    assert means("kneetui-nothing-of-this-name") is None


# --- the list ------------------------------------------------------------------------------


def every(*of_plugins: tuple[Path, str], distributions: dict[str, str] | None = None) -> dict[str, Installed]:
    library = load(pack_dir.used(of_plugins))
    return {f"{one.id} {one.scope}": one for one in listed(library, of_plugins, distributions or {})}


@pytest.mark.usefixtures("small_core")
def test_every_pack_is_listed_with_its_state(tmp_path: Path, metadata_files: dict[str, str]) -> None:
    metadata_files["INSTALLER"] = "pip"
    origin = "tennis (kneetui-tennis 1.0)"
    plugin = (shelves.pack(tmp_path / "plugin"), origin)
    installed(shelves.pack(tmp_path / "golf", "golf"), shared=True)
    installed(shelves.pack(tmp_path / "squash", "squash"))
    enable_pin.pin("squash", pinned=True)
    enable_pin.switch("golf", [plugin], on=False)
    shelves.pack(pack_dir.user().folder / "bad", "bad", tips="[[tip]]")
    (pack_dir.user().folder / "squash/mine.toml").write_text("")
    packs = every(plugin, distributions={origin: "kneetui-tennis"})
    assert list(packs) == [
        "core built in",
        "tennis pip",
        "squash this user",
        "bad this user",
        "golf all users",
    ]
    assert packs["tennis pip"].means is not None
    assert packs["golf all users"].state == "off"
    squash = packs["squash this user"]
    assert (squash.state, squash.pinned, squash.edited) == ("in use", True, ("mine.toml",))
    assert squash.signature == "unsigned: a folder of this computer"
    assert packs["bad this user"].state == "left out"
    assert packs["bad this user"].problems
    assert packs["core built in"].version == "1.2.3"


@pytest.mark.usefixtures("small_core")
def test_what_gives_way_is_listed_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = (shelves.pack(tmp_path / "plugin"), "tennis (kneetui-tennis 1.0)")
    folder = shelves.pack(tmp_path / "tennis", version="0.2.0")
    installed(folder, shared=True)
    installed(folder)
    packs = every(plugin)
    assert packs["tennis this user"].state == "in use"
    assert (packs["tennis all users"].state, packs["tennis all users"].behind) == ("behind", "this user")
    assert packs["tennis plugin"].state == "behind"
    monkeypatch.setenv("KNEETUI_PLUGINS", "")
    assert every()["tennis this user"].state == "not named"


# --- taking away ---------------------------------------------------------------------------


@pytest.mark.usefixtures("small_core")
def test_a_removal_says_what_it_changes(tmp_path: Path) -> None:
    content = shelves.CONTENT.format(name="tennis", text="x") + shelves.FLAG.format(name="tennis")
    installed(shelves.pack(tmp_path / "tennis", content=content))
    installed(shelves.pack(tmp_path / "golf", "golf", more='[requires]\ntennis = ">=0.1"'))
    removal = prepare_removal("tennis", here(), {})
    assert [(changed_case.case, changed_case.lower) for changed_case in removal.outcomes.changed] == [
        ("A3", True)
    ]
    assert [pack.pack for pack in removal.broken] == ["golf"]
    assert removal.next == ""
    assert (pack_dir.user().folder / "tennis").is_dir()
    assert remove(removal) is None
    assert list(pack_dir.user().packs()) == ["golf"]


@pytest.mark.usefixtures("small_core")
def test_behind_a_removed_pack_the_other_comes_to_the_front(tmp_path: Path) -> None:
    content = shelves.CONTENT.format(name="tennis", text="x") + shelves.FLAG.format(name="tennis")
    folder = shelves.pack(tmp_path / "tennis", content=content)
    installed(folder, shared=True)
    installed(folder)
    removal = prepare_removal("tennis", here(), {})
    assert removal.outcomes.changed == ()
    assert removal.next == "all users"
    remove(removal)
    assert pack_dir.used([]) == [(pack_dir.system().folder / "tennis", "all users")]


@pytest.mark.usefixtures("small_core")
def test_edits_of_a_removed_pack_are_kept(tmp_path: Path) -> None:
    folder = installed(shelves.pack(tmp_path / "tennis"))
    (folder / "mine.toml").write_text("# mine")
    removal = prepare_removal("tennis", here(), {})
    assert removal.edited == ("mine.toml",)
    backup = remove(removal)
    assert backup is not None
    assert (backup / "mine.toml").read_text() == "# mine"
    assert install_record.read(pack_dir.user(), "tennis") is None


@pytest.mark.usefixtures("small_core")
def test_a_pack_of_a_distribution_is_not_ours_to_remove(
    tmp_path: Path, metadata_files: dict[str, str]
) -> None:
    metadata_files["INSTALLER"] = "pip"
    origin = "tennis (kneetui-tennis 1.0)"
    plugin = (shelves.pack(tmp_path / "plugin"), origin)
    with pytest.raises(NotOurs, match="was installed with pip") as error:
        prepare_removal("tennis", here(plugin), {origin: "kneetui-tennis"})
    assert error.value.means is not None
    assert error.value.means.remove.endswith("-m pip uninstall kneetui-tennis")
    with pytest.raises(PackError, match="the core cannot be removed"):
        prepare_removal("core", here(), {})
    with pytest.raises(PackError, match="no pack “golf” that kneetui installed"):
        prepare_removal("golf", here(), {})
