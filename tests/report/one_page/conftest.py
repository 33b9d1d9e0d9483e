from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kneetui.content.model import Library
from kneetui.report.one_page.model import Report
from kneetui.services.container import Services
from kneetui.services.report.gather import report, request_for
from tests.report.one_page.person import before, diary

Make = Callable[..., Report]


@pytest.fixture
def runner(make_services: Callable[..., Services], library: Library) -> Services:
    """The runner's app."""
    return make_services(entries=diary(library))


@pytest.fixture
def make(runner: Services) -> Make:
    """A function that makes a report of the runner: the last ten weeks, for a physiotherapist."""

    def made(**wanted: Any) -> Report:
        request = {"audience": "physio", "since": before(70, 0).date(), **wanted}
        return report(runner, request_for(runner, **request))

    return made
