"""The pytest plugin, as somebody who writes a pack meets it: in a project of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.content.packs import write_pack
from tests.testing.inside import run

pytest_plugins = ("pytester",)

STANDARD = "from kneetui.testing.pack import *\n"
CASE = """
[[case]]
id = "T-1"
source = "made up"
story = "Sore in front on the way down."
[case.answers]
location = {{ yes = ["kneecap"] }}
worse-with = {{ yes = ["stairs-down", "sitting-long"] }}
[case.expect]
cause = "patellofemoral-pain"
urgency = "{urgency}"
"""
SNAP = """
from kneetui.testing import screens

def test_picture(snap_screen):
    assert snap_screen(screens.question("tennis.ball"))
"""

THEMES = """
import pytest
from kneetui.testing import screens

@pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
def test_picture(snap_themes, size):
    assert snap_themes(screens.question("tennis.ball"), size)
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder with a good pack, its case, and the one line that tests both."""
    write_pack(pytester.path / "tennis", cases=CASE.format(urgency="self-care"))
    pytester.makepyfile(test_pack=STANDARD)
    return pytester


def test_one_line_tests_a_pack_and_every_case(project: pytest.Pytester) -> None:
    result = run(project, "-v")
    result.assert_outcomes(passed=2)
    for name in ("test_the_pack_is_good", "test_the_case_comes_out[[]T-1]"):
        result.stdout.fnmatch_lines([f"*{name} PASSED*"])


def test_a_bad_pack_fails_with_all_its_problems(project: pytest.Pytester) -> None:
    write_pack(project.path / "tennis", tips='[[tip]]\nid = "x"\n', broken="[[what]]\n")
    result = run(project, "-k", "good")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*broken.toml:1:*unknown table “what”*", "*tips.toml:1:*is missing*"])
    assert "Traceback" not in result.stdout.str()
    assert "def test_the_pack_is_good" not in result.stdout.str()


def test_a_bad_pack_fails_its_cases_with_its_problems_too(project: pytest.Pytester) -> None:
    write_pack(project.path / "tennis", broken="[[what]]\n")
    result = run(project, "-k", "case")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*unknown table “what”*"])


def test_a_wrong_case_says_what_was_expected_and_what_came(project: pytest.Pytester) -> None:
    write_pack(project.path / "tennis", cases=CASE.format(urgency="urgent"))
    result = run(project)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "T-1: a missed red flag",
            "  expected  urgent: patellofemoral-pain",
            "  came      self-care: patellofemoral-pain *%*",
            "  set by    no flag is up",
        ]
    )
    assert "def test_the_case_comes_out" not in result.stdout.str()


def test_a_pack_without_cases_fails_plainly(project: pytest.Pytester) -> None:
    write_pack(project.path / "tennis", cases="")
    result = run(project)
    result.stdout.fnmatch_lines(["*there is no [[][[]case]] in *tennis*"])
    assert result.ret == 1


def test_one_of_several_packs_is_named_in_the_configuration(project: pytest.Pytester) -> None:
    write_pack(project.path / "squash", "squash", cases="")
    unclear = run(project)
    assert unclear.ret != 0
    unclear.stdout.fnmatch_lines(["*several packs are near *squash, *tennis. *kneetui_pack*"])
    project.makeini("[pytest]\nkneetui_pack = tennis\n")
    run(project).assert_outcomes(passed=2)
    project.makeini("[pytest]\nkneetui_pack = golf\n")
    run(project).stdout.fnmatch_lines(["*kneetui_pack: there is no pack.toml in *golf*"])


def test_the_library_holds_the_core_and_the_pack_and_no_other(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_pack="""
        def test_alone(pack_library, pack_folder, library):
            assert list(pack_library.packs) == ["core", "tennis"]
            assert pack_folder.name == "tennis"
            assert "running" in library.packs
        """
    )
    run(project).assert_outcomes(passed=1)


def test_another_folder_can_be_handed_over(project: pytest.Pytester) -> None:
    other = write_pack(project.path / "made/up", "squash")
    project.makepyfile(
        test_pack=f"""
        import pytest
        from pathlib import Path
        from kneetui.testing.pack import *

        @pytest.fixture(scope="module")
        def pack_folder():
            return Path({str(other)!r})

        def test_other(pack_library):
            assert "squash" in pack_library.packs
        """
    )
    result = run(project)
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*the case T-1 is not in *up*kneetui_pack*"])


def test_answers_are_assessed_with_the_pack(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_pack="""
        def test_good(assess):
            found = assess({"tennis.ball": "hard", "location": ["kneecap"]})
            assert found.causes[0].id == "patellofemoral-pain"

        def test_wrong(assess):
            assess({"tennis.ball": "round"})
        """
    )
    result = run(project)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*tennis.ball: *round* is not an option*"])


def test_pictures_are_taken_compared_and_told_apart(project: pytest.Pytester) -> None:
    project.makepyfile(test_pack=SNAP)
    run(project).assert_outcomes(failed=1)
    run(project, "--snapshot-update").assert_outcomes(passed=1)
    (picture,) = project.path.glob("__snapshots__/test_pack/*.svg")
    assert "Which&#160;ball?" in picture.read_text("utf-8")
    run(project).assert_outcomes(passed=1)
    picture.write_text(picture.read_text("utf-8").replace("ball?", "ball!"), "utf-8")
    run(project).assert_outcomes(failed=1)


def test_pictures_of_both_themes_fail_one_by_one(project: pytest.Pytester) -> None:
    project.makepyfile(test_pack=THEMES)
    run(project, "--snapshot-update").assert_outcomes(passed=1)
    dark, light = sorted(project.path.glob("__snapshots__/test_pack/*.svg"))
    assert (dark.name, light.name) == ("test_picture[80x24-dark].svg", "test_picture[80x24-light].svg")
    assert dark.read_text("utf-8") != light.read_text("utf-8")
    run(project).assert_outcomes(passed=1)
    for picture in (dark, light):
        picture.write_text(picture.read_text("utf-8").replace("ball?", "ball!"), "utf-8")
        run(project).assert_outcomes(failed=1)
    report = (project.path / "snapshot_report.html").read_text("utf-8")
    assert all(f"test_picture[80x24] {theme}" in report for theme in ("dark", "light"))


@pytest.mark.parametrize("test", [SNAP, THEMES], ids=["one", "both"])
def test_without_the_library_for_pictures_it_says_what_to_install(
    project: pytest.Pytester, test: str
) -> None:
    project.makepyfile(test_pack=test)
    result = run(project, "-p", "no:textual-snapshot")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(['*pip install "kneetui[[]testing]"*'])


def test_what_stands_on_a_screen_is_text(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_pack="""
        from kneetui.testing import screens

        def test_there(screen_text):
            assert "Which ball?" in screen_text(screens.question("tennis.ball"), (60, 20))

        def test_not_there(screen_text):
            screen_text(screens.exercise("juggling"))
        """
    )
    result = run(project)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*there is no exercise “juggling” in this library*"])


def test_commands_run_in_a_home_of_their_own(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_pack="""
        def test_there(run_kneetui, kneetui_home):
            assert "core" in run_kneetui("pack", "list").stdout
            assert run_kneetui("pack", "what").exit_code == 2
            assert str(kneetui_home) in run_kneetui("doctor").stdout
        """
    )
    run(project).assert_outcomes(passed=1)


def test_every_test_of_a_store_is_run_and_a_bad_store_fails_some(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_store="""
        import pytest
        from kneetui.diary.store.sqlite import SqliteDiary
        from kneetui.testing.stores import DiaryStoreTests

        class OldestFirst(SqliteDiary):
            def entries(self, **what):
                return super().entries(**what)[::-1]

        class TestIt(DiaryStoreTests):
            @pytest.fixture
            def open_store(self, tmp_path):
                return lambda: OldestFirst(tmp_path / "diary.db")
        """
    )
    outcomes = run(pytester).parseoutcomes()
    assert outcomes["failed"] >= 2
    assert outcomes["passed"] > 10
    assert "errors" not in outcomes


def test_it_can_be_turned_off(project: pytest.Pytester) -> None:
    result = run(project, "-p", "no:kneetui.testing")
    result.stdout.fnmatch_lines(["*fixture '*' not found*"])


def test_pytest_elsewhere_does_not_pay_for_it() -> None:
    code = (
        "import sys, kneetui.testing; "
        "assert not {'textual', 'pydantic', 'click', 'rich', 'kneetui.ui.app', 'kneetui.content'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
