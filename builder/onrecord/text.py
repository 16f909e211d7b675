"""What every stage needs to know about text: folding, words, slugs, shingles, sentences.

Pure functions of strings. Nothing here knows what an article or a quotation is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})


def fold(text: str) -> str:
    """`text` in lower case without accents, apostrophes straight: for comparing names and words, never for show."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold().translate(_LATIN)
    return "".join(c for c in folded if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of `text`, folded: letters and digits with inner apostrophes; punctuation is left out."""
    return _WORD.findall(fold(text))


def normalise(text: str) -> str:
    """`text` as its words, one space between: equal for wordings that differ in marks, case and spacing only."""
    return " ".join(words(text))


def shingles(tokens: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """Every run of `size` neighbouring tokens, in order; nothing where there are fewer."""
    return (tuple(tokens[i : i + size]) for i in range(len(tokens) - size + 1))


def slug(text: str, limit: int = 80) -> str:
    """An address made of `text`: ASCII letters, digits and hyphens, at most `limit` long, cut between words.

    Letters that have no ASCII form keep their place as they are (addresses may be in any script). Returns "" where
    nothing is left.
    """
    tokens = [word.replace("'", "") for word in words(text)]
    out = ""
    for token in tokens:
        longer = f"{out}-{token}" if out else token
        if len(longer) > limit:
            return out or token[:limit]
        out = longer
    return out
