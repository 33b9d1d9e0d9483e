"""Indexes: trusted, looked into, installed from, trusted no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import kneetui_pack_index
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.packs.install import InstallDialog
from kneetui.ui.screens.packs.offer import OfferScreen
from kneetui.ui.screens.packs.packs import PacksScreen
from kneetui_pack_index import index
from kneetui_pack_index import trusted as indexes
from kneetui_pack_index.screens.index import IndexScreen
from kneetui_pack_index.screens.indexes import IndexesScreen, TrustDialog
from kneetui_pack_index.trusted import trusted
from tests.packs.keys import ssh_key
from tests.packs.web import Web, serving
from tests.ui.club import Make, app_of, archive, dialog_text, install, notices, pack, shown, to_packs
from tests.ui.waiting import until

pytestmark = pytest.mark.usefixtures("small_core")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with two archives and their index."""
    made = tmp_path / "site"
    for name in ("golf", "tennis"):
        archive(pack(tmp_path / name, name), made)
    index.make(made)
    return made


@pytest.fixture
def web(site: Path) -> Iterator[Web]:
    with serving() as server:
        server.offer(site)
        yield server


async def test_trusting_an_index_and_installing_from_it(make_app: Make, web: Web) -> None:
    app = app_of(make_app, kneetui_pack_index)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "x")
        await until(pilot, lambda: isinstance(app.screen, IndexesScreen))
        assert "No index is trusted." in shown(app)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, TrustDialog) and app.focused is not None)
        await pilot.press(*"club", "enter")
        app.screen.query_one("#url").show(f"{web.url}/")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, IndexesScreen))
        assert trusted()["club"].url == f"{web.url}/index.toml"
        assert any("club: 2 packs, unsigned" in notice for notice in notices(app))
        await until(pilot, lambda: "▸ club" in shown(app))
        assert "no key: only hashes are checked" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, IndexScreen) and "golf pack 0.1.0" in shown(app))
        assert "A pack for tests. · CC0-1.0" in shown(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, OfferScreen))
        assert app.screen.offer.info.id == "tennis"  # type: ignore[attr-defined]
        assert app.screen.offer.came.index == "club"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PacksScreen) and "tennis pack 0.1.0" in shown(app))


async def test_what_an_index_offers_can_be_picked_while_installing(make_app: Make, site: Path) -> None:
    indexes.trust("club", str(site))
    app = app_of(make_app, kneetui_pack_index)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "i")
        await until(pilot, lambda: isinstance(app.screen, InstallDialog) and app.focused is not None)
        assert "What club offers" in shown(app)
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, IndexScreen) and "▸ golf pack" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, InstallDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, IndexScreen) and "▸ golf pack" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, OfferScreen))
        assert app.screen.offer.came.name == "golf"  # type: ignore[attr-defined]


async def test_a_file_with_another_hash_is_refused(make_app: Make, site: Path, tmp_path: Path) -> None:
    indexes.trust("club", str(site))
    archive(pack(tmp_path / "other", "tennis", text="Something else."), tmp_path)
    (site / "tennis-0.1.0.zip").write_bytes((tmp_path / "tennis-0.1.0.zip").read_bytes())
    app = app_of(make_app, kneetui_pack_index)
    async with app.run_test(size=(80, 24)) as pilot:
        await install(pilot, "tennis@club")
        await until(pilot, lambda: "not the one that was promised" in dialog_text(app))
        assert "Do not use it." in dialog_text(app)


async def test_a_missing_signature_is_told(make_app: Make, site: Path, tmp_path: Path) -> None:
    key = ssh_key(tmp_path)
    app = app_of(make_app, kneetui_pack_index)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "x", "a")
        await until(pilot, lambda: isinstance(app.screen, TrustDialog) and app.focused is not None)
        for name, value in (("name", "club"), ("url", str(site)), ("key", f"{key}.pub")):
            app.screen.query_one(f"#{name}").show(value)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: "the signature is missing" in str(shown(app)).lower())
        assert trusted() == {}
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, IndexesScreen))


async def test_an_index_that_is_gone_says_so(make_app: Make, site: Path) -> None:
    indexes.trust("club", str(site))
    (site / "index.toml").unlink()
    app = app_of(make_app, kneetui_pack_index)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "x", "enter")
        await until(pilot, lambda: isinstance(app.screen, IndexScreen) and "cannot be read" in shown(app))
        await pilot.press("enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, IndexesScreen))


async def test_trusting_no_more_asks_first(make_app: Make, site: Path) -> None:
    indexes.trust("club", str(site))
    app = app_of(make_app, kneetui_pack_index)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "x", "r")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, IndexesScreen))
        assert list(trusted()) == ["club"]
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, IndexesScreen))
        assert trusted() == {}
        assert "No index is trusted." in shown(app)
        await pilot.press("r", "enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, PacksScreen))


async def test_a_damaged_list_of_indexes_is_told(make_app: Make) -> None:
    indexes.file().parent.mkdir(parents=True, exist_ok=True)
    indexes.file().write_text("index = 3")
    app = app_of(make_app, kneetui_pack_index)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "x")
        await until(pilot, lambda: isinstance(app.screen, IndexesScreen) and "indexes.toml" in shown(app))
        await pilot.press("escape", "i")
        await until(
            pilot, lambda: isinstance(app.screen, InstallDialog) and "indexes.toml" in dialog_text(app)
        )
