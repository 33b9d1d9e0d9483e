"""What is asked, and what can be answered."""

from __future__ import annotations

from typing import Annotated

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Condition
from kneetui.content.model.advice import fill
from kneetui.content.model.notation import Drawn, Key, Text

ACTIVITY = "activity"

AGE = "age"
"""The two questions that the format itself names: ``activities``, ``weights`` and ``ages`` speak of their answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of a question; ``rate`` is the share of sore knees that would choose it (0-1).

    ``impact`` marks a sport whose training is impact. It is offered unless ``when`` is known to be false. ``otherwise`` makes it the short form of another
    question: what is known of that one if this option is not chosen; ``implies`` is what is known of another question if
    it is. ``words`` are phrases by which people
    mean this option (:mod:`kneetui.content.phrases`), ``read_back`` is how it is said to them.
    """

    id: str
    text: Text
    rate: float
    near: tuple[str, ...]
    when: Condition | None = None
    impact: bool = False
    otherwise: Condition | None = None
    implies: Condition | None = None
    words: Text = ""
    read_back: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, as asked. ``rate`` is the share of yes for a yes-no question (0-1).

    ``lasting``: an answer stays true from one day to the next (a number of days grows). ``per_knee``: though about
    the person, it is asked anew for the other knee. ``role`` is what the app itself takes from the answer.
    It is asked in every interview if ``always`` is set, and in those where ``always_if`` holds. ``words`` are
    phrases by which people say yes to a yes-no question, or a number; ``read_back`` is how that yes is said to them.
    ``of_another`` is the question to somebody who answers for another person, ``{who}``. ``help_at_once`` stands for
    ``help`` while somebody has to look at the knee at once.
    """

    id: str
    kind: str
    text: Text
    why: Text
    help: Text
    topic: str
    page: str
    widget: str
    options: Annotated[tuple[Option, ...], Key("option")]
    rate: float
    min: float
    max: float
    unit: Text
    typical: tuple[float, ...]
    when: Condition | None
    relevant: Condition | None
    always: bool
    source: tuple[str, ...]
    pack: str
    role: str = ""
    lasting: bool = False
    per_knee: bool = False
    always_if: Condition | None = None
    words: Text = ""
    read_back: Text = ""
    of_another: Text = ""
    help_at_once: Text = ""

    def asked_about(self, who: str) -> str:
        """The question as it is asked of another person, ``who``, or of oneself if that is empty."""
        return fill(self.of_another, who=who) if who and self.of_another else self.text

    def option(self, option_id: str) -> Option:
        """The option with this id; ``KeyError`` if there is none."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordClass:
    """Words of the language itself that change what a sentence means: ``role`` says how."""

    id: str
    role: str
    words: Text
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """A sentence in which answers are read back, in parts with ``|`` between them and ``{questions}`` in them."""

    id: str
    text: Text
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfExam:
    """Something to look at or to feel by oneself; it answers ``question``.

    ``how`` are steps, ``positive`` says what counts, ``not_when`` who leaves it. It is not offered while ``unless`` is
    known to be true. ``figure`` is in words what ``picture`` shows.
    """

    id: str
    name: Text
    question: str
    how: tuple[Text, ...]
    positive: Text
    not_when: Text
    unless: Condition | None
    figure: Text
    picture: Drawn
    source: tuple[str, ...]
    note: Text
    pack: str
