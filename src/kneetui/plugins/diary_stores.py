"""Diaries that plugins keep: a URL -> a store, through the schemes of plugins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kneetui.diary.errors import DiaryError

if TYPE_CHECKING:
    from kneetui.diary.store.base import DiaryStore
    from kneetui.plugins.hooks import StoreScheme


def open_url(url: str, schemes: Sequence[StoreScheme]) -> DiaryStore:
    """The diary of a URL. Raises :class:`DiaryError` if no plugin knows its scheme, or the plugin fails."""
    wanted = url.partition("://")[0]
    for scheme in schemes:
        if scheme.scheme == wanted:
            try:
                store: DiaryStore = scheme.open(url)
            except DiaryError:
                raise
            except Exception as error:
                raise DiaryError(
                    f"The plugin for {wanted}:// cannot open the diary {url} ({type(error).__name__}: {error})",
                    "Check the address and update the plugin, or unset KNEETUI_DIARY for the built-in diary",
                ) from error
            _check_whole(wanted, store)
            return store
    known = ", ".join(f"{scheme.scheme}://" for scheme in schemes) or "none"
    raise DiaryError(
        f"No plugin opens a diary at {wanted}:// (installed: {known})",
        f"Install one, such as kneetui-{wanted}-store, or unset KNEETUI_DIARY for the built-in diary",
    )


def _check_whole(scheme: str, store: DiaryStore) -> None:
    from kneetui.diary.store.base import DiaryStore as Contract

    missing = [name for name in vars(Contract) if not name.startswith("_") and not hasattr(store, name)]
    if missing:
        raise DiaryError(
            f"The plugin for {scheme}:// is too old for this kneetui (its diary has no {', '.join(missing)})",
            "Update the plugin, or unset KNEETUI_DIARY for the built-in diary",
        )
