"""An interview as it stands, and as it is written down."""

from __future__ import annotations

from dataclasses import field, replace
from typing import Any

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Answer
from kneetui.content.model import Library
from kneetui.triage import answers


@dataclass(frozen=True, slots=True)
class Draft:
    """An interview as it stands: what was asked, in order, and what was answered.

    A question that is in ``asked`` but not in ``facts`` was answered with "don't know".
    """

    asked: tuple[str, ...] = ()
    facts: dict[str, Answer] = field(default_factory=dict)

    def answered(self, question: str, value: Answer | None) -> Draft:
        """The draft with an answer added or changed; ``None`` is "don't know"."""
        facts = {key: known for key, known in self.facts.items() if key != question}
        if value is not None:
            facts[question] = value
        asked = self.asked if question in self.asked else (*self.asked, question)
        return replace(self, asked=asked, facts=facts)

    def without(self, question: str, library: Library) -> Draft:
        """The draft before a question was asked; what depended on it is open again."""
        gone = {question}
        for key, other in library.questions.items():
            if other.when and gone & set(other.when.questions()):
                gone.add(key)
        return Draft(
            tuple(key for key in self.asked if key not in gone),
            {key: value for key, value in self.facts.items() if key not in gone},
        )

    def plain(self) -> dict[str, Any]:
        """The draft as TOML and JSON can hold it."""
        return {"format": 1, "asked": list(self.asked), "answers": answers.plain(self.facts)}


def draft(raw: dict[str, Any], library: Library) -> Draft:
    """A draft from :meth:`Draft.plain`; questions that no longer exist are dropped."""
    given = {key: value for key, value in raw.get("answers", {}).items() if key in library.questions}
    facts: dict[str, Answer] = {}
    for key, value in given.items():
        try:
            facts[key] = answers.answer(library.questions[key], value)
        except ValueError:
            continue
    asked = [key for key in raw.get("asked", []) if key in library.questions]
    asked += [key for key in facts if key not in asked]
    return Draft(tuple(asked), facts)
