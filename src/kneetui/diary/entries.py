"""One entry of the diary, described, checked and cleaned. All else imports it and its parts from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, field
from datetime import datetime

from kneetui.config.about import KNEES
from kneetui.config.clock import instant
from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.description import FormLabel, Part, clean, described, shape_of
from kneetui.diary.own_values import OwnPairs, OwnValues
from kneetui.diary.parts import (
    ALERT_REASONS,
    ALLOWED,
    EFFORT,
    LINE,
    LOOKED_AT_BY,
    NONE,
    OWN_REASON,
    STIFFNESS,
    STIFFNESSES,
    SWELLINGS,
    URGENCIES,
    AlertRecord,
    AssessmentRecord,
    HomeTestRecord,
    LookRecord,
    RoutineRecord,
    Session,
)
from kneetui.diary.validation import Checks
from kneetui.diary.value_types import (
    Edits,
    Moment,
    OneOf,
    Pain,
    Stamp,
    Words,
    Zone,
)

__all__ = [
    "ALERT_REASONS",
    "ALLOWED",
    "EFFORT",
    "KINDS",
    "KNEES",
    "LOOKED_AT_BY",
    "NONE",
    "OWN_REASON",
    "STIFFNESS",
    "STIFFNESSES",
    "SWELLINGS",
    "URGENCIES",
    "AlertRecord",
    "AssessmentRecord",
    "Entry",
    "HomeTestRecord",
    "LookRecord",
    "RoutineRecord",
    "Session",
]

KINDS = ("entry", "assessment", "routine", "import", "look", "alert", "home-test")

NOTE = Words(10_000, lines=True)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person wrote down at one time about one knee, or about both.

    ``when`` is wall time where the person was, without a zone; seconds are dropped. Its day is the day of the entry,
    wherever the person goes. ``zone`` says where that was (``Europe/Berlin``, ``+05:45``), ``uid`` is the id that lasts
    in every copy of the diary, ``stamp`` that of the last edit, and ``edits`` what else is known of edits
    (:mod:`~kneetui.diary.history`). A store fills these in; entries that differ in nothing else are equal. Pain is 0-10 in half points:
    ``pain_during`` and ``pain_after`` training, and ``pain_morning`` on the morning of the day of
    ``when``. ``id`` is 0 until a store gives it one. ``kind`` follows from what is in the entry if it is
    left empty. ``own`` is what the person keeps track of besides. One number, a note or a record is enough. Text is cleaned. Raises
    :class:`~kneetui.diary.errors.EntryError` with every value that is wrong.
    """

    when: datetime = field(
        metadata=described(
            Moment(), FormLabel(at=20, label="Day", key="day"), FormLabel(at=30, label="Time", key="time")
        )
    )
    kind: str = field(default="", kw_only=True, metadata=described(OneOf(KINDS), search="{}"))
    knee: str = field(metadata=described(OneOf(KNEES), FormLabel(at=10, label="Knee")))
    _: KW_ONLY
    pain_during: float | None = field(
        default=None,
        metadata=described(
            Pain("in training"), FormLabel(at=50, label="Pain in training"), label="Pain during"
        ),
    )
    pain_after: float | None = field(
        default=None,
        metadata=described(Pain("after it"), FormLabel(at=60, label="Pain after it"), label="Pain after"),
    )
    pain_morning: float | None = field(
        default=None,
        metadata=described(
            Pain("in the morning"),
            FormLabel(at=40, label="Morning pain", hint="0 to 10, half points count"),
            label="Morning pain",
        ),
    )
    swelling: str | None = field(
        default=None,
        metadata=described(
            OneOf(SWELLINGS), FormLabel(at=70, label="Swelling"), label="Swelling", search="swelling {}"
        ),
    )
    stiffness: str | None = field(
        default=None, metadata=described(STIFFNESS, FormLabel(at=80, label="Stiffness"), label="Stiffness")
    )
    session: Session | None = field(default=None, metadata=described(Part(Session), label="Training"))
    medication: str = field(
        default="",
        metadata=described(LINE, FormLabel(at=120, label="Medication"), label="Medication", search="{}"),
    )
    note: str = field(
        default="",
        metadata=described(NOTE, FormLabel(at=130, label="Note"), label="Note", brief="{}", search="{}"),
    )
    own: OwnPairs = field(
        default=(), metadata=described(OwnValues(), label="Kept track of", brief="{}", search="{}", column="")
    )
    assessment: AssessmentRecord | None = field(default=None, metadata=described(Part(AssessmentRecord)))
    routine: RoutineRecord | None = field(default=None, metadata=described(Part(RoutineRecord)))
    look: LookRecord | None = field(default=None, metadata=described(Part(LookRecord)))
    alert: AlertRecord | None = field(default=None, metadata=described(Part(AlertRecord)))
    home_test: HomeTestRecord | None = field(default=None, metadata=described(Part(HomeTestRecord)))
    zone: str = field(default="", compare=False, metadata=described(Zone()))
    uid: str = field(default="", compare=False, metadata=described(Words(60)))
    stamp: str = field(default="", compare=False, metadata=described(Stamp(), column="edited"))
    edits: Mapping[str, object] | None = field(
        default=None, compare=False, metadata=described(Edits(), column="")
    )
    id: int = 0

    def __post_init__(self) -> None:
        checks = Checks()
        if not self.kind:
            object.__setattr__(self, "kind", self._kind())
        clean(self, checks)
        if isinstance(self.id, bool) or not isinstance(self.id, int) or self.id < 0:
            checks.wrong("id", self.id, "Leave it at 0: the diary numbers its entries")
        if not checks.problems:
            self._check_whole(checks)
        checks.done()

    def _kind(self) -> str:
        if self.assessment:
            return "assessment"
        if self.look:
            return "look"
        if self.alert:
            return "alert"
        if self.home_test:
            return "home-test"
        return "routine" if self.routine else "entry"

    def _check_whole(self, checks: Checks) -> None:
        records = {
            "assessment": self.assessment,
            "routine": self.routine,
            "look": self.look,
            "alert": self.alert,
            "home-test": self.home_test,
        }
        for kind, record in records.items():
            if (self.kind == kind) != (record is not None):
                has = f"no {kind}" if record is None else f"a record of kind {kind}"
                checks.say(kind, f"the entry is of kind {self.kind} and has {has}", "Leave the kind out")
        if self.kind == "import" and self.session is None:
            checks.say("session", "the entry is of kind import and has no session", "Add what was imported")
        numbered = any(getattr(self, name) is not None for name in shape_of(type(self)).numbers)
        trained = self.session is not None and self.session.amount_known
        if not (checks.problems or numbered or trained or any(records.values()) or self.note or self.own):
            remedy = "Give one: pain from 0 to 10 (0 counts), or how long or how far you trained"
            checks.say("entry", "the entry has no number", remedy)

    @property
    def instant(self) -> datetime | None:
        """``when`` in UTC; ``None`` if the zone is not known."""
        return instant(self.when, self.zone)

    @property
    def pain(self) -> float | None:
        """The worst pain in this entry (0-10), ``None`` if it says nothing about pain."""
        routine = self.routine.pain if self.routine else None
        test = self.home_test.pain if self.home_test else None
        answered = self.assessment.pain if self.assessment else None
        pains = (self.pain_during, self.pain_after, self.pain_morning, routine, test, answered)
        return max((pain for pain in pains if pain is not None), default=None)

    @property
    def worst_swelling(self) -> str | None:
        """The worst swelling in this entry, of its day or since it began; ``None`` if it says nothing about it."""
        return _worse(SWELLINGS, self.swelling, self.assessment.swelling if self.assessment else None)

    @property
    def worst_stiffness(self) -> str | None:
        """The longest stiffness in this entry, of its day or since it began; ``None`` if it says nothing about it."""
        return _worse(STIFFNESSES, self.stiffness, self.assessment.stiffness if self.assessment else None)

    @property
    def trained(self) -> bool:
        """Whether there was training in it: sport, or a routine of which anything was done."""
        return self.session is not None or (self.routine is not None and self.routine.worked)

    def concerns(self, knee: str) -> bool:
        """Whether this is about ``knee``; an entry for both is about either, and ``both`` asks for any."""
        return knee == "both" or self.knee in (knee, "both")


def _worse(scale: Sequence[str], one: str | None, other: str | None) -> str | None:
    known = [level for level in (one, other) if level is not None]
    return max(known, key=scale.index, default=None)
