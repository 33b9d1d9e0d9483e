"""A session of each plan, played to its end in fast time: how long it is, and how long it takes to reckon."""

from __future__ import annotations

from time import perf_counter

from kneetui.content.model import Library
from kneetui.routines.plan import phase_items
from kneetui.routines.session.now import Sounds
from kneetui.routines.session.player import Player
from kneetui.routines.session.time_left import whole_seconds
from kneetui.routines.wording import length_words


def test_a_session_of_each_plan_to_its_end(library: Library) -> None:
    print()
    for routine in library.routines.values():
        planned = heard = sets = 0
        began = perf_counter()
        for phase in routine.phases:
            player = Player(phase_items(library, phase), library.exercises)
            sounds = Sounds(player)
            seconds = round(whole_seconds(player))
            sets += len(list(player.spots()))
            for _ in range(seconds + 1):
                player.tick(1)
                heard += sounds.new() is not None
            assert (player.ending, player.share_done) == ("complete", 1.0), (routine.id, phase.id)
            planned += seconds
        took = perf_counter() - began
        print(
            f"{routine.id:22} {len(routine.phases):2} phases {length_words(routine):32} "
            f"{planned / 60:6.1f} min {sets:4} sets {heard:5} sounds {took * 1000:7.1f} ms"
        )
