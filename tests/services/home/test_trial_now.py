from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from kneetui.diary.entries import Entry
from kneetui.services.container import Services
from kneetui.services.home.home import gather
from kneetui.services.home.trial_now import trial_now
from kneetui.services.patterns import trials
from kneetui.testing import NOW


def test_a_trial_is_there_from_its_first_day_until_it_is_stopped(
    make_services: Callable[..., Services],
) -> None:
    services = make_services(entries=[Entry(NOW, "right", pain_morning=2)])
    assert trial_now(services) is None
    drawn = trials.start(services, "insole", "right", 3, seed=1)
    assert trial_now(services) is None, "it begins tomorrow"
    services.now = lambda: NOW + timedelta(days=1)
    assert trial_now(services) == drawn
    situation, _ = gather(services)
    assert situation.trial == drawn
    trials.stop(services)
    assert trial_now(services) is None
