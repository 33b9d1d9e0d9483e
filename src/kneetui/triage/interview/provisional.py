"""Whether a raised flag still hangs on questions that nobody answered yet."""

from __future__ import annotations

from collections.abc import Iterator

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import All, AtLeast, Condition, Facts, Known, Not, Unproven
from kneetui.content.model import Library
from kneetui.triage.flags import Raised


@dataclass(frozen=True, slots=True)
class Answered(Condition):
    """True once the question is answered, unknown before."""

    question: str

    def test(self, facts: Facts) -> bool | None:
        """See :meth:`Condition.test`."""
        return True if self.question in facts else None

    def questions(self) -> Iterator[str]:
        """See :meth:`Condition.questions`."""
        yield self.question


def strict(condition: Condition) -> Condition:
    """The condition with everything unknown left unknown: nothing holds for want of an answer."""
    if isinstance(condition, All):
        return All(tuple(strict(part) for part in condition.parts))
    if isinstance(condition, AtLeast):
        return AtLeast(condition.count, tuple(strict(part) for part in condition.parts))
    if isinstance(condition, Not | Unproven):
        return Not(strict(condition.part))
    return Answered(condition.question) if isinstance(condition, Known) else condition


def provisional(library: Library, up: Raised, facts: Facts) -> bool:
    """Whether further answers alone could bring this flag below its level of now."""
    flag = library.flags[up.id]
    if flag.urgency == up.urgency and strict(flag.condition).test(facts) is True:
        return False
    return not any(
        rise.urgency == up.urgency
        and All((strict(flag.condition), strict(rise.condition))).test(facts) is True
        for rise in flag.raises
    )
