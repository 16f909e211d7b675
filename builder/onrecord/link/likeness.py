"""How alike articles are by their words: the cosine of their words, each weighted by how telling it is.

All that is added up is whole numbers, and the rest (a division, a root) every machine rounds alike: the same articles
are equally alike everywhere, to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.link import days
from onrecord.link.accounts import BITS
from onrecord.link.articles import Rows
from onrecord.link.columns import Places, gathered
from onrecord.link.days import UNDATED

SAME = 10_000  # how alike an article is to itself
_TELLING = 60  # words of an article by which others are found: those that weigh most
_CROWD = 200  # articles of one time that have a word: with more it finds nothing
_SHARED = 2  # telling words of one article that another has too, before the two are compared
_COMPARED = 40  # articles that one is compared with: those that have most of its telling words


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike one article is to others.

    Attributes:
        row: the article.
        others: the rows of those it was compared with, the most alike first.
        alike: how alike each is, from 0 to SAME.
    """

    row: int
    others: Places
    alike: Places


def likenesses(rows: Rows, focus: Places, among: tuple[int, int]) -> Iterator[Likeness]:
    """For each row of `focus`, how alike it is to those others that share telling words with it.

    An article with a day is compared with those of near days only; one without, with all.

    Args:
        rows: of the archive.
        focus: rows to compare.
        among: the place (start, end) of the rows that they are compared with, focus included.
    """
    index = _Index(rows, focus, among)
    for row in focus.tolist():
        yield index.likeness(row)


class _Index:
    """Which articles have a word, and what each word weighs in each."""

    def __init__(self, rows: Rows, focus: Places, among: tuple[int, int]) -> None:
        self._rows = rows
        self._first = among[0]
        start, end = int(rows.starts[among[0]]), int(rows.starts[among[1]])
        self._starts = rows.starts[among[0] : among[1] + 1] - start
        self._words = rows.words[start:end]
        self._weights = rows.counts[start:end] * rows.rarities[start:end].astype(np.int64)
        squares = np.concatenate([[0], np.cumsum(self._weights * self._weights)])
        self._squares = (squares[self._starts[1:]] - squares[self._starts[:-1]]).astype(np.float64)
        self._weight_of = np.zeros(1 << BITS, np.uint16)  # of the words of one article at a time
        self._telling = {row: self._told(row) for row in focus.tolist()}
        self._holders, self._keys, self._origin = self._held(among)

    def _told(self, row: int) -> NDArray[np.uint32]:
        """The words of an article that weigh most."""
        start, end = self._starts[row - self._first], self._starts[row - self._first + 1]
        most = np.argsort(-self._weights[start:end], kind="stable")[:_TELLING]
        return self._words[start:end][most]

    def _held(self, among: tuple[int, int]) -> tuple[Places, Places, int]:
        """The rows that have the telling words, by word and period; the keys they are found by; the first period."""
        wanted = np.zeros(1 << BITS, np.bool_)
        for words in self._telling.values():
            wanted[words] = True
        row_of = np.repeat(np.arange(*among), np.diff(self._starts))
        kept = np.flatnonzero(wanted[self._words])
        words, holders = self._words[kept].astype(np.int64), row_of[kept]
        periods = self._rows.periods
        origin = int(periods[among[0]]) - 1 if among[1] > among[0] else 0
        keys = (words << 32) + (periods[holders] - origin)
        order = np.argsort(keys, kind="stable")
        return holders[order], keys[order], origin

    def likeness(self, row: int) -> Likeness:
        """How alike an article is to those that share telling words with it."""
        others = self._candidates(row)
        alike = self._cosines(row, others)
        order = np.lexsort((others, -alike))
        return Likeness(row, others[order], alike[order])

    def _candidates(self, row: int) -> Places:
        """The rows that have most of an article's telling words, ascending."""
        words, period = self._telling[row].astype(np.int64) << 32, int(self._rows.periods[row])
        near = (0, 1 << 31) if period == UNDATED else (period - 1 - self._origin, period + 2 - self._origin)
        starts, ends = np.searchsorted(self._keys, [words + near[0], words + near[1]])
        few = ends - starts <= _CROWD
        found, shared = np.unique(self._holders[gathered(starts[few], (ends - starts)[few])], return_counts=True)
        fits = (shared >= _SHARED) & (found != row)
        if period != UNDATED:
            fits &= np.abs(self._rows.days[found] - self._rows.days[row]) <= days.NEAR
        found, shared = found[fits], shared[fits]
        return np.sort(found[np.argsort(-shared, kind="stable")[:_COMPARED]])

    def _cosines(self, row: int, others: Places) -> Places:
        """How alike an article is to each of the others."""
        if not len(others):
            return np.empty(0, np.int64)
        own = slice(self._starts[row - self._first], self._starts[row - self._first + 1])
        starts, ends = self._starts[others - self._first], self._starts[others - self._first + 1]
        places = gathered(starts, ends - starts)
        self._weight_of[self._words[own]] = self._weights[own]
        products = self._weight_of[self._words[places]] * self._weights[places]
        self._weight_of[self._words[own]] = 0
        sums = np.add.reduceat(products, np.cumsum(ends - starts) - (ends - starts))
        lengths = np.sqrt(self._squares[row - self._first] * self._squares[others - self._first])
        found: Places = np.rint(SAME * sums / np.maximum(lengths, 1)).astype(np.int64)
        return found
