"""What stories are told by, made of one article alone: its words, what it quotes, the days of the week it names."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord import text
from onrecord.link import rules
from onrecord.link.columns import Numbers, hashed
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


def prepared(record: Record) -> Account:
    """The account that an article gives of its event."""
    found = Counter(text.words(record.article.text))
    weekdays = bytes(min(found[day], _HIGHEST) for day in WEEKDAYS)
    found.update(_HEADLINE * text.words(record.article.headline))
    numbers, counts = _counted(found)
    runs, quotations = _runs(record)
    parts = (numbers.tobytes(), counts.tobytes(), runs.tobytes(), quotations.tobytes(), weekdays)
    sizes = ",".join(str(len(part)) for part in parts).encode()
    return Account(*parts, hashlib.blake2b(b"".join((sizes, *parts)), digest_size=16).digest())


def _counted(found: Counter[str]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """The numbers of an article's words of content, and how much each counts for being repeated."""
    stop = rules.words("stopwords.txt")
    counts: Counter[int] = Counter()
    for word, count in found.items():
        if word not in stop and len(word) > 1:
            counts[hashed(word) >> (64 - BITS)] += count
    kept = sorted(counts.items()) if len(counts) >= _FEWEST else []
    scaled = [min(_HIGHEST, round(_SCALE * (1 + math.log(count)))) for _, count in kept]
    return np.array([number for number, _ in kept], np.uint32), np.array(scaled, np.uint8)


def _runs(record: Record) -> tuple[Numbers, NDArray[np.uint16]]:
    """The numbers of the runs of words in an article's quotations, and where each is from."""
    article = record.article.text
    quoted = (quotation.content.of(article) for quotation in record.quotations if not quotation.reported)
    runs = [np.unique(_numbered(text.words(content))) for content in quoted]
    places = [np.full(len(found), min(place, 0xFFFF), np.uint16) for place, found in enumerate(runs)]
    return np.concatenate([np.empty(0, np.uint64), *runs]), np.concatenate([np.empty(0, np.uint16), *places])


def _numbered(words: Sequence[str]) -> Numbers:
    """A number for each run of neighboring words: the same for the same words in the same order."""
    if len(words) < RUN:
        return np.empty(0, np.uint64)
    numbers = np.array([hashed(word) for word in words], np.uint64)
    factors = np.array([pow(_FACTOR, place + 1, 1 << 64) for place in range(RUN)], np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(numbers, RUN)
    found: Numbers = (windows * factors).sum(axis=1, dtype=np.uint64)
    return found
