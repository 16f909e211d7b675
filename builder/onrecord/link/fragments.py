"""Fragments of one sentence that all stand in one passage of another article are of one utterance, however short.

One outlet writes that a mayor has “grave doubts” and spoke of “a winter of patience”; another prints her spokesman's
whole words, which hold both. Each fragment alone would say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.link.candidates import COMMON
from onrecord.link.columns import Places
from onrecord.link.pieces import NEAR, time_between
from onrecord.link.postings import Postings
from onrecord.link.table import NONE, Table

_FRAGMENTS = 2  # of one sentence, at least
_AT_ONE_TIME = ("together", "unknown")
_CONTENT = 4  # words of content that the fragments have together

Turn = list[int]
"""Numbers of quotations of one article, in the order of its text, that belong together."""


def links(table: Table, pairs: Postings) -> Iterator[tuple[int, int]]:
    """The pairs of quotations that are of one utterance by the fragments of one sentence.

    `pairs` are the pairs of words of content that several quotations have.
    """
    if not len(table):
        return
    for fragments, turn in _candidates(table, pairs):
        if _are_of_one_time(table, fragments, turn):
            telling = {word for number in fragments for word in table.cut(number).telling}
            held = _held(table, fragments, turn) if len(telling) >= _CONTENT else []
            if held:
                yield from pairwise((*fragments, *held))


class _Turns:
    """The quotations of all articles in turns: neighbours of the same speakers that belong together."""

    def __init__(self, table: Table, text: Places, belong: NDArray[np.bool_]) -> None:
        """`text` has the quotations in the order of the articles' texts, `belong` whether each does to the one before.

        The first belongs to none.
        """
        before, after = text[:-1], text[1:]
        belong = belong & (table.article[before] == table.article[after])
        belong &= table.speakers[before] == table.speakers[after]
        self.text = text
        self.begins = np.flatnonzero(np.append(True, ~belong))
        self._ends = np.append(self.begins[1:], len(text))
        self._turn = np.empty(len(text), np.int64)
        self._turn[text] = np.cumsum(np.append(True, ~belong)) - 1

    def __len__(self) -> int:
        return len(self.begins)

    def __getitem__(self, turn: int) -> Turn:
        found: Turn = self.text[self.begins[turn] : self._ends[turn]].tolist()
        return found

    def of(self, number: int) -> int:
        """The turn that a quotation is in."""
        return int(self._turn[number])


def _candidates(table: Table, pairs: Postings) -> Iterator[tuple[Turn, Turn]]:
    """Fragments of one sentence, and a turn of another article that has all pairs of words that they have, in order."""
    text = table.text()
    before, after = text[:-1], text[1:]
    start, end, paragraph = (table.rows[name] for name in ("start", "end", "paragraph"))
    turns = _Turns(table, text, paragraph[before] == paragraph[after])
    sentences = _told_elsewhere(table, _Turns(table, text, start[after] < end[before]), pairs)
    groups = pairs.groups_of({number for fragments in sentences for number in fragments})
    wanted = [{group for number in fragments for group in groups.get(number, ())} for fragments in sentences]
    rarest = [min(found, key=lambda group: (pairs.sizes[group], pairs.values[group])) for found in wanted]
    holding = [{turns.of(number) for number in pairs.members(group)} for group in rarest]
    having = pairs.groups_of({number for found in holding for turn in found for number in turns[turn]})
    for fragments, asked, group, found in zip(sentences, wanted, rarest, holding, strict=True):
        for turn in map(turns.__getitem__, sorted(found) if pairs.sizes[group] <= COMMON else ()):
            elsewhere = table.article[turn[0]] != table.article[fragments[0]]
            if elsewhere and asked.issubset(group for number in turn for group in having.get(number, ())):
                yield fragments, turn


def _told_elsewhere(table: Table, turns: _Turns, pairs: Postings) -> list[Turn]:
    """The turns of several fragments whose pairs of words all stand elsewhere too: of no other one has a turn all."""
    own = table.rows["pairs"]
    elsewhere = np.bincount(pairs.owners, minlength=len(table)) == own
    held = np.logical_and.reduceat(elsewhere[turns.text], turns.begins)
    held &= np.add.reduceat(own[turns.text], turns.begins) > 0
    held &= np.add.reduceat(table.rows["telling"][turns.text], turns.begins) >= _CONTENT
    held &= np.diff(np.append(turns.begins, len(turns.text))) >= _FRAGMENTS
    return [turns[turn] for turn in np.flatnonzero(held).tolist()]


def _are_of_one_time(table: Table, fragments: Turn, turn: Turn) -> bool:
    """Whether fragments and any of a turn may be told of one time."""
    (first, story), (second, other) = ((table.day[number], table.event[number]) for number in (fragments[0], turn[0]))
    if NONE not in (first, second) and abs(first - second) > NEAR and (story == NONE or story != other):
        return False
    own = table.piece(fragments[0])
    return any(time_between(own, table.piece(number)) in _AT_ONE_TIME for number in turn)


def _held(table: Table, fragments: Turn, turn: Turn) -> list[int]:
    """The quotations of a turn that hold the fragments to the letter; none if any fragment is not held."""
    held: set[int] = set()
    for number in fragments:
        words = f" {table.cut(number).key} "
        holds = next((other for other in turn if words in f" {table.cut(other).key} "), None)
        if holds is None:
            return []
        held.add(holds)
    return sorted(held)
