"""The charts of the diary in plain sentences; what stands under a chart, and in its place where nothing is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kneetui.config.wording import knee_words, number
from kneetui.status.trend.chart_data import ChartData
from kneetui.status.trend.trend import sentence


def words(pictures: Sequence[ChartData]) -> str:
    """The charts in plain sentences."""
    if len(pictures) == 1:
        return sentence(pictures[0].summary)
    pains = [sentence(replace(picture.summary, week=None)) for picture in pictures]
    training = sentence(pictures[0].summary).removeprefix(pains[0]).strip()
    named = [_named(picture, pain) for picture, pain in zip(pictures, pains, strict=True)]
    return " ".join(text for text in (*named, training) if text)


def few_words(pictures: Sequence[ChartData]) -> str:
    """The same, shorter, for a small window."""
    parts = []
    for picture in pictures:
        trend = picture.summary.trend
        if trend.now is None:
            parts.append(f"{picture.name}: nothing lately.")
        else:
            way = f"{trend.word} at " if trend.word != "unknown" else ""
            parts.append(f"{picture.name}: {way}{number(trend.now)} of 10.")
    week = pictures[0].summary.week
    if week and week.load is not None:
        parts.append(f"Load this week {'at least ' if week.at_least else ''}{week.load:.0f}.")
    return " ".join(parts)


def _named(data: ChartData, pain: str) -> str:
    """A sentence that names its knee, also when the trend is not known."""
    knee = knee_words(data.summary.knee)
    return pain if knee in pain else f"{data.name}: {pain[0].lower()}{pain[1:]}"
