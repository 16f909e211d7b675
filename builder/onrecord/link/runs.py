"""Quotations that share a long run of words, found without comparing each with each.

Of every quotation some runs of six words are kept, chosen so that two quotations with eight words in a row in common
keep one of the same (winnowing: Schleimer, Wilkerson and Aiken 2003).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from zlib import crc32

from onrecord import text
from onrecord.link.cuts import DENIALS, Cut

WORDS = 8
"""Words in a row from which two quotations are surely found."""

_KEPT = 6  # words of a run that is kept
_WINDOW = WORDS - _KEPT + 1
_EDGE = 2  # words on either side of a run in which a denial turns it round
_CROWD = 40  # quotations with one run: with more, each is only held against the next in time
_NEXT = 8


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


def candidates(cuts: Sequence[Cut]) -> Iterator[tuple[int, int]]:
    """The pairs of numbers of `cuts` that may share a run, each once; of neighbours where many share one."""
    holders: dict[int, list[int]] = {}
    for number, found in enumerate(cuts):
        for mark in fingerprints(found.tokens):
            holders.setdefault(mark, []).append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in holders.values():
        for pair in combinations(numbers, 2) if len(numbers) <= _CROWD else _neighbors(numbers):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _neighbors(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((one, other) for at, one in enumerate(numbers) for other in numbers[at + 1 : at + 1 + _NEXT])


def fingerprints(tokens: Sequence[str]) -> frozenset[int]:
    """Checksums of some runs of `tokens`; nothing where there are fewer than `WORDS`."""
    marks = [crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in text.shingles(tokens, _KEPT)]
    return frozenset(min(marks[at : at + _WINDOW]) for at in range(len(marks) - _WINDOW + 1))


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
