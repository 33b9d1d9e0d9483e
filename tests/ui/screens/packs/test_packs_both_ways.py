"""The packs room and numbered lines put the same on the shelf, and take the same from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kneetui.cli import cli
from kneetui.cli.prompts.menu import FLOWS
from kneetui.cli.prompts.pack_room import ways
from kneetui.packs.installed import pack_dir
from kneetui.packs.installed.listing import installed
from kneetui.services.container import Services
from kneetui.ui.screens.packs.offer import OfferScreen, RemovalScreen
from tests.ui.club import Make, app_of, install, pack, to_packs
from tests.ui.waiting import until

pytestmark = pytest.mark.usefixtures("small_core")


@pytest.fixture
def tennis(tmp_path: Path) -> Path:
    return pack(tmp_path / "tennis")


def stored() -> dict[str, bytes]:
    """Every file of the shelf, by its place there: the packs, their records, what is kept of them."""
    shelf = pack_dir.user().folder
    files = (file for file in sorted(shelf.rglob("*")) if file.is_file())
    return {str(file.relative_to(shelf)): file.read_bytes() for file in files}


def by_lines(services: Services, *lines: str) -> dict[str, bytes]:
    number = str(list(FLOWS).index("packs") + 1)
    typed = "\n".join([number, *lines, "q", "q", ""])
    result = CliRunner().invoke(cli, ["--plain"], input=typed, obj=services)
    assert result.exit_code == 0, result.output
    return stored()


async def test_a_pack_is_installed_and_removed(
    make_app: Make, tennis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_of(make_app)
    services = app.services
    async with app.run_test(size=(80, 24)) as pilot:
        before = stored()
        await install(pilot, tennis)
        await until(pilot, lambda: isinstance(app.screen, OfferScreen))
        await pilot.press("enter")
        await until(pilot, lambda: "tennis" in services.library.packs)
        added = stored()
        assert added.keys() > before.keys()
        await to_packs(pilot, "end", "r")
        await until(pilot, lambda: isinstance(app.screen, RemovalScreen))
        await pilot.press("enter")
        await until(pilot, lambda: "tennis" not in services.library.packs)
        removed = stored()

    monkeypatch.setenv("KNEETUI_HOME", str(tmp_path / "other"))
    # of the core and this way to a new one: the second line; what, and yes
    assert by_lines(services, "2", str(tennis), "1") == added
    plugins = services.plugins
    packs = {pack.id: pack for pack in installed(services.library, plugins.packs(), plugins.distributions())}
    remove = list(ways(packs["tennis"])).index("remove") + 1
    assert by_lines(services, "2", str(remove), "1") == removed
