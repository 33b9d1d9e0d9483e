"""The diary as CSV: one row an entry, always the same columns."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.diary.entries import AssessmentRecord, Entry, RoutineRecord, Session

COLUMNS = (
    "when",
    "kind",
    "knee",
    "pain-during",
    "pain-after",
    "pain-morning",
    "swelling",
    "stiffness",
    "sport",
    "minutes",
    "effort",
    "load",
    "distance-km",
    "source-id",
    "medication",
    "note",
    "urgency",
    "causes",
    "flags",
    "routine",
    "phase",
    "done",
    "routine-minutes",
    "routine-pain",
    "verdict",
)
"""Minutes are minutes, pain and effort 0-10, load minutes x effort, causes ``id probability`` pairs."""

_FORMULA = "=+-@＝＋－＠"


def to_csv(entries: Iterable[Entry]) -> str:
    """The entries as CSV with a header; text that a spreadsheet would run gets a leading quote."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(entry) for entry in entries)
    return out.getvalue()


def _row(entry: Entry) -> list[str]:
    cells: dict[str, object] = {
        "when": entry.when.isoformat(timespec="minutes"),
        "kind": entry.kind,
        "knee": entry.knee,
        "pain-during": entry.pain_during,
        "pain-after": entry.pain_after,
        "pain-morning": entry.pain_morning,
        "swelling": entry.swelling,
        "stiffness": entry.stiffness,
        "medication": entry.medication,
        "note": entry.note,
        **(_session(entry.session) if entry.session else {}),
        **(_assessment(entry.assessment) if entry.assessment else {}),
        **(_routine(entry.routine) if entry.routine else {}),
    }
    return [_cell(cells.get(column)) for column in COLUMNS]


def _session(session: Session) -> dict[str, object]:
    return {
        "sport": session.sport,
        "minutes": session.minutes,
        "effort": session.effort,
        "load": session.load,
        "distance-km": session.distance_km,
        "source-id": session.source_id,
    }


def _assessment(said: AssessmentRecord) -> dict[str, object]:
    return {
        "urgency": said.urgency,
        "causes": " ".join(f"{cause} {probability:g}" for cause, probability in said.causes),
        "flags": " ".join(said.flags),
    }


def _routine(routine: RoutineRecord) -> dict[str, object]:
    return {
        "routine": routine.routine,
        "phase": routine.phase,
        "done": "yes" if routine.done else "no",
        "routine-minutes": routine.minutes,
        "routine-pain": routine.pain,
        "verdict": routine.verdict,
    }


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    text = str(value)
    return f"'{text}" if text.startswith(tuple(_FORMULA)) else text
