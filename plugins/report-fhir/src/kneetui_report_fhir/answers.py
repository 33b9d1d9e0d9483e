"""The answers to the questions of kneetui as a QuestionnaireResponse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def response(knee: Mapping[str, Any], stamp: str) -> dict[str, Any] | None:
    """The answers about one knee; ``None`` without any. What was asked and not known has no answer."""
    result = knee.get("result")
    if not result:
        return None
    return {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        **({"authored": f"{knee['assessed']}:00{stamp}"} if knee.get("assessed") else {}),
        "item": list(_items(knee, result)),
    }


def _items(knee: Mapping[str, Any], result: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for statement in knee["answers"]:
        value = result["answers"].get(statement["id"])
        answer = {"valueString": statement["answer"]}
        if isinstance(value, bool):
            answer = {"valueBoolean": value}
        elif isinstance(value, int | float):
            answer = {"valueDecimal": value}
        yield {"linkId": statement["id"], "text": statement["question"], "answer": [answer]}
    yield from ({"linkId": name} for name in result["asked"] if name not in result["answers"])
