"""What came of taking in a diary file, in words: what was merged and removed, and what gave way to another edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.wording import count, joined_words, moment_words, plural
from kneetui.diary.description import Part, fields_of
from kneetui.diary.own_values import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneetui.diary.entries import Entry
    from kneetui.diary.export.news import Clash, News
    from kneetui.diary.history import Aside

MOST = 10
"""Values named one by one; the rest is counted."""


REMEMBERED = "The place in your routines and your equipment come along."


def merge_words(news: News) -> str:
    """After the number of known entries: ``, 2 joined, 1 changed, 1 removed``; nothing for none."""
    parts = ((news.merged, "changed"), (len(news.gone), "removed"), (news.left_out, "removed here before"))
    return joined_words(news.joined) + "".join(f", {amount:,} {word}" for amount, word in parts if amount)


def preview_lines(news: News) -> list[str]:
    """What an import would change, besides new entries and sessions."""
    lines = []
    if news.merged:
        lines.append(f"{count(news.merged, 'entry')} changed elsewhere.")
    if news.gone:
        lines.append(
            f"{count(len(news.gone), 'entry')} removed elsewhere {plural(len(news.gone), 'goes', 'go')}."
        )
    if news.left_out:
        lines.append(
            f"{count(news.left_out, 'entry')} removed here {plural(news.left_out, 'stays', 'stay')} out."
        )
    if news.remembered:
        lines.append(REMEMBERED)
    return [*lines, *clash_lines(news)]


def contested_lines(news: News) -> list[str]:
    """How entries that one copy removed and the other changed can be had back."""
    amount = len(news.contested)
    if not amount:
        return []
    which = f"{count(amount, 'entry')} that one copy removed and the other changed {plural(amount, 'is', 'are')} left out"
    return [
        f"{which}: import again with --bring-back, or undo it, to have {plural(amount, 'it', 'them')} back."
    ]


def clash_lines(news: News) -> list[str]:
    """A sentence for each value that gave way to another edit."""
    lines = [_sentence(clash) for clash in news.clashes[:MOST]]
    more = len(news.clashes) - MOST
    return [*lines, f"{count(more, 'value')} more gave way to a later edit."] if more > 0 else lines


def _sentence(clash: Clash) -> str:
    label, words = aside_words(clash.aside, type(clash.entry))
    day = moment_words(clash.entry.when)
    if clash.removed:
        return f"{day}: removed in one copy, and {label} changed in the other to {words}."
    return f"{day}: {label} was changed in both. The later one stands, {words} is kept beside it."


def asides(entry: Entry) -> Iterator[tuple[str, str]]:
    """The values that gave way in an entry, each with its name; those that are the same as what stands there do not."""
    from kneetui.diary.history import history, value_of
    from kneetui.diary.store.records import to_record

    if not entry.edits:
        return
    record = to_record(entry)
    for aside in history(record).aside:
        if aside.value != value_of(record, aside.key):
            yield aside_words(aside, type(entry))


def aside_words(aside: Aside, kind: type[Entry]) -> tuple[str, str]:
    """The name of the field of a value, and the value as people read it."""
    field = next((field for field in fields_of(kind) if field.key == aside.key), None)
    label = (field.label if field else "") or aside.key.removeprefix(PREFIX).replace("-", " ")
    if aside.value is None:
        return label.lower(), "nothing"
    if field is None or isinstance(field.type, Part):
        values = aside.value.values() if isinstance(aside.value, dict) else (aside.value,)
        return label.lower(), f"“{', '.join(str(value) for value in values)}”"
    return label.lower(), f"“{field.type.words(field.type.read(aside.key, aside.value)) or aside.value}”"
