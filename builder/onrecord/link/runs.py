"""The longest run of words that two quotations share, and whether words of denial around it turn it round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord import text
from onrecord.link.cuts import DENIALS, Cut
from onrecord.link.traits import WORDS

_EDGE = 2  # words on either side of a run in which a denial turns it round


@dataclass(frozen=True, slots=True)
class Run:
    """The longest run of words that two cuts share.

    Attributes:
        start: its place in the first cut.
        other: its place in the second.
        words: its length.
        content: how many of them carry content.
    """

    start: int
    other: int
    words: int
    content: int


def longest(one: Cut, other: Cut) -> Run | None:
    """The longest run of at least `WORDS` words that two cuts share, or None."""
    theirs = {run: place for place, run in enumerate(text.shingles(other.tokens, WORDS))}
    best, length = (0, 0), 0
    for at, run in enumerate(text.shingles(one.tokens, WORDS)):
        length = length + 1 if run in theirs else 0
        best = max(best, (length, -at))
    if not best[0]:
        return None
    start, words = -best[1] - best[0] + 1, best[0] + WORDS - 1
    content = sum(place in one.content for place in range(start, start + words))
    return Run(start, theirs[one.tokens[start : start + WORDS]], words, content)


def denied(one: Cut, other: Cut, run: Run) -> bool:
    """Whether, right before or after a run, one cut has a word of denial and the other has other words than that."""
    sides = ((one.tokens, run.start), (other.tokens, run.other))
    before = [tokens[max(0, start - _EDGE) : start] for tokens, start in sides]
    after = [tokens[start + run.words : start + run.words + _EDGE] for tokens, start in sides]
    return _contrary(*before) or _contrary(*after)


def _contrary(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one of two stretches denies; where one ends, nothing is known of it."""
    return bool(one) and bool(other) and DENIALS.isdisjoint(one) != DENIALS.isdisjoint(other)
