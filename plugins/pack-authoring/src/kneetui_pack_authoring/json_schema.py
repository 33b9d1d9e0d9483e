"""The format of packs as JSON Schema, for the completion and checks of text editors.

Made from the same tables that check a pack (:mod:`kneetui.content.format.schema`), with the ids of the core and of
one pack as what can be chosen. Draft 7, and nothing that draft 4 does not know as well: so the common
language servers for TOML take it. Whether a pack is good is decided by ``kneetui pack check`` alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from kneetui.config import paths
from kneetui.content.format import schema
from kneetui.content.format.case_tables import CaseTable
from kneetui.content.format.triage_tables import CauseTable
from kneetui.content.loading.pack import Pack
from kneetui_pack_authoring.json_schema_conditions import KnownIds, choice, one_or_more

DRAFT = "http://json-schema.org/draft-07/schema#"

PLACE = ".kneetui"
"""Folder beside the files of a pack where its schemas lie; no part of the pack."""

HEAD, CONTENT = f"{PLACE}/pack.json", f"{PLACE}/content.json"
"""The schema of ``pack.toml``, and that of all other files."""

Schema = dict[str, Any]

_REFERS = {
    "cause": "cause",
    "causes": "cause",
    "also": "cause",
    "easier": "exercise",
    "harder": "exercise",
    "exercise": "exercise",
    "routine": "routine",
    "rule": "pain-rule",
    "activity": "activity",
    "activities": "activity",
}
"""Key -> the kind of table whose id it names, in every table."""


def directive(place: str) -> str:
    """The first line of a TOML file that tells editors where its schema is."""
    return f"#:schema ./{place}"


def write(folder: Path, packs: Sequence[Pack]) -> list[Path]:
    """Put both schemas into the folder of a pack; where they are. Raises ``OSError``."""
    (folder / PLACE).mkdir(exist_ok=True)
    documents = {HEAD: head_schema(packs), CONTENT: content_schema(packs)}
    for place, document in documents.items():
        paths.write_private(folder / place, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    return [folder / place for place in documents]


def head_schema(packs: Sequence[Pack]) -> Schema:
    """The schema of ``pack.toml``. ``packs`` are the core and, after it, the pack that is written."""
    return _root(schema.PackTable, "pack.toml of kneetui", packs)


def content_schema(packs: Sequence[Pack]) -> Schema:
    """The schema of every other file of a pack; ``packs`` as in :func:`head_schema`."""
    return _root(schema.ContentFile, "a file of a kneetui pack", packs)


def _root(table: type[BaseModel], title: str, packs: Sequence[Pack]) -> Schema:
    words = KnownIds.of(packs)
    generated = _generated(table)
    every: tuple[type[BaseModel], ...] = (*schema.TABLES, schema.ContentFile)
    tables = {model.__name__: model for model in every}
    definitions: Schema = {}
    for name, definition in generated["$defs"].items():
        definitions[name] = _table(definition, tables[name], words) if name in tables else _plain(definition)
    if table is schema.ContentFile:
        definitions |= words.definitions()
    top = definitions.pop(table.__name__)
    return {"$schema": DRAFT, "title": title, **top, "definitions": definitions}


@cache
def _generated(table: type[BaseModel]) -> Schema:
    """What pydantic says of a table and all in it, whatever the packs."""
    return models_json_schema([(table, "validation")], by_alias=True, ref_template="#/definitions/{model}")[1]


def _table(generated: Schema, table: type[BaseModel], words: KnownIds) -> Schema:
    """One table: its description, and what stands under each of its keys."""
    properties: Schema = {}
    for name, field in table.model_fields.items():
        key = field.alias or name
        properties[key] = _key(table, name, key, generated["properties"][key], words)
        if field.description:
            properties[key]["description"] = field.description
    result: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if generated.get("required"):
        result["required"] = generated["required"]
    if table.__doc__ and table is not schema.ContentFile:
        result["description"] = " ".join(table.__doc__.split())
    return result


def _key(table: type[BaseModel], name: str, key: str, generated: Schema, words: KnownIds) -> Schema:
    field = table.model_fields[name]
    if "condition" in field.metadata or "'condition'" in str(field.annotation):
        return {"allOf": [{"$ref": "#/definitions/condition"}]}
    if table is CaseTable and key == "answers":
        return {"allOf": [{"$ref": "#/definitions/answers"}]}
    plain = _plain(generated)
    if table is schema.ContentFile:
        return plain
    if key == "source" and plain.get("type") == "array":
        return one_or_more(words.named("source"))
    if table is CauseTable and key in ("weights", "ages"):
        return _numbered(plain, key, words)
    if key in _REFERS and not field.is_required() and plain.get("type") == "string":
        return {"anyOf": [words.named(_REFERS[key]), choice([""])]}
    if key in _REFERS:
        named = words.named(_REFERS[key])
        return plain | {"items": named} if plain.get("type") == "array" else named
    return plain


def _numbered(plain: Schema, key: str, words: KnownIds) -> Schema:
    """A table of numbers by activity or by age."""
    number = plain["additionalProperties"]
    if key == "weights":
        within = {"properties": dict.fromkeys(words.activities, number)}
    else:
        within = {"patternProperties": {r"^\d{1,3}$": number}}
    return {"type": "object", **within, "additionalProperties": False}


_PASSED_ON = {
    "type", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "required"
}  # fmt: skip


def _plain(generated: Mapping[str, Any]) -> Schema:
    """What pydantic says, without what draft 4 does not know."""
    result = {key: value for key, value in generated.items() if key in _PASSED_ON}
    if "$ref" in generated:
        return {"allOf": [{"$ref": generated["$ref"]}]}
    if "const" in generated:
        return choice([generated["const"]])
    if "anyOf" in generated:
        (one,) = (branch for branch in generated["anyOf"] if branch.get("type") != "null")
        return _plain(one)
    if "exclusiveMinimum" in generated:
        result |= {"minimum": generated["exclusiveMinimum"], "not": {"enum": [generated["exclusiveMinimum"]]}}
    if "default" in generated and generated["default"] not in ("", None, [], {}):
        result["default"] = generated["default"]
    if isinstance(generated.get("items"), dict):
        result["items"] = _plain(generated["items"])
    for key in ("additionalProperties", "propertyNames"):
        if isinstance(generated.get(key), dict) and key == "additionalProperties":
            result[key] = _plain(generated[key])
    return result
