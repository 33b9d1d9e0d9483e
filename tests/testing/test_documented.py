"""The guides say what the plugin offers, and their examples run."""

from __future__ import annotations

import inspect
import re
import shutil
import tomllib
from pathlib import Path

import pytest

import kneetui.testing
from kneetui.testing import screens
from kneetui.ui.app import KneeApp
from kneetui_pack_authoring.pack_trial import run
from tests.testing import inside

pytest_plugins = ("pytester",)

ROOT = Path(__file__).parents[2]
PACKS = (ROOT / "docs/packs.md").read_text("utf-8")
PLUGINS = (ROOT / "docs/plugins.md").read_text("utf-8")


def section(text: str, heading: str) -> str:
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


TEST_IT, TESTING = section(PACKS, "Test it"), section(PLUGINS, "Testing")


def named(text: str, head: str) -> list[str]:
    """The names in the first column of the table with this head."""
    rows = text.partition(f"| {head} | ")[2].partition("\n\n")[0]
    return re.findall(r"^\| `(?:screens\.)?(\w+)", rows, re.MULTILINE)


def test_every_fixture_is_documented_and_no_other() -> None:
    fixtures = {
        name
        for name, value in vars(kneetui.testing).items()
        if type(value).__name__ == "FixtureFunctionDefinition"
    }
    documented = [*named(TEST_IT, "Fixture"), *named(TESTING, "Fixture")]
    assert len(fixtures) > 8
    assert sorted(documented) == sorted(fixtures)
    for name in fixtures:
        assert name in (kneetui.testing.__doc__ or "")


def test_every_place_is_documented_with_its_arguments() -> None:
    places = {
        name: list(inspect.signature(value).parameters)
        for name, value in vars(screens).items()
        if inspect.isfunction(value) and value.__annotations__.get("return") == "Place"
    }
    documented = dict(re.findall(r"^\| `screens\.(\w+)\(([^)]*)\)` \|", TEST_IT, re.MULTILINE))
    assert set(documented) == set(places)
    for name, arguments in documented.items():
        assert len(arguments.split(", ")) == len(places[name])
    assert set(re.findall(r"`(\w+)`", re.findall(r"^\| `screens.room.*$", TEST_IT, re.M)[0])) == set(
        KneeApp().rooms()
    )


def test_the_extra_brings_what_the_fixtures_need() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extra = project["project"]["optional-dependencies"]["testing"]
    assert set(extra) <= set(project["dependency-groups"]["dev"])
    assert [re.split(r"[<>=]", requirement)[0] for requirement in extra] == [
        "pytest",
        "pytest-textual-snapshot",
    ]
    assert project["project"]["entry-points"]["pytest11"] == {"kneetui.testing": "kneetui.testing"}


def examples(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.hunt
def test_the_tests_of_the_guide_pass_on_its_pack(pytester: pytest.Pytester) -> None:
    line, whole = examples(TEST_IT, "py")
    assert line.strip() in whole
    shutil.copytree(ROOT / "docs/examples/tennis", pytester.path / "src/kneetui_tennis/content")
    (ini,) = examples(TEST_IT, "ini")
    pytester.makepyprojecttoml(ini)
    pytester.makepyfile(**{"tests/test_pack": whole})
    result = inside.run(pytester, "--snapshot-update")
    outcomes = result.parseoutcomes()
    assert set(outcomes) <= {"passed"}
    assert outcomes["passed"] > 5


def test_the_tests_of_a_plugin_in_the_guide_pass(pytester: pytest.Pytester) -> None:
    hello, store = examples(TESTING, "python")
    (code,) = re.findall(r"^```python\n(# kneetui_hello\.py\n.*?)^```$", PLUGINS, re.MULTILINE | re.DOTALL)
    folder = pytester.path / "kneetui_hello-0.1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: kneetui-hello\nVersion: 0.1.0\n", "utf-8")
    (folder / "entry_points.txt").write_text("[kneetui]\nhello = kneetui_hello\n", "utf-8")
    pytester.makepyfile(kneetui_hello=code, test_hello=hello, test_store=store)
    pytester.syspathinsert()
    outcomes = inside.run(pytester).parseoutcomes()
    assert set(outcomes) <= {"passed"}
    assert outcomes["passed"] > 15


def test_the_failed_case_of_the_guide_is_told_in_these_words(tmp_path: Path) -> None:
    """Its author expects one level too much. How likely the causes are is not compared."""
    shown = re.search(r"^FAILED  (\S+): (.*?)  \(.*\)\n((?:  .*\n)+)", TEST_IT, re.MULTILINE)
    assert shown
    name, wrong, lines = shown.groups()
    folder = shutil.copytree(ROOT / "docs/examples/tennis", tmp_path / "tennis")
    cases = folder / "cases.toml"
    before, head, after = cases.read_text("utf-8").partition(f'id = "{name}"')
    cases.write_text(before + head + after.replace('"self-care"', '"soon"', 1), "utf-8")
    report = run(folder, search=False)
    (failure,) = report.failures
    assert failure.wrong == wrong
    printed = [*failure.explain(), report.problem(failure).remedy]
    assert [re.sub(r" \d+%.*", "", line) for line in printed] == [
        re.sub(r" \d+%.*", "", line.strip()) for line in lines.splitlines()
    ]
