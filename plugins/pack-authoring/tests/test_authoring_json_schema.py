"""The schema for editors: every file of every pack is right by it, and typical mistakes are wrong."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft7Validator  # type: ignore[import-untyped]

from kneetui.content.format import schema
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import CORE
from kneetui_pack_authoring.json_schema import CONTENT, HEAD, content_schema, head_schema, write
from kneetui_pack_authoring.scaffold import Plan, write_new

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "docs/examples/tennis"
PACKS = [CORE, EXAMPLE, *sorted(ROOT.glob("packs/*/src/*/content"))]
FILES = [file for folder in PACKS for file in sorted(folder.glob("*.toml"))]


@cache
def of(folder: Path, head: bool = False) -> dict[str, Any]:
    core = load_pack(CORE, "built in")
    packs = [core] if folder == CORE else [core, load_pack(folder)]
    return head_schema(packs) if head else content_schema(packs)


def wrong(text: str, folder: Path = EXAMPLE, head: bool = False) -> list[str]:
    """Where the schema finds something wrong with a TOML text."""
    errors = Draft7Validator(of(folder, head)).iter_errors(tomllib.loads(text))
    return ["/".join(map(str, error.absolute_path)) for error in errors]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parents[0].parent.name}-{file.name}")
def test_every_file_of_every_pack_is_right(file: Path) -> None:
    assert wrong(file.read_text("utf-8"), file.parent, file.name == "pack.toml") == []


def test_a_new_pack_is_right_by_the_schema_it_comes_with(tmp_path: Path) -> None:
    folder = write_new(Plan(id="squash", name="Squash", activity="other", author="Ana"), tmp_path / "squash")
    for file in folder.glob("*.toml"):
        place = file.read_text("utf-8").splitlines()[0].removeprefix("#:schema ./")
        schema = json.loads((folder / place).read_text("utf-8"))
        Draft7Validator(schema).validate(tomllib.loads(file.read_text("utf-8")))


@pytest.mark.parametrize("head", [True, False])
def test_it_is_a_schema_of_draft_7_and_would_be_of_draft_4(head: bool) -> None:
    made = of(EXAMPLE, head)
    Draft7Validator.check_schema(made)
    Draft4Validator.check_schema({key: value for key, value in made.items() if key != "$schema"})


def test_every_table_and_key_is_described() -> None:
    made = of(CORE)
    for table in schema.TABLES:
        if table is schema.PackTable:
            continue
        definition = made["definitions"][table.__name__]
        assert definition["description"]
        for name, field in table.model_fields.items():
            assert definition["properties"][field.alias or name]["description"] == field.description


TIP = '[[tip]]\nid = "tennis-x"\nkind = "load"\ntitle = "T"\ntext = "T"\nsource = "tennis-estimate"\n'
CONDITION = '[[finding]]\nid = "tennis-x"\ntext = "x"\ncondition = {}\n'
ANSWERS = """[[case]]
id = "X"
source = "x"
story = "x"
answers = {}
expect = {{ cause = "tennis-leg", urgency = "soon" }}
"""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (TIP.replace("kind", "knd"), "tip/0"),
        (TIP.replace("load", "laod"), "tip/0/kind"),
        (TIP + 'causes = ["kneecap-pain"]', "tip/0/causes/0"),
        (TIP + 'activities = ["tennis"]', "tip/0/activities/0"),
        (TIP + "priority = 6", "tip/0/priority"),
        (TIP + 'priority = "2"', "tip/0/priority"),
        (TIP.replace("tennis-estimate", "estimat"), "tip/0/source"),
        (TIP.replace('title = "T"\n', ""), "tip/0"),
        (TIP.replace("[[tip]]", "[tip]"), "tip"),
        (TIP.replace("[[tip]]", "[[tips]]"), ""),
    ],
)
def test_typical_mistakes_are_wrong(text: str, place: str) -> None:
    assert wrong(TIP) == []
    assert place in wrong(text)


@pytest.mark.parametrize(
    "condition",
    [
        "{}",
        '"swelling"',
        "{ sweling = 'marked' }",
        "{ swelling = 'big' }",
        "{ swelling = true }",
        "{ swelling = [] }",
        "{ pop = 'yes' }",
        "{ age = { min = '45' } }",
        "{ age = { least = 45 } }",
        "{ age = {} }",
        "{ location = { only = [] } }",
        "{ location = { count = 2 } }",
        "{ mechanism = { none = false } }",
        "{ any = { pop = true } }",
        "{ any = [] }",
        "{ all = [{ pop = 1 }] }",
        "{ at-least = 2 }",
        "{ of = [{ pop = true }] }",
        "{ not = true }",
        "{ finding = 'acute-injry' }",
        "{ known = 'sweling' }",
        "{ unproven = { any = [{ not = { swelling = 'big' } }] } }",
    ],
)
def test_conditions_that_are_wrong(condition: str) -> None:
    assert wrong(CONDITION.format(condition)) != []


@pytest.mark.parametrize(
    "condition",
    ["{ 'tennis.new-question' = 'whatever' }", "{ finding = 'tennis-new' }", "{ 'tennis.court' = 'new' }"],
)
def test_what_the_pack_may_still_define_is_right(condition: str) -> None:
    assert wrong(CONDITION.format(condition)) == []


@pytest.mark.parametrize(
    ("answers", "good"),
    [
        ("{ swelling = 'none', age = 40, pop = true, location = ['kneecap'] }", True),
        ("{ location = { yes = ['kneecap'], no = [] }, tennis = { court = 'hard' } }", True),
        ("{ swelling = ['none'] }", False),
        ("{ age = 4000 }", False),
        ("{ location = 'kneecap' }", False),
        ("{ location = { only = ['kneecap'] } }", False),
        ("{ sweling = 'none' }", False),
    ],
)
def test_answers_of_a_case(answers: str, good: bool) -> None:
    assert (wrong(ANSWERS.format(answers)) == []) is good


@pytest.mark.parametrize(
    ("change", "good"),
    [
        (("", ""), True),
        (("format = 1", "format = 2"), False),
        (('"other"', '"tennis"'), False),
        (("name", "nam"), False),
    ],
)
def test_the_head_of_a_pack(change: tuple[str, str], good: bool) -> None:
    text = (EXAMPLE / "pack.toml").read_text("utf-8").replace(*change, 1)
    assert (wrong(text, head=True) == []) is good


def test_new_ids_are_offered_once_it_is_written_again(tmp_path: Path) -> None:
    folder = write_new(Plan(id="squash", name="Squash", activity="other", author="Ana"), tmp_path / "squash")
    with (folder / "findings.toml").open("w", encoding="utf-8") as file:
        file.write('[[finding]]\nid = "squash-wall"\ntext = "x"\ncondition = { pop = true }\n')
    core = load_pack(CORE, "built in")
    assert write(folder, [core, load_pack(folder)]) == [folder / HEAD, folder / CONTENT]
    assert "squash-wall" in (folder / CONTENT).read_text("utf-8")
