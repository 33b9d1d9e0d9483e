from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.color import Color
from textual.css import stylesheet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet, StylesheetParseError
from textual.geometry import Spacing
from textual.widget import Widget

from kneetui.terminal import stylesheet as ours
from kneetui.terminal.stylesheet import KeptSheet
from tests.examples import examples

RED, BLUE = {"tone": "#ff0000"}, {"tone": "#0000ff"}
CSS = "Label { color: $tone; }"


def sheet(kind: type[KeptSheet] | type[Stylesheet] = KeptSheet) -> KeptSheet | Stylesheet:
    made = kind(variables=RED)
    made.add_source(CSS, read_from=("a.tcss", ""))
    return made


def colour(made: Stylesheet) -> str:
    (rules,) = made.rules
    return str(rules.styles.color.hex)


@pytest.fixture(autouse=True)
def nothing_read_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeptSheet, "parsed", {})


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    parse = vars(stylesheet)["parse"]

    def counted(scope: str, css: str, *rest: object, **more: object) -> object:
        texts.append(css)
        return parse(scope, css, *rest, **more)

    monkeypatch.setattr(stylesheet, "parse", counted)
    return texts


def test_it_gives_the_rules_of_textual_s_own() -> None:
    assert colour(sheet()) == colour(sheet(Stylesheet)) == "#FF0000"


def test_the_same_variables_and_sources_are_read_once(reads: list[str]) -> None:
    made = sheet()
    made.reparse()
    made.set_variables(dict(RED))
    made.reparse()
    assert reads == [CSS]
    made.add_source("Button { color: $tone; }", read_from=("b.tcss", ""))
    made.reparse()
    assert reads == [CSS, "Button { color: $tone; }"]


def test_a_theme_that_was_seen_before_and_another_app_need_no_parser(reads: list[str]) -> None:
    made = sheet()
    assert colour(made) == "#FF0000"
    for variables, tone in ((BLUE, "#0000FF"), (RED, "#FF0000"), (BLUE, "#0000FF")):
        made.set_variables(dict(variables))
        made.reparse()
        assert colour(made) == tone
    assert colour(sheet()) == "#FF0000"
    assert reads == [CSS, CSS]


def test_variables_are_taken_apart_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made, texts = sheet(), []
    take_apart = vars(ours)["tokenize_values"]

    def counted(variables: dict[str, str]) -> object:
        texts.append(variables)
        return take_apart(variables)

    monkeypatch.setattr(ours, "tokenize_values", counted)
    for variables in (RED, BLUE, RED):
        made.set_variables(dict(variables))
        textuals = Stylesheet(variables=variables)
        assert made._variable_tokens == textuals._variable_tokens
    assert sheet()._variable_tokens is made._variable_tokens
    assert texts == [RED, BLUE]


def test_other_variables_are_taken_over() -> None:
    made = sheet()
    assert colour(made) == "#FF0000"
    made.set_variables(BLUE)
    made.reparse()
    assert colour(made) == "#0000FF"


def test_a_sheet_with_a_mistake_leaves_the_rules_as_they_were() -> None:
    made = sheet()
    assert colour(made) == "#FF0000"
    made.add_source("Label { color: of-the-sky; }", read_from=("b.tcss", ""))
    with pytest.raises(StylesheetParseError):
        made.reparse()
    assert len(made._rules) == 1


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "c.tcss"
    file.write_text(CSS)
    made = KeptSheet(variables=BLUE)
    made.read(file)
    assert colour(made) == "#0000FF"


class Counting(Widget):
    """A widget that counts how often it has to be drawn or arranged anew."""

    refreshed = 0

    def refresh(self, *regions: object, **how: object) -> Counting:
        self.refreshed += 1
        return self


RULES = st.fixed_dictionaries(
    {},
    optional={
        "color": st.sampled_from([Color(255, 0, 0), Color(0, 0, 255)]),
        "padding": st.sampled_from([Spacing(), Spacing(1, 2, 1, 2)]),
        "display": st.sampled_from(["block", "none"]),
        "visibility": st.sampled_from(["visible", "hidden"]),
        "opacity": st.sampled_from([0.5, 1.0]),
    },
)


@given(st.lists(RULES, min_size=1, max_size=4), st.booleans())
@settings(max_examples=examples(200))
def test_a_node_gets_the_rules_that_textual_s_own_gives_it(steps: list[RulesMap], animate: bool) -> None:
    ours, textuals = Counting(), Counting()
    for rules in steps:
        KeptSheet.replace_rules(ours, rules, animate=animate)
        Stylesheet.replace_rules(textuals, rules)
    assert ours.styles.base.get_rules() == textuals.styles.base.get_rules() == steps[-1]
    assert ours.refreshed == textuals.refreshed
    refreshed = ours.refreshed
    KeptSheet.replace_rules(ours, dict(steps[-1]), animate=animate)  # type: ignore[arg-type]
    assert ours.refreshed == refreshed
