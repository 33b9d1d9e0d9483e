"""The sections of a report in their order, and which of them somebody gets unless others are chosen."""

from __future__ import annotations

SECTIONS = {
    "knee": "The knee",
    "urgency": "How urgent",
    "course": "Course",
    "response": "Response to training",
    "training": "Training",
    "routines": "Exercises",
    "helped": "What helped or not",
    "tracked": "Kept track of",
    "looks": "Looked at, allowed",
    "questions": "Open questions",
    "causes": "What it fits",
    "advice": "What to do",
    "notes": "Diary notes",
    "answers": "All answers",
}
"""Section -> its title, in the order of the page."""

AUDIENCES = {
    "physio": "Physiotherapist",
    "doctor": "Doctor",
    "coach": "Coach",
    "me": "Myself",
}
"""For whom a report is -> the same in words."""

_CLINICAL = (
    "knee",
    "urgency",
    "course",
    "response",
    "training",
    "routines",
    "helped",
    "looks",
    "questions",
    "causes",
)

DEFAULTS = {
    "physio": _CLINICAL,
    "doctor": _CLINICAL,
    "coach": ("knee", "response", "training", "routines", "looks"),
    "me": tuple(name for name in SECTIONS if name != "answers"),
}
"""For whom -> the sections of it. A coach hears of training and what is allowed, not of illnesses and medicines."""


def in_order(sections: tuple[str, ...]) -> tuple[str, ...]:
    """Sections in the order of the page, each once."""
    return tuple(name for name in SECTIONS if name in sections)
