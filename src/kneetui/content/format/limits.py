"""How much a pack may hold. Beyond these a pack is refused, so that no pack can stall or fill a machine.

The built-in pack keeps them too, with room to spare. No value of a pack is ever used as a pattern
(regular expression): there is nothing of that kind to bound.
"""

from __future__ import annotations

FILES = 200
"""Files of one pack."""

FILE_BYTES = 256_000
"""Bytes of one file."""

TOTAL_BYTES = 1_500_000
"""Bytes of all files of one pack."""

NAME = 80
"""Characters of a file name."""

ARCHIVE_BYTES = 8_000_000
"""Bytes of an archive or a wheel."""

ARCHIVE_ENTRIES = 2_000
"""Entries of an archive; a wheel, or a folder zipped by hand, holds more than the pack."""

RATIO = 100
"""How many bytes of an archive's entry may come from one packed byte."""

DEPTH = 32
"""How deep tables and lists of a file may stand in one another."""

KEY_PARTS = 12
"""Names that dots may join to one key."""

LIST = 400
"""Entries of a list, and keys of a table, where the format sets no lower number."""

LARGEST = 1e9
SMALLEST = 1e-9
"""The largest and the smallest number besides 0."""

TABLES = {
    "source": 300,
    "question": 100,
    "finding": 200,
    "flag": 200,
    "cause": 200,
    "evidence": 1_000,
    "weight": 1_000,
    "tip": 400,
    "exercise": 300,
    "home-test": 50,
    "routine": 100,
    "pain-rule": 50,
    "watch": 50,
    "tracker": 50,
    "advice": 50,
    "case": 1_000,
    "word-class": 20,
    "read-back": 5,
    "self-exam": 20,
}
"""How many tables of a kind a pack may have."""

EVIDENCE = 2_000
"""Pieces of evidence of a pack, those of its own causes included."""

OPTIONS = 60
"""Options of a question."""

TEXT = 2_000
"""Characters of a text."""

CONDITION_DEPTH = 32
"""How deep conditions may stand in one another, findings written out."""

CONDITION_SIZE = 400
"""How many parts a condition may have, findings written out."""

CONDITIONS = 30_000
"""How many parts all conditions of a pack may have, findings written out wherever they are named."""

PLANNING = 150_000
"""The same for flags and tips, each condition squared: so does the time grow in which the interview is planned."""

WHEN_DEPTH = 12
"""How many questions may hang on one another in a row."""

PROBLEMS = 100
"""Problems of a pack that are told; one further line says that there are more."""
