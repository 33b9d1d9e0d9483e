"""The four views of a right knee, drawn with characters. ``<place>`` stands for a place to mark."""

from __future__ import annotations

import re

from kneetui.config.lazy_dataclass import dataclass

PLACE = re.compile(r"<([^>]+)>")
WIDTH = 36
MIRROR = str.maketrans("╭╮╰╯├┤", "╮╭╯╰┤├")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A drawing, and which option stands behind each of its places, from top to bottom."""

    id: str
    name: str
    rows: tuple[str, ...]
    places: dict[str, str]


@dataclass(frozen=True, slots=True)
class KneeMark:
    """A place in a row of a drawing: its option, its label, and whether the marker comes after it."""

    option: str
    label: str
    after: bool = False


def _view(id_: str, name: str, drawing: str, **places: str) -> View:
    rows = tuple(row.ljust(WIDTH) for row in drawing.strip("\n").split("\n"))
    return View(
        id=id_,
        name=name,
        rows=rows,
        places={label.replace("_", " "): option for label, option in places.items()},
    )


FRONT = _view(
    "front",
    "front",
    """
             │         │
             │ <thigh> │
          ╭──╯         ╰──╮
          │   <above>     │
          │  ╭─────────╮  │
  outer   │  │<kneecap>│  │   inner
          │  │         <inner edge>
          │  ╰─────────╯  │
          │   <below>     │
          ╰──╮         ╭──╯
             │ <bump>  │
             │ <shin>  │
             │         │
""",
    thigh="thigh-muscle",
    above="above-kneecap",
    kneecap="kneecap",
    inner_edge="kneecap-inner-edge",
    below="below-kneecap",
    bump="shin-bump",
    shin="shin-bone",
)
INNER = _view(
    "inner",
    "inner side",
    """
  front    │             │    back
           │    thigh    │
          ╭╯             │
         ╭┤ <above line> │
 kneecap ││              ╰╮
         ╰┤─<joint line>──│
          ╰╮             ╭╯
           │ <shin top>  │
           │             ╰╮
           │ <hand below> │  calf
           │              │
           │    shin     ╭╯
           │             │
""",
    above_line="inner-above-line",
    joint_line="inner-line",
    shin_top="inner-shin-top",
    hand_below="inner-below-line",
)
OUTER = _view(
    "outer",
    "outer side",
    """
  back     │             │    front
           │    thigh    │
           │             ╰╮
           │ <above line> ├╮
          ╭╯              ││ kneecap
          │──<joint line>─├╯
          ╰╮             ╭╯
           │  <knob>     │
          ╭╯             │
    calf  │              │
          │              │
          ╰╮    shin     │
           │             │
""",
    above_line="outer-above-line",
    joint_line="outer-line",
    knob="outer-below-line",
)
BACK = _view(
    "back",
    "back",
    """
             │         │
             │ <thigh> │
          ╭──╯         ╰──╮
          │               │
  inner   │               │   outer
          │               │
      <inner>  <middle>  <outer>
          │               │
          ╰─╮           ╭─╯
          ╭─╯           ╰─╮
          │    <calf>     │
          ╰──╮         ╭──╯
             │         │
""",
    thigh="thigh-muscle",
    inner="back-inner",
    middle="back-middle",
    outer="back-outer",
    calf="calf",
)
VIEWS = (FRONT, INNER, BACK, OUTER)
"""In the order in which the knee turns."""


def pieces(view: View, row: int, left: bool) -> list[str | KneeMark]:
    """One row of a view in texts and places; mirrored for a left knee."""
    parts: list[str | KneeMark] = []
    for number, part in enumerate(PLACE.split(view.rows[row])):
        if number % 2 == 0:
            parts.append(_mirrored(part) if left else part)
        else:
            parts.append(KneeMark(view.places[part], part, after=left))
    return parts[::-1] if left else parts


def _mirrored(text: str) -> str:
    """Lines turn round, words stay as they are."""
    parts = re.split(r"(\w+)", text.translate(MIRROR))
    return "".join(part if part[:1].isalnum() else part[::-1] for part in reversed(parts))
