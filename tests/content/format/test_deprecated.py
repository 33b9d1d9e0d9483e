"""Old spellings are read, named with a remedy, and never keep a pack out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.content.format import schema
from kneetui.content.format.deprecated import OLD, Old, modern
from kneetui.content.format.fields import Table, keys_of, tables_within
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import CORE, load
from tests.content.packs import PACK, write_pack

OLD_HEAD = PACK.format(id="tennis").replace("format = 1\n", "").replace("licence", "license")
OLD_HEAD = OLD_HEAD.replace('authors = ["tests"]', 'author = "tests"')

OLD_TABLES = """
[[evidence]]
cause = "patellofemoral-pain"
id = "hard-ball"
condition = { "tennis.ball" = "hard" }
present = 2
text = "a hard ball"
source = "tennis-book"

[[cause]]
id = "tennis-knee"
name = "Tennis knee"
clinical = "x"
summary = "x"
usual = "soon"  # for readers
course = "x"
see = "x"
weight = 1
source = "tennis-book"

[[finding]]
id = "tennis-hard"
text = "a hard ball"
[finding.if]
"tennis.ball" = "hard"

[[rule]]
id = "tennis-rule"
name = "Rule"
green = 2
yellow = 4
on-green = "a"
on-yellow = "b"
on-red = "c"
source = "tennis-book"
"""


def test_an_old_pack_means_the_same_and_says_what_is_old(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "tennis", pack=OLD_HEAD, more=OLD_TABLES)
    library = load([(folder, "tests")])
    assert library.problems == ()
    assert library.packs["tennis"].licence == "CC0-1.0"
    assert library.packs["tennis"].authors == ("tests",)
    assert "tennis-rule" in library.rules
    places = [(Path(warning.file).name, warning.line, warning.key) for warning in library.warnings]
    assert places == [
        ("pack.toml", 1, "format"),
        ("pack.toml", 6, "license"),
        ("pack.toml", 7, "author"),
        ("more.toml", 5, "evidence[1].condition"),
        ("more.toml", 15, "cause[1].usual"),
        ("more.toml", 24, "finding[1].if"),
        ("more.toml", 27, "rule"),
    ]
    for warning in library.warnings:
        assert warning.severity == "warning"
        assert "pack migrate" in warning.remedy
        assert "ormat 2" in warning.remedy
        assert str(warning).startswith("tests: ")
        assert ": warning: " in str(warning)


def test_a_mistake_under_an_old_word_is_found_where_it_stands(tmp_path: Path) -> None:
    wrong = OLD_TABLES.replace('"tennis.ball" = "hard" }', '"tennis.ball" = "hrad" }').replace(
        "green = 2", 'green = "two"'
    )
    folder = write_pack(tmp_path / "tennis", more=wrong)
    problems = {problem.key: problem.line for problem in load([(folder, "tests")]).problems}
    assert problems == {"evidence[1].condition.tennis.ball": 5, "rule[1].green": 30}


def test_both_spellings_at_once_are_a_mistake(tmp_path: Path) -> None:
    head = PACK.format(id="tennis") + 'license = "MIT"\n'
    (problem,) = load_pack(write_pack(tmp_path / "tennis", pack=head)).problems
    assert problem.message == "unknown key “license”"
    assert problem.remedy == "Did you mean “licence”?"


@pytest.mark.parametrize("old", OLD, ids=lambda old: f"{old.table or 'table'}-{old.key or old.use}")
def test_every_old_spelling_is_old_and_its_new_one_exists(old: Old) -> None:
    table: type[Table] = schema.PackTable if old.table == "pack" else schema.ContentFile
    for part in old.table.split(".") if table is schema.ContentFile and old.table else ():
        table = next(tables_within(keys_of(table)[part].annotation))
    known = keys_of(table)
    assert old.use in known or not old.use
    assert old.key not in known
    assert old.until > schema.FORMAT


def test_what_is_in_todays_spelling_stays_as_it_is() -> None:
    data = {"flag": [{"id": "x", "condition": {"if": True}, "raise": [{"condition": {}}]}], "note": "x"}
    modernised = modern(data)
    assert (modernised.data, modernised.uses) == (data, [])
    assert modernised.as_written(("flag", 0, "condition")) == ("flag", 0, "condition")


def test_the_core_is_in_todays_spelling() -> None:
    assert load_pack(CORE).warnings == []


@pytest.mark.parametrize(
    ("line", "message", "remedy"),
    [
        ("format = 2", "the pack is made for a newer kneetui (format 2; this one reads 1)", "Update kneetui"),
        ('format = "1"', "“1” is no format of packs", "Write format = 1."),
        ("format = true", "“True” is no format of packs", "Write format = 1."),
        ("format = 0", "“0” is no format of packs", "Write format = 1."),
    ],
)
def test_of_another_format_only_that_is_said(tmp_path: Path, line: str, message: str, remedy: str) -> None:
    head = PACK.format(id="tennis").replace("format = 1", line) + 'colour = "red"\n'
    folder = write_pack(tmp_path / "elsewhere", pack=head, more="[[nonsense]]\n")
    (problem,) = load([(folder, "tests")]).problems
    assert (problem.message, problem.key, problem.line) == (message, "format", 2)
    assert problem.remedy.startswith(remedy)
    assert problem.pack == "tennis"
