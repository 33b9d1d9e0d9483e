"""pytest inside pytest."""

from __future__ import annotations

import pytest

OTHERS = ("hypothesispytest", "benchmark", "xdist", "asyncio")


def run(project: pytest.Pytester, *words: str) -> pytest.RunResult:
    """pytest in this process, with the plugins that somebody has who installed kneetui[testing]."""
    return project.runpytest_inprocess(*(f"-pno:{name}" for name in OTHERS), *words)
