"""An entry of the diary, field by field; every answer is kept, and the app goes on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import ask, numbers
from kneetui.cli.prompts.asking.console import Item
from kneetui.cli.prompts.asking.take_over import wanted
from kneetui.diary.errors import EditClashError, EntryError
from kneetui.diary.value_types import OneOf, Pain
from kneetui.report.status_page import today
from kneetui.services.diary import entry_form
from kneetui.services.diary.entry_draft import EntryDraft, open_draft, open_elsewhere
from kneetui.services.diary.entry_words import line
from kneetui.services.diary.likely_knee import known_knee
from kneetui.services.diary.trackers import in_form
from kneetui.services.diary.writing import write_down
from kneetui.services.knee_status import knee_status
from kneetui.services.windows.words import BESIDE, EDIT_BESIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.cli.prompts.asking.console import Console
    from kneetui.diary.entries import Entry
    from kneetui.diary.trackers import OwnTracker
    from kneetui.services.container import Services
    from kneetui.services.diary.entry_form import FormRow

HOW = "Type the number of a field to fill it in, or Enter to write the entry down. One number is enough."
AGAIN = "Another field's number, question mark (?) for all fields, or Enter to write the entry down."


def write_entry(services: Services, console: Console, before: Entry | None = None) -> None:
    """Ask until the entry is written down: a new one, beginning with its pain, or the one that was there ``before``.

    Raises :class:`~kneetui.cli.prompts.asking.ask.LeftError`.
    """
    draft = _draft(services, console, before.id if before else 0)
    try:
        _write(services, console, draft, before)
    finally:
        draft.release()


def _draft(services: Services, console: Console, entry_id: int) -> EntryDraft:
    """What was left, or what another window has if it is to be taken over, or an empty one."""
    draft = open_draft(services, entry_id)
    elsewhere = None if draft.read() else open_elsewhere(services, entry_id)
    beside = EDIT_BESIDE if entry_id else BESIDE
    if elsewhere is not None and wanted(services, console, elsewhere[0].owned_as, elsewhere[1], beside):
        draft.release()
        draft = elsewhere[0]
        draft.take_over()
    return draft


def _write(services: Services, console: Console, draft: EntryDraft, before: Entry | None) -> None:
    now = services.now()
    own = in_form(services, before)
    rows = entry_form.rows(own=own)
    blank = entry_form.values(before, own) if before else entry_form.empty(now, known_knee(services), own=own)
    typed = draft.read()
    form = {key: typed.get(key, value) for key, value in blank.items()}
    if form != blank:
        console.say("There is an unfinished entry; it goes on.")
    elif not before:
        form |= _filled(services, console, rows, entry_form.pain_of(now), form)
    how = HOW
    _show(console, rows, form)
    while True:
        changed = {key: value for key, value in form.items() if value != blank[key]}
        draft.keep(changed, blank if before else None)
        key = _field(console, rows, form, how)
        if key:
            form |= _filled(services, console, rows, key, form)
            how = f"{_row(rows, key).label}: {form[key] or 'nothing'}. {AGAIN}"
            continue
        draft.check()
        if _written(services, console, own, form, before):
            draft.keep({})
            return


def _show(console: Console, rows: Sequence[FormRow], form: dict[str, str]) -> None:
    console.say()
    console.list_items([Item(id=row.key, text=f"{row.label}: {form[row.key] or 'nothing'}") for row in rows])


def _row(rows: Sequence[FormRow], key: str) -> FormRow:
    return next(row for row in rows if row.key == key)


def _field(console: Console, rows: Sequence[FormRow], form: dict[str, str], how: str) -> str:
    """The key of the field to fill in; empty to write the entry down."""
    while True:
        typed = ask.line(console, how)
        if not typed:
            return ""
        if typed == "?":
            how = HOW
            _show(console, rows, form)
            continue
        if typed.isdecimal() and 1 <= int(typed) <= len(rows):
            return rows[int(typed) - 1].key
        console.refuse(typed, numbers.one(len(rows)))


def _filled(
    services: Services, console: Console, rows: Sequence[FormRow], key: str, form: dict[str, str]
) -> dict[str, str]:
    row = _row(rows, key)
    kind = row.field.type
    if isinstance(kind, OneOf):
        options = {option: kind.words(option).capitalize() for option in kind.options}
        nothing = {} if row.field.required else {"": ask.OPEN.capitalize()}
        return {key: ask.one_of(console, f"{row.label}?", {**options, **nothing}, form[key])}
    if isinstance(kind, Pain):
        before_it = float(form[key]) if form[key] else None
        question = f"{row.label}? {_enter(form[key])}"
        number = ask.diary_pain_or_nothing(console, services.library, question, before_it)
        return {key: "" if number is None else f"{number:g}"}
    hint = f" ({row.hint})" if row.hint else ""
    while typed := ask.line(console, f"{row.label}{hint}? {_enter(form[key])}"):
        if typed == ask.ERASE:
            return {key: ""}
        remedy = entry_form.wrong_number(row, typed)
        if not remedy:
            return {key: typed}
        console.say(f"{remedy}.")
    return {}


def _enter(value: str) -> str:
    """What Enter does with the answer that stands, and how it is taken out."""
    return f"Enter: keep {value}. Minus ({ask.ERASE}): {ask.OPEN}." if value else f"Enter: {ask.OPEN}."


def _written(
    services: Services,
    console: Console,
    own: Sequence[OwnTracker],
    form: dict[str, str],
    before: Entry | None,
) -> bool:
    try:
        written = write_down(services, entry_form.entry(form, before, own=own), before)
    except (EntryError, EditClashError, ValueError) as error:
        ask.tell(console, [f"{error}."] if isinstance(error, ValueError) else error.lines)
        return False
    console.say(f"Written down: {line(written.entry, services.library)}")
    ask.tell(console, [*written.sentences, *today(services.library, knee_status(services))])
    return True
