"""How long a session may be today, and which one was a jump."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kneetui.content.model import WatchRule
from kneetui.diary.entries import Entry, Session
from kneetui.status.response import Light, Response
from kneetui.status.trend.ceiling import Ceiling, Jump, ceilings, jumps

NOW = datetime(2026, 11, 22, 18)
TODAY = NOW.date()
LESS = {"r": 0.4}
SPIKE = WatchRule(
    id="spike",
    kind="session-spike",
    limit=10,
    days=30,
    fewest=2,
    text="Look.",
    source=("x",),
    note="",
    pack="core",
)


def run(
    km: float | None, days: int, minutes: float | None = None, id: int = 0, sport: str = "running"
) -> Entry:
    session = Session(sport, minutes=minutes, distance_km=km)
    return Entry(NOW - timedelta(days=days), "right", session=session, note="x", id=id)


def answer(entry: Entry, light: Light) -> Response:
    return Response(knee="right", when=entry.when, entry=entry.id, rule="r", light=light)


def of(entries: list[Entry], *answers: Response) -> Ceiling:
    (ceiling,) = ceilings(entries, answers, TODAY, SPIKE, LESS)
    return ceiling


def test_the_ceiling_is_the_longest_of_thirty_days_and_a_tenth() -> None:
    ceiling = of([run(9, 31), run(8, 20), run(5, 3)])
    assert (ceiling.longest, round(ceiling.limit, 2), ceiling.unit, ceiling.knee) == (8, 8.8, "km", None)
    assert ceiling.day == TODAY - timedelta(days=20)


def test_the_knee_may_say_less() -> None:
    entries = [run(8, 20, id=1), run(6, 3, id=2)]
    assert of(entries, answer(entries[1], "yellow")).today == 6
    assert of(entries, answer(entries[1], "red")).today == 6 * 0.6
    assert round(of(entries, answer(entries[1], "green")).today, 2) == 8.8
    assert round(of(entries, answer(entries[0], "red"), answer(entries[1], "green")).today, 2) == 8.8


def test_without_a_usual_there_is_no_ceiling() -> None:
    assert ceilings([run(8, 3)], (), TODAY, SPIKE, LESS) == ()
    assert ceilings([run(8, 3), run(8, 40)], (), TODAY, SPIKE, LESS) == ()
    assert ceilings([run(8, 3), run(8, 4)], (), TODAY, replace(SPIKE, fewest=3), LESS) == ()


def test_a_changed_unit_is_compared_in_minutes() -> None:
    ceiling = of([run(8, 20, 48), run(None, 3, 40)])
    assert (ceiling.unit, ceiling.longest) == ("min", 48)


def test_a_jump_is_told_against_the_longest_before_it() -> None:
    entries = [run(5, 20), run(8, 10), run(8.8, 5), run(12, 1)]
    (jump,) = jumps(entries, TODAY - timedelta(days=7), TODAY, SPIKE)
    assert jump == Jump(sport="running", unit="km", day=TODAY - timedelta(days=1), amount=12, longest=8.8)
    assert jump.words(SPIKE.days) == (
        "12 km of running on 21 November; the longest noted in the 30 days before was 8.8 km (+36 %)."
    )
    assert replace(jump, sport="").words(SPIKE.days).startswith("12 km of training on")
    for days in (7, 0):
        (jump,) = jumps([run(5, 20), run(8, 10), run(12, days)], TODAY - timedelta(days=7), TODAY, SPIKE)
        assert jump.day == TODAY - timedelta(days=days)


def test_a_jump_of_last_month_is_not_told_any_more() -> None:
    entries = [run(5, 30), run(5, 20), run(12, 8), run(5, 1)]
    assert jumps(entries, TODAY - timedelta(days=7), TODAY, SPIKE) == []
    (jump,) = jumps(entries, TODAY - timedelta(days=8), TODAY, SPIKE)
    assert (jump.amount, jump.longest) == (12, 5)


@given(st.lists(st.tuples(st.floats(1, 30), st.integers(0, 40)), max_size=12))
def test_a_jump_is_always_longer_than_every_session_of_the_month_before(
    runs: list[tuple[float, int]],
) -> None:
    entries = [run(km, days) for km, days in runs]
    for jump in jumps(entries, TODAY - timedelta(days=7), TODAY, SPIKE):
        month = jump.day - timedelta(days=30)
        before = [km for km, days in runs if month <= TODAY - timedelta(days=days) < jump.day]
        assert len(before) >= 2
        assert all(jump.amount > Session("running", distance_km=km).distance_km * 1.1 for km in before)  # type: ignore[operator]


def test_the_words_say_what_limits_it() -> None:
    entries = [run(8, 20, id=1), run(6, 3, id=2)]
    assert of(entries).words() == "running: longest in 30 days 8 km, up to 8.8 today"
    sore = of(entries, answer(entries[1], "yellow"))
    assert sore.words() == "running: longest in 30 days 8 km, up to 8.8 today; the knee says 6"
    assert sore.short_words() == "up to 6 km today"
    rested = of(entries).after_break(0.4)
    assert (rested.short_words(), rested.words().rpartition("; ")[2]) == (
        "up to 4.8 km today",
        "after a break 4.8",
    )


def test_a_session_of_unknown_length_says_nothing_of_what_is_usual() -> None:
    empty = [run(None, 20, id=1), run(None, 3, id=2)]
    assert ceilings(empty, (answer(empty[1], "yellow"),), TODAY, SPIKE, LESS) == ()
    assert jumps([*empty, run(None, 1, 40)], TODAY, TODAY, SPIKE) == []
    usual = [run(None, 9, 40), run(None, 8, 40)]
    assert jumps([*usual, run(None, 0)], TODAY, TODAY, SPIKE) == []
    assert of([*usual, empty[1]], answer(empty[1], "red")).today == 44


def test_no_ceiling_is_given_for_a_session_of_no_sport() -> None:
    assert ceilings([run(8, 20, sport=""), run(5, 3, sport="")], (), TODAY, SPIKE, LESS) == ()


def test_a_length_is_said_to_a_tenth_below_ten_and_in_whole_above_and_never_longer() -> None:
    for longest, words in ((8.19, "9"), (8.9, "9.7"), (9.5, "10"), (11.6, "12")):
        assert of([run(longest, 20), run(5, 3)]).short_words() == f"up to {words} km today"


def test_the_knee_is_not_said_to_leave_more_than_the_ceiling() -> None:
    entries = [run(8, 20, id=1), run(6, 3, id=2), run(20, 0, id=3)]
    ceiling = of(entries, answer(entries[2], "yellow"))
    assert (round(ceiling.today, 2), "knee" in ceiling.words()) == (8.8, False)


def test_another_sport_that_hurt_later_holds_this_one_where_it_was() -> None:
    entries = [run(8, 20, id=1), run(6, 3, id=2), run(20, 1, sport="cycling", id=3)]
    own, later = answer(entries[1], "green"), answer(entries[2], "yellow")
    (ceiling,) = ceilings(entries, (own, later), TODAY, SPIKE, LESS)
    assert (ceiling.sport, ceiling.today) == ("running", 6)


def test_a_routine_that_hurt_later_does_so_too() -> None:
    entries = [run(8, 20, id=1), run(6, 3, id=2)]
    later = Response(
        knee="right", when=NOW - timedelta(days=1), entry=9, rule="r", routine="calm", light="yellow"
    )
    (ceiling,) = ceilings(entries, (answer(entries[1], "green"), later), TODAY, SPIKE, LESS)
    assert ceiling.today == 6


def test_a_sport_is_held_by_its_own_last_answer_and_by_the_last_light_of_all_of_either_knee() -> None:
    entries = [run(8, 20, id=1), run(6, 3, id=2), run(20, 1, sport="cycling", id=3)]

    def running(own: Light, *later: Response) -> float:
        return ceilings(entries, (answer(entries[1], own), *later), TODAY, SPIKE, LESS)[0].today

    def later(light: Light, days: int = 1, knee: str = "right") -> Response:
        return replace(answer(entries[2], light), knee=knee, when=NOW - timedelta(days=days))

    assert running("yellow", later("green")) == 6
    assert running("green", later("yellow", days=2), later("")) == 6
    assert running("green", later("yellow", knee="left"), later("green")) == 6
    assert round(running("green", later("yellow", days=2), later("green")), 2) == 8.8


lights = st.sampled_from(("", "green", "yellow", "red"))


@given(st.lists(st.tuples(st.integers(1, 50), lights), min_size=2, max_size=6))
def test_what_is_said_is_never_more_than_what_is_allowed(sessions: list[tuple[int, Light]]) -> None:
    entries = [run(km, 20 - days, id=days + 1) for days, (km, _) in enumerate(sessions)]
    ceiling = of(
        entries, *(answer(entry, light) for entry, (_, light) in zip(entries, sessions, strict=True))
    )
    length = float(ceiling.short_words().split()[2])
    assert length <= round(ceiling.today, 6)
    assert ceiling.today <= ceiling.limit
    if sessions[-1][1] in ("yellow", "red"):
        assert ceiling.today <= sessions[-1][0]
