"""Text fragments: the part of a link that leads to words in a page (`#:~:text=`), so that a browser shows them.

https://wicg.github.io/scroll-to-text-fragment/ : the words, or the first and the last of them, which may stand in
different paragraphs; where the same words stand in the page before, what is just ahead of them or just after, too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from onrecord.model import Span

WHOLE = 10
"""Words that are named one by one; of more, only the first and the last."""
EDGE = 5
_CONTEXT = 3
_PARAGRAPHS = re.compile(r"\s*\n\s*\n\s*")
_OUTER = " \t\n\r\f\v.,;:!?…–—-'\"“”‘’«»„()[]"
"""What is left off at either end: outlets and archives differ in marks more than in words."""


def directive(words: str, before: str = "", after: str = "") -> str:
    """What follows the `#` of a link to `words`; "" where there is no word to look for.

    `before` and `after` are what stands next to them in their paragraph, their marks included; "" if not needed.
    """
    paragraphs = [found for part in _PARAGRAPHS.split(words) if (found := part.strip(_OUTER).split())]
    if not paragraphs:
        return ""
    first, last = paragraphs[0], paragraphs[-1]
    short = len(paragraphs) == 1 and len(first) <= WHOLE
    pieces = [first] if short else [first[:EDGE], last[-EDGE:] if len(paragraphs) > 1 else first[EDGE:][-EDGE:]]
    named = [f"{_encoded(before)}-"] if before else []
    named += [_encoded(" ".join(piece).strip(_OUTER)) for piece in pieces]
    named += [f"-{_encoded(after)}"] if after else []
    return ":~:text=" + ",".join(named)


def within(text: str, content: Span) -> str:
    """What follows the `#` of a link to the words of a place in an article's text."""
    words = content.of(text)
    opening = words.strip(_OUTER)
    if not opening or not _stands(opening.split("\n\n")[0], text, content.start):
        return directive(words)
    start = content.start + words.index(opening)
    before = " ".join(text[text.rfind("\n\n", 0, start) + 1 : start].split()[-_CONTEXT:])
    if any(character.isalnum() for character in before):
        return directive(words, before=before)
    end = start + len(opening)
    after = " ".join(text[end:].split("\n\n", maxsplit=1)[0].split()[:_CONTEXT])
    return directive(words, after=after if any(character.isalnum() for character in after) else "")


def _stands(words: str, text: str, end: int) -> bool:
    """Whether the words by which a browser would begin to look, which stand after `end`, do so further up as well."""
    opening = words.split(maxsplit=WHOLE)
    looked = " ".join(opening if len(opening) <= WHOLE else opening[:EDGE]).casefold()
    whole = _folded(text)
    if whole.find(looked, whole.find(looked) + 1) < 0:
        return False  # nearly always: there once, in its own place
    return looked in " ".join(text[:end].split()).casefold()


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    """A text with one space between its words, its case folded."""
    return " ".join(text.split()).casefold()


def _encoded(text: str) -> str:
    """Percent-encoded; the comma, the hyphen and the ampersand, which have a meaning of their own, too."""
    return quote(text.encode(errors="replace"), safe="").replace("-", "%2D")
