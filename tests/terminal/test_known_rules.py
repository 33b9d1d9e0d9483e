"""What is remembered of a node's rules is what Textual would find now, whatever changed in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import Specificity3
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Button, Label, ProgressBar

from kneetui.terminal import known_rules
from kneetui.terminal.stylesheet import KeptSheet
from kneetui.testing.screens import room
from kneetui.ui.app import KneeApp
from tests.examples import some

CSS = """
Label { padding: 1; }
Label:disabled { padding: 2; }
.on Label { background: red; }
.on > Vertical.in Label.deep { background: blue; }
Button:focus { border: round green; }
Vertical:disabled Button { color: red; }
Vertical:focus-within Label { margin: 1; }
Vertical:hover #one { margin: 2; }
App:blur Button { opacity: 50%; }
Label:first-child { width: 10; }
Label:last-of-type { width: 20; }
Button:dark { text-style: bold; }
Button:light { text-style: italic; }
.on ProgressBar Bar > .bar--bar { color: yellow; }
"""


class Nest(App[None]):
    CSS = CSS

    def __init__(self) -> None:
        super().__init__()
        self.stylesheet = KeptSheet(variables=self.get_css_variables())

    def compose(self) -> ComposeResult:
        with Vertical(id="outer"), Vertical(id="inner"):
            yield Label("one", id="one")
            yield Label("two", classes="deep")
            yield Button("three")
            yield Button("four")
            yield ProgressBar(id="bar")


def rules(app: App[Any]) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each node with its rules and those of its parts."""
    return [
        (
            str(node.css_identifier),
            dict(node.styles.base.get_rules()),
            {name: styles.get_rules() for name, styles in node._component_styles.items()},
        )
        for node in app.screen.walk_children(with_self=True)
    ]


def of_textual(app: App[Any]) -> Stylesheet:
    """Textual's own sheet of the same sources."""
    plain = Stylesheet(variables=app.get_css_variables())
    plain.source = dict(app.stylesheet.source)
    plain._require_parse = True
    return plain


def toggle(name: str, selector: str) -> Callable[[Nest], object]:
    return lambda app: app.query_one(selector).toggle_class(name)


def disable(app: Nest) -> None:
    inner = app.query_one("#inner")
    inner.disabled = not inner.disabled


def hover(app: Nest) -> None:
    inner = app.query_one("#inner")
    inner.mouse_hover = not inner.mouse_hover


def theme(app: Nest) -> None:
    app.theme = "textual-light" if app.theme == "textual-dark" else "textual-dark"


def another(app: Nest) -> None:
    app.query_one("#inner").mount(Label("more"))


def blur(app: Nest) -> None:
    app.app_focus = not app.app_focus


STEPS: dict[str, Callable[[Nest], object]] = {
    "a class above": toggle("on", "#outer"),
    "a class between": toggle("in", "#inner"),
    "a class of its own": toggle("deep", "#one"),
    "focus": lambda app: app.screen.focus_next(),
    "no focus": lambda app: app.set_focus(None),
    "disabled": disable,
    "the mouse": hover,
    "a theme": theme,
    "another window": blur,
    "one more": another,
}


@pytest.mark.sampled
@pytest.mark.parametrize("seed", some(range(12), 6))
async def test_a_node_has_the_rules_that_textual_would_find(seed: int) -> None:
    app = Nest()
    async with app.run_test() as pilot:
        chance = Random(seed)
        for step in chance.choices([*STEPS], k=12):
            STEPS[step](app)
            await pilot.pause()
            app.stylesheet.update(app.screen)
            ours = rules(app)
            of_textual(app).update(app.screen)
            assert ours == rules(app), step


async def test_new_nodes_have_the_rules_that_textual_would_find_and_layouts_of_their_own() -> None:
    first, second = Nest(), Nest()
    for app in (first, second):
        async with app.run_test():
            ours = rules(app)
            of_textual(app).update(app.screen)
            assert ours == rules(app)
            layouts = [id(node.layout) for node in app.query(Vertical)]
            assert len({*layouts}) == len(layouts)
    assert {id(node.layout) for node in first.query(Vertical)}.isdisjoint(layouts)


@pytest.mark.parametrize("name", ["today", "triage", "diary", "routines", "packs"])
async def test_a_room_made_again_has_the_rules_that_textual_would_find(
    make_app: Callable[..., KneeApp], name: str
) -> None:
    for _ in range(2):
        app = make_app()
        async with app.run_test() as pilot:
            await room(name)(pilot)
            await pilot.pause()
            ours = rules(app)
            of_textual(app).update(app.screen)
            assert ours == rules(app)


async def test_what_was_matched_once_is_not_matched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Nest()
    matched: list[DOMNode] = []
    check = KeptSheet._check_rule

    def noted(rule: RuleSet, path: list[DOMNode]) -> Iterable[Specificity3]:
        matched.append(path[-1])
        return check(rule, path)

    monkeypatch.setattr(KeptSheet, "_check_rule", staticmethod(noted))
    async with app.run_test() as pilot:
        for _ in range(2):
            matched.clear()
            for _ in range(2):
                app.query_one("#outer").toggle_class("on")
                await pilot.pause()
        places = {node for node in matched if isinstance(node, Widget)}
        assert places == {*app.query(Label)}, (
            "their place among others counts, so they alone are looked at anew"
        )


def test_numbers_of_paths_are_not_given_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_rules, "MOST", 2)
    memory = known_rules.KnownRules()
    above: dict[DOMNode, int] = {}
    outer = Vertical()
    for number in range(4):
        child = Label(id=f"n{number}")
        child._attach(outer)
        leaf = DOMNode()
        leaf._attach(child)
        key = memory.key(leaf, above)
        memory.keep(key, known_rules.NodeRules({}, True, False, False, False, False))
        assert len(memory) <= 2
    assert len(set(above.values())) == len(above) == 5
