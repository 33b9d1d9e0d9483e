"""The plugin to copy is that of the guide, its own tests pass once it is installed, and the list of hooks is true."""

from __future__ import annotations

import re
import runpy
import tomllib
from collections.abc import Callable
from inspect import signature
from pathlib import Path

import pytest
from click.testing import Result

from kneetui.plugins.hooks import Specs

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = DOCS / "examples/mylog"
GUIDE = (DOCS / "plugins.md").read_text("utf-8")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plugin is on the path, with the entry point that its project file names."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    info = tmp_path / "site" / "kneetui_mylog-0.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 0.1.0\n")
    entries = [f"{name} = {module}" for name, module in project["entry-points"]["kneetui"].items()]
    (info / "entry_points.txt").write_text("\n".join(["[kneetui]", *entries, ""]))
    monkeypatch.syspath_prepend(EXAMPLE)
    monkeypatch.syspath_prepend(info.parent)


def test_its_code_is_that_of_the_guide() -> None:
    code = (EXAMPLE / "kneetui_mylog.py").read_text("utf-8").partition('"""\n\n')[2]
    assert f"```python\n{code}```" in GUIDE


def test_its_own_tests_pass(
    installed: None, tmp_path: Path, run_kneetui: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNEETUI_PLUGINS", "mylog")
    tests = runpy.run_path(str(EXAMPLE / "tests/test_mylog.py"))
    log = tests["log"].__wrapped__
    tests["test_it_fits_the_hooks"]()
    tests["test_it_reads_a_run_and_warns_of_the_rest"](log(tmp_path))
    tests["test_a_run_comes_into_the_diary_once"](run_kneetui, log(tmp_path))
    tests["test_no_json_is_said"](log(tmp_path))
    assert len([name for name in tests if name.startswith("test_")]) == 4


def test_the_list_of_hooks_says_what_each_returns() -> None:
    listed = re.findall(r"^\| \[`(kneetui_\w+)`\]\(#\1\) \| `([^`]+)` \|", GUIDE, re.MULTILINE)
    hooks = {name: hook for name, hook in vars(Specs).items() if name.startswith("kneetui_")}
    assert dict(listed) == {name: signature(hook).return_annotation for name, hook in hooks.items()}
