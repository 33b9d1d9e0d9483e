"""One person's exercising: where they are in which routine, and the session on its way.

No Textual in here. Everything is kept in the diary, or as the draft ``player``, when it happens, and nothing of a session
that another window has.
Every method may raise :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from kneetui.diary.errors import DiaryBusyError, DiaryError
from kneetui.routines import plan
from kneetui.routines.criteria import unmet
from kneetui.routines.fitted import usual_fit
from kneetui.routines.progress import Progress
from kneetui.routines.progression import (
    COLOURS,
    Felt,
    Morning,
    UnknownRoutineError,
    Verdict,
    advanced,
    after_break,
    after_morning,
    after_session,
)
from kneetui.services.knee_status import knee_status
from kneetui.services.sore_knee import sore_knee
from kneetui.services.training import taken_out
from kneetui.services.training.equipment import EquipmentAtHand
from kneetui.services.training.home_tests import results
from kneetui.services.training.own_routines import OwnRoutines
from kneetui.services.training.todays_session import Today
from kneetui.services.training.weights import LastTime, last_time, todays_weight
from kneetui.status.advice import counts, never_green

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from kneetui.content.model import Exercise, PainRule
    from kneetui.diary.entries import Entry
    from kneetui.routines.criteria import Result
    from kneetui.routines.dose import WorkItem
    from kneetui.services.container import Services
    from kneetui.services.training.workout import Workout
    from kneetui.status.status import Status

DRAFT = "player"
"""The draft that holds the session on its way."""


class Closed(DiaryError):
    """Nothing of a routine is open today."""

    def __init__(self, routine: str) -> None:
        super().__init__(f"nothing of “{routine}” is open today", "The room Routines says what holds it back")


class NotScreened(DiaryError):
    """Nobody asked about warning signs yet."""

    def __init__(self) -> None:
        super().__init__(
            "nobody asked about warning signs yet",
            "Begin it in the room Routines: one page of questions comes first",
        )


class Training(OwnRoutines):
    """What the routines ask for today, and the session on its way, beside the progress in them."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.equipment = EquipmentAtHand(services)

    def status(self) -> Status:
        """How the knees are now."""
        return knee_status(self.services)

    # --- today -----------------------------------------------------------------------------

    def today(self, routine: str, now: Status) -> Today | None:
        """What a routine asks for today, once the morning after its last session has been judged.

        ``None`` if the routine is not installed.
        """
        known = self.library.routines.get(routine)
        if known is None:
            return None
        known_results = results(self.services)
        progress, morning = self._judge_morning(self.progress(routine), now, known_results)
        back = after_break(self.library, progress, self.day)
        progress = back.progress if back else progress
        progress = advanced(self.library, progress, self.day, known_results) or progress
        missing = () if progress.last else unmet(self.library, known.phases[0], known_results, self.day)
        items = [] if missing else plan.todays_session(self.library, progress, now.gate)
        rest = now.restrictions.rest_until
        resting = progress.resting(self.day) or (not items and rest is not None and self.day < rest)
        due = self.next_day(progress, now)
        fit = usual_fit(known, self.services.settings.sports)
        return Today(
            routine=known,
            progress=progress,
            whole=items,
            day=due,
            resting=resting,
            morning=morning,
            back=back,
            missing=missing,
            results=known_results,
            fit=fit,
        )

    def next_day(self, progress: Progress, now: Status) -> date | None:
        """The first day for the next session of a routine: what its plan and the knees ask for; ``None`` for any."""
        days = (plan.next_session(self.library, progress), now.restrictions.rest_until)
        return max((day for day in days if day), default=None)

    def due_first(self, now: Status) -> Progress | None:
        """The progress in the own routine whose session comes first; of those due today the one begun last."""
        active, names = self.active(), self.yours()
        if active is None or len(names) < 2:
            return active
        days = {}
        for name in names:
            session = self.today(name, now)
            if session and session.items and not session.progress.place.finished:
                days[name] = max(session.day or self.day, self.day)
        first = min(days.values(), default=None)
        due = [name for name, day in days.items() if day == first]
        return active if not due or active.routine in due else self.progress(due[0])

    def without(self, today: Today, things: Collection[str]) -> list[WorkItem]:
        """Today's session if these things are not at hand; empty if nothing is left of it."""
        return self._items(today, self.status(), things)

    def _items(self, today: Today, now: Status, without: Collection[str]) -> list[WorkItem]:
        whole = [] if today.missing else plan.todays_session(self.library, today.progress, now.gate, without)
        return replace(today, whole=whole).items

    def _judge_morning(
        self, progress: Progress, now: Status, known_results: tuple[Result, ...]
    ) -> tuple[Progress, Verdict | None]:
        morning = self._morning(progress, now)
        verdict = after_morning(self.library, progress, morning, known_results) if morning else None
        if verdict is None or progress.last is None:
            return progress, None
        if verdict.progress.place != progress.place:
            self.keep(verdict.progress)
        changed = verdict.colour != progress.last.colour or verdict.why == "settled"
        return verdict.progress, verdict if changed else None

    def _morning(self, progress: Progress, now: Status) -> Morning | None:
        """How the knees took the last session of a routine; ``None`` while that is not known.

        The worse of the two counts: a session uses both legs.
        """
        answered = [
            response
            for held in now.knees.values()
            for response in held.responses
            if response.routine == progress.routine
            and progress.last is not None
            and response.day == progress.last.on
        ]
        lit = [response for response in answered if response.light]
        if not lit:
            return None
        return Morning(
            settled=all(response.settled is not False for response in lit),
            swelling=any(response.reason == "swelling" for response in lit),
            light=max((response.light for response in lit), key=COLOURS.index),
            painkiller=any(response.painkiller for response in lit),
            counts=all(counts(self.library, response) for response in lit)
            and not any(never_green(self.library, held.responses) for held in now.knees.values()),
        )

    # --- a session -------------------------------------------------------------------------

    def begin(self, today: Today, without: Collection[str] = ()) -> Workout:
        """Begin today's session of a routine, which becomes the person's own; ``without`` things that are not at hand.

        What is open is looked up again: more may be known than when ``today`` was shown. Raises
        :class:`Closed` if nothing of it is open any more, and :class:`NotScreened` before the warning
        signs were ever asked about.
        """
        now = self.status()
        items = self._items(today, now, without)
        if not items:
            raise Closed(today.routine.id)
        if not now.screened:
            raise NotScreened
        self.services.drafts.check(DRAFT)
        self.keep(today.progress.begun(), own=not today.routine.fitted)
        from kneetui.services.training.workout import Workout

        exercises = plan.allowed_exercises(self.library, now.gate)
        phase = plan.phase_of(today.routine, today.progress, items).id
        workout = Workout.begin(today.routine.id, phase, items, exercises, sore_knee(self.services, now))
        self.hold(workout)
        return workout

    def unit(self) -> str:
        """The unit of weights."""
        return self.services.settings.weight_unit

    def last_time(self, exercise: Exercise) -> LastTime | None:
        """When an exercise was last done with a weight."""
        return last_time(self.services.diary, exercise.id) if exercise.weight != "none" else None

    def propose_weight(self, workout: Workout) -> None:
        """Take the weight that last time leads to for the exercise that comes, if none was chosen yet."""
        item = workout.player.coming_item
        if item is None or item.exercise.id in workout.weights:
            return
        last = self.last_time(item.exercise)
        if last:
            kg = todays_weight(last, item.exercise, item.dose, self.rule_of(workout), self.unit())
            workout.weights[item.exercise.id] = round(kg, 2)

    def hold(self, workout: Workout) -> None:
        """Keep the session as it is now."""
        self.services.keep_draft(DRAFT, workout.to_json())

    def unfinished(self, now: Status | None = None) -> Workout | None:
        """The session that was left on its way, paused, or that waits for its pain number; ``now`` if it is known."""
        draft = self.services.draft(DRAFT)
        if draft is None:
            return None
        from kneetui.services.training.workout import Workout

        try:
            allowed = plan.allowed_exercises(self.library, (now or self.status()).gate)
            workout = Workout.from_json(draft, allowed)
        except ValueError:
            return None
        workout.knee = workout.knee or sore_knee(self.services, now)
        if workout.player.done and not workout.entry:
            workout.entry = self._written_down(workout)
        return workout

    def _written_down(self, workout: Workout) -> int:
        """The entry of a session that ended, if the app ended between that and the draft; 0 without one."""
        with suppress(DiaryError):
            latest = self.services.diary.latest(kind="routine")
            made = self._new_entry(workout)
            if latest is not None and (latest.routine, latest.note) == (made.routine, made.note):
                return latest.id
        return 0

    def forget(self) -> None:
        """Let go of the session that was on its way."""
        self.services.drop_draft(DRAFT)

    def let_go(self, workout: Workout) -> None:
        """End a session without a pain number; what was done goes into the diary."""
        self.services.drafts.check(DRAFT)
        if workout.begun and not workout.entry:
            self.finish(workout)
        self.forget()

    def finish(self, workout: Workout) -> bool:
        """The session is over, done or broken off: it goes into the diary. Its pain may follow.

        Pain that was noted in the other knee goes with it, as an entry about that one.
        One of which nothing was done is forgotten; false then.
        """
        self.services.drafts.check(DRAFT)
        if not workout.player.done:
            workout.player.end()
        if not workout.begun:
            self.forget()
            return False
        if not workout.entry:
            with suppress(OSError):  # as it ended: a draft that outlives the app is known by its entry
                self.hold(workout)
            made = self._new_entry(workout)
            workout.entry = self.services.diary.add_all([made, *workout.other_entries(made.when)])[0].id
        self.hold(workout)
        return True

    def rule_of(self, workout: Workout) -> PainRule | None:
        """The pain rule of a session; ``None`` if its routine is not installed any more."""
        routine = self.library.routines.get(workout.routine)
        return self.library.rules.get(routine.rule) if routine else None

    def counts(self, workout: Workout) -> bool:
        """Whether enough of a session was done."""
        rule = self.rule_of(workout)
        return workout.player.share_done * 100 >= (rule.counts_from if rule else 100)

    def _new_entry(self, workout: Workout) -> Entry:
        return workout.to_entry(self.services.now(), done=self.counts(workout))

    def judge(self, workout: Workout, pain: int, knee: str = "") -> Verdict | None:
        """What the pain rule says of a finished session; ``None`` if its routine is not installed any more.

        ``pain`` is that of the session's knee, or of the ``knee`` that it turned out to be about. The rule takes the
        worse knee: a session uses both legs.
        """
        self.services.drafts.check(DRAFT)
        entry = self._entry(workout)
        pain = max(pain, workout.own_pain or 0)
        felt = Felt(
            max(pain, workout.pain or 0),
            stopped=workout.player.ending == "hurt",
            complete=self.counts(workout),
        )
        verdict: Verdict | None
        try:
            before = self.progress(workout.routine)
            verdict = after_session(
                self.library,
                before,
                felt,
                entry.when.date(),
                self.status().gate,
                results=results(self.services),
            )
        except UnknownRoutineError:
            verdict = None
        if entry.routine:
            routine = replace(entry.routine, pain=pain, verdict=verdict.kind if verdict else "")
            entry = replace(entry, knee=knee or entry.knee, routine=routine, pain_during=pain)
        entry = self._write(entry)
        if verdict:
            taken_out.note(self.services.diary, entry, before)
            self.keep(verdict.progress)
        self.forget()
        return verdict

    def ask_again(self, workout: Workout, before: Progress) -> None:
        """The judgement of a session was taken out of the diary: it waits for its number, with the progress ``before``."""
        self.services.drafts.check(DRAFT)
        self.keep(before)
        self.hold(workout)

    def use_from_now_on(self, routine: str, swaps: dict[str, str]) -> None:
        """Do these exercises instead of the planned ones from now on."""
        self.keep(self.progress(routine).with_swaps(swaps))

    def _entry(self, workout: Workout) -> Entry:
        try:
            return self.services.diary.get(workout.entry)
        except DiaryBusyError:
            raise
        except DiaryError:  # taken out of the diary in the meantime
            workout.entry = 0
            return self._new_entry(workout)

    def _write(self, entry: Entry) -> Entry:
        return self.services.diary.edit(entry) if entry.id else self.services.diary.add(entry)
