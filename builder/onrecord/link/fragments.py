"""Fragments of one sentence that all stand in one passage of another article are of one utterance, however short.

One outlet writes that a mayor has “grave doubts” and spoke of “a winter of patience”; another prints her spokesman's
whole words, which hold both. Each fragment alone would say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.link.candidates import COMMON
from onrecord.link.columns import Places
from onrecord.link.pieces import time_between
from onrecord.link.postings import Postings
from onrecord.link.table import Table

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
    text = np.argsort(table.order)
    before, after = text[:-1], text[1:]
    start, end, paragraph = (table.rows[name] for name in ("start", "end", "paragraph"))
    turns = _Turns(table, text, paragraph[before] == paragraph[after])
    for fragments, shared in _sentences(table, _Turns(table, text, start[after] < end[before]), pairs):
        for turn in _candidates(table, fragments, pairs, shared, turns):
            held = _held(table, fragments, turn)
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


def _sentences(table: Table, turns: _Turns, pairs: Postings) -> Iterator[tuple[Turn, list[int]]]:
    """The turns of several fragments whose pairs of words all stand elsewhere too, with the groups of these in `pairs`.

    Of any other sentence no turn can hold all fragments.
    """
    own = table.rows["pairs"]
    elsewhere = np.bincount(pairs.owners, minlength=len(table)) == own
    held = np.logical_and.reduceat(elsewhere[turns.text], turns.begins)
    some = np.add.reduceat(own[turns.text], turns.begins) > 0
    sizes = np.diff(np.append(turns.begins, len(turns.text)))
    found = [turns[turn] for turn in np.flatnonzero(held & some & (sizes >= _FRAGMENTS)).tolist()]
    groups = pairs.groups_of({number for fragments in found for number in fragments})
    for fragments in found:
        if len({word for number in fragments for word in table.cut(number).telling}) >= _CONTENT:
            yield fragments, [group for number in fragments for group in groups.get(number, ())]


def _candidates(table: Table, fragments: Turn, pairs: Postings, shared: Sequence[int], turns: _Turns) -> list[Turn]:
    """The turns of other articles that have the rarest pair of words of the fragments, told of the same time."""
    rarest = min(shared, key=lambda group: (pairs.sizes[group], pairs.values[group]))
    if pairs.sizes[rarest] > COMMON:
        return []
    own, article = table.piece(fragments[0]), table.article[fragments[0]]
    found = (number for number in pairs.members(rarest) if table.article[number] != article)
    near = (number for number in found if time_between(own, table.piece(number)) in _AT_ONE_TIME)
    return [turns[turn] for turn in sorted({turns.of(number) for number in near})]


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
