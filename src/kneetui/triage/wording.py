"""What an assessment says in everyday words: how often, how sure, and what would change it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import count, listed, plural
from kneetui.content.model import Library, Tip, Urgency
from kneetui.triage import how_soon
from kneetui.triage.assessment import FOR_YOU, WARNING_SIGN, Assessment, Fit
from kneetui.triage.causes.calibration import HIGHEST_OF_FEW
from kneetui.triage.flags import PRESSING
from kneetui.triage.interview.next_question import FIRST_PAGE
from kneetui.triage.signs import signs
from kneetui.triage.what_would_change import AnswerChange

ABOVE_ALL = "Above all"
"""The heading of tips for people whom the general advice was not made for."""

SOME = 0.075
"""From this probability on a cause is said in tenths."""

FEW = 8
"""With fewer answers than this an assessment says that little is known."""

_MORE = {"emergency": "It is an emergency if", "urgent": "Go {within} if", "soon": "See someone soon if"}
_LESS = {
    "urgent": "It would do {within} if",
    "soon": "An appointment soon would do if",
    "self-care": "Self-care would do if",
    "normal": "It would count as normal soreness if",
}


def more_if(library: Library, urgency: str) -> str:
    """What comes before answers that would make it as urgent as this level, with the time of the level."""
    return _MORE[urgency].format(within=library.urgencies[urgency].within)


def less_if(library: Library, urgency: str) -> str:
    """What comes before answers that would make it no more urgent than this level, with the time of the level."""
    return _LESS[urgency].format(within=library.urgencies[urgency].within)


GO_AT_ONCE = "Go at once if"
"""What comes before the signs of :attr:`Assessment.go_if`."""

TODAY = ("first-aid", "load")
"""Kinds of tips that say what to do today."""


def no_flag(library: Library, assessment: Assessment) -> str:
    """Why it is no more urgent while no flag is up: what was asked and denied, and nothing that was not asked."""
    known = signs(library, assessment.facts)
    asked = len(known.named) + len(known.denied)
    if not asked:
        return "No warning sign was asked about."
    unknown = len(known.unknown)
    rest = f"; {unknown} {plural(unknown, 'is not known', 'are not known')}" if unknown else ""
    if known.named:
        call = plural(len(known.named), "it alone calls", "they alone call")
        of = f"{len(known.named)} of the {asked} signs" if asked > 1 else "the one sign"
        return f"You named {of} we asked about; {call} for no more{rest}."
    if asked == 1:
        return f"The one warning sign we asked about is not true{rest}."
    return f"None of the {count(asked, 'warning sign')} we asked about is true{rest}."


SIGN_LISTS = {"named": "You named", "denied": "You said no to", "unknown": "Not asked, or not known"}
"""What comes before the signs of :class:`~kneetui.triage.signs.Signs`, field by field."""


def told_level(library: Library, assessment: Assessment) -> Urgency:
    """The level of an assessment, with the time that its flags give."""
    return how_soon.level(library, assessment.urgency, _deciding(assessment))


def _deciding(assessment: Assessment) -> list[str]:
    return [flag.id for flag in assessment.flags if flag.urgency == assessment.urgency]


def instruction(library: Library, assessment: Assessment) -> str:
    """What to do today: what the deciding flag asks for, else a tip for this level alone, else what the level says."""
    if assessment.flags:
        return assessment.flags[0].do
    for tip in assessment.advice:
        if tip.urgencies == (assessment.urgency,) and tip.kind in TODAY and tip.priority == 1:
            return f"{tip.title}. {tip.text}"
    return library.urgencies[assessment.urgency].do


def to_do(assessment: Assessment) -> list[str]:
    """What its warning signs ask for, each once. Where somebody has to look now or today, what asks for later waits."""
    alone = assessment.urgency in PRESSING
    asked = (flag.do for flag in assessment.flags if not alone or flag.urgency == assessment.urgency)
    return list(dict.fromkeys(asked))


def meant_for_first(assessment: Assessment) -> list[Tip]:
    """The advice that names the first cause, in its order."""
    first = assessment.shown[0].id if assessment.causes else ""
    return [tip for tip in assessment.advice if first in tip.causes and tip.kind != FOR_YOU]


def meant_first(assessment: Assessment) -> list[Tip]:
    """All advice: for people whom the general advice was not made for, then what names the first cause, then the rest."""
    meant = meant_for_first(assessment)
    mine = [tip for tip in assessment.advice if tip.kind == FOR_YOU]
    return [*mine, *meant, *(tip for tip in assessment.advice if tip not in meant and tip not in mine)]


def frequency(probability: float) -> str:
    """A probability as people out of ten or twenty."""
    if probability >= 0.95:
        return "over 9 of 10"
    tenths = math.floor(probability * 10 + 0.5)
    if probability >= SOME:
        return f"about {tenths} of 10"
    return "about 1 of 20" if probability >= 0.035 else "under 1 of 20"


RULE_OUT = "rule out first"
"""Instead of how often: beside a share of one in twenty a warning reads as reassurance."""


def often(fit: Fit) -> str:
    """How often a cause is it, or that it has to be ruled out first."""
    return RULE_OUT if fit.rule_out else frequency(bounded(fit))


LITTLE = 0.2
"""Up to this share of what tells about a cause known, words are no surer than of a cause of which nothing is known."""


def thin(fit: Fit) -> bool:
    """Whether so little of what speaks for or against a cause is known that the rest may well turn it."""
    known = sum(point.size != WARNING_SIGN for point in (*fit.speaks_for, *fit.against))
    return bool(fit.unknown) and known <= LITTLE * (known + len(fit.unknown))


def bounded(fit: Fit) -> float:
    """The probability that words rest on: with little known of a cause below nine of ten."""
    return min(fit.probability, HIGHEST_OF_FEW) if thin(fit) else fit.probability


def ruled_out_first(assessment: Assessment) -> str:
    """Which causes have to be ruled out first, in a sentence; empty if no flag asks for that."""
    return to_rule_out_words([fit.name for fit in assessment.to_rule_out])


def to_rule_out_words(names: Sequence[str]) -> str:
    """That these causes have to be ruled out first; empty without one."""
    return f"To be ruled out first, likely or not: {listed(names)}." if names else ""


def little_known(assessment: Assessment) -> bool:
    """Whether so few answers count that more of them may well change it."""
    return len(assessment.facts) < FEW


def sureness(assessment: Assessment) -> str:
    """What has to be ruled out first, and how sure the order of the causes is, in a sentence or two."""
    first = ruled_out_first(assessment)
    order = _order(assessment)
    spoken_of = assessment.causes[: 2 if assessment.sure == "between" else 1]
    if first and not any(fit.rule_out for fit in spoken_of):
        return f"{first} Once that is done, {order}"
    return f"{first} {order[:1].upper()}{order[1:]}".strip()


@dataclass(frozen=True, slots=True)
class Order:
    """How sure the order of the causes is: in a few words over their list, and in a sentence with their names."""

    heading: str
    sentence: str


_ORDERS = {
    "none": Order("", "nothing that kneetui knows fits."),
    "clear": Order("one stands out", "{first} stands out."),
    "so-far": Order(
        "one fits best so far", "{first} fits best so far, but little of what would tell is known yet."
    ),
    "likely": Order("one is likely", "{first} is likely, but something else is quite possible."),
    "between": Order(
        "the first two are close",
        "the first two are close: {first} and {second}. These answers do not tell them apart.",
    ),
    "open": Order("nothing stands out", "nothing stands out: several causes fit these answers."),
}


def order(assessment: Assessment) -> Order:
    """How sure the order is; of two causes that are close the sentence names both."""
    causes = assessment.causes
    if not causes:
        return _ORDERS["none"]
    sure = "so-far" if assessment.sure == "clear" and thin(causes[0]) else assessment.sure
    words = _ORDERS[sure]
    names = {place: fit.name for place, fit in zip(("first", "second"), causes, strict=False)}
    return Order(words.heading, words.sentence.format(**names))


def _order(assessment: Assessment) -> str:
    sentence = order(assessment).sentence
    if assessment.causes and little_known(assessment):
        known = len(assessment.facts)
        only = f"Only {count(known, 'answer')}" if known else "No answer"
        sentence += f" {only} {plural(known, 'counts', 'count') if known else 'counts'} so far, so much is not known; more may change the order."
    return sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGroup:
    """Answers to one question that lead to one level. ``asked`` is empty where the answers speak for themselves."""

    urgency: str
    question: str
    asked: str
    answers: tuple[str, ...]

    def __str__(self) -> str:
        return self.first(len(self.answers))

    def first(self, count: int) -> str:
        """The question with the first of its answers."""
        choices = " / ".join(self.answers[:count])
        return f"{self.asked} {choices[:1].upper()}{choices[1:]}" if self.asked else choices


def groups(library: Library, changes: Sequence[AnswerChange]) -> list[AnswerGroup]:
    """Changes by level and question, in their order; what can still come about before what already happened."""
    grouped: dict[tuple[str, str], list[AnswerChange]] = {}
    for change in changes:
        grouped.setdefault((change.urgency, change.question), []).append(change)
    levels = list(dict.fromkeys(changed.urgency for changed in changes))
    order = sorted(grouped, key=lambda key: (levels.index(key[0]), library.questions[key[1]].lasting))
    return [_group(library, grouped[key]) for key in order]


def _group(library: Library, changes: Sequence[AnswerChange]) -> AnswerGroup:
    first = changes[0]
    question = library.questions[first.question]
    alone = question.kind == "choices" and question.page == FIRST_PAGE
    labels = tuple(change.answer_text for change in changes)
    return AnswerGroup(
        urgency=first.urgency, question=first.question, asked="" if alone else first.asked, answers=labels
    )
