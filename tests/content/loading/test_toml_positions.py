"""Keys are found in TOML texts of all shapes."""

from __future__ import annotations

import pytest

from kneetui.content.loading.toml_positions import KeyPath, TomlPositions

TEXT = '''# a comment
format = 1

[[question]]
id = "a"
when = { swelling = "marked", all = [ { x = 1 }, { y = 2 } ] }

[[question.option]]
id = "one"

[[question.option]]
id = "two"
text = """
several
lines
"""

[[question]]
"quoted.key" = 1
[question.dose]
reps = 3
[[question.option]]
id = "three"
'''


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("format",), (2, 1)),
        (("question", 0, "id"), (5, 1)),
        (("question", 0, "when", "all", 1, "y"), (6, 52)),
        (("question", 0, "option", 1, "text"), (13, 1)),
        (("question", 1, "quoted.key"), (19, 1)),
        (("question", 1, "dose", "reps"), (21, 1)),
        (("question", 1, "option", 0, "id"), (23, 1)),
        (("question", 1, "option", 0, "missing"), (22, 3)),
        (("nothing",), (0, 0)),
    ],
)
def test_place(path: KeyPath, place: tuple[int, int]) -> None:
    assert TomlPositions(TEXT).of(path) == place
