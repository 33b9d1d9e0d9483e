"""What an assessment has answered: all that was written up to it, itself among that, and nothing after it."""

from __future__ import annotations

from datetime import timedelta

from kneetui.diary.entries import AssessmentRecord, Entry
from tests.status.alerts.test_alerts import HIGH, NEW, RISE, ago, assessed, entry, one, pains, rule, since


def test_what_stands_in_an_assessment_is_answered_by_it() -> None:
    assert one([assessed(0, pain_morning=8)], rule("pain-high", 7, 1)) is None
    assert one([assessed(0, medication="ibuprofen")], rule("painkillers", 1, 14)) is None
    after = Entry(ago(0, 20) + timedelta(minutes=1), "right", pain_morning=8, medication="ibuprofen")
    assert one([assessed(0), after], rule("pain-high", 7, 1)) is not None
    assert one([assessed(0), after], rule("painkillers", 1, 14)) is not None


def test_pain_is_held_against_what_the_assessment_itself_says() -> None:
    before = pains([2, 2, 2], until=3)
    assert since([*before, assessed(2, pain_morning=5), *pains([5.5])], RISE) is None
    assert since([*before, assessed(2, pain_morning=2), *pains([5.5])], RISE) == 0


def test_swelling_that_an_assessment_of_the_same_day_tells_of_is_not_new() -> None:
    before, later = pains([2, 2], until=10), entry(0, note="x", swelling="slight")
    assessment = Entry(ago(0, 8), "right", assessment=AssessmentRecord("self-care", swelling="slight"))
    assert since([*before, assessment, later], NEW) is None
    assert since([*before, assessed(0, hour=8), later], NEW) == 0


def test_the_last_of_several_assessments_counts() -> None:
    sore = pains([8, 8], until=3)
    assert since([assessed(9), *sore], HIGH) == 4
    assert since([assessed(9), *sore, assessed(2)], HIGH) is None


def test_what_is_about_training_is_about_the_person() -> None:
    high = one(pains([8, 8]), HIGH)
    assert high is not None
    assert not high.of_the_person
