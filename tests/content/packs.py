"""Small packs written by tests."""

from __future__ import annotations

from pathlib import Path

PACK = """
format = 1
id = "{id}"
name = "{id}"
version = "0.1.0"
summary = "A pack for tests."
licence = "CC0-1.0"
authors = ["tests"]
"""

QUESTIONS = """
[[source]]
id = "{id}-book"
title = "A book"
sure = "estimate"

[[question]]
id = "{id}.ball"
kind = "choice"
text = "Which ball?"
why = "It decides nothing."
topic = "sport"
[[question.option]]
id = "hard"
text = "Hard"
[[question.option]]
id = "soft"
text = "Soft"
"""


def write_pack(folder: Path, name: str = "tennis", **files: str) -> Path:
    """A pack folder with a good ``pack.toml`` and ``questions.toml``, and the files given."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {"pack": PACK.format(id=name), "questions": QUESTIONS.format(id=name)} | files
    for name, text in content.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder
