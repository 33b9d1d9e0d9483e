"""The player in lines: the same session at the same times, a line and a bell for everything that is to be heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Literal, TypeAlias

from kneetui.cli.prompts.asking import ask
from kneetui.cli.prompts.asking.ask import LeftError
from kneetui.cli.prompts.asking.console import InputEndedError
from kneetui.config.wording import knee_names
from kneetui.diary.exercise_records import EFFORT, WEIGHT
from kneetui.diary.typed_numbers import read_number
from kneetui.routines.session.now import PATTERNS, now, shown
from kneetui.services.training.effort_scales import scale_of
from kneetui.services.training.played import session_choices as choices
from kneetui.services.training.played import spoken
from kneetui.services.training.played.live_session import SLEPT, LiveSession
from kneetui.services.training.played.session_words import pain_line
from kneetui.services.training.weights import KG, units_after, weight_words

if TYPE_CHECKING:
    from kneetui.cli.prompts.asking.console import Console
    from kneetui.content.model import Exercise
    from kneetui.routines.dose import Direction
    from kneetui.routines.session.now import Sound
    from kneetui.services.training.played.session_choices import SessionChoice
    from kneetui.services.training.training import Training
    from kneetui.services.training.workout import Workout

After: TypeAlias = Literal["on", "run", "stay"]
"""What the clock does after a question: as before, go on in any case, or stand."""

GOES_ON, BEGINS_NOW = "Enter goes on.", "Enter begins."
BEGINS = "Enter begins: the clock stands until you have heard this."

SWAPS: dict[Direction, str] = {"easier": "e", "harder": "h"}
"""The key of each swap."""

KEYS = (
    "A letter and Enter, at any time. Enter alone: pause, and go on. n next, b back, p pain, e easier, h harder, "
    "x skip, w weight and effort, g sides, r rests on or off, o own pace or counted, s sound on or off, t tempo heard or not, "
    "i how it is done, question mark (?) these letters, q end."
)


class PlayerLines:
    """Leads through ``workout`` at a :class:`~kneetui.cli.prompts.asking.console.Console`; ``clock`` gives seconds."""

    def __init__(
        self, console: Console, training: Training, workout: Workout, clock: Callable[[], float] | None = None
    ) -> None:
        self.console, self.training, self.workout = console, training, workout
        self.player = workout.player
        self.clock = clock or monotonic
        self.live = LiveSession(training, workout, self.clock)
        self._next = 0.0
        self._rings: list[float] = []
        self._described: tuple[int, str] | None = None
        self._left = False
        self.stands = False
        """Whether the clock waits for Enter, since an exercise was just described."""
        self._keys: dict[str, Callable[[], None]] = {
            "": self._pause,
            "n": self._go_on,
            "b": lambda: self._do(self.player.back),
            "p": self._pain,
            "e": lambda: self._swap("easier"),
            "h": lambda: self._swap("harder"),
            "x": self._skip,
            "w": self._weight,
            "g": self._sides,
            "r": self._rests,
            "o": self._own_pace,
            "s": self._sound,
            "t": self._beats,
            "i": self._tell_exercise,
            "?": lambda: self.console.say(KEYS),
            "q": self._end,
        }

    def play(self) -> bool:
        """Play until the session is over, or left for later; whether it is over.

        Raises :class:`~kneetui.cli.prompts.asking.console.InputEndedError` after keeping it, and
        :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
        """
        self.console.say(KEYS)
        try:
            self._begin()
            while not self.player.done and not self._left:
                self._wait()
        except (InputEndedError, KeyboardInterrupt):
            self.live.pause()
            self.live.hold()
            raise
        if self.player.done:
            self.training.finish(self.workout)
        return self.player.done

    def _begin(self) -> None:
        if self.player.paused:
            self._tell()
        else:
            self._tell_exercise()
            self._stand()
            self.console.say(BEGINS)

    def _stand(self) -> None:
        """Let nothing go by until Enter: what was just said takes longer to hear than to get ready."""
        self.live.halt()
        self.stands = True

    def _run_on(self) -> None:
        self.stands = False
        self.live.run_on()
        self._next = self.clock() + 1.0

    # --- time ------------------------------------------------------------------------------

    def _wait(self) -> None:
        """Until the next second, ring or line."""
        if not self.live.running:
            self._key(self.console.read())
            return
        until = min([self._next, *self._rings])
        line = self.console.read_within(until - self.clock())
        if line is not None:
            self._key(line)
            return
        now_ = self.clock()
        for _ in [ring for ring in self._rings if ring <= now_]:
            self.console.ring()
        self._rings = [ring for ring in self._rings if ring > now_]
        if now_ >= self._next:
            self._next += 1.0
            self._tick()

    def _tick(self) -> None:
        tick = self.live.tick()
        if tick == "slept":
            self.console.say(f"{SLEPT} {GOES_ON}")
            self._follow()
        elif tick == "moved":
            self._follow()
        else:
            sound = self._ring()
            if sound:
                self.console.say(spoken.sound_words(self.player, sound))
            if self.live.due:
                self.live.hold()

    def _ring(self) -> Sound | None:
        """Begin the bell's pattern for what is to be heard, if it is on."""
        sound = self.live.sound()
        if sound and self.training.services.settings.bell:
            first, *others = PATTERNS[sound]
            self.console.ring()
            self._rings = [self.clock() - first + later for later in others]
        return sound

    def _follow(self) -> None:
        """After every event: the bell, the draft, and what goes on now."""
        self._ring()
        if self.player.done:
            self.console.say(spoken.state_words(self.player))
            return
        self.live.hold()
        if not self._left:
            self._tell()
            self._propose()

    def _propose(self) -> None:
        if not self.stands and self.live.propose_weight():
            self._weight()

    # --- what is said ----------------------------------------------------------------------

    def _tell(self) -> None:
        """What goes on now; before an exercise that is new, how it is done."""
        if self.player.done:
            return
        moment = now(self.player)
        if moment and self._here() != self._described and self.player.state == "get-ready":
            self._tell_exercise()
            self._stand()
        end = f" {BEGINS_NOW}" if self.stands else f" {GOES_ON}" if self.player.paused else ""
        self.console.say(f"{spoken.state_words(self.player)}{end}")

    def _here(self) -> tuple[int, str]:
        """Which place of the session it is, and which exercise is done there."""
        place = shown(self.player).item
        return place, self.player.items[place].exercise.id

    def _tell_exercise(self) -> None:
        self._described = self._here()
        self.console.say()
        for text in spoken.exercise_lines(self.workout, self.training.unit()):
            self.console.say(text)

    # --- lines -----------------------------------------------------------------------------

    def _key(self, line: str) -> None:
        do = self._keys.get(line.casefold())
        if do:
            do()
        else:
            self.console.say(f"“{line}” is none of the letters. {KEYS}")

    def _do(self, event: Callable[[], object]) -> None:
        self.live.note_time()
        event()
        self._follow()

    def _go_on(self) -> None:
        """The set is done, the rest is over; before an exercise, begin it at once."""
        if self.stands:
            self._run_on()
        self._do(self.player.next)

    def _pause(self) -> None:
        if self.live.pause():
            self._follow()
        else:
            self._run_on()
            self._tell()
            self._propose()

    def _rests(self) -> None:
        over = self.player.switch_rests()
        self.console.say("Rests are on." if self.player.rests else "Rests are off.")
        self._do(self.player.next if over else lambda: None)

    def _own_pace(self) -> None:
        self._do(lambda: self.player.pace(paced=not self.player.paced))

    def _sound(self) -> None:
        settings = self.training.services.settings
        self.training.services.save_settings(replace(settings, bell=not settings.bell))
        self.console.say("Sound is off." if settings.bell else "Sound is on.")

    def _beats(self) -> None:
        settings = self.training.services.settings
        self.training.services.save_settings(replace(settings, beats=not settings.beats))
        self.console.say("The tempo is silent." if settings.beats else "The tempo is heard.")

    # --- questions, with the clock stopped -------------------------------------------------

    def _asked(self, ask_now: Callable[[], After]) -> None:
        """Ask with the clock stopped; ``on`` goes on if it ran before, ``run`` in any case."""
        ran = self.live.pause()
        try:
            after = ask_now()
        except LeftError:
            after = "on"
        if self.player.done or self._left or not (after == "run" or (ran and after == "on")):
            self._follow()
            return
        self._ring()
        self.live.hold()
        self._run_on()
        self._tell()
        self._propose()

    def _choose(self, question: str, options: Sequence[SessionChoice]) -> str:
        rows = {one.key: f"{one.text}. {one.detail}" if one.detail else one.text for one in options}
        return ask.one_of(self.console, question, rows)

    def _pain(self) -> None:
        def pain_now() -> After:
            library = self.training.library
            likely = self.workout.likely_hurting
            knee = ask.one_of(self.console, "Which knee hurts?", knee_names(), likely)
            question = "How much does it hurt now? Enter: no number."
            pain = ask.pain_or_nothing(self.console, library, question)
            if choices.is_red(self.training, self.workout, pain):
                self.workout.note_pain(pain, stop=False, knee=knee)
                self.console.say(pain_line(pain, self.training.rule_of(self.workout)))
                options = choices.red_choices(self.training, self.workout)
                goes_on = choices.after_red(self.workout, self._choose(f"{choices.RED}.", options))
                return "run" if goes_on else "stay"
            further = {"note": "Note it and go on", "stop": "It hurts: stop"}
            stop = ask.one_of(self.console, "And now?", further, "note") == "stop"
            if stop or pain is not None:
                self.workout.note_pain(pain, stop=stop, knee=knee)
            return "on"

        self._asked(pain_now)

    def _swap(self, direction: Direction) -> None:
        neighbour = self.player.neighbour(direction)
        if neighbour is None:
            self.console.say(choices.no_neighbour(direction))
            return
        needed = self.training.equipment.unsure_of(self.workout, neighbour)
        if not needed:
            self._do(lambda: self._swapped(direction))
            return

        def there() -> After:
            question = f"{neighbour.name}. {choices.needs(self.training, needed)}"
            if self._choose(question, choices.OWNED) == "yes":
                self.training.equipment.own(needed)
                self._swapped(direction)
            return "on"

        self._asked(there)

    def _swapped(self, direction: Direction) -> None:
        self.console.say(choices.swap(self.workout, direction, SWAPS[choices.BACK[direction]]))

    def _skip(self) -> None:
        def why() -> After:
            self.player.skip(self._choose(f"{choices.SKIP} {choices.SKIP_TEXT}", choices.skip_choices()))
            return "on"

        self._asked(why)

    def _sides(self) -> None:
        def sides() -> After:
            question = f"{choices.SIDES} {choices.SIDES_TEXT}"
            choices.use_sides(self.workout, self._choose(question, choices.side_choices(self.workout)))
            return "on"

        self._asked(sides)

    def _weight(self) -> None:
        item = self.player.item
        if item is None:
            return
        exercise, scale = item.exercise, scale_of(item.dose)

        def weight() -> After:
            kg = None if exercise.weight == "none" else self._how_heavy(exercise)
            before = scale.turned(self.workout.efforts.get(exercise.id))
            question = scale.question if kg is not None else f"{exercise.name}: {scale.question}"
            typed = self._number(question, EFFORT.high, before)
            self.workout.lift(exercise.id, kg, scale.turned(typed))
            return "on"

        self._asked(weight)

    def _how_heavy(self, exercise: Exercise) -> float | None:
        unit = self.training.unit()
        last = self.training.last_time(exercise)
        known = weight_words(last.record.weight_kg or 0, exercise, unit) if last else ""
        before = f" Last time: {known}." if known else ""
        question = f"{exercise.name}: how heavy, in {unit}?{before}"
        return self._number(question, WEIGHT.high, self.workout.weights.get(exercise.id), unit)

    def _number(self, question: str, most: float, usual: float | None, unit: str = "") -> float | None:
        """A number, of a weight in kg; after an empty line the ``usual`` one."""
        factor, units = (KG[unit], units_after(unit)) if unit else (1.0, {})
        enter = "nothing" if usual is None else f"{usual / factor:.4g}"
        while typed := ask.line(self.console, f"{question} Enter: {enter}."):
            number = read_number(typed, units)
            if number is None:
                self.console.say(f"“{typed}” is no number.")
            elif 0 <= number * factor <= most:
                return number * factor
            else:
                self.console.say(f"Type a number from 0 to {most / factor:.4g}.")
        return usual

    def _end(self) -> None:
        def ending() -> After:
            chosen = self._choose(choices.ENDING, choices.ENDINGS)
            if chosen == "end":
                self.player.end()
            self._left = chosen == "later"
            return "on"

        self._asked(ending)
