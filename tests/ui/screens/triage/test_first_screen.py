"""The first screen of the result answers all that matters at once, whole, on the smallest terminals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from kneetui.content.model import Library
from kneetui.services.interview.start import resumed
from kneetui.triage import answers
from kneetui.triage.assessment import FOR_YOU, Assessment
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.wording import GO_AT_ONCE, instruction
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.triage.assessment import AssessmentScreen
from kneetui.ui.screens.triage.emergency import EmergencyScreen
from kneetui.ui.widgets.lists.emergency_number import EmergencyNumber
from tests.examples import some
from tests.triage.outcomes import outcomes
from tests.ui.small import press, to_triage
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]
SIZES = [(60, 20), (80, 24)]


def longest(library: Library) -> list[tuple[Case, Assessment]]:
    """For each level, with and without words for special people: the outcome with most to say."""
    most: dict[tuple[str, bool], tuple[int, Case, Assessment]] = {}
    for case, outcome in outcomes(library):
        kind = (outcome.urgency, any(tip.kind == FOR_YOU for tip in outcome.advice))
        flags = [flag.because for flag in outcome.flags if flag.urgency == outcome.urgency]
        length = len(instruction(library, outcome)) + len(flags[0] if flags else "")
        if kind not in most or length > most[kind][0]:
            most[kind] = (length, case, outcome)
    return [(case, outcome) for _, case, outcome in most.values()]


def words(lines: Sequence[str]) -> str:
    return " ".join(" ".join(line.strip(" █▸•│▁▂▃▄▅▆▇") for line in lines).split())


async def show(pilot: Pilot[Any], case: Case, kind: type[AssessmentScreen | EmergencyScreen]) -> str:
    """The words on the screen that shows what a case comes to; the screen is gone again."""
    app = cast("KneeApp", pilot.app)
    interview_draft = {
        "answers": answers.plain(case.facts),
        "asked": [],
        "done": True,
        "when": "2026-11-21T18:05",
    }
    await app.push_screen(kind(resumed(app.services, interview_draft)))
    short = app.size.height < 24
    await until(pilot, lambda: app.screen.has_class("-short") == short or kind is EmergencyScreen)
    await press(pilot)
    await pilot.pause()
    text = words(shown(app).splitlines())
    await app.pop_screen()
    return text


@pytest.mark.parametrize("size", SIZES, ids=["60x20", "80x24"])
async def test_urgency_reason_today_signs_and_causes_are_all_there(
    make_app: Make, library: Library, size: tuple[int, int]
) -> None:
    async with make_app(library=library).run_test(size=size) as pilot:
        await to_triage(pilot)
        for case, outcome in longest(library):
            text = await show(pilot, case, AssessmentScreen)
            level = library.urgencies[outcome.urgency]
            parts = [level.name.upper(), level.who, level.within]
            parts += [flag.because for flag in outcome.flags[:1]]
            parts += [instruction(library, outcome)]
            parts += [GO_AT_ONCE, *(sign.text for sign in outcome.go_if)] if outcome.go_if else []
            parts += ["What fits", outcome.causes[0].name[:20]]
            for part in parts:
                assert part in text, (case.id, size, part)
            assert all(text.index(one) < text.rindex(other) for one, other in pairwise(parts)), case.id


@pytest.mark.sampled
@pytest.mark.parametrize("size", SIZES, ids=["60x20", "80x24"])
async def test_an_emergency_shows_number_reason_and_what_to_do_without_scrolling(
    make_app: Make, library: Library, size: tuple[int, int]
) -> None:
    emergencies = [(case, outcome) for case, outcome in outcomes(library) if outcome.urgency == "emergency"]
    by_flag = {outcome.flags[0].id: (case, outcome) for case, outcome in emergencies}
    assert len(by_flag) > 8
    async with make_app(library=library).run_test(size=size) as pilot:
        await to_triage(pilot)
        for case, outcome in some(by_flag.values(), 3):
            for kind in (EmergencyScreen, AssessmentScreen):
                text = await show(pilot, case, kind)
                assert "Emergency number: 112" in text, (case.id, kind)
                assert outcome.flags[0].because in text, (case.id, kind)
                assert outcome.flags[0].do in text, (case.id, kind)


def test_the_number_is_one_line() -> None:
    (line,) = EmergencyNumber("999").draw(20, 0)
    assert "".join(text for text, _ in line) == "Emergency number:  999 "
