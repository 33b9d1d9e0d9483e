"""Every module of the services has tests of its own, and none of them needs the app."""

from __future__ import annotations

from pathlib import Path

import pytest

import kneetui.services

SOURCE = Path(kneetui.services.__file__).parent
MODULES = sorted(file.relative_to(SOURCE) for file in SOURCE.rglob("*.py") if file.name != "__init__.py")


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_it_has_tests_that_start_no_app(module: Path) -> None:
    tests = Path(__file__).parent / module.parent / f"test_{module.name}"
    assert tests.exists(), f"{module} has no tests of its own in {tests}"
    text = tests.read_text("utf-8")
    assert "def test_" in text
    assert not [word for word in ("make_app", "KneeApp", "run_test", "textual") if word in text]
