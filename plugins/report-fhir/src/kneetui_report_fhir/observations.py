"""The days of a knee as Observations: pain, swelling, and how long a session was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kneetui.config.wording import knee_words
from kneetui_report_fhir.codes import concept

PAINS = {
    "pain-during": "Pain of the knee in training",
    "pain-after": "Pain of the knee after training",
    "pain-morning": "Pain of the knee in the morning",
}
UCUM = "http://unitsofmeasure.org"


def observations(knee: Mapping[str, Any], stamp: str) -> Iterator[dict[str, Any]]:
    """Those of one knee; days without a number have none. ``stamp`` is the offset of the person's zone."""
    course = knee.get("course") or {}
    site = concept(knee_words(str(knee["knee"])), str(knee["knee"]))
    for day in course.get("days", ()):
        for key, pain in PAINS.items():
            if day[key] is not None:
                yield _observation(
                    concept(pain, "pain"),
                    day["day"],
                    site,
                    "survey",
                    {"valueQuantity": _quantity(day[key], "{score}")},
                )
        if day["swelling"]:
            swelling = {"valueCodeableConcept": concept(str(day["swelling"]))}
            yield _observation(concept("Swelling of the knee"), day["day"], site, "survey", swelling)
    for session in knee.get("responses") or ():
        if session["minutes"]:
            words = concept(f"Training: {session['what']}", "exercise-minutes")
            when = f"{session['when']}:00{stamp}"
            yield _observation(
                words, when, None, "activity", {"valueQuantity": _quantity(session["minutes"], "min")}
            )


def _quantity(value: float, unit: str) -> dict[str, Any]:
    return {"value": value, "unit": unit.strip("{}"), "system": UCUM, "code": unit}


def _observation(
    code: dict[str, Any], when: str, site: dict[str, Any] | None, category: str, value: dict[str, Any]
) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [concept("", category)],
        "code": code,
        "effectiveDateTime": when,
        **value,
        **({"bodySite": site} if site else {}),
    }
