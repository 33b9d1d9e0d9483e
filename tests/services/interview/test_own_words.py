from __future__ import annotations

from collections.abc import Callable

from kneetui.content.conditions import Choices
from kneetui.services.container import Services
from kneetui.services.interview import own_words, start
from kneetui.services.interview.interview import Interview
from kneetui.triage import flags

Make = Callable[..., Services]


def taken(interview: Interview, text: str, *, signs: bool = False) -> None:
    proposed = own_words.understand(interview, text).proposals
    own_words.take(interview, [proposal for proposal in proposed if signs or not proposal.sign])


def test_what_is_taken_is_not_asked_again_and_does_not_count_as_asked(make_services: Make) -> None:
    interview = start.new(make_services())
    taken(interview, "my left knee, for three weeks, I am 34")
    assert interview.facts["duration-days"] == 21.0
    assert interview.asked == ()
    asked = []
    while (step := interview.step()) is not None:
        for question in step.questions:
            asked.append(question.id)
            interview.answer(question.id, None)
    assert not {"side", "duration-days", "age"} & set(asked)


def test_of_several_options_the_others_are_still_asked(make_services: Make) -> None:
    interview = start.new(make_services())
    taken(interview, "on the inner side of the knee")
    held = interview.facts["location"]
    assert isinstance(held, Choices)
    assert held.yes
    assert not held.no
    while (step := interview.step()) is not None and step.questions[0].id != "location":
        interview.answer(step.questions[0].id, None)
    assert step is not None
    assert interview.value(step.questions[0])[0] == held
    every = frozenset(option.id for option in step.questions[0].options)
    interview.answer("location", Choices(held.yes, every - held.yes))
    assert interview.asked[-1] == "location"
    assert interview.back() == "location"


def test_a_warning_sign_is_a_mark_on_its_page_and_no_fact(make_services: Make) -> None:
    interview = start.new(make_services())
    taken(interview, "short of breath, and my knee is swollen", signs=True)
    assert not [
        flag for flag in flags.raised(interview.library, interview.facts) if flag.urgency == "emergency"
    ]
    marked = interview.marks["warning-signs"]
    assert isinstance(marked, Choices)
    assert marked.yes == {"chest-pain-or-breathless"}
    step = interview.step()
    assert step is not None
    assert step.questions[0].page == "warning-signs"


def test_after_the_page_a_sign_is_an_answer_of_its_own(make_services: Make) -> None:
    interview = start.new(make_services())
    for name in ("knee-signs", "warning-signs"):
        options = frozenset(option.id for option in interview.library.questions[name].options)
        interview.answer(name, Choices(no=options))
    proposed = own_words.understand(interview, "short of breath").proposals
    assert [proposal.sign for proposal in proposed] == [True]
    own_words.take(interview, proposed)
    assert interview.emergency()


def test_no_denial_answers_the_page(make_services: Make) -> None:
    interview = start.new(make_services())
    taken(interview, "no swelling, no chest pain, no fever", signs=True)
    step = interview.step()
    assert step is not None
    assert step.questions[0].page == "warning-signs"
    assert "warning-signs" not in interview.facts


def test_a_known_answer_marks_its_short_line(make_services: Make) -> None:
    interview = start.new(make_services())
    taken(interview, "I limp")
    marked = interview.marks["knee-signs"]
    assert isinstance(marked, Choices)
    assert "weight-bearing" in marked.yes


def test_it_survives_being_kept(make_services: Make) -> None:
    services = make_services()
    interview = start.new(services)
    taken(interview, "on the inner side of the knee, for three weeks")
    interview.keep()
    unfinished = start.unfinished(services)
    assert unfinished is not None
    assert unfinished[0].facts == interview.facts
    assert unfinished[0].asked == ()
