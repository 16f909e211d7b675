"""How much closer two articles are than those of one subject are anyway: whether they are about one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from onrecord.link.articles import Rows
from onrecord.link.columns import Flags, Numbers, Places, gathered
from onrecord.link.days import UNDATED
from onrecord.link.likeness import SAME, Likeness

# All of these are likenesses (SAME: 10,000), or added to them.
AGAINST = 500  # how far a pair may count, at most, against its being of one event
_ALIKE, _ALIKE_UNDATED = 900, 1200  # from which two articles (of one day) are about one event …
_ABOVE = 800  # … and how far it must be above what either is like others of its subject
_PER_DAY = 200  # so much more is asked for each day between them …
_SAME_OUTLET = 600  # … and for one outlet: it seldom tells an event twice, and has its own words for all of them
_FIRST, _MUTUAL = 2, 300  # so much less, where each is among the two that are most like the other
_OTHERS = (3, 13)  # ranks of those others: a story's own articles mostly come before
_QUOTED = np.array([0, 600, 1000, 1400])  # how much more alike both are for quoting the same: once, twice, more often
_QUOTING = 200  # articles that quote a run of words: what more of them do is a saying
_WEEKDAYS, _USUAL_WEEKDAYS = 0.06, 3500  # of how alike they are by the days they name; how alike all articles are

_NOWHERE = 1 << 30


class Pairs(NamedTuple):
    """Pairs of articles, the first one's row before the second's, and how much closer they are than is asked."""

    first: Places
    second: Places
    beyond: Places


@dataclass(frozen=True, slots=True)
class _Compared:
    """Each pair of articles that were compared, once.

    Attributes:
        first: the row of the one.
        second: of the other, a later one.
        alike: how alike they are.
        usual: how alike those of their subject are.
        mutual: whether each is among those most like the other.
    """

    first: Places
    second: Places
    alike: Places
    usual: Places
    mutual: Flags


def pairs(rows: Rows, found: Sequence[Likeness], among: tuple[int, int]) -> Pairs:
    """The pairs that may be of one story: those of which not too much speaks against it.

    Args:
        rows: of the archive.
        found: how alike articles are to others.
        among: the place (start, end) of all these in the archive.
    """
    compared = _compared(rows, found)
    first, second = compared.first, compared.second
    same_outlet = (rows.outlets[first] == rows.outlets[second]) & (rows.outlets[first] != 0)
    alike = compared.alike - _SAME_OUTLET * same_outlet + _MUTUAL * (compared.mutual & ~same_outlet)
    undated = (rows.days[first] == UNDATED) | (rows.days[second] == UNDATED)
    asked = np.maximum(np.where(undated, _ALIKE_UNDATED, _ALIKE), compared.usual + _ABOVE)
    asked += np.where(undated, 0, _PER_DAY * np.abs(rows.days[first] - rows.days[second]))
    beyond = alike - asked
    beyond[undated] += _by_weekdays(rows, first[undated], second[undated])
    likely = beyond + _QUOTED[-1] > -AGAINST
    first, second, beyond = first[likely], second[likely], beyond[likely]
    beyond += _QUOTED[np.minimum(_quotations(rows, first, second, among), len(_QUOTED) - 1)]
    kept = beyond > -AGAINST
    return Pairs(first[kept], second[kept], beyond[kept])


def _compared(rows: Rows, found: Sequence[Likeness]) -> _Compared:
    """Each pair once, whichever of the two was compared with the other."""
    sizes = [len(one.others) for one in found]
    row = np.repeat(np.array([one.row for one in found], np.int64), sizes)
    other = np.concatenate([np.empty(0, np.int64), *(one.others for one in found)])
    alike = np.concatenate([np.empty(0, np.int64), *(one.alike for one in found)])
    rank = np.concatenate([np.empty(0, np.int64), *(_ranks(one.alike) for one in found)])
    back = _ranks_back(row, other, rank, len(rows.ids))
    once = (row < other) | (back == _NOWHERE)
    usual = _usual(rows, found)
    row, other = row[once], other[once]
    return _Compared(
        first=np.minimum(row, other),
        second=np.maximum(row, other),
        alike=alike[once],
        usual=np.where(usual[other] == _NOWHERE, usual[row], (usual[row] + usual[other]) // 2),
        mutual=np.maximum(rank, back)[once] < _FIRST,
    )


def _ranks(alike: Places) -> Places:
    """For each likeness of an article to others, most first: how many others are as like it, or more."""
    return np.searchsorted(-alike, -alike, "right") - 1


def _ranks_back(row: Places, other: Places, rank: Places, size: int) -> Places:
    """For each article and other, which rank the article has among those like the other."""
    if not len(row):
        return rank
    keys, wanted = row * size + other, other * size + row
    order = np.argsort(keys)
    places = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
    return np.where(keys[order][places] == wanted, rank[order][places], _NOWHERE)


def _usual(rows: Rows, found: Sequence[Likeness]) -> Places:
    """For each row, how like it those are that come after the most alike: what its subject alone makes alike."""
    usual = np.full(len(rows.ids), _NOWHERE, np.int64)
    first, last = _OTHERS
    for one in found:
        usual[one.row] = one.alike[first:last].sum() // (last - first)
    return usual


def _by_weekdays(rows: Rows, first: Places, second: Places) -> Places:
    """How much closer two articles are, or less so, for the days of the week that they name."""
    one, other = rows.weekdays(first), rows.weekdays(second)
    lengths = np.sqrt(((one * one).sum(axis=1) * (other * other).sum(axis=1)).astype(np.float64))
    alike = SAME * (one * other).sum(axis=1) / np.maximum(lengths, 1)
    return np.where(lengths > 0, np.rint(_WEEKDAYS * (alike - _USUAL_WEEKDAYS)), 0).astype(np.int64)


def _quotations(rows: Rows, first: Places, second: Places, among: tuple[int, int]) -> Places:
    """How many quotations of either article the other has too, at least a run of words of each."""
    size = len(rows.ids)
    shared = _shared(*rows.quoted(*among), size)
    pair, many = np.unique(shared, return_counts=True)
    if not len(pair):
        return np.zeros(len(first), np.int64)

    def count(keys: Places) -> Places:
        places = np.minimum(np.searchsorted(pair, keys), len(pair) - 1)
        return np.where(pair[places] == keys, many[places], 0)

    return np.minimum(count(first * size + second), count(second * size + first))


def _shared(runs: Numbers, articles: Places, quotations: Places, size: int) -> Places:
    """A number for an article and another, for each quotation of the one of which the other has a run."""
    order = np.argsort(runs, kind="stable")
    runs, articles, quotations = runs[order], articles[order], quotations[order]
    starts, ends = np.searchsorted(runs, runs, "left"), np.searchsorted(runs, runs, "right")
    few = (ends - starts > 1) & (ends - starts <= _QUOTING)
    starts, ends = starts[few], ends[few]
    one = np.repeat(articles[few], ends - starts)
    other = articles[gathered(starts, ends - starts)]
    place = np.repeat(quotations[few], ends - starts)
    quoting = one != other
    made = np.unique(np.stack([one, other, place])[:, quoting], axis=1)
    found: Places = made[0] * size + made[1]
    return found
