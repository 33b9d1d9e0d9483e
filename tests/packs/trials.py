"""A pack for the small core, whose cases a test writes."""

from __future__ import annotations

from pathlib import Path

from tests.content.packs import write_pack

CONTENT = """
[[cause]]
id = "tennis-knee"
name = "Tennis knee"
clinical = "Tennis knee"
summary = "Sore from tennis."
course = "It takes weeks."
see = "A physiotherapist."
weight = 1
source = "tennis-book"

[[evidence]]
cause = "meniscus"
id = "hard-ball"
if = { "tennis.ball" = "hard" }
present = 1.2
text = "a hard ball"
source = "tennis-book"

[[flag]]
id = "tennis-hot"
urgency = "urgent"
condition = { "tennis.ball" = "hard", fever = true }
because = "Fever after a hard ball."
do = "See a doctor today."
source = "tennis-book"
"""


def write(folder: Path, *cases: str) -> Path:
    """The folder of the pack with these cases."""
    return write_pack(folder / "tennis", content=CONTENT, cases="".join(cases))


def case(
    name: str, answers: str, urgency: str, cause: str = "kneecap", tolerated: str = "", more: str = ""
) -> str:
    """One case; answers as lines of TOML, tolerated levels as the inside of a list."""
    return f"""
[[case]]
id = "{name}"
source = "made up"
story = "A story."
[case.answers]
{answers}
[case.expect]
cause = "{cause}"
urgency = "{urgency}"
tolerated = [{tolerated}]
{more}
"""


FRONT = 'location = ["front"]'
HOT = "fever = true\nswelling = 'marked'"
"""Raises an emergency."""

SWOLLEN = f"{FRONT}\nswelling = 'marked'"
"""Raises the level soon."""

GOOD = case("GOOD", FRONT, "self-care")
EXACT_EMERGENCY = case("HOT", HOT, "emergency", "joint-infection")
