"""Whose knee an assessment of the diary is about."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kneetui.services.interview.names import OTHERS

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry

OWN_KNEE = "Your knee"


def whose_knee(entry: Entry | None) -> str:
    """What a knee is called whose last assessment is in ``entry``: one's own, unless it was about another person."""
    try:
        answers = json.loads(entry.assessment.answers) if entry and entry.assessment else None
    except ValueError:
        answers = None
    about = answers.get("about") if isinstance(answers, dict) else None
    who = OTHERS.get(about) if isinstance(about, str) else None
    return f"The knee of {who}" if who else OWN_KNEE
