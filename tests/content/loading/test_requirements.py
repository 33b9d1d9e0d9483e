"""Packs that need packs: what is unmet is left out and says why, and what is met comes first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kneetui.content.format.version_ranges import allows, is_range
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import load
from kneetui.content.loading.requirements import with_required
from kneetui.content.model import Library
from tests.content.packs import PACK, write_pack


def pack(folder: Path, name: str, requires: str = "", version: str = "0.1.0", **files: str) -> Path:
    head = PACK.format(id=name).replace("0.1.0", version)
    return write_pack(folder / name, name, pack=f"{head}requires = {{ {requires} }}\n", **files)


def merged(*folders: Path) -> Library:
    return load([(folder, "tests") for folder in folders])


def messages(library: Library, name: str) -> list[str]:
    return [problem.message for problem in library.problems if problem.pack == name]


def test_a_pack_gets_what_it_requires_and_stands_behind_it(tmp_path: Path) -> None:
    finding = '[[finding]]\nid = "one-hard"\ntext = "x"\ncondition = { "two.ball" = "hard" }\n'
    one = pack(tmp_path, "one", 'two = ">=0.1,<0.2", kneetui = ">=0.1"', findings=finding)
    library = merged(one, pack(tmp_path, "two"))
    assert (library.problems, library.warnings) == ((), ())
    assert list(library.packs) == ["core", "two", "one"]
    assert library.packs["one"].requires == {"two": ">=0.1,<0.2", "kneetui": ">=0.1"}


@pytest.mark.parametrize(
    ("requires", "message", "remedy"),
    [
        (
            'two = ">=0.2"',
            "it needs the pack “two” >=0.2, and version 0.1.0 is installed",
            "Install a version",
        ),
        ('three = ">1"', "it needs the pack “three” >1, which is not installed", "Install the pack “three”"),
        ('tow = ">1"', "it needs the pack “tow” >1, which is not installed", "Did you mean “two”?"),
        ('kneetui = ">=99"', "it needs kneetui >=99, and this is kneetui", "Update kneetui"),
        ('core = ">=99"', "it needs the pack “core” >=99, and version", "Install a version"),
    ],
)
def test_what_is_unmet_leaves_the_pack_out(tmp_path: Path, requires: str, message: str, remedy: str) -> None:
    library = merged(pack(tmp_path, "one", requires), pack(tmp_path, "two"))
    assert list(library.packs) == ["core", "two"]
    (problem,) = library.problems
    assert problem.message.startswith(message)
    assert problem.remedy.startswith(remedy)
    assert (Path(problem.file).name, problem.line) == ("pack.toml", 9)
    assert problem.key.startswith("requires.")


def test_a_chain_of_packs_goes_with_the_first_and_tells_the_way(tmp_path: Path) -> None:
    a = pack(tmp_path, "a", 'b = ">0"')
    b = pack(tmp_path, "b", 'c = ">0"')
    c = pack(tmp_path, "c", more="[[nonsense]]\n")
    library = merged(a, b, c, pack(tmp_path, "d"))
    assert list(library.packs) == ["core", "d"]
    assert messages(library, "b") == ["it needs the pack “c”, which is left out: unknown table “nonsense”"]
    assert messages(library, "a") == [
        f"it needs the pack “b”, which is left out: {messages(library, 'b')[0]}"
    ]


def test_a_pack_that_turns_out_bad_when_merged_takes_along_who_requires_it(tmp_path: Path) -> None:
    bad = pack(tmp_path, "bad", findings='[[finding]]\nid = "x"\ntext = "x"\ncondition = { nope = true }\n')
    library = merged(pack(tmp_path, "a", 'bad = ">0"'), bad)
    assert list(library.packs) == ["core"]
    assert messages(library, "a") == [
        "it needs the pack “bad”, which is left out: there is no question “nope”"
    ]


def test_packs_may_require_one_another(tmp_path: Path) -> None:
    library = merged(pack(tmp_path, "a", 'b = ">0"'), pack(tmp_path, "b", 'a = ">0"'))
    assert library.problems == ()
    assert set(library.packs) == {"core", "a", "b"}


def test_a_circle_that_lacks_something_is_left_out_as_a_whole(tmp_path: Path) -> None:
    library = merged(pack(tmp_path, "a", 'b = ">0"'), pack(tmp_path, "b", 'a = ">0", c = ">0"'))
    assert list(library.packs) == ["core"]
    assert "“c” >0, which is not installed" in messages(library, "b")[0]
    assert "“b”, which is left out" in messages(library, "a")[0]


def test_two_packs_of_one_id_are_still_named(tmp_path: Path) -> None:
    twin = pack(tmp_path / "other", "a")
    library = merged(pack(tmp_path, "a"), twin, pack(tmp_path, "b", 'a = ">0"'))
    assert {"a", "b"} <= set(library.packs)
    assert "two packs have the id “a”" in messages(library, "a")[0]


USES = '[[finding]]\nid = "hard-one"\ntext = "x"\ncondition = { "two.ball" = "hard" }\n'


def test_using_a_pack_without_requiring_it_is_a_warning(tmp_path: Path) -> None:
    tip = """
[[tip]]
id = "one-tip"
kind = "load"
title = "x"
text = "x"
source = "two-book"
"""
    library = merged(pack(tmp_path, "one", findings=USES, tips=tip), pack(tmp_path, "two"))
    assert library.problems == ()
    assert "one" in library.packs
    assert [(warning.key, warning.severity) for warning in library.warnings] == [
        ("finding[1].condition.two.ball", "warning"),
        ("tip[1].source", "warning"),
    ]
    assert library.warnings[0].remedy == 'Add to pack.toml: requires = { two = ">=0.1.0" }'
    assert library.warnings[0].line == 4


def test_the_packs_of_this_repository_use_only_the_core(library: Library) -> None:
    assert library.warnings == ()


@pytest.mark.parametrize("wrong", ["", "1", "~1", ">=", ">=one", "latest"])
def test_what_is_no_range(tmp_path: Path, wrong: str) -> None:
    assert not is_range(wrong)
    (problem,) = load_pack(pack(tmp_path, "one", f'two = "{wrong}"')).problems
    assert "no range of versions" in problem.message
    assert problem.key == "requires"


@pytest.mark.parametrize(
    ("wanted", "version", "fits"),
    [
        (">=0.1,<0.2", "0.1.9", True),
        (">=0.1,<0.2", "0.2.0", False),
        (">=1.0.0rc1", "1.0.0rc2", True),
        ("==0.1.*", "0.1.5", True),
        (">=0.1", "0.1.0-of-mine", False),
    ],
)
def test_ranges(wanted: str, version: str, fits: bool) -> None:
    assert allows(wanted, version) is fits


def test_no_pack_may_be_called_like_the_app(tmp_path: Path) -> None:
    (problem,) = load_pack(pack(tmp_path, "kneetui")).problems
    assert "is the app itself" in problem.message


def test_checking_one_pack_reads_only_what_it_requires(tmp_path: Path) -> None:
    installed = [
        (pack(tmp_path, "two", 'three = ">0"'), "x"),
        (pack(tmp_path, "three"), "x"),
        (pack(tmp_path, "four"), "x"),
    ]
    one = load_pack(pack(tmp_path, "one", 'two = ">0", kneetui = ">0"'))
    assert {folder.name for folder, _ in with_required(one, lambda: installed)} == {"two", "three"}

    def never() -> list[tuple[Path, str]]:
        raise AssertionError("nothing is required")

    assert with_required(load_pack(pack(tmp_path, "five")), never) == []


def test_nothing_about_versions_is_imported_while_no_pack_requires_any(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom kneetui.content.loading.merge import load\n"
        f"load([(Path({str(pack(tmp_path, 'one'))!r}), '')])\nprint('packaging' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
