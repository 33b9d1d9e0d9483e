"""What kneetui is and is not, and the sports: the few words needed before the library is there.

A test holds them against the packs.
"""

from __future__ import annotations

PURPOSE = (
    "kneetui helps you find your way when a knee hurts after training: "
    "it orients, it is not a diagnosis and no medical device."
)
"""The purpose of the core pack, word for word."""

SPORTS = {
    "running": "Running",
    "cycling": "Cycling",
    "weightlifting": "Weightlifting",
    "walking": "Walking or hiking",
    "jumping": "Jumping",
    "team-sport": "Team sports",
    "swimming": "Swimming",
    "skiing": "Skiing",
    "dance": "Dance",
    "martial-arts": "Martial arts",
    "other": "Something else",
}
"""Options of the question ``activity`` that a person can do, and their short names."""

SPORT_OPTIONS = {
    "run": "running",
    "ride": "cycling",
    "lift": "weightlifting",
    "walk": "walking",
    "swim": "swimming",
}
"""Options of the command line for sessions of the sports that most people do."""

SIDES = ("left", "right")
KNEES = (*SIDES, "both")
"""Knees in the one order in which they stand, are picked and follow each other everywhere, as in the question ``side``."""

LOST_LINE = "Odd signs after a dropped line? Type reset and press Enter."
"""How to get a terminal back."""

ABOUT = "It asks about a sore knee, keeps a diary of it, and leads through exercises."
"""What the app does."""


def next_knee(knee: str) -> str:
    """The one that a key goes on to."""
    return KNEES[(KNEES.index(knee) + 1) % len(KNEES)]
