"""A made-up language for finding words that no translation reaches: ``[Ẃhéŕé dóéś ít húŕt]``, a third longer.

Every letter gets a mark, so a plain letter on a screen comes from somewhere else; brackets show texts that
were cut or taken for markup; the length shows what does not fit.
"""

from __future__ import annotations

import re

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKED = "áƀćďéƒǵĥíĵķĺḿńóṕɋŕśťúṽẃẋýźÁɃĆĎÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼẂẊÝŹ"
_MARKS = str.maketrans(_PLAIN, _MARKED)
_VOWELS = "áéíóú"
_BLANK = re.compile(r"(\{[^{}\s]*\})")
LONGER = 0.3


def pseudo(words: str) -> str:
    """A text in the made-up language; ``{blanks}`` stay as they are."""
    want = round(len(words) * LONGER) - 2
    pieces = []
    for n, piece in enumerate(_BLANK.split(words)):
        if n % 2:
            pieces.append(piece)
            continue
        for char in piece.translate(_MARKS):
            extra = want > 0 and char in _VOWELS
            want -= extra
            pieces.append(char * (1 + extra))
    return f"[{''.join(pieces)}]"
