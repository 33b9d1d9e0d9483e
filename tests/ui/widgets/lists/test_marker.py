"""The marker stands before what is selected and before nothing else: the cursor of the terminal goes to it."""

from __future__ import annotations

import ast

from kneetui.ui.widgets.lines.lines import MARKER
from tests.test_typed_paths import ROOT

OTHERS = {
    "kneetui/cli/prompts/asking/aloud.py": "signs that are not read aloud",
    "kneetui/config/charsets.py": "signs and those of ASCII",
    "kneetui/ui/screens/common/help.py": "the word for it",
    "kneetui/ui/widgets/lines/lines.py": "the sign itself",
    "kneetui/ui/widgets/forms/text_field.py": "drawn when the field has the focus",
}


def cursors(tree: ast.Module) -> set[int]:
    """The parts of the source that are used only where something is: ``a if here else b``, or below ``if here:``."""
    chosen: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.IfExp | ast.If):
            parts = [node.body] if isinstance(node, ast.IfExp) else node.body
            chosen |= {id(inner) for part in parts for inner in ast.walk(part)}
    return chosen


def markers(tree: ast.Module) -> list[ast.Constant]:
    """Every text with the marker in it."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and MARKER in node.value
    ]


def test_it_is_drawn_only_where_something_is_selected() -> None:
    stray = set()
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT / "src").as_posix()
        if MARKER in text and name not in OTHERS:
            tree = ast.parse(text)
            drawn = cursors(tree)
            stray |= {f"{name}:{node.lineno}" for node in markers(tree) if id(node) not in drawn}
    assert not stray


def test_another_use_is_found() -> None:
    tree = ast.parse(f"bullets = [f'{MARKER} {{one}}' for one in many]\nrow = '{MARKER}' if here else ''")
    assert sorted(id(node) in cursors(tree) for node in markers(tree)) == [False, True]
