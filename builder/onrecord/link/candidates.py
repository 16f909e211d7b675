"""Which quotations are worth comparing: those with a rare pair of words of content, or a long run of words, in common.

Found from scratch for a whole archive by sorting what was prepared of each article. What is left out here would be
found to be nothing to each other by `relations`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.link.columns import Places, mixed
from onrecord.link.pieces import NEAR
from onrecord.link.postings import Postings, pairs, postings, ranges, wide_postings
from onrecord.link.table import NONE, Table

COMMON = 40
"""Quotations of one time that share a pair of words: with more, the pair finds nothing."""

CROWD = 40
"""Quotations that share a run of words, or all their words: with more, each is held against the next in time alone."""

_NEXT = 8
_TELLING = 3  # words of content without which nothing is compared
_DUPLICATE_WORDS = 5  # for an article to quote the same words twice
_HALF = np.uint64(32)  # bits

Pairs = NDArray[np.int64]
"""Pairs of numbers of quotations, a row each: the fuller wording first. Each once, in order."""


def by_runs(table: Table) -> Pairs:
    """Pairs of different articles that may share many words in a row."""
    marks, owners = table.column("marks")
    one, other = pairs(postings(marks, table.order[owners]), CROWD, _NEXT)  # the next in time
    by_order = np.argsort(table.order)
    return _told_apart(table, by_order[one], by_order[other])


def by_cuts(table: Table, words: Postings) -> Pairs:
    """Pairs of different articles of which one may be a cut of the other's words.

    `words` are the pairs of words of content that several have.
    """
    runs, gapped = postings(*table.column("runs")), table.rows["gaps"] > 0
    found = [_often(table, *_rare(table, runs)), _often(table, *_rare(table, words, gapped)), _alike(table)]
    one, other = (np.concatenate(side) for side in zip(*found, strict=True))
    return _told_apart(table, one, other)


def duplicates(table: Table) -> Pairs:
    """Pairs of one article that have all their words in common, and the same speakers."""
    told = np.flatnonzero(table.rows["size"] >= _DUPLICATE_WORDS)
    place = table.article[told].astype(np.uint64) << np.uint64(32) | table.speakers[told].astype(np.uint64)
    found = wide_postings(mixed(table.rows["key"][told] + mixed(place)), told)
    return _each_once(table, *pairs(found, CROWD, _NEXT))


def _alike(table: Table) -> tuple[Places, Places]:
    """Pairs that have all their words in common."""
    told = np.flatnonzero(table.rows["telling"] >= _TELLING)
    return pairs(postings(table.rows["key"][told] >> _HALF, told), CROWD, _NEXT)


def _rare(table: Table, found: Postings, asking: NDArray[np.bool_] | None = None) -> tuple[Places, Places]:
    """Pairs that share what is rare in the archive, or in the news of the first one's days.

    If `asking`, those of which one of the two is.
    """
    if asking is not None and len(found.starts):
        found = found.of(np.logical_or.reduceat(asking[found.owners], found.starts))
    rare = found.sizes <= COMMON
    several = pairs(found.of(rare), COMMON, 0), _of_some_days(table, found.of(~rare))
    one, other = (np.concatenate(side) for side in zip(*several, strict=True))
    if asking is None:
        return one, other
    asked = asking[one] | asking[other]
    return one[asked], other[asked]


def _of_some_days(table: Table, found: Postings) -> tuple[Places, Places]:
    """Pairs that share what is common in the archive, but rare in the news of the first one's days.

    A quotation of no known day is found by any; it finds nothing.
    """
    period = np.where(table.day == NONE, 0, table.day // (NEAR + 1) + 2)
    group = found.group
    by = np.lexsort((found.owners, period[found.owners], group))
    owners, when = found.owners[by], period[found.owners[by]]
    begins = np.flatnonzero(np.diff(group, prepend=-1) | np.diff(when, prepend=-1))
    sizes = np.diff(np.append(begins, len(owners)))
    block = np.repeat(np.arange(len(begins)), sizes)
    sides = _near(group[begins], when[begins])
    rare = (when[begins] > 0) & (sum(np.where(there, sizes[side], 0) for side, there in sides) <= COMMON)
    several = [
        ranges(np.arange(len(owners)), begins[side][block], np.where(rare & there, sizes[side], 0)[block])
        for side, there in sides
    ]
    one, other = (owners[np.concatenate(side)] for side in zip(*several, strict=True))
    return one[one < other], other[one < other]


def _near(group: Places, when: Places) -> list[tuple[Places, NDArray[np.bool_]]]:
    """For blocks, in order of their groups and periods, the blocks that are near in each of four ways; and if any is.

    Of the same group: the undated one, that of the period before, the block itself, that of the period after.
    """
    own = np.arange(len(group))
    first = np.searchsorted(group, group)
    before, after = np.maximum(own - 1, 0), np.minimum(own + 1, len(own) - 1)
    return [
        (first, when[first] == 0),
        *((side, (group[side] == group) & (when[side] == when + step)) for side, step in ((before, -1), (after, 1))),
        (own, np.ones(len(own), bool)),
    ]


def _told_apart(table: Table, one: Places, other: Places) -> Pairs:
    """The pairs of different articles, but for those that other people said at other times; each once."""
    kept = table.article[one] != table.article[other]
    one, other = one[kept], other[kept]
    kept = ~(_apart(table, one, other) & _of_others(table, one, other))
    return _each_once(table, one[kept], other[kept])


def _apart(table: Table, one: Places, other: Places) -> NDArray[np.bool_]:
    """Whether `pieces.time_between` finds the two of each pair apart, if they have no speaker in common."""
    first, second = table.day[one], table.day[other]
    back, recalls = table.rows["back"], table.rows["recalls"]
    unlike = (back[one] >= 0) & (back[other] >= 0) & (np.abs(first - back[one] - second + back[other]) > 1)
    later = np.where(first > second, one, other)
    recalled = recalls[later] & ((table.speakers[one] == 0) != (table.speakers[other] == 0))
    together = (table.event[one] != NONE) & (table.event[one] == table.event[other])
    dated = (first != NONE) & (second != NONE)
    apart: NDArray[np.bool_] = dated & ~together & np.where(np.abs(first - second) > NEAR, ~recalled, unlike)
    return apart


def _of_others(table: Table, one: Places, other: Places) -> NDArray[np.bool_]:
    """Whether the two of each pair surely have no speaker in common: nobody has none."""
    alone = np.array([len(known) == 1 for known in table.known], bool)
    first, second = table.speakers[one], table.speakers[other]
    others: NDArray[np.bool_] = (first == 0) | (second == 0) | ((first != second) & alone[first] & alone[second])
    return others


def _often(table: Table, one: Places, other: Places) -> tuple[Places, Places]:
    """The pairs that are there at least twice, each once: one run of words in common tells little."""
    codes = np.sort(_codes(table, one, other))
    again = codes[1:] == codes[:-1]
    again[1:] &= ~again[:-1]
    return np.divmod(codes[1:][again], max(1, len(table)))


def _each_once(table: Table, one: Places, other: Places) -> Pairs:
    codes = np.unique(_codes(table, one, other))
    return np.stack(np.divmod(codes, max(1, len(table))), axis=1)


def _codes(table: Table, one: Places, other: Places) -> Places:
    """A number for each pair, whichever of the two comes first."""
    return np.minimum(one, other) * len(table) + np.maximum(one, other)
