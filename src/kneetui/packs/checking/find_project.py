"""Where the pack of a project is, seen from one of its folders."""

from __future__ import annotations

from pathlib import Path

PLACES = (".", "*", "src/*", "src/*/*")
"""Where a project keeps its pack: the folder itself, one in it, or the content of a distribution."""

TESTS = ("tests", "test")
"""Folders whose packs are made up."""

_ROOT = ("pyproject.toml", ".git")


def nearby(folder: Path) -> list[Path]:
    """The folders of packs in a project folder, those of its tests left out."""
    folders = {
        file.parent
        for place in PLACES
        for file in folder.glob(f"{place}/pack.toml")
        if not set(file.relative_to(folder).parts) & set(TESTS)
    }
    return sorted(folders)


def around(place: Path) -> list[Path]:
    """The packs nearest to a file or folder: beside it, or above it inside the same project."""
    for folder in (place, *place.parents):
        if folder.name in TESTS or not folder.is_dir():
            continue
        folders = nearby(folder)
        if folders or any((folder / name).exists() for name in _ROOT):
            return folders
    return []
