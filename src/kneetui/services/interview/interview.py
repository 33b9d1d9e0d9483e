"""An interview on its way through the screens: the draft, what is marked but not confirmed, and where it is kept.

No Textual in here: the screens draw it, and have it kept after every change.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field, replace
from typing import Any, Literal

from kneetui.config.about import KNEES
from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Library, Question
from kneetui.services.container import Services
from kneetui.services.interview.names import DRAFT, OTHERS, UNSAVED
from kneetui.services.interview.steps import InterviewStep, NextStep
from kneetui.status.results import UNTIL_LOOKED_AT
from kneetui.triage import answers, flags, short_form
from kneetui.triage.assessment import Assessment, assess
from kneetui.triage.flags import Raised
from kneetui.triage.interview.draft import Draft
from kneetui.triage.interview.next_question import askable, decides
from kneetui.triage.interview.provisional import provisional
from kneetui.triage.interview.worth import Suggestion, worth
from kneetui.triage.read_back import read_back

Place = Literal["emergency", "question", "assessment"]
"""Where an interview is."""

OPEN = 6
"""So many questions that were not asked are offered before the result."""


@dataclass(slots=True)
class Interview:
    """One interview.

    ``marks`` are answers that stand on the screen but were not confirmed. ``suggested`` are answers to
    start from, as the settings give them; ``earlier`` are answers of the last time, shown for comparison.
    ``seen`` are emergency flags that were shown and gone on from. ``done``: the assessment was shown. ``entry`` is the diary entry it was saved as (0: none). ``given`` are questions that
    were filled in before it began, and do not count as asked. ``beside`` are diary entries with other problems
    of the same knee, next to which this one stands. ``began`` tells it from every other interview. ``closed``: there is
    nothing else to say before the result. ``recalled``: it was asked whether the result arrived.
    ``about`` says whose knee it is: empty for one's own, else an id of :data:`OTHERS`.
    """

    services: Services
    _: KW_ONLY
    draft: Draft = field(default_factory=Draft)
    marks: dict[str, Answer] = field(default_factory=dict)
    suggested: dict[str, Answer] = field(default_factory=dict)
    earlier: dict[str, Answer] = field(default_factory=dict)
    seen: tuple[str, ...] = ()
    done: bool = False
    saved: bool = False
    entry: int = 0
    given: tuple[str, ...] = ()
    beside: tuple[int, ...] = ()
    began: str = ""
    closed: bool = False
    recalled: bool = False
    about: str = ""
    _step: tuple[Draft, InterviewStep | None] | None = None
    _about: int = 0

    @property
    def library(self) -> Library:
        """The content that is asked."""
        return self.services.library

    @property
    def facts(self) -> dict[str, Answer]:
        """The answers that count."""
        return answers.counting(self.library, self.draft.facts)

    @property
    def asked(self) -> tuple[str, ...]:
        """What was asked in this interview, in order."""
        return tuple(key for key in self.draft.asked if key not in self.given)

    @property
    def knee(self) -> str:
        """Which knee the answers are about: as answered, else as set; empty if nobody said."""
        question = self.library.role("side")
        side = self.facts.get(question.id) if question else None
        return side if isinstance(side, str) and side in KNEES else self.services.settings.knee

    def place(self) -> Place:
        """Where it goes on: an emergency that was not shown yet comes before the next question."""
        if self.alarm():
            return "emergency"
        return "assessment" if self.step() is None else "question"

    # --- what is asked -------------------------------------------------------------------

    def step(self) -> InterviewStep | None:
        """What to ask now, or ``None`` when the questions are through."""
        if self._step is None or self._step[0] != self.draft:
            self._step = (self.draft, self._next())
        return self._step[1]

    def _next(self) -> InterviewStep | None:
        step = NextStep(
            library=self.library,
            draft=self.draft,
            asked=self.asked,
            announced=self._about,
            emergency=self.emergency(),
            offered=self.offered,
        ).step()
        if step and step.suggestion and not step.first:
            self._about = step.about
        return step

    def offered(self, question: Question) -> Question:
        """A question in words and with options that fit this person; an option that is chosen already stays.

        Lines of a page that were answered in full before do not come again.
        """
        held, _ = self.value(question)
        chosen = held.yes if isinstance(held, Choices) else {held}
        facts = self.facts
        before = short_form.lines_answered_before(self.library, question, self.draft.facts, self.asked)
        options = tuple(
            option
            for option in question.options
            if option.id in chosen
            or (option.id not in before and (option.when is None or option.when.test(facts) is not False))
        )
        text, helped = self.asks(question), self._help(question)
        if (text, helped) == (question.text, question.help) and len(options) == len(question.options):
            return question
        return replace(question, options=options, text=text, help=helped)

    def _help(self, question: Question) -> str:
        """How to answer; in an emergency nobody is asked to try the knee out."""
        return question.help_at_once if question.help_at_once and self.emergency() else question.help

    def asks(self, question: Question) -> str:
        """What a question asks, in words for the person whose knee it is."""
        return question.asked_about(OTHERS.get(self.about, ""))

    def sides(self) -> tuple[Answer, ...]:
        """What is known of the knee it is about: as answered, as the settings suggest."""
        question = self.library.role("side")
        return tuple(
            facts[question.id] for facts in (self.facts, self.suggested) if question and question.id in facts
        )

    def value(self, question: Question) -> tuple[Answer | None, str]:
        """The answer to show for a question, and where it comes from: ``answer``, ``mark`` or ``suggested``."""
        for name, held in (("answer", self.draft.facts), ("mark", self.marks), ("suggested", self.suggested)):
            if question.id in held:
                return held[question.id], name
        return None, ""

    def decides(self, question: Question) -> Suggestion:
        """What a question would decide now."""
        others = [key for key in self.asked if key != question.id]
        return decides(self.library, self.draft.facts, others, question)

    def alarm(self) -> tuple[Raised, ...]:
        """Emergency flags that are up and were not shown yet."""
        up = [flag for flag in flags.raised(self.library, self.facts) if flag.urgency == "emergency"]
        return tuple(up) if any(flag.id not in self.seen for flag in up) else ()

    def emergency(self) -> bool:
        """Whether an emergency flag is up."""
        return flags.urgency(self.library, self.facts) == "emergency"

    def careful(self) -> bool:
        """Whether it is an emergency only as long as some questions are open."""
        up = [flag for flag in flags.raised(self.library, self.facts) if flag.urgency == "emergency"]
        return bool(up) and all(provisional(self.library, flag, self.facts) for flag in up)

    def read_back(self) -> list[str]:
        """The complaint in a sentence or two, as far as it was told."""
        return read_back(self.library, self.facts)

    def open_questions(self, most: int = OPEN) -> list[Question]:
        """Questions that were not asked and may still change something, the most telling first."""
        facts = self.facts
        scored = worth(self.library, facts, askable(self.library, facts, self.draft.asked))
        return [self.offered(suggestion.question) for suggestion in scored[:most]]

    def nothing_else(self) -> bool:
        """Whether nobody has to be asked for more before the result; an emergency does not wait for it."""
        return self.closed or self.done or self.emergency()

    def assess(self) -> Assessment:
        """The assessment of the answers so far."""
        return assess(self.library, self.draft.facts, self.draft.asked, OTHERS.get(self.about, ""))

    # --- what changes it (the screens call :meth:`keep` after it) -------------------------------------------------------------------

    def answer(self, question: str, value: Answer | None) -> None:
        """Confirm an answer; ``None`` is "don't know"."""
        if question in self.given:
            self.given = tuple(key for key in self.given if key != question)
            asked = tuple(key for key in self.draft.asked if key != question)
            self.draft = replace(self.draft, asked=asked)
        self.draft = self.draft.answered(question, value)
        self.marks.pop(question, None)
        self.saved = self.done = False

    def fill(self, question: str, value: Answer) -> None:
        """Take over an answer without the question; of several options it may leave some open to be asked."""
        if question not in self.asked:
            self.given = tuple(dict.fromkeys((*self.given, question)))
        self.draft = self.draft.answered(question, value)
        self.marks.pop(question, None)
        self.saved = self.done = False

    def mark(self, question: str, value: Answer | None) -> None:
        """Note an answer that is not confirmed."""
        if value is None:
            self.marks.pop(question, None)
        else:
            self.marks[question] = value

    def back(self) -> str:
        """Open the question before, its answer stays marked; its id, or nothing if there is none before."""
        if not self.asked:
            return ""
        last = self.asked[-1]
        if last in self.draft.facts:
            self.marks[last] = self.draft.facts[last]
        self.draft = self.draft.without(last, self.library)
        self.saved = self.done = False
        self._about = 0
        return last

    def back_from_the_end(self) -> str:
        """Open the last question; if it would not be asked again as things stand, nothing changes but its id is returned."""
        before, marks = self.draft, dict(self.marks)
        last = self.back()
        if self.place() != "assessment":
            return ""
        self.draft, self.marks = before, marks
        return last

    def close(self) -> None:
        """There is nothing else to say."""
        self.closed = True

    def go_on(self) -> None:
        """Go on in spite of the emergency flags that are up."""
        up = [flag.id for flag in flags.raised(self.library, self.facts) if flag.urgency == "emergency"]
        self.seen = tuple(dict.fromkeys((*self.seen, *up)))

    # --- where it is kept --------------------------------------------------------------------

    def keep(self) -> None:
        """Keep the interview as it stands. Raises ``OSError`` if the disk refuses.

        Raises :class:`~kneetui.services.windows.drafts.ElsewhereError` if another window has it.
        """
        plain = self._as_kept()
        self.services.keep_draft(DRAFT, plain)
        if flags.urgency(self.library, self.facts) in UNTIL_LOOKED_AT:
            self.services.keep_draft(UNSAVED, plain, DRAFT)  # another interview does not make it undone
        else:
            self._drop_result()

    def keep_marks(self) -> None:
        """Keep what is marked before anybody sees it so, and wait for no disk. Raises as :meth:`keep`."""
        self.services.drafts.write(DRAFT, self._as_kept(), durable=False)

    def _as_kept(self) -> dict[str, Any]:
        plain = self.plain()
        before = self.services.draft(DRAFT)
        if before is not None and all(before.get(key) == plain[key] for key in ("began", "answers")):
            plain["when"] = before.get("when", plain["when"])  # reading it again makes no result newer
        return plain

    def drop(self) -> None:
        """Forget the interview, which was saved. Raises as :meth:`keep`."""
        self.services.drop_draft(DRAFT)
        self._drop_result()

    def _drop_result(self) -> None:
        held = self.services.draft(UNSAVED)
        if held is not None and held.get("began") == self.began:
            self.services.drop_draft(UNSAVED, DRAFT)

    def plain(self) -> dict[str, Any]:
        """The interview as JSON can hold it; :func:`kneetui.services.interview.start.resumed` reads it."""
        return {
            **self.draft.plain(),
            "marks": answers.plain(self.marks),
            "suggested": answers.plain(self.suggested),
            "earlier": answers.plain(self.earlier),
            "seen": list(self.seen),
            "done": self.done,
            "entry": self.entry,
            "given": list(self.given),
            "beside": list(self.beside),
            "began": self.began,
            "closed": self.closed,
            "recalled": self.recalled,
            "about": self.about,
            "when": self.services.now().isoformat(timespec="minutes"),
        }
