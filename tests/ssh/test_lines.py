"""Every pair of values meets on a line, each terminal stands there at each size, and no line is impossible."""

from __future__ import annotations

from itertools import product

from tests.ssh.lines import FACTORS, TMUX, Line, covering, pairs, possible_pairs


def test_every_pair_meets_and_every_terminal_has_every_size() -> None:
    lines = covering()

    assert possible_pairs() <= {pair for line in lines for pair in pairs(line)}
    assert {(line.term, line.size) for line in lines} == set(product(FACTORS["term"], FACTORS["size"]))
    assert all(line.possible for line in lines)
    assert len(lines) == len(set(lines))


def test_what_cannot_be_is_not_asked_for() -> None:
    asked = possible_pairs()

    assert (("term", "unknown"), ("inside", TMUX)) not in asked
    assert (("term", "unknown"), ("inside", "")) in asked
    assert (("term", "vt100"), ("inside", TMUX)) in asked
    assert not Line("foot", "80x24", "", TMUX, "stays", "", "").possible
