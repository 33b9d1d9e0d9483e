"""A sentence in one's own words, and the answers it would give, each to confirm."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from kneetui.content.conditions import Answer
from kneetui.content.model import Question
from kneetui.services.interview import own_words
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.own_words import Understood
from kneetui.triage.own_words.proposals import Proposal
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.triage.question import Ending, QuestionScreen
from kneetui.ui.screens.triage.save import keep
from kneetui.ui.widgets.forms.text_field import TextField
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lists.proposal_list import ProposalList, ProposalRow

INTRO = (
    "Say in a sentence or two what is wrong: what happened, where it hurts, what it does. You see the answers that "
    "this would give. None of them counts before you take it."
)

NOTHING = "kneetui knows no answer in this. Try other words, or go back with <screen.back> and be asked step by step."

TAKE = "<proposals.mark> marks or unmarks, <proposals.take> takes what is marked. <own-words.words> changes the words."


class OwnWordsScreen(KneeScreen[Literal["taken"]]):
    """Ends when answers were taken."""

    heading = "In your own words"
    DEFAULT_CSS = """
    OwnWordsScreen #intro { padding: 1 1 0 1; color: $muted; }
    OwnWordsScreen TextField { margin: 1 0 0 0; padding: 0 1; }
    OwnWordsScreen TextField > .field-label { width: 12; }
    OwnWordsScreen ProposalList { height: 1fr; margin: 1 1 0 1; }
    OwnWordsScreen #hint { padding: 0 1; height: 2; color: $muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "words", "Words", id="own-words.words"),
    ]

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interview = interview
        self.understood = Understood(proposals=(), questions=())
        self._marked: dict[tuple[str, Answer], bool] = {}
        """What was marked or unmarked before the words were read anew, by question and answer."""

    def body(self) -> ComposeResult:
        """A line to type into, and what it comes to."""
        yield Static(Content(INTRO), id="intro")
        yield TextField("Words", hint="clicks and swelled after squats, can't kneel", id="words")
        yield ProposalList()
        yield Static(id="hint")

    def on_mount(self) -> None:
        """Type at once."""
        self.action_words()

    def on_screen_resume(self) -> None:
        """A question may have been answered meanwhile."""
        if self.query(TextField):
            self._read(self.query_one(TextField).value)

    def on_input_submitted(self) -> None:
        """Enter in the line shows what it comes to."""
        self._read(self.query_one(TextField).value)
        if self.query_one(ProposalList).rows:
            self.query_one(ProposalList).focus()

    def _read(self, text: str) -> None:
        marked = self.query_one(ProposalList).marked
        self._marked |= {
            (proposal.question, proposal.answer): number in marked
            for number, proposal in enumerate(self.understood.proposals)
        }
        self.understood = own_words.understand(self.interview, text)
        rows = [self._row(proposal) for proposal in self.understood.proposals]
        rows += [
            ProposalRow(text=self.interview.asks(question), detail="Answer this one yourself.")
            for question in self.understood.questions
        ]
        self.query_one(ProposalList).show(rows)
        hint = TAKE if self.understood.proposals else NOTHING if text.strip() else ""
        self.query_one("#hint", Static).update(Content(self.app.with_keys(hint)))

    def _row(self, proposal: Proposal) -> ProposalRow:
        question, answer = own_words.words(self.interview, proposal)
        if isinstance(proposal.answer, bool):
            question, answer = "", f"{question} {answer.capitalize()}"
        why = f"{question}  “{proposal.words}”".strip()
        loud = proposal.sign and not own_words.asked_next(self.interview, proposal)
        if own_words.asked_next(self.interview, proposal):
            why = f"“{proposal.words}”: you are asked for it with the other warning signs."
        elif loud:
            why = f"{why}: a warning sign. Mark it only if it is true."
        marked = self._marked.get((proposal.question, proposal.answer), not loud)
        return ProposalRow(text=answer[:1].upper() + answer[1:], detail=why, marked=marked, loud=loud)

    def action_words(self) -> None:
        """Back to the line of words."""
        self.query_one(TextField).line.focus()

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Take what is marked, or open the question under the cursor."""
        proposals = self.understood.proposals
        if event.index >= len(proposals):
            self._open(self.understood.questions[event.index - len(proposals)])
            return
        marked = self.query_one(ProposalList).marked
        own_words.take(
            self.interview, [proposal for index, proposal in enumerate(proposals) if index in marked]
        )
        keep(self.app, self.interview)
        if self.is_current:
            self.dismiss("taken" if marked else None)

    def _open(self, question: Question) -> None:
        self.app.push_screen(QuestionScreen(self.interview, only=question.id), self._answered)

    def _answered(self, ending: Ending | None) -> None:
        if ending and self.is_current and self.interview.alarm():
            self.dismiss("taken")
