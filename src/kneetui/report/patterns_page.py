"""What goes with worse mornings, and a trial of one, in sentences for screens and commands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kneetui.config.wording import count, date_words, knee_words, number, plural
from kneetui.diary.own_values import name_of
from kneetui.status.patterns.mornings import DAYS, FEWEST
from kneetui.status.patterns.trial import FEWEST_MORNINGS, LEFT_OUT, WEEK

if TYPE_CHECKING:
    from datetime import date

    from kneetui.status.patterns.mornings import Factor, MorningComparison
    from kneetui.status.patterns.trial import TrialResult, WeekTrial

WHEN = ("the same morning", "the morning after", "two mornings after")
"""By the lag in days."""
LEGEND = (
    "Points of 0 to 10, mornings with it against mornings without it; in brackets what your mornings leave possible "
    "(95 %). What goes together need not be the cause."
)
NO_MORNINGS = "Nothing to compare yet: it takes the pain of mornings, and days that differ in training or in what you keep track of."
NO_TRIAL = (
    "No trial yet. It takes some weeks with one thing and some without, by lot, and compares your mornings."
)


# --- what goes with worse mornings ------------------------------------------------------------------


def factor_words(factor: Factor, names: Mapping[str, str]) -> str:
    """A factor as people say it; ``names`` are those of trackers."""
    name = names.get(factor.id, name_of(factor.id))
    words = {
        "training": "training",
        "sport": factor.id,
        "load": f"a load above {factor.value:.0f}" if isinstance(factor.value, float) else "",
        "yes": f"{name}: yes",
        "above": f"{name} above {factor.value:.3g}" if isinstance(factor.value, float) else "",
        "text": f"{name}: {factor.value}",
    }[factor.kind]
    return f"{words}, {WHEN[factor.lag]}"


def comparison_words(own: MorningComparison, names: Mapping[str, str]) -> str:
    """One comparison in a sentence."""
    what = factor_words(own.factor, names)
    what = what[:1].upper() + what[1:]
    counts = f"{count(own.mornings, 'morning')} against {own.others}"
    if own.difference is None:
        return f"{what}: not enough days yet: {own.fewer} of {FEWEST} ({counts})."
    shift = own.difference.difference
    words = (
        f"{number(abs(shift))} {'worse' if shift > 0 else 'better'}"
        if round(abs(shift), 1)
        else "no difference"
    )
    interval = f"{signed(own.difference.low)} to {signed(own.difference.high)}"
    stands_out = " This stands out." if own.stands_out else ""
    return f"{what}: {words} ({interval}; {counts}).{stands_out}"


def signed(value: float) -> str:
    """A difference with its sign."""
    words = number(abs(value))
    return words if words == "0" else f"{'+' if value > 0 else '-'}{words}"


def mornings_lines(made: Sequence[MorningComparison], names: Mapping[str, str], knee: str) -> Iterator[str]:
    """The page: what was compared, each in a sentence, and how to read it."""
    yield f"What goes with worse mornings: {knee_words(knee)}, the last {count(DAYS, 'day')}."
    if not made:
        yield NO_MORNINGS
        return
    for own in made:
        yield comparison_words(own, names)
    tests = sum(own.difference is not None for own in made)
    if tests:
        stand = sum(own.stands_out for own in made)
        yield (
            f"{count(tests, 'thing')} {plural(tests, 'was', 'were')} compared, and {stand or 'none'} of them "
            f"{plural(stand or 1, 'stands', 'stand')} out beyond what so many would by chance. {LEGEND}"
        )


def comparison_plain(own: MorningComparison) -> dict[str, Any]:
    """A comparison for programs."""
    factor, outcome = own.factor, own.difference
    return {
        "kind": factor.kind,
        "id": factor.id,
        "value": factor.value,
        "lag-days": factor.lag,
        "mornings": own.mornings,
        "others": own.others,
        "difference": round(outcome.difference, 3) if outcome else None,
        "interval": [round(outcome.low, 3), round(outcome.high, 3)] if outcome else None,
        "chance": round(outcome.chance, 4) if outcome else None,
        "stands-out": own.stands_out,
    }


# --- a trial of one --------------------------------------------------------------------------------


def week_words(trial: WeekTrial, today: date) -> str:
    """What this week is, or when it was."""
    if trial.stopped and not trial.runs(today):
        return f"Stopped on {date_words(trial.stopped)}."
    week = trial.week_of(today)
    if week is None:
        over = today > trial.end
        return f"Over since {date_words(trial.end)}." if over else f"It begins on {date_words(trial.start)}."
    side = "with" if trial.weeks[week] else "without"
    return f"This week, the {_ordinal(week + 1)} of {len(trial.weeks)}: {side} it."


def _ordinal(value: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value, "th")
    return f"{value}{ending}" if value < 20 else f"{value}th"


def result_words(outcome: TrialResult) -> Iterator[str]:
    """What it came to so far, with how sure that is."""
    if outcome.skipped:
        yield (
            f"{count(outcome.skipped, 'week')} had fewer than {FEWEST_MORNINGS} mornings after its first "
            f"{count(LEFT_OUT, 'day')}, and {plural(outcome.skipped, 'does', 'do')} not count."
        )
    if outcome.difference is None or outcome.with_it is None or outcome.without is None:
        yield f"No result yet: no pair of weeks is whole (of {outcome.planned})."
        return
    shift = number(abs(outcome.difference))
    compared = "the same" if shift == "0" else f"{shift} {'less' if outcome.difference < 0 else 'more'}"
    yield (
        f"Morning pain with it {number(outcome.with_it)}, without it {number(outcome.without)}: {compared} with it, "
        f"in {count(outcome.pairs, 'pair')} of weeks of {outcome.planned}."
    )
    if outcome.low is None or outcome.high is None or outcome.chance is None:
        yield "One pair says nothing about chance: go on."
        return
    yield f"Interval (95 %): {signed(outcome.low)} to {signed(outcome.high)}. The lot alone gives as much in {outcome.chance:.0%} of its orders."
    if outcome.low > 0 or outcome.high < 0:
        side = "less" if outcome.difference < 0 else "more"
        yield f"So it goes with {side} pain in your mornings, as far as so few weeks can say."
    else:
        yield "That can be chance: it may help, harm, or do nothing."


def trial_lines(trial: WeekTrial, outcome: TrialResult, today: date) -> Iterator[str]:
    """The whole page of a trial."""
    yield (
        f"Does it help: {trial.what}? {knee_words(trial.knee).capitalize()}, {count(len(trial.weeks), 'week')} "
        f"from {date_words(trial.start)} to {date_words(trial.end)}."
    )
    yield week_words(trial, today)
    yield from result_words(outcome)
    yield (
        f"Weeks with and without it come in pairs, in an order drawn by lot; the first {count(LEFT_OUT, 'day')} of "
        f"{WEEK} do not count. Note your pain every morning."
    )


def trial_plain(trial: WeekTrial, outcome: TrialResult) -> dict[str, Any]:
    """A trial for programs."""
    return {
        "id": trial.id,
        **trial.to_json(),
        "end": trial.end.isoformat(),
        "weeks": ["with" if week else "without" for week in trial.weeks],
        "pairs-whole": outcome.pairs,
        "weeks-skipped": outcome.skipped,
        "with": outcome.with_it,
        "without": outcome.without,
        "difference": outcome.difference,
        "interval": None if outcome.low is None else [outcome.low, outcome.high],
        "chance": outcome.chance,
    }
