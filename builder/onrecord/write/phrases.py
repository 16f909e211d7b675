"""What somebody says again and again: the words that statements of theirs on different occasions have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord import addresses
from onrecord.alignment import align
from onrecord.model import Statement
from onrecord.text import normalise, words
from onrecord.write import dates, escape
from onrecord.write.catalogue import Catalogue, Link, joined

SHOWN = 6
"""Phrases that a page tells of."""
PLACES = 8
"""Occasions of one phrase that are named."""
_PAIRS = 60
"""Pairs of statements that are compared for one phrase: enough to find what most of them share."""
_LONGEST = 160
_LOOSE_END = re.compile(r"[,;:–—]\s+\w+$")
"""A word after the last comma, with which something else begins."""
_WORDS = 5
"""Words that a phrase has at least."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that recur: as the newest statement has them, on how many occasions, and where, newest first."""

    words: str
    times: int
    places: tuple[Link, ...]
    more: int


def recurring(catalogue: Catalogue, found: Iterable[Statement]) -> list[Phrase]:
    """The phrases that recur among some statements of one speaker, those of most occasions first."""
    statements = {one.id: one for one in found}
    phrases = [_phrase(catalogue, group) for group in _groups(catalogue, statements)]
    known = [phrase for phrase in phrases if phrase]
    return sorted(known, key=lambda phrase: (-phrase.times, phrase.words))[:SHOWN]


def _groups(catalogue: Catalogue, statements: dict[str, Statement]) -> list[list[Statement]]:
    """The statements that repeat each other, directly or by way of others, newest first."""
    left, groups = dict(statements), []
    for first in statements:
        group, reached = [], [first]
        while reached:
            statement = left.pop(reached.pop(), None)
            if statement:
                group.append(statement)
                reached += statement.recurs
        if len(group) > 1:
            groups.append(catalogue.newest(group))
    return groups


def _phrase(catalogue: Catalogue, group: Sequence[Statement]) -> Phrase | None:
    """The words that most statements of a group have in common, the longest such; None where no two share enough."""
    spoken = {one.id: f" {normalise(one.wording)} " for one in group}
    best: tuple[int, int, str] = (1, 0, "")
    for shared in _candidates(group):
        key = f" {normalise(shared)} "
        days = {one.first or one.id for one in group if key in spoken[one.id]}
        best = max(best, (len(days), len(key), shared))
    if not best[2]:
        return None
    key = f" {normalise(best[2])} "
    by_day = {one.first or one.id: one for one in reversed(group) if key in spoken[one.id]}
    places = [_place(catalogue, one) for one in reversed(by_day.values())]
    shown = escape.shortened(_LOOSE_END.sub("", joined(best[2])), _LONGEST)
    return Phrase(shown, len(places), tuple(places[:PLACES]), max(0, len(places) - PLACES))


def _candidates(group: Sequence[Statement]) -> Iterator[str]:
    """The longest stretches that pairs of a group share, as their newest statements have them."""
    known = {one.id: one for one in group}
    pairs = ((one, known[other]) for one in group for other in one.recurs if other in known)
    for one, other in islice(pairs, _PAIRS):
        shared = _longest(one.wording, other.wording)
        if len(words(shared)) >= _WORDS:
            yield shared


def _longest(one: str, other: str) -> str:
    """The longest stretch of words that two wordings share, as the first has it."""
    kept = [stretch.wording.of(one) for stretch in align(one, other) if stretch.kind == "kept"]
    return max(kept, key=lambda stretch: len(words(stretch)), default="")


def _place(catalogue: Catalogue, statement: Statement) -> Link:
    target = catalogue.file(addresses.statement(catalogue.archive, statement))
    return Link(dates.day(statement.first), target)
