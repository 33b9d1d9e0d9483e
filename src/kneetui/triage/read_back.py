"""What a person said, read back in the sentences of the content."""

from __future__ import annotations

from kneetui.config.wording import listed, number, span_words
from kneetui.content.conditions import Answer, Choices, Facts
from kneetui.content.model import Library, Question
from kneetui.content.read_back import filled_in, named
from kneetui.triage import answers

MOST = 3
"""Of several options so many are read back."""


def read_back(library: Library, facts: Facts) -> list[str]:
    """The sentences, each with the answers that count; those without an answer are left out."""
    counting = answers.counting(library, facts)
    sentences = []
    for sentence in library.read_back.values():
        words = {
            name: _words(library.questions[name], counting[name])
            for name in named(sentence.text)
            if name in counting
        }
        sentences.append(filled_in(sentence.text, words))
    return [sentence for sentence in sentences if sentence]


def _words(question: Question, answer: Answer) -> str:
    if isinstance(answer, bool):
        return question.read_back if answer else ""
    if isinstance(answer, float):
        return span_words(answer) if question.unit == "days" else number(answer)
    chosen = answer.yes if isinstance(answer, Choices) else {answer}
    words = [option.read_back for option in question.options if option.id in chosen and option.read_back]
    return listed(words[:MOST]) if len(words) <= MOST else f"{', '.join(words[:MOST])} and more"
