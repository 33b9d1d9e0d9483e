"""The keys under which a diary remembers what is no entry. Files and copies of a diary hold them: they do not change.

They stand apart from what reckons with them, so that who only looks whether there is anything loads nothing else.
"""

from __future__ import annotations

from typing import Final

SCREENING: Final = "knee.screening"
"""The answers to the page of warning signs."""

ACTIVE: Final = "routine.active"
"""The progress in the own routine that was begun last."""
PROGRESS: Final = "routine.progress."
"""With the id of a routine: the progress in it."""
BEFORE: Final = "routine.before."
"""With the id of a routine: the place before each of its last judged sessions."""
YOURS: Final = "routine.yours"
"""The ids of all own routines."""
SUGGESTED: Final = "routine.suggested"
"""The id of the routine that the last assessment suggested."""
EQUIPMENT: Final = "routine.equipment"
"""What routines may need, by the filter of the list."""
OWNED: Final = "routine.owned"
"""What somebody said to have when an exercise was offered."""

TRIAL: Final = "trial."
"""With the id of a trial of one: what is tried, and how its weeks were drawn."""
WEEK_ASKED: Final = "check-in.asked"
"""The day on which the questions of the week were last put."""
EFFORT_ASKED: Final = "effort.asked"
"""The highest id of the sessions that were asked about: how hard they were."""
CALENDAR: Final = "calendar.written"
"""Which entries went to a calendar, for which day, and how often they were moved."""
