"""A diary in one TOML file, for URLs that begin with ``toml://``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.plugins.hooks import StoreScheme, hookimpl

if TYPE_CHECKING:
    from kneetui.diary.store.base import DiaryStore


def open_url(url: str) -> DiaryStore:
    """The diary of a URL such as ``toml:///home/ana/knee.toml``."""
    from pathlib import Path

    from kneetui_toml_store.store import TomlDiary

    return TomlDiary(Path(url.partition("://")[2]))


@hookimpl
def kneetui_store() -> list[StoreScheme]:
    """The one scheme of this plugin."""
    return [StoreScheme("toml", open_url)]
