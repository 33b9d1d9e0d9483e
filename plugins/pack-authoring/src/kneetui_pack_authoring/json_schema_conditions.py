"""Conditions and answers as JSON Schema: what can be chosen for each question of the core and of one pack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kneetui.content.format.fields import ID
from kneetui.content.format.triage_tables import QuestionTable
from kneetui.content.loading.index import KINDS
from kneetui.content.loading.pack import Pack
from kneetui.content.model import ACTIVITY

Schema = dict[str, Any]

_CONDITION: Schema = {"$ref": "#/definitions/condition"}
_SEVERAL: Schema = {"type": "array", "minItems": 1, "items": _CONDITION}
_WORDS: Schema = {
    "all": _SEVERAL | {"description": "All of these hold."},
    "any": _SEVERAL | {"description": "At least one of these holds."},
    "not": {"allOf": [_CONDITION], "description": "This is known not to hold."},
    "unproven": {"allOf": [_CONDITION], "description": "This is not known to hold: false, or nobody knows."},
    "at-least": {"type": "integer", "minimum": 1, "description": "How many of the conditions in `of` hold."},
    "of": _SEVERAL | {"description": "The conditions that `at-least` counts."},
}
_BOUNDS: Schema = {
    "min": {"type": "number", "description": "This or more."},
    "max": {"type": "number", "description": "This or less."},
    "over": {"type": "number", "description": "More than this."},
    "under": {"type": "number", "description": "Less than this."},
}


def choice(values: Iterable[Any]) -> Schema:
    """One of these values."""
    return {"enum": list(values)}


def one_or_more(item: Schema) -> Schema:
    """One such thing, or a list of at least one."""
    return {"anyOf": [item, {"type": "array", "minItems": 1, "items": item}]}


def table(properties: Schema, **more: Any) -> Schema:
    """A table with these keys and no others."""
    return {"type": "object", "properties": properties, "additionalProperties": False, **more}


@dataclass(frozen=True)
class KnownIds:
    """The ids that a pack may name."""

    questions: dict[str, QuestionTable]
    ids: dict[str, list[str]]
    """Kind of table -> ids."""
    own: str
    """The id of the pack that is written; empty if there is none. What it may still define is not wrong."""

    @classmethod
    def of(cls, packs: Sequence[Pack]) -> KnownIds:
        """Those of the core and of the pack after it."""
        questions = {item.id: item.table for pack in packs for item in pack.rows(QuestionTable)}
        ids = {kind: [item.id for pack in packs for item in pack.items(kind)] for kind in KINDS}
        return cls(questions, ids, packs[-1].id if len(packs) > 1 else "")

    @property
    def activities(self) -> list[str]:
        """The options of the question ``activity``."""
        return [option.id for option in self.questions[ACTIVITY].option] if ACTIVITY in self.questions else []

    def named(self, kind: str) -> Schema:
        """The id of a table of a kind, or of an activity."""
        if kind == "activity":
            return choice(self.activities)
        return {"anyOf": [choice(dict.fromkeys(self.ids[kind])), {"type": "string", "pattern": self._mine}]}

    @property
    def _mine(self) -> str:
        """Ids that the pack may bring itself: they begin with its own."""
        return f"^{self.own}-" if self.own else ID

    @property
    def _my_questions(self) -> str:
        return rf"^{self.own or '[a-z0-9-]+'}\.[a-z0-9-]+$"

    def definitions(self) -> Schema:
        """``condition`` and ``answers``, and the options of every question, for a schema to refer to."""
        conditions = {**_WORDS, "finding": self.named("finding"), "known": self._known()}
        answers: Schema = {}
        options: Schema = {}
        for question in self.questions.values():
            if question.option:
                options[f"options-{question.id}"] = self._options(question)
            description = {"description": _describe(question)}
            conditions[question.id] = _condition(question) | description
            answers[question.id] = _answer(question) | description
        mine: Schema = {"patternProperties": {self._my_questions: {}}}
        both = {"at-least": ["of"], "of": ["at-least"]}
        nested = {"type": "object"}
        if self.own:
            answers[self.own] = nested | {"description": "Answers to the questions of this pack."}
        return {
            "condition": table(conditions, minProperties=1, dependencies=both, **mine),
            "answers": table(answers, **mine),
            **options,
        }

    def _known(self) -> Schema:
        return {"anyOf": [choice(self.questions), {"type": "string", "pattern": self._my_questions}]}

    def _options(self, question: QuestionTable) -> Schema:
        named = choice(option.id for option in question.option)
        if not self.own or not question.id.startswith(f"{self.own}."):
            return named
        return {"anyOf": [named, {"type": "string", "pattern": ID}]}


def _describe(question: QuestionTable) -> str:
    options = "\n".join(f"- `{option.id}`: {option.text}" for option in question.option)
    return f"{question.text}\n\n{options}".strip()


def _option(question: QuestionTable) -> Schema:
    return {"$ref": f"#/definitions/options-{question.id}"}


def _condition(question: QuestionTable) -> Schema:
    """What may stand behind a question in a condition."""
    if question.kind == "yes-no":
        return {"type": "boolean"}
    if question.kind == "number":
        return {"anyOf": [{"type": "number"}, table(_BOUNDS, minProperties=1)]}
    words = one_or_more(_option(question))
    if question.kind == "choice":
        return words
    count = {"type": "integer", "minimum": 1, "maximum": len(question.option)}
    forms = [
        table({"only": words}, required=["only"]),
        table({"none-of": words}, required=["none-of"]),
        table({"none": choice([True])}, required=["none"]),
        table({"count": count, "of": words}, required=["count", "of"]),
    ]
    return {"anyOf": [*words["anyOf"], *forms]}


def _answer(question: QuestionTable) -> Schema:
    """What may stand behind a question in the answers of a case."""
    if question.kind == "yes-no":
        return {"type": "boolean"}
    if question.kind == "number":
        return {"type": "number", "minimum": question.min, "maximum": question.max}
    if question.kind == "choice":
        return {"allOf": [_option(question)]}
    several = {"type": "array", "items": _option(question)}
    return {"anyOf": [several, table({"yes": several, "no": several}, minProperties=1)]}
