"""Add or edit one entry of the diary: a number or two and Enter are enough."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.timer import Timer

from kneetui.diary.errors import DiaryBusyError, DiaryError, EditClashError, EntryError
from kneetui.services.diary import entry_form, trackers
from kneetui.services.diary.entry_draft import EntryDraft, open_draft, open_elsewhere
from kneetui.services.diary.entry_words import title
from kneetui.services.diary.joining import add_or_join
from kneetui.services.diary.likely_knee import known_knee
from kneetui.services.diary.when_free import AGAIN
from kneetui.services.diary.writing import JOINED
from kneetui.services.longest import ceiling_of, jump_sentences
from kneetui.services.windows.drafts import ElsewhereError
from kneetui.services.windows.words import BESIDE, EDIT_BESIDE, KEPT_LATE, TAKE
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.common.dialogs import take_over
from kneetui.ui.screens.common.undo import undo_words
from kneetui.ui.screens.diary.form import EntryForm, field_of
from kneetui.ui.widgets.forms.fields import (
    DIGITS,
    FieldChanged,
    FormField,
    NumberField,
)
from kneetui.ui.widgets.forms.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.diary.entries import Entry
    from kneetui.diary.trackers import OwnTracker

LONGER = "Much longer than usual"
BUSY = "another program has the diary: type on, it is saved once it is free"
GOES_ON = "goes on here"
OTHER_EDIT = "another window wrote “{value}”; <entry.save> keeps yours"
QUIET = 0.4
"""Seconds without a key after which the draft is kept."""


class EntryScreen(KneeScreen["Entry"]):
    """The form. Ends with the entry as it was written down, or with ``None``.

    ``before`` is the entry to edit; without one, the form is for a new entry on ``day`` about ``knee``.
    ``start`` names the field that gets the focus (:data:`~kneetui.services.diary.entry_form.FIELDS`); without it,
    that is the morning before noon, else training. What was typed is kept as a draft until it is saved.
    """

    CSS_PATH = "entry.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    heading = "New entry"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "clear", "Start over", id="entry.clear"),
    ]

    def __init__(
        self, before: Entry | None = None, *, day: date | None = None, knee: str = "", start: str = ""
    ) -> None:
        super().__init__()
        self.before = before
        self._day, self._knee, self._start = day, knee, start
        self._form: dict[str, str] = {}
        self._blank: dict[str, str] = {}
        self._draft: EntryDraft
        self._own: tuple[OwnTracker, ...] = ()
        self._timer: Timer | None = None
        self._last: dict[str, str] = {}
        """What was typed until now: where the screen is taken away, its fields go first."""
        self._sport = ""
        self._gone = False

    # --- the form ----------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Look for a draft first, so that the first frame is the whole."""
        number = self.before.id if self.before else 0
        try:
            self._draft = open_draft(self.services, number)
        except OSError:
            self._draft = EntryDraft(self.services, number)
        self._own = trackers.in_form(self.services, self.before)
        self._blank = entry_form.values(self.before, self._own) if self.before else self._empty()
        typed = self._draft.read()
        self._form = {key: typed.get(key, value) for key, value in self._blank.items()}
        yield from super().compose()

    def body(self) -> ComposeResult:
        """One row a field."""
        today, sports = self.services.now().date(), self.services.settings.sports
        with EntryForm():
            for row in entry_form.rows(own=self._own):
                yield field_of(row, self._form[row.key], today=today, sports=sports)

    def remark(self) -> str:
        """Whether something was typed before."""
        if self._form != self._blank:
            return f"unfinished before · {self.app.key_of('entry.clear')} starts over"
        return title(self.before) if self.before else "one number is enough"

    def on_mount(self) -> None:
        """Begin at the pain of today."""
        if self.before:
            self.say("Edit entry")
        self._hint_length()
        changed = self._draft.changed_since(self._blank) if self.before else frozenset()
        self._show_others(changed & {key for key in self._form if self._form[key] != self._blank[key]})
        self._enter(next((key for key in self._form if key in changed), self._start or self._first()))
        if not self._draft.read():
            self._ask_for_other_draft()

    def _ask_for_other_draft(self) -> None:
        """Another window has this form open, and something in it: it can be taken over."""
        elsewhere = open_elsewhere(self.services, self.before.id if self.before else 0)
        if elsewhere is None:
            return
        draft, owner = elsewhere

        def chosen(answer: str | None) -> None:
            if answer == TAKE:
                self._take_over(draft)

        beside = EDIT_BESIDE if self.before else BESIDE
        self.app.push_screen(take_over.dialog(self.app, draft.owned_as, owner, beside), chosen)

    def _take_over(self, draft: EntryDraft) -> None:
        try:
            draft.take_over()
        except OSError as error:
            self.app.show_error(error)
            return
        self._draft.release()
        self._draft = draft
        for key, value in draft.read().items():
            if key in self._blank:
                self._field(key).show(value)
        self.say(remark=GOES_ON)

    def taken_over(self, draft: str) -> str:
        """See :meth:`KneeScreen.taken_over`."""
        if draft != self._draft.owned_as:
            return ""
        self._gone = True
        self._stop_waiting()
        if self.is_mounted:
            self._last = self._typed()
        late = False
        with suppress(OSError, ElsewhereError):
            late = self._draft.keep_late(self._last, self._blank if self.before else None)
        self._leave_if_gone()
        return KEPT_LATE if late else ""

    def on_screen_resume(self) -> None:
        """What was taken over behind another screen is left now."""
        self._leave_if_gone()

    def _leave_if_gone(self) -> None:
        if self._gone and self.is_current:
            self.dismiss(None)

    def on_unmount(self) -> None:
        """What was typed is kept, and free."""
        self.rest()
        self._draft.release()

    def _show_others(self, keys: Iterable[str]) -> None:
        """Beside these fields, what another window wrote there; saving keeps what was typed."""
        for key in keys:
            self._field(key).complain(
                self.app.with_keys(OTHER_EDIT.format(value=self._blank[key] or "nothing"))
            )

    def _first(self) -> str:
        if self.before:
            return next((key for key in entry_form.PAINS if self._form[key]), "note")
        return entry_form.pain_of(self.services.now())

    def _enter(self, key: str) -> None:
        field = self._field(key)
        self.set_focus(
            field.line if isinstance(field, TextField) else field
        )  # at once: a key may wait for it

    def _empty(self) -> dict[str, str]:
        now = self.services.now()
        when = datetime.combine(self._day, now.time()) if self._day else now
        return entry_form.empty(when, known_knee(self.services, self._knee), own=self._own)

    def _field(self, key: str) -> FormField | TextField:
        field = self.query_one(f"#{key}")
        assert isinstance(field, FormField | TextField)
        return field

    # --- the draft ---------------------------------------------------------------------

    def _typed(self) -> dict[str, str]:
        """What differs; a new entry also keeps its moment."""
        form = {key: self._field(key).value for key in self._blank}
        typed = {key for key in form if form[key] != self._blank[key]}
        if typed and not self.before:
            typed |= {"day", "time"}
        return {key: form[key] for key in form if key in typed}

    def on_field_changed(self, event: FieldChanged) -> None:
        """Keep the draft once the keys rest."""
        event.stop()
        self._stop_waiting()
        self._last = self._typed()
        self._timer = self.set_timer(QUIET, self._keep)
        self._hint_length()

    def _hint_length(self) -> None:
        """Beside the minutes, how long a session of the typed sport may be today."""
        sport, minutes = self._field("sport").value, self._field("minutes")
        if sport == self._sport or not isinstance(minutes, NumberField):
            return
        self._sport = sport
        with suppress(DiaryError):
            limit = ceiling_of(self.services, sport)
            minutes.hint = limit.short_words() if limit else ""
            minutes.redraw()

    def _stop_waiting(self) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None

    def _keep(self) -> bool:
        """Keep the draft; whether it is still this window's."""
        self._stop_waiting()
        try:
            self._draft.keep(self._last, self._blank if self.before else None)
        except ElsewhereError as error:
            self.app.show_error(error)
            return False
        except OSError as error:
            self.say(remark=f"the draft is not kept ({error.strerror})")
        return True

    # --- keys --------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """Digits that were typed before the form was there go nowhere, least of all to another room."""
        if event.character and event.character in DIGITS:
            event.stop()
            event.prevent_default()

    def on_input_submitted(self) -> None:
        """Enter in a line of text."""
        self.action_save()

    def action_save(self) -> None:
        """Write the entry down; if something is wrong, say so beside it."""
        if not self.is_current:
            return
        form = {key: self._field(key).value for key in self._blank}
        self._last = self._typed()
        for key in self._blank:
            self._field(key).complain("")
        try:
            self._draft.check()
            entry = entry_form.entry(form, self.before, own=self._own)
            jumped = self._jumps(entry)
            # As it is written down: a draft that outlives the app is known by its entry.
            if self._timer and not self._keep():
                return
            saved, joined = self._write(entry)
        except EntryError as error:
            self._complain(error)
            return
        except EditClashError as error:
            self._show_other_edit(error, form)
            return
        except DiaryBusyError:
            self._keep()
            self.say(remark=BUSY)
            self.set_timer(AGAIN, self.action_save)
            return
        except ElsewhereError as error:
            self.app.show_error(error)
            return
        except (DiaryError, OSError) as error:
            self._keep()
            self.app.show_error(error)
            return
        self._stop_waiting()
        with suppress(OSError, ElsewhereError):
            self._draft.keep({})
        self.app.key_guard.answered()
        if joined:
            self.app.notify(f"{JOINED} {undo_words(self.app, 'diary')}", markup=False)
        for sentence in set(self._jumps(saved)) - set(jumped):
            self.app.notify(sentence, title=LONGER, severity="warning", markup=False)
        self.dismiss(saved)

    def _write(self, entry: Entry) -> tuple[Entry, bool]:
        if self.before:
            return self.services.diary.edit(entry, base=self.before), False
        return add_or_join(self.services, entry)

    def _jumps(self, entry: Entry) -> tuple[str, ...]:
        if entry.session is None or self.services.library_if_loaded() is None:
            return ()
        try:
            return jump_sentences(self.services)
        except DiaryError:
            return ()

    def _complain(self, error: EntryError) -> None:
        places = [entry_form.place(problem.key, own=self._own) for problem in error.problems]
        for key, problem in zip(places, error.problems, strict=True):
            self._field(key).complain(problem.remedy)
        order = [row.key for row in entry_form.rows(own=self._own)]
        self._enter(min(places, key=order.index))

    def _show_other_edit(self, error: EditClashError, form: dict[str, str]) -> None:
        """What another window wrote into the same fields, beside what was typed; saving again keeps what was typed."""
        assert self.before
        self._keep()
        before, self.before = self._blank, self.services.diary.get(self.before.id)
        self._blank = entry_form.values(self.before, self._own)
        changed = [key for key in form if self._blank[key] != before[key]]
        for key in changed:
            if form[key] == before[key]:
                self._field(key).show(self._blank[key])
        self._show_others(key for key in changed if form[key] not in (before[key], self._blank[key]))
        self._enter(
            next(
                (key for key in changed if form[key] != before[key]),
                entry_form.place(error.keys[0], own=self._own),
            )
        )

    def action_clear(self) -> None:
        """Forget what was typed."""
        for key in self._blank:
            self._field(key).show(self._blank[key])
        self._last = self._typed()
        self._keep()
        self.say(remark="started over")
        self._enter(self._first())

    def rest(self) -> None:
        """See :meth:`KneeScreen.rest`."""
        if self._timer:
            self._keep()

    def action_back(self) -> None:
        """Leave; what was typed stays as a draft."""
        self.rest()
        super().action_back()
