"""The indexes that packs may come from by name: which are trusted, another one, one no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kneetui.config import account
from kneetui.config.wording import count
from kneetui.content.model import Problem
from kneetui.ui.screens.common.base import KneeModal, KneeScreen
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.packs.background_job import Slow
from kneetui.ui.screens.packs.problems import TellDialog, problem_text
from kneetui.ui.widgets.forms.text_field import TextField
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.menu import Choice
from kneetui.ui.widgets.lists.pack_list import Line, PackList

if TYPE_CHECKING:
    from kneetui_pack_index.trusted import Opened, Trusted

NONE = "No index is trusted. An index is a list of packs that somebody keeps on a web server; <indexes.trust> adds one."
NONE_BY_HOST = "The administrator of this host trusts no index, and from this account nobody can."
TRUST_HINT = (
    "Best with the public key of who makes it (a .pub file of ssh-keygen, or of minisign): then only what is "
    "signed with it is installed. <dialog.accept> fetches the index and checks it."
)


class IndexesScreen(KneeScreen[str]):
    """The list. Ends with ``NAME@INDEX`` if something was picked to be installed, else with ``None``."""

    CSS_PATH = "indexes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "trust", "Trust another", id="indexes.trust"),
        Binding("r", "distrust", "Trust no more", id="indexes.distrust"),
    ]
    heading = "Indexes"

    def __init__(self) -> None:
        super().__init__()
        self.indexes: tuple[Trusted, ...] = ()

    def body(self) -> ComposeResult:
        """A word if there is none, and the list."""
        with VerticalScroll(id="telling", can_focus=False):
            yield Static(id="said")
        yield PackList(id="packs")

    def on_mount(self) -> None:
        """The list takes the keys, and the trusted indexes are read."""
        self.query_one(PackList).focus()
        self._fill()

    def _fill(self) -> None:
        from kneetui.packs.errors import PackError
        from kneetui_pack_index.trusted import trusted

        content = Content(NONE_BY_HOST if account.current().confined else self.app.with_keys(NONE))
        try:
            self.indexes = tuple(trusted().values())
        except PackError as error:
            self.indexes, content = (), problem_text(error.problems)
        self.query_one("#said", Static).update(content)
        self.query_one("#telling").display = not self.indexes
        self.query_one(PackList).show([_line(index) for index in self.indexes])
        self.say(remark=f"{len(self.indexes)} trusted")

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Show what it offers."""
        from kneetui_pack_index.screens.index import IndexScreen

        event.stop()

        def chosen(what: str | None) -> None:
            if what is not None and self.is_current:
                self.dismiss(what)

        self.app.push_screen(IndexScreen(self.indexes[event.index]), chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Where the account is only kneetui, the administrator chooses."""
        return not (action in ("trust", "distrust") and account.current().confined)

    def action_trust(self) -> None:
        """Ask for an index to trust, and show it in the list."""

        def trusted(opened: Opened | None) -> None:
            if opened is not None:
                self._fill()
                packs = count(len(opened.index), "pack")
                words = f"{opened.trusted.name}: {packs}, {opened.signature}."
                self.notify(words, markup=False)

        self.app.push_screen(TrustDialog(), trusted)

    def action_distrust(self) -> None:
        """Trust the one under the cursor no more, after asking."""
        if not self.indexes:
            return
        index = self.indexes[self.query_one(PackList).cursor]

        def chosen(choice: str | None) -> None:
            if choice == "drop":
                self._drop(index)

        choices = [Choice("keep", "Go on trusting it"), Choice("drop", "Trust it no more")]
        text = f"{index.url}\nWhat was installed from it stays."
        self.app.push_screen(ChooseDialog(f"Trust {index.name} no more?", text, choices), chosen)

    def _drop(self, index: Trusted) -> None:
        from kneetui.packs.errors import PackError
        from kneetui_pack_index.trusted import distrust

        try:
            distrust(index.name)
        except PackError as error:
            self.app.push_screen(TellDialog("It could not be kept", problem_text(error.problems)))
        self._fill()


def _line(index: Trusted) -> Line:
    from kneetui_pack_index.signatures import short

    keys = ", ".join(map(short, index.keys))
    signed = f"signed by {keys}" if keys else "no key: only hashes are checked"
    return Line(
        part="Trusted indexes",
        name=index.name,
        right="signed" if keys else "unsigned",
        below=f"{index.url} · {signed}",
    )


class TrustDialog(KneeModal["Opened"], Slow["Opened"]):
    """Asks for name, address and key of an index. Ends with it, opened, once it is trusted; or with ``None``."""

    CSS_PATH = "trust_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "trust", "Trust it", id="dialog.accept"),
        Binding("tab,down", "app.focus_next", "Next field", id="dialog.down", show=False),
        Binding("shift+tab,up", "app.focus_previous", "Field before", id="dialog.up", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Three lines to type into."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = "Trust an index"
            frame.border_subtitle = self.app.with_keys("<dialog.close> closes")
            yield TextField("Name", hint="club", id="name")
            yield TextField("Address", hint="https://packs.example.org/", id="url")
            yield TextField("Key file", hint="~/club.pub (may stay empty)", id="key")
            with VerticalScroll(id="scroll", can_focus=False):
                yield Static(Content(self.app.with_keys(TRUST_HINT)), id="said")

    def on_mount(self) -> None:
        """Type at once."""
        self.query(TextField).first().line.focus()

    def on_input_submitted(self) -> None:
        """Enter in a line of text: the next empty one that is needed, else go ahead."""
        for field in (self.query_one("#name", TextField), self.query_one("#url", TextField)):
            if not field.value.strip():
                field.line.focus()
                return
        self.action_trust()

    def action_trust(self) -> None:
        """Fetch it, check it, and trust it."""
        name, url, key = (
            self.query_one(f"#{field}", TextField).value.strip() for field in ("name", "url", "key")
        )
        if self.busy or not self.is_current or not name or not url:
            return

        def work() -> Opened:
            from kneetui.packs.archive.read_file import read_file
            from kneetui_pack_index import signatures
            from kneetui_pack_index.trusted import trust

            keys = []
            if key:
                file = account.current().reading(key)
                text = read_file(file, signatures.MOST).decode("utf-8", "replace")
                keys.append(signatures.read_key(text, file))
            return trust(name, url, keys)

        self.query_one("#said", Static).update(
            Content(self.app.with_keys(f"Asking {url} … <dialog.close> stops."))
        )
        self.begin(work)

    def brought(self, result: Opened) -> None:
        """See :meth:`Slow.brought`."""
        self.dismiss(result)

    def failed(self, problems: Sequence[Problem]) -> None:
        """See :meth:`Slow.failed`."""
        self.query_one("#said", Static).update(problem_text(problems))

    def action_close(self) -> None:
        """Stop asking, or close."""
        if self.busy:
            self.let_go()
            self.query_one("#said", Static).update(Content(self.app.with_keys(TRUST_HINT)))
        else:
            super().action_close()
