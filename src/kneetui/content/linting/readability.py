"""How hard a text is to read: its Flesch-Kincaid grade, without a word list and without anything to fetch.

Syllables are counted by rule. A single word may come out one off; over a few sentences it evens out.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ASIDE = re.compile(r"\s*\([^()]*\)")
_SENTENCE = re.compile(r"[.!?:;…]+(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_BETWEEN = re.compile(r"(?<=[aeiou])y(?=[aeiou])")
_SILENT = re.compile(
    r"(?<=[gq])ue(?=s?$)|(?<=[^aeiou])(?<![^aeiou][lr])e$|(?<=[^aeioutd])(?<![^aeiou]l)ed$"
    r"|(?<=[^aeioucgsxz])(?<![sc]h)(?<![^aeiou][lr])es$"
)
_INSIDE = re.compile(
    r"(?<=[^aeioul])(?<!\bb)e(?=(?:ly|ful|fully|ments?|less|ness|times?|thing|fore|ways|body)$)"
)
_APART = re.compile(
    r"i(?:a|u|ers?$|est$|ly$|(?<![tscgx]i)o)|ysio|cien|uiet|(?<![gq])u[ao]|e[ou](?=s$|m)|eo(?=a)|ea(?=l$)|[aeiouy]ing$|eate?"
)
_KNOWN = {"area": 3, "areas": 3, "anyone": 3, "being": 2, "create": 2, "element": 3, "fluid": 2, "heal": 1}
_KNOWN |= {"idea": 3, "ideas": 3, "people": 2, "peoples": 2, "real": 1, "tongue": 1}


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """The number of syllables of a word, by rule."""
    bare = re.sub(r"['’]", "", word.lower())
    if bare in _KNOWN:
        return _KNOWN[bare]
    spelled = _BETWEEN.sub("j", bare)
    spoken = _SILENT.sub("", _INSIDE.sub("", spelled))
    return max(1, len(_VOWELS.findall(spoken)) + len(_APART.findall(spelled)))


def words(text: str) -> list[str]:
    """The words of a text, without what stands in parentheses."""
    return _WORD.findall(_ASIDE.sub("", text))


@lru_cache(maxsize=8192)  # a preview looks at every text again after each save
def length(text: str) -> int:
    """How many words a text has, without what stands in parentheses."""
    return len(words(text))


@lru_cache(maxsize=8192)
def grade(text: str) -> float:
    """The school grade that reads it: 0.39 words a sentence + 11.8 syllables a word - 15.59.

    Names of the field belong in parentheses, and these are left out. A colon or a semicolon ends a
    sentence too.
    """
    text_words = words(text)
    if not text_words:
        return 0.0
    sentences = sum(1 for part in _SENTENCE.split(_ASIDE.sub("", text)) if _WORD.search(part))
    return (
        0.39 * len(text_words) / sentences + 11.8 * sum(map(syllables, text_words)) / len(text_words) - 15.59
    )
