from __future__ import annotations

from collections.abc import Callable

from kneetui.services.interview import recall
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
from kneetui.ui.screens.triage.assessment import AssessmentScreen
from kneetui.ui.screens.triage.triage import TriageScreen
from tests.ui.small import CALM, draft, press, small_library, to_triage
from tests.ui.waiting import until
from tests.ui.widgets.host import shown


async def test_a_wrong_answer_shows_the_result_again_and_esc_passes_over_the_rest(
    make_app: Callable[..., KneeApp],
) -> None:
    raw = draft(
        **CALM, location=None, activity=None, swelling="none", pain_worst=4, duration_days=9, side="left"
    )
    raw["triage"]["recalled"] = False
    app = make_app(library=small_library(), drafts=raw)
    async with app.run_test(size=(60, 20)) as pilot:
        await to_triage(pilot, "enter")
        assert isinstance(app.screen, AssessmentScreen)
        interview = app.screen.interview
        first, second = recall.questions(interview, app.screen.assessment)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, NumberedDialog) and first.text in shown(app))
        wrong = next(number for number in range(len(first.answers)) if number != first.right)
        await press(pilot, str(wrong + 1))
        await until(pilot, lambda: "Not quite. Your result says:" in shown(app))
        await press(pilot, str(first.right + 1))
        await until(pilot, lambda: second.text in shown(app))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, TriageScreen))
        await press(pilot, "enter")
        assert isinstance(app.screen, AssessmentScreen)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, TriageScreen))
