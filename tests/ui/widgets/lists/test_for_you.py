from __future__ import annotations

import pytest

import kneetui.ui.screens.triage.assessment  # noqa: F401 its keys are named
from kneetui.content.model import Tip
from kneetui.ui.widgets.lists.for_you import ForYou
from kneetui.ui.widgets.lists.go_if import GoIfList
from tests.ui.widgets.host import Host, shown

TEXT = "Show this to a parent. Two weeks of less sport change nothing: see a doctor. No heavy weights. " * 3


def tip(title: str) -> Tip:
    return Tip(
        id=title.lower(),
        kind="for-you",
        title=title,
        text=TEXT.strip(),
        causes=(),
        activities=(),
        urgencies=(),
        condition=None,
        priority=1,
        source=(),
        note="",
        pack="core",
    )


class Page(Host):
    """Neither list takes the focus."""

    def on_mount(self) -> None:
        pass


async def lines(widget: ForYou | GoIfList, size: tuple[int, int]) -> list[str]:
    app = Page(widget)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = shown(app).splitlines()
        return [line.strip(" █") for line in text if line.strip(" █")]


@pytest.mark.parametrize(("size", "most"), [((60, 20), 1), ((80, 24), 4)])
async def test_it_ends_with_a_whole_sentence_and_says_where_the_rest_stands(
    size: tuple[int, int], most: int
) -> None:
    text = await lines(ForYou([tip("Under 16")]), size)
    assert len(text) <= most
    assert text[0].removesuffix(" More: f") == "Under 16."
    assert text[-1].endswith("More: f")
    assert " ".join(text[1:]).removesuffix("More: f").strip()[-1:] in ("", ".")


async def test_with_room_all_of_it_is_there() -> None:
    text = " ".join(await lines(ForYou([tip("Under 16"), tip("After an operation")]), (80, 40)))
    assert "More: f" not in text
    assert text.count("No heavy weights.") == 3
    assert text.endswith("Also: After an operation")


async def test_nobody_special_takes_no_room() -> None:
    assert await lines(ForYou([]), (80, 24)) == []


async def test_signs_stand_one_below_the_other() -> None:
    signs = ["The foot turns cold.", "You feel feverish.", "You cannot stand."]
    assert await lines(GoIfList(signs), (80, 24)) == ["Go at once if", *(f"• {sign}" for sign in signs)]
    assert await lines(GoIfList([]), (80, 24)) == []
