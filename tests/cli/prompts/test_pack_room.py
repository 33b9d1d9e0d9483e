"""Of a pack only what can be done with it now is offered."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.cli.prompts.pack_room import ways
from kneetui.packs.installed.listing import Installed


@pytest.mark.parametrize(
    ("state", "scope", "offered"),
    [
        ("in use", "built in", ["info"]),
        ("in use", "uv", ["info", "disable", "update", "remove"]),
        ("off", "uv", ["info", "enable", "update", "remove"]),
    ],
)
def test_what_is_offered(state: str, scope: str, offered: list[str]) -> None:
    pack = Installed(id="running", state=state, scope=scope, origin=scope, folder=Path(), info=None)
    assert list(ways(pack)) == offered
