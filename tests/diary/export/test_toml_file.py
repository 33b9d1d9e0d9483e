from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from kneetui.diary.entries import Entry, Session
from kneetui.diary.errors import ExchangeError
from kneetui.diary.export.csv_file import columns, to_csv
from kneetui.diary.export.news import compare
from kneetui.diary.export.toml_file import from_toml, import_toml, to_toml

if TYPE_CHECKING:
    from kneetui.diary.store.base import DiaryStore

WHEN = datetime(2025, 3, 12, 7, 30)
ENTRY = Entry(WHEN, "right", pain_during=3, pain_morning=2.5, note="stairs\nand hills")

FILE = """\
format = 2

[[entry]]
when = 2025-03-12 07:30:00
kind = "entry"
knee = "right"
pain-during = 3
pain-morning = 2.5
note = "stairs\\nand hills"
"""

BAD = """\
format = 1

[[entry]]
when = 2025-03-12T07:30:00
knee = "right"
pain-during = 3

[[entry]]
when = 2025-03-12
knee = "middle"
pain-during = 12
mood = "low"

[[entry]]
when = 2025-03-12T07:30:00
knee = "left"
session = { sport = "running", minutes = -5, shoes = "new" }
assessment = { urgency = "later", causes = ["itb-syndrome"] }
routine = "kneecap"
"""


def test_a_file_reads_well() -> None:
    assert to_toml([ENTRY]) == FILE
    assert from_toml(FILE) == (ENTRY,)
    assert from_toml(FILE.replace("format = 2", "format = 1")) == (ENTRY,)


def test_an_empty_diary_is_a_file_too() -> None:
    assert from_toml(to_toml([])) == ()


def test_every_problem_of_a_bad_file_has_its_entry_and_key(diary: DiaryStore) -> None:
    with pytest.raises(ExchangeError) as caught:
        import_toml(diary, BAD, "diary.toml")
    assert [(problem.number, problem.key) for problem in caught.value.problems] == [
        (2, "mood"),
        (2, "when"),
        (2, "knee"),
        (2, "pain-during"),
        (3, "session.shoes"),
        (3, "session.minutes"),
        (3, "assessment.causes"),
        (3, "assessment.urgency"),
        (3, "routine"),
    ]
    assert all(problem.message and problem.remedy for problem in caught.value.problems)
    assert "diary.toml cannot be imported: 9 problems" in str(caught.value)
    assert "entry 2: pain-during is 12. Give a number from 0 to 10" in str(caught.value)
    assert diary.count() == 0


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("entry = ", ""),
        ("[[entry]]", "format"),
        ("format = 3", "format"),
        ("format = true", "format"),
        ("format = 1\npack = 1", "pack"),
        ("format = 1\nentry = 3", "entry"),
        ("format = 1\nentry = [3]", "entry"),
        ("format = 1\n[[entry]]", "when"),
    ],
)
def test_a_file_of_another_shape_is_explained(text: str, key: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        from_toml(text)
    assert caught.value.problems[0].key == key


def test_only_what_is_new_is_added(diary: DiaryStore) -> None:
    diary.add(ENTRY)
    other = Entry(WHEN, "left", pain_during=1)
    result = import_toml(diary, to_toml([ENTRY, other]))
    assert ([entry.knee for entry in result.added], result.known) == (["left"], 1)
    assert diary.undo()
    assert diary.count() == 1


def test_the_same_twice_in_a_diary_stays_twice(diary: DiaryStore) -> None:
    file = to_toml([ENTRY, ENTRY])
    assert len(import_toml(diary, file).added) == 2
    assert import_toml(diary, file).known == 2


def test_a_session_imported_before_is_known_whatever_was_added_to_it() -> None:
    training = Session("running", 30, source_id="fit:1")
    known = Entry(WHEN, "both", session=training, kind="import", note="felt good", id=4)
    again = Entry(WHEN, "both", session=training, kind="import")
    other = Entry(WHEN, "both", session=Session("running", 30, source_id="fit:2"), kind="import")
    assert compare([again, other], [known]).new == (other,)


def test_escape_sequences_in_a_file_do_not_get_in() -> None:
    (entry,) = from_toml(FILE.replace("stairs", "\\u001b[2Jstairs\\u202e"))
    assert entry.note == "[2Jstairs\nand hills"


def test_text_cannot_become_a_formula() -> None:
    entry = Entry(
        WHEN, "right", note='=HYPERLINK("x")', medication="@SUM(1)", session=Session("+run", 30, effort=5)
    )
    _, row = to_csv([entry]).splitlines()
    cells = dict(zip(columns(), row.split(","), strict=True))
    assert cells["medication"] == "'@SUM(1)"
    assert cells["sport"] == "'+run"
    assert cells["note"].startswith("\"'=")
    assert cells["load"] == "150"


def test_what_is_not_known_is_an_empty_cell() -> None:
    _, row = to_csv([Entry(WHEN, "right", pain_during=0)]).splitlines()
    assert row == "2025-03-12T07:30,entry,right,0" + "," * (len(columns()) - 4)
