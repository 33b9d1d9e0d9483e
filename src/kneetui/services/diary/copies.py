"""The diary as a file with everything that is the person's, and such a file of another copy taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.settings import of_the_person, with_those_of
from kneetui.config.wording import listed, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kneetui.config.settings import Settings
    from kneetui.diary.entries import Entry
    from kneetui.diary.export.news import News
    from kneetui.services.container import Services

NAMES = {
    "sports": "sports",
    "knee": "knee",
    "region": "country",
    "timezone": "time zone",
    "week_start": "start of the week",
    "language": "language",
    "weight_unit": "unit of weights",
    "trackers": "list of what you keep track of",
    "check_ins": "question about the week",
}
"""The settings of the person, as people call them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What another copy brings: the ``news`` for the diary, and the ``settings`` as they would be then.

    ``new_settings`` are the keys that come along, ``own_settings`` those that stay although the copy has others.
    """

    news: News
    settings: Settings
    new_settings: tuple[str, ...] = ()
    own_settings: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything changes here."""
        return self.news.changes or bool(self.new_settings)


def export_text(services: Services) -> str:
    """Everything: entries, removals, the place in routines, equipment, and the settings of the person.

    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    from kneetui.diary.export.toml_file import export_toml

    return export_toml(services.diary, of_the_person(services.settings))


def opened(data: bytes, passphrase: Callable[[], str], name: str) -> bytes:
    """A diary file as it was exported; the passphrase is asked for if only that opens it.

    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    from kneetui.diary.export.sealed import is_sealed, unseal

    return unseal(data, passphrase(), name) if is_sealed(data) else data


def read_copy(services: Services, text: str, name: str) -> Copy:
    """What a diary file brings. Raises :class:`~kneetui.diary.errors.DiaryError` with what is wrong with it."""
    from kneetui.diary.export.toml_file import news_of, read_toml

    file, before = read_toml(text, name), services.settings
    settings, own = with_those_of(before, file.settings)
    new = tuple(key for key in NAMES if getattr(settings, key) != getattr(before, key))
    return Copy(news=news_of(file, services.diary), settings=settings, new_settings=new, own_settings=own)


def take_in_copy(services: Services, copy: Copy, *, bring_back: bool = False) -> tuple[Entry, ...]:
    """Take in what a copy brings, and the settings that nobody chose here yet; the new entries.

    With ``bring_back`` entries that were removed in one copy and changed in the other are written again. Raises
    :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    from kneetui.diary.export.toml_file import take_in

    added = take_in(services.diary, copy.news, bring_back=bring_back)
    if copy.new_settings:
        services.save_settings(copy.settings)
    return added


def settings_lines(copy: Copy) -> list[str]:
    """Which settings come along, and which stay as they are here."""
    lines = []
    if copy.new_settings:
        verb = plural(len(copy.new_settings), "comes", "come")
        lines.append(f"{_names(copy.new_settings)} {verb} along.")
    if copy.own_settings:
        verb = plural(len(copy.own_settings), "stays as it is", "stay as they are")
        lines.append(f"{_names(copy.own_settings)} {verb} here.")
    return lines


def _names(keys: Iterable[str]) -> str:
    words = listed([NAMES[key] for key in keys])
    return f"{words[:1].upper()}{words[1:]}"
