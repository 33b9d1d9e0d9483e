"""The tables of the rules about a knee: which pain is allowed, what is watched and advised, and which change counts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kneetui.content.format.fields import Id, MaybeText, Sourced, Table, Text


class PainRuleTable(Sourced):
    """`[[pain-rule]]`: the traffic light for pain during exercise."""

    id: Id = Field(description="Id of the rule.")
    name: Text = Field(description="Name.")
    green: Annotated[float, Field(ge=0, le=10)] = Field(description="Green up to this pain (0-10).")
    yellow: Annotated[float, Field(ge=0, le=10)] = Field(description="Yellow up to this pain; red above.")
    easy_days: Annotated[int, Field(ge=0, le=14)] = Field(
        2, description="Whole days of rest for the knee after red, whatever it was that it did not like."
    )
    away_days: Annotated[int, Field(ge=0, le=365)] = Field(
        0,
        description="From so many days without a due session on, the next one is less; 0: as the default rule says.",
    )
    on_away: MaybeText = Field("", description="What such a break means.")
    long_away_days: Annotated[int, Field(ge=0, le=365)] = Field(
        0, description="From so many days on, the next session is a phase earlier; 0: never."
    )
    on_long_away: MaybeText = Field("", description="What such a break means.")
    counts_from: Annotated[float, Field(gt=0, le=100)] = Field(
        80, description="So many percent of its work have to be done for a session to lead on."
    )
    weight_up: Annotated[float, Field(ge=0, le=10)] = Field(
        10, description="How many percent heavier at most after green with enough repetitions in reserve."
    )
    weight_least: Annotated[float, Field(ge=0, le=10)] = Field(
        2, description="A step of fewer percent is none: the weight goes up or down by at least that."
    )
    reserve: Annotated[float, Field(ge=0, le=10)] = Field(
        2, description="So many more repetitions have to be possible for that."
    )
    default: bool = Field(
        False, description="Judges sessions of sport, and those of routines that are not installed any more."
    )
    on_green: Text = Field(description="What green means.")
    on_yellow: Text = Field(
        description="What yellow means. `{green}` and `{yellow}`, in all three, are the limits of this rule."
    )
    on_red: Text = Field(description="What red means.")
    many_yellow: Annotated[int, Field(ge=2, le=20)] = Field(
        3, description="After so many sessions in a row without a green one nothing is added."
    )
    on_many_yellow: MaybeText = Field("", description="What so many in a row mean.")
    usual_days: Annotated[int, Field(ge=1, le=90)] = Field(
        28, description="How many days before a session tell what is usual for the knee."
    )
    usual_mornings: Annotated[int, Field(ge=1, le=30)] = Field(
        3,
        description="From so many mornings without load on, those with load do not count for what is usual.",
    )
    fresh_days: Annotated[int, Field(ge=1, le=90)] = Field(
        7, description="For how many days the answer of the knee to a session says something about today."
    )
    less: Annotated[float, Field(ge=0, le=100)] = Field(
        40,
        description="How many percent less the next session is after red, and the first one after a break.",
    )


AdviceId = Literal[
    "as-planned",
    "morning-first",
    "easier",
    "less",
    "after-break",
    "only-gentle",
    "no-impact",
    "rest-until",
    "no-exercises",
    "look-again",
    "ask-again",
    "check-again",
]


class AdviceTable(Table):
    """`[[advice]]`: core only; what today asks for, in a few words."""

    id: AdviceId = Field(description="Which advice.")
    text: Text = Field(
        description="Its headline. `{day}` is the first day after it, `{level}` the name of the level."
    )


class WatchTable(Sourced):
    """`[[watch]]`: a change in the diary that reopens triage."""

    id: Id = Field(description="Id of the rule.")
    kind: Literal[
        "pain-rise",
        "pain-high",
        "new-swelling",
        "swelling-high",
        "swelling-returns",
        "swelling-stays",
        "stiffness-stays",
        "painkillers",
        "not-settling",
        "load-spike",
        "session-spike",
        "rest-pain",
    ] = Field(description="What is watched.")
    limit: float = Field(description="From here on it counts, in the unit of the kind.")
    days: Annotated[int, Field(ge=1, le=365)] = Field(description="Over how many days.")
    fresh_days: Annotated[int, Field(ge=1, le=30)] = Field(
        7, description="What happened longer ago raises it no more."
    )
    fewest: Annotated[int, Field(ge=1, le=30)] = Field(
        2, description="So many days (of `session-spike`: sessions) with a number it needs at least."
    )
    stops: list[Literal["impact", "strain", "loading"]] = Field(
        [],
        description="Kinds of exercise that must stop while it holds; `strain` is all but the gentle ones.",
    )
    headline: MaybeText = Field(
        "", description="What happened, in a few words. `{day}` is the day since when."
    )
    text: Text = Field(description="What it means, in one sentence.")


class TrendTable(Sourced):
    """`[trend]`: core only; which change of pain means something, and how far back the diary counts."""

    change: Annotated[float, Field(gt=0, le=10)] = Field(
        2, description="Points of pain (0-10) from which a change is more than chance."
    )
    fall: Annotated[float, Field(gt=0, le=100)] = Field(
        30, description="From so much pain on, a fall by so many percent is, too …"
    )
    least_fall: Annotated[float, Field(ge=0, le=10)] = Field(
        1, description="… if it is at least so many points."
    )
    days: Annotated[int, Field(ge=1, le=90)] = Field(
        14, description="Days before a day that tell what is usual: the band of the chart."
    )
    fewest_days: Annotated[int, Field(ge=1, le=30)] = Field(
        3, description="So many of them need a number of pain."
    )
    fresh_days: Annotated[int, Field(ge=1, le=30)] = Field(
        7, description="For how many days a number still counts as now."
    )
    values: Annotated[int, Field(ge=1, le=14)] = Field(
        3, description="The median of so many of the last numbers is now."
    )
    note_days: Annotated[int, Field(ge=1, le=30)] = Field(
        7, description="For how many days a note of pain or swelling counts as an answer that is known."
    )
    judged_days: Annotated[int, Field(ge=7, le=90)] = Field(
        42, description="How far back sessions have a light."
    )
