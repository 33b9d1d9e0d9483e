"""Whether a case came out as it should: its urgency, its cause, and what set the urgency."""

from __future__ import annotations

from kneetui.config.lazy_dataclass import dataclass
from kneetui.triage.assessment import Assessment
from kneetui.triage.evaluation.evaluate import CaseResult

SERIOUS = ("emergency", "urgent")
AT_HOME = ("self-care", "normal")


@dataclass(frozen=True, slots=True)
class CaseVerdict:
    """How one case came out."""

    result: CaseResult

    @property
    def level(self) -> str:
        """The urgency: ``exact``, ``tolerated``, ``over`` or ``under``."""
        case, came = self.result.case, self.result.assessment.urgency
        if came == case.urgency:
            return "exact"
        return "tolerated" if self.result.exact else "over" if self.result.over else "under"

    @property
    def missed(self) -> bool:
        """A missed red flag: an emergency or urgent case shown as less.

        A case may tolerate the level below, but never care at home.
        """
        came = self.result.assessment.urgency
        return self.result.case.urgency in SERIOUS and (self.level == "under" or came in AT_HOME)

    @property
    def failed(self) -> bool:
        """Outside what the case tolerates: its urgency, or the right cause not among the first three."""
        return self.missed or self.level in ("over", "under") or not 1 <= self.result.place <= 3

    @property
    def wrong(self) -> str:
        """What is wrong, in a few words; empty if nothing is."""
        if self.missed:
            return "a missed red flag"
        if self.level in ("over", "under"):
            return "more urgent than expected" if self.level == "over" else "less urgent than expected"
        return "" if not self.failed else "the right cause is not among the first three"

    def explain(self) -> list[str]:
        """What was expected, what came, and what set the urgency: one line each."""
        case, came = self.result.case, self.result.assessment
        also = f" (also {', '.join(case.also)})" if case.also else ""
        tolerated = f" (or {', '.join(case.tolerated)})" if case.tolerated else ""
        named = ", ".join(f"{fit.id} {fit.probability:.0%}" for fit in came.causes[:3]) or "no cause"
        place = f"; {case.cause} in place {self.result.place}" if self.result.place > 3 else ""
        return [
            f"expected  {case.urgency}{tolerated}: {case.cause}{also}",
            f"came      {came.urgency}: {named}{place}",
            f"set by    {set_by(came)}",
        ]


def set_by(assessment: Assessment) -> str:
    """The rules that set the urgency of an assessment, with what they tell people."""
    up = [f"{flag.id} ({flag.because})" for flag in assessment.flags if flag.urgency == assessment.urgency]
    if up:
        return "; ".join(up)
    if assessment.urgency == "normal":
        return "no flag; the core's rule for normal soreness holds"
    return "no flag is up"
