"""What an index offers, to pick from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kneetui.config.wording import count
from kneetui.content.model import Problem
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.packs.background_job import Slow
from kneetui.ui.screens.packs.problems import problem_text
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lists.pack_list import Line, PackList

if TYPE_CHECKING:
    from kneetui_pack_index.index import PackListing
    from kneetui_pack_index.trusted import Opened, Trusted


class IndexScreen(KneeScreen[str], Slow["Opened"]):
    """Fetches an index. Ends with ``NAME@INDEX``, or with ``None``."""

    CSS_PATH = "indexes.tcss"
    heading = "Index"

    def __init__(self, index: Trusted) -> None:
        super().__init__()
        self.index = index
        self.entries: list[PackListing] = []

    def body(self) -> ComposeResult:
        """A line while it is fetched, then the list."""
        with VerticalScroll(id="telling", can_focus=False):
            yield Static(Content(f"Asking {self.index.url} …"), id="said")
        yield PackList(id="packs")

    def on_mount(self) -> None:
        """Fetch the index as soon as it is seen that it is fetched."""
        from kneetui_pack_index.trusted import open_index

        self.say(title=f"Index {self.index.name}", remark=self.app.with_keys("<screen.back> leaves"))
        self.query_one(PackList).focus()
        self.begin(lambda: open_index(self.index))

    def brought(self, result: Opened) -> None:
        """See :meth:`Slow.brought`."""
        here = {pack.id: pack.version for pack in self.services.library.packs.values()}
        self.entries = [listing for listing in result.index.values() if listing.best()]
        part = f"{self.index.url}: {result.signature}"
        self.query_one(PackList).show([_line(entry, part, here.get(entry.id, "")) for entry in self.entries])
        self.say(remark=count(len(self.entries), "pack"))
        if self.entries:
            self.query_one("#telling").display = False
        else:
            words = "This index offers nothing that fits this kneetui."
            self.query_one("#said", Static).update(Content(words))

    def failed(self, problems: Sequence[Problem]) -> None:
        """See :meth:`Slow.failed`."""
        self.query_one("#said", Static).update(problem_text(problems))

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """End with the pack as it is typed to be installed: id and index."""
        event.stop()
        if self.is_current:
            self.dismiss(f"{self.entries[event.index].id}@{self.index.name}")


def _line(entry: PackListing, part: str, here: str) -> Line:
    best = entry.best()
    version = best.version if best else ""
    below = " · ".join(words for words in (entry.summary, entry.licence) if words)
    return Line(
        part=part, name=f"{entry.name} {version}", right=f"installed: {here}" if here else "", below=below
    )
