"""Everything about a pack before it is installed, updated or removed; Enter goes ahead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import first_few
from kneetui.packs.install.counts import holds
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.common.text_screen import SURE, ReadingScreen
from kneetui.ui.screens.packs import text as words
from kneetui.ui.screens.packs.details import table
from kneetui.ui.screens.packs.problems import problem_text, sentence
from kneetui.ui.widgets.lines.menu import Choice

if TYPE_CHECKING:
    from kneetui.packs.install.install_plan import Offer
    from kneetui.packs.install.removal import Removal

FILES = 5
"""So many edited files are named."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """The person wants it; ``downgrade`` and ``replace`` as :func:`kneetui.packs.install.install_plan.install` takes them."""

    downgrade: bool = False
    replace: bool = False


class Decision(ReadingScreen[Agreed]):
    """Something to read before it is done: ends with :class:`Agreed`, or with ``None``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Leave", id="screen.back"),
        Binding("backspace,left", "back", "Leave", id="reading.back", show=False),
    ]

    def remark(self) -> str:
        """Nothing has happened yet."""
        return "nothing is changed yet"


class OfferScreen(Decision):
    """What is in a pack, what it rests on and what it changes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Install", id="offer.install"),
    ]
    heading = "Install a pack"

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer

    def paragraphs(self) -> Iterator[Content]:
        """See :meth:`ReadingScreen.paragraphs`."""
        offer, info = self.offer, self.offer.info
        yield Content.assemble((f"{info.name} {info.version}", "bold"), f"\n{info.summary}")
        yield table(
            ("in place of", offer.before_version and f"{info.name} {offer.before_version}"),
            ("by", ", ".join(info.authors)),
            ("licence", info.licence),
            ("from", str(offer.came)),
            ("signature", offer.signature),
            ("installed", words.FOR[offer.target.scope]),
            ("requires", ", ".join(f"{required} {wanted}" for required, wanted in info.requires.items())),
            ("holds", holds(info.counts)),
        )
        yield from (Content.assemble(("▲ ", "bold $warning"), note) for note in self._notes())
        names = {change.id: change.words for change in offer.difference.added if change.kind == "cause"}
        yield words.outcomes(offer.outcomes, self.services.library, names)
        yield from words.differences(offer.difference)
        if offer.sources:
            yield Content.assemble(
                ("Sources", "bold $primary"),
                *(
                    f"\n  · {source.title}{SURE.get(source.sure) or f' ({source.sure})'}{f'  {source.url}' if source.url else ''}"
                    for source in offer.sources
                ),
            )

    def _notes(self) -> Iterator[str]:
        offer = self.offer
        if offer.same:
            yield "Exactly this is installed already."
        if offer.older:
            yield f"This is older than what is installed: {offer.before_version}."
        if offer.edited:
            yield f"The installed pack was edited: {_files(offer.edited)}."
        yield from map(sentence, offer.notes)

    def action_accept(self) -> None:
        """Go ahead; ask first if a newer or an edited one would give way."""
        offer = self.offer
        if not self.is_current:
            return
        if not (offer.older or offer.edited):
            self.dismiss(Agreed())
            return
        sentences = []
        if offer.older:
            sentences.append(f"{offer.before_version} is installed. {offer.info.version} is older.")
        if offer.edited:
            sentences.append(
                f"Somebody changed the installed pack: {_files(offer.edited)}. It would be moved to "
                f"{offer.target.backups}; nothing is lost."
            )
        choices = [
            Choice("leave", "Leave it as it is"),
            Choice("take", f"Take {offer.info.version} all the same"),
        ]

        def chosen(choice: str | None) -> None:
            if choice == "take" and self.is_current:
                self.dismiss(Agreed(downgrade=offer.older, replace=bool(offer.edited)))

        self.app.push_screen(ChooseDialog(offer.info.name, "\n".join(sentences), choices), chosen)


class UpdateScreen(OfferScreen):
    """The same for another version of an installed pack: the difference and the outcomes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Update", id="offer.update"),
    ]
    heading = "Update a pack"


class RemovalScreen(Decision):
    """What would change without a pack."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Remove", id="removal.remove"),
    ]
    heading = "Remove a pack"

    def __init__(self, name: str, removal: Removal) -> None:
        super().__init__()
        self.called, self.removal = name, removal

    def paragraphs(self) -> Iterator[Content]:
        """See :meth:`ReadingScreen.paragraphs`."""
        removal = self.removal
        yield Content.assemble((f"Remove {self.called}?", "bold"))
        yield table(
            ("installed", words.FOR[removal.shelf.scope]), ("folder", str(removal.shelf.folder / removal.id))
        )
        if removal.edited:
            text = f"It was edited ({_files(removal.edited)}). It is moved to {removal.shelf.backups}; nothing is lost."
            yield Content.assemble(("▲ ", "bold $warning"), text)
        if removal.next:
            yield Content.assemble(("▲ ", "bold $warning"), f"Then the one of {removal.next} is used.")
        if removal.broken:
            yield Content.assemble(
                ("No longer works without it\n", "bold $primary"), problem_text(removal.broken)
            )
        yield words.outcomes(removal.outcomes, self.services.library, {})

    def action_accept(self) -> None:
        """Agree to the removal."""
        if self.is_current:
            self.dismiss(Agreed())


def _files(names: tuple[str, ...]) -> str:
    return first_few(names, FILES)
