"""How telling words are: the rarer one is among the articles of its time, the more."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.link import days
from onrecord.link.accounts import BITS
from onrecord.link.columns import Places

_ENOUGH = 500  # articles, at least, among which a word is counted, if there are as many
_PRIOR = 100  # articles imagined beside the real ones: in a small archive no word is telling only by being alone
_STEPS = 4  # for each time that a word is half as common: in steps, one article more changes few words, if any


def rarities(
    words: NDArray[np.uint32], starts: Places, periods: Places
) -> NDArray[np.uint8]:  # fmt: skip
    """How rare each of `words` is, in steps from 0 (everywhere).

    Args:
        words: the numbers of the words of each article, one article after the other.
        starts: where those of each article begin; and the end.
        periods: of each article, ascending.
    """
    found = np.zeros(len(words), np.uint8)
    table = np.zeros(1 << BITS, np.uint8)
    edges = np.append(np.flatnonzero(np.diff(periods, prepend=periods[:1] - 1)), len(periods))
    times = days.windows(periods, _ENOUGH)
    counted = (-1, -1)
    for first, last in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        time = times[int(periods[first])]
        if time != counted:
            _count(words[starts[time[0]] : starts[time[1]]], time[1] - time[0], table)
            counted = time
        here = slice(starts[first], starts[last])
        found[here] = table[words[here]]
    return found


def _count(words: NDArray[np.uint32], articles: int, table: NDArray[np.uint8]) -> None:
    """Write to the table how rare each of these words of so many articles is."""
    ordered = np.sort(words)
    begins = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)])
    having = np.diff(np.append(begins, len(ordered)))
    # no power of two has a whole number for its eighth root but at whole steps: no machine rounds it otherwise
    steps = np.rint(_STEPS * np.log2(articles + _PRIOR)) - np.rint(_STEPS * np.log2(having + 1))
    table[ordered[begins]] = np.maximum(steps, 0)
