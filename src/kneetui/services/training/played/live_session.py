"""A session while it is played: how time counts, what is heard of it, and when it is kept. Screen and lines share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from kneetui.routines.session.now import Sounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneetui.routines.session.now import Sound
    from kneetui.services.training.training import Training
    from kneetui.services.training.workout import Workout

ASLEEP = 5.0
"""A gap between two ticks from so many seconds on means that the machine slept: nothing was trained in it."""

SAVE = 10.0
"""While minutes are counted, the session is kept every so many seconds."""

SLEPT = "Paused: the clock stood still for a while."

Tick: TypeAlias = Literal["slept", "moved", "second"]
"""What a tick came to: a gap, another state or stretch, or no more than a second of the same."""


class LiveSession:
    """Counts the time of a ``workout``; ``clock`` gives seconds."""

    def __init__(self, training: Training, workout: Workout, clock: Callable[[], float]) -> None:
        self.training, self.workout, self.player, self.clock = training, workout, workout.player, clock
        self.running = False
        self.sounds = Sounds(workout.player)
        self._at = self._held = 0.0
        self._weighed: set[str] = set(workout.weights)

    def run_on(self) -> None:
        """Let time count from now on; a session in pause goes on."""
        self.player.resume()
        self._at = self.clock()
        self.running = True

    def halt(self) -> None:
        """Let time count no more; the session is as it is."""
        self.running = False

    def pause(self) -> bool:
        """Count what went by, then stop; whether it ran."""
        ran = self.running
        if ran:
            self.note_time()
            self.halt()
            self.player.pause()
        return ran

    def note_time(self) -> float:
        """Tell the player how many seconds went by since the last look at the clock."""
        if not self.running:
            return 0.0
        now = self.clock()
        gone, self._at = now - self._at, now
        if 0 < gone < ASLEEP:
            self.workout.seconds += gone
            self.player.tick(gone)
        return gone

    def tick(self) -> Tick:
        """A second later, more or less. After a gap the session is paused."""
        place = self.place
        if self.note_time() >= ASLEEP:
            self.pause()
            return "slept"
        return "moved" if place != self.place else "second"

    @property
    def place(self) -> tuple[object, ...]:
        """What changes only with an event."""
        return self.player.state, self.player.spot, self.player.lead_in > 0

    @property
    def due(self) -> bool:
        """Whether the minutes that are counted should be kept."""
        item = self.player.item
        return item is not None and item.dose.minutes > 0 and self._at - self._held >= SAVE

    def hold(self) -> None:
        """Keep the session as it is now."""
        self._held = self._at
        self.training.hold(self.workout)

    def sound(self) -> Sound | None:
        """What is to be heard since the last time this was asked."""
        return self.sounds.new(beats=self.training.services.settings.beats)

    def propose_weight(self) -> bool:
        """Take last time's weight for the exercise that comes; whether it has to be asked before the first set."""
        item = self.player.coming_item
        if item is None or item.exercise.weight == "none" or item.exercise.id in self._weighed:
            return False
        self._weighed.add(item.exercise.id)
        self.training.propose_weight(self.workout)
        return self.player.state == "get-ready" and item.exercise.id not in self.workout.weights
