from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.config.own_columns import keep, own_columns


def test_nothing_is_known_before_anybody_said_it() -> None:
    assert own_columns().names == {}
    assert own_columns().distance_unit == ""
    assert own_columns().kind_of("Kesto") == ""


def test_what_is_kept_is_known_whatever_its_case_and_spaces() -> None:
    keep({"duration": "Aeg  kokku", "date": "Päev"}, "mi")
    assert own_columns().kind_of(" aeg kokku ") == "duration"
    assert own_columns().kind_of("PÄEV") == "date"
    assert own_columns().distance_unit == "mi"


def test_later_answers_add_and_a_column_holds_one_thing() -> None:
    keep({"duration": "Aeg", "date": "Päev"}, "km")
    keep({"duration": "Kesto", "sport": "Aeg"})
    known = own_columns()
    assert known.names["duration"] == ("Kesto",)
    assert known.kind_of("Aeg") == "sport"
    assert known.kind_of("Päev") == "date"
    assert known.distance_unit == "km"


@pytest.mark.parametrize(
    "text",
    [
        "[columns",
        'columns = "x"',
        '[columns]\ndate = "x"\nother = ["y"]',
        "distance-unit = 3",
        "\x00",
        "[" * 2000,
    ],
    ids=["cut", "a text", "a name and an unknown kind", "a number", "not text", "deep"],
)
def test_a_broken_file_counts_as_nothing_said(home: Path, text: str) -> None:
    file = home / "config" / "columns.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert own_columns().names == {}
    assert own_columns().distance_unit == ""
