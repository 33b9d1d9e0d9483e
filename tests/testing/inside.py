"""pytest inside pytest."""

from __future__ import annotations

import pytest

import kneetui.app
import kneetui.cli
import kneetui.packs.checking
import kneetui.packs.trial
import kneetui.screens.question
import kneetui.screens.today
import kneetui.screens.triage  # noqa: F401 (imported once here, and not by every run inside)

OTHERS = ("hypothesispytest", "benchmark", "xdist", "asyncio")


def run(project: pytest.Pytester, *words: str) -> pytest.RunResult:
    """pytest in this process, with the plugins that somebody has who installed kneetui[testing]."""
    return project.runpytest_inprocess(*(f"-pno:{name}" for name in OTHERS), *words)
