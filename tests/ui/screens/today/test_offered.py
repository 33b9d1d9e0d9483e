"""Options that make no sense for a person are not offered; those out of sight are shown before Enter counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Library
from kneetui.services.interview.interview import Interview
from kneetui.triage.evaluation.cases import read_cases
from kneetui.triage.interview.draft import Draft
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.triage.question import MORE
from tests.examples import some
from tests.ui.small import press, to_triage
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]


def offered(make_app: Make, library: Library, name: str, **given: Answer) -> set[str]:
    facts = {key.replace("_", "-"): value for key, value in given.items()}
    interview = Interview(make_app(library=library).services, draft=Draft(tuple(facts), facts))
    return {option.id for option in interview.offered(library.questions[name]).options}


def test_a_man_is_not_asked_for_a_pregnancy(make_app: Make, library: Library) -> None:
    man = offered(make_app, library, "conditions", sex="male", age=80.0)
    assert not {"pregnant-or-postpartum", "past-menopause"} & man
    assert "gout" in man
    anyone = offered(make_app, library, "conditions")
    assert {"pregnant-or-postpartum", "past-menopause"} <= anyone


def test_what_was_chosen_stays(make_app: Make, library: Library) -> None:
    chosen = Choices(frozenset({"past-menopause"}))
    assert "past-menopause" in offered(make_app, library, "conditions", sex="male", conditions=chosen)


def test_a_child_is_not_asked_for_alcohol(make_app: Make, library: Library) -> None:
    assert "alcohol" not in offered(make_app, library, "daily-habits", age=12.0)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_enter_shows_every_warning_sign_before_it_counts(
    make_app: Make, library: Library, size: tuple[int, int]
) -> None:
    app = make_app(library=library)
    last = library.questions["warning-signs"].options[-1].text
    async with app.run_test(size=size) as pilot:
        await to_triage(pilot, "enter", "enter")  # past the signs of the knee itself, which come first
        assert library.questions["warning-signs"].text in shown(app)
        assert last not in shown(app)
        await press(pilot, "enter")
        assert app.with_keys(MORE) in shown(app)
        for _ in range(9):
            if last in shown(app):
                break
            await press(pilot, "enter")
        assert last in shown(app)
        assert library.questions["warning-signs"].text in shown(app)
        await press(pilot, "enter")
        assert library.questions["warning-signs"].text not in shown(app)


@pytest.mark.sampled
def test_the_number_of_screens_is_a_fair_guess(make_app: Make, library: Library) -> None:
    services = make_app(library=library).services
    off = []
    for case in some(read_cases(Path(library.packs["core"].folder), library)[::20], 2):
        interview, screens = Interview(services), []
        while step := interview.step():
            if not step.first:
                screens.append(step.about)
            for question in step.questions:
                interview.answer(question.id, case.facts.get(question.id))
            interview.go_on()
        off += [screen - len(screens) for screen in screens]
    assert abs(sum(off)) / len(off) < 2
    assert sum(abs(difference) > 3 for difference in off) / len(off) < 0.35
