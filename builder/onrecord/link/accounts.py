"""What stories are told by, made of one article alone: its words, what it quotes, the days of the week it names."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from onrecord import text
from onrecord.link import contexts, rules
from onrecord.link.columns import Numbers, hashed, hashes, paired, weighted, within
from onrecord.model import Record
from onrecord.model.common import Packed

BITS = 24  # of a word's number: of 300,000 words one in sixty shares its number with another, which is no harm here
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
RUN = 8  # words of one quotation that another article quotes too, before they say that both quote the same
_HEADLINE = 2  # times that a word of the headline counts beside those of the text
_FEWEST = 20  # different words of content that an article has, at least, to be compared: fewer tell no event
_SCALE = 16  # of how much a word counts for being repeated: a whole number, so that every machine adds up the same
_HIGHEST = 255
_FACTOR = 0x9E3779B97F4A7C15  # odd, and without pattern in its bits: runs with other words, or another order, differ
_FACTORS = np.array([pow(_FACTOR, place + 1, 1 << 64) for place in range(RUN)], np.uint64)


@dataclass(frozen=True, slots=True)
class Account(Packed):
    """What one article is compared by, in the bytes of arrays: an archive's are joined without a loop.

    Attributes:
        words: the numbers of its words of content, ascending, each once; uint32. None where there are too few.
        counts: for each of them, how much it counts for being repeated; uint8.
        runs: the numbers of the runs of words in its quotations, each once in each quotation; uint64.
        quotations: for each of them, the place of its quotation in the article; uint16.
        weekdays: how often it names each day of the week; uint8.
        digest: 16 bytes that are the same for the same account.
    """

    words: bytes
    counts: bytes
    runs: bytes
    quotations: bytes
    weekdays: bytes
    digest: bytes


def prepared(record: Record, spoken: Sequence[Sequence[str]] | None = None) -> Account:
    """The account that an article gives of its event; `spoken` are the words of its quotations."""
    found = Counter(text.words(record.article.text))
    weekdays = bytes(min(found[day], _HIGHEST) for day in WEEKDAYS)
    found.update(_HEADLINE * text.words(record.article.headline))
    quoted = zip(spoken or contexts.spoken(record), record.quotations, strict=True)
    runs, quotations = _runs([words for words, quotation in quoted if not quotation.reported])
    parts = (*_counted(found), runs.tobytes(), quotations.tobytes(), weekdays)
    sizes = ",".join(str(len(part)) for part in parts).encode()
    return Account(*parts, hashlib.blake2b(b"".join((sizes, *parts)), digest_size=16).digest())


def _counted(found: Counter[str]) -> tuple[bytes, bytes]:
    """The numbers of an article's words of content, and how much each counts, as `Account` has them."""
    numbers = np.fromiter(map(_NUMBERS.__getitem__, found), np.int64, len(found))
    counts = np.fromiter(found.values(), np.int64, len(found))
    both = np.sort((numbers << _COUNT_BITS | counts)[numbers >= 0])
    ordered = both >> _COUNT_BITS
    begins = np.flatnonzero(np.diff(ordered, prepend=-1))
    if len(begins) < _FEWEST:
        return b"", b""
    totals = np.add.reduceat(both & ((1 << _COUNT_BITS) - 1), begins)
    return ordered[begins].astype(np.uint32).tobytes(), bytes(map(_scaled, totals.tolist()))


class _Numbers(dict[str, int]):
    """The numbers of words of content, -1 of others; remembered, since most come again."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        content = len(word) > 1 and word not in rules.words("stopwords.txt")
        found = self[word] = hashed(word) >> (64 - BITS) if content else -1
        return found


_COUNT_BITS = 32  # of how often a word is found
_REMEMBERED = 1 << 16
_NUMBERS = _Numbers()


@lru_cache(1 << 10)
def _scaled(count: int) -> int:
    """How much a word counts that is found so often."""
    return min(_HIGHEST, round(_SCALE * (1 + math.log(count))))


def _runs(spoken: Sequence[Sequence[str]]) -> tuple[Numbers, NDArray[np.uint16]]:
    """The numbers of the runs of words in some quotations, each once in each of them, and where each is from."""
    sizes = [len(words) for words in spoken]
    if max(sizes, default=0) < RUN:
        return np.empty(0, np.uint64), np.empty(0, np.uint16)
    numbers = hashes(chain.from_iterable(spoken), sum(sizes))
    quotations = np.repeat(np.arange(len(sizes)), sizes)
    runs, places = within(weighted(numbers, _FACTORS), quotations, RUN)
    runs, places = paired(runs, places)
    return runs, np.minimum(places, 0xFFFF).astype(np.uint16)
