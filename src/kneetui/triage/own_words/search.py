"""Questions that a few words are about, found in their texts, options and phrases."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from kneetui.content.conditions import Facts
from kneetui.content.model import Library, Question
from kneetui.triage.own_words.sentence import tokens

WEIGHTS = "4.0, 2.0, 2.0, 1.0"
"""How much a word counts in the question, its options, its phrases, and why it is asked."""

BEGINNING = 4
"""From so many letters on a word stands for all that begin so."""

SOME = 3
"""A word that stands in so many questions still tells them apart, however few there are."""

ENGLISH = ("", "en")


def find_questions(library: Library, facts: Facts, text: str, most: int = 6) -> list[Question]:
    """At most so many questions about the words of a text, the best first; none whose ``when`` is false."""
    words = dict.fromkeys(token.text for token in tokens(text))
    terms = [f'"{word}"*' if len(word) >= BEGINNING else f'"{word}"' for word in words]
    with closing(_index(library)) as index:
        telling = [
            term for term in terms if 0 < _count(index, term) <= max(SOME, len(library.questions) // 5)
        ]
        if not telling:
            return []
        rows = index.execute(
            f"SELECT id FROM question WHERE question MATCH ? ORDER BY bm25(question, 0, {WEIGHTS})",
            (" OR ".join(telling),),
        )
        questions = [library.questions[key] for (key,) in rows]
    return [
        question for question in questions if question.when is None or question.when.test(facts) is not False
    ][:most]


def _count(index: sqlite3.Connection, term: str) -> int:
    """In how many questions a word stands; one that is in many tells nothing."""
    count: int = index.execute("SELECT count(*) FROM question WHERE question MATCH ?", (term,)).fetchone()[0]
    return count


def _index(library: Library) -> sqlite3.Connection:
    stemmed = "porter " if library.language in ENGLISH else ""
    index = sqlite3.connect(":memory:")
    index.execute(
        "CREATE VIRTUAL TABLE question USING fts5"
        f"(id UNINDEXED, text, options, words, why, tokenize = '{stemmed}unicode61 remove_diacritics 2')"
    )
    index.executemany(
        "INSERT INTO question VALUES (?, ?, ?, ?, ?)",
        [
            (
                question.id,
                f"{question.text} {question.help}",
                " ".join(option.text for option in question.options),
                " ".join([question.words, *(option.words for option in question.options)]).replace("*", ""),
                question.why,
            )
            for question in library.questions.values()
        ],
    )
    return index
