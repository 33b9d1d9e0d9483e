"""The command line on the small core with this plugin, in the home of the test."""

from __future__ import annotations

import pytest

import kneetui_pack_authoring
from kneetui.content.model import Library
from kneetui.services.container import Services
from kneetui.testing import asked
from tests.cli.conftest import program, refused, run, small
from tests.packs.conftest import folder

__all__ = ["folder", "program", "refused", "run", "small"]


@pytest.fixture
def services(small: Library) -> Services:
    """Services with the small core and this plugin."""
    made = Services()
    made.use_library(small)
    made.plugins = asked(kneetui_pack_authoring)
    return made
