"""The articles of an archive side by side, as arrays: one row for each, near ones together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.link import days, rarity
from onrecord.link.accounts import WEEKDAYS, Account
from onrecord.link.columns import Numbers, Places, in_order
from onrecord.link.days import UNDATED
from onrecord.model import Record


@dataclass(frozen=True, slots=True)
class Rows:
    """Articles in order of their periods (those without a date first) and ids.

    Attributes:
        ids: of the articles.
        accounts: of each.
        days: of each, or UNDATED.
        periods: of each, or UNDATED.
        outlets: a number for each outlet; 0: unknown.
        starts: where the words of each begin; and the end.
        words: their numbers.
        counts: how much each counts for being repeated.
        rarities: how rare each is.
    """

    ids: list[str]
    accounts: list[Account]
    days: Places
    periods: Places
    outlets: NDArray[np.uint32]
    starts: Places
    words: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    rarities: NDArray[np.uint8]

    @property
    def undated(self) -> int:
        """How many have no date: they come first."""
        return int(np.searchsorted(self.periods, UNDATED, "right"))

    def signature(self, start: int, end: int) -> bytes:
        """16 bytes that are the same where all that stories are told by is, of the articles from start to end."""
        words = slice(self.starts[start], self.starts[end])
        made = hashlib.blake2b(self.rarities[words].tobytes(), digest_size=16)
        made.update(self.days[start:end].tobytes())
        made.update(self.outlets[start:end].tobytes())
        made.update(b"".join([account.digest for account in self.accounts[start:end]]))
        return made.digest()

    def weekdays(self, chosen: Places) -> Places:
        """How often each of the chosen articles names each day of the week."""
        named = b"".join([self.accounts[row].weekdays for row in chosen.tolist()])
        return np.frombuffer(named, np.uint8).reshape(-1, len(WEEKDAYS)).astype(np.int64)

    def quoted(self, start: int, end: int) -> tuple[Numbers, Places, Places]:
        """The runs of words that the articles from start to end quote, the article of each, and which quotation."""
        accounts = self.accounts[start:end]
        runs = np.frombuffer(b"".join([account.runs for account in accounts]), np.uint64)
        places = np.frombuffer(b"".join([account.quotations for account in accounts]), np.uint16)
        many = [len(account.quotations) // places.itemsize for account in accounts]
        return runs, np.repeat(np.arange(start, end), many), places.astype(np.int64)


def rows(records: Sequence[Record], accounts: Mapping[str, Account]) -> Rows:
    """The rows of an archive's articles.

    Args:
        records: with the archive's article ids.
        accounts: by article.
    """
    dated = [(days.number(record.date), record) for record in records]
    placed = np.array([UNDATED if day is None else day for day, _ in dated], np.int64)
    periods = days.periods(placed)
    by_id = np.array(sorted(range(len(records)), key=[record.article.id for record in records].__getitem__), np.int64)
    order = by_id[in_order(periods[by_id] - UNDATED)]
    ordered = [records[at] for at in order.tolist()]
    found = [accounts[record.article.id] for record in ordered]
    words = np.frombuffer(b"".join([account.words for account in found]), np.uint32)
    starts = np.cumsum([0, *(len(account.words) // words.itemsize for account in found)])
    return Rows(
        ids=[record.article.id for record in ordered],
        accounts=found,
        days=placed[order],
        periods=periods[order],
        outlets=np.array(
            [crc32(record.outlet.encode("utf-8", "surrogatepass")) if record.outlet else 0 for record in ordered],
            np.uint32,
        ),
        starts=starts,
        words=words,
        counts=np.frombuffer(b"".join([account.counts for account in found]), np.uint8),
        rarities=rarity.rarities(words, starts, periods[order]),
    )


def spans(periods: Places) -> dict[int, tuple[int, int]]:
    """The places (start, end) of each of the periods, which ascend."""
    edges = [0, *(np.flatnonzero(np.diff(periods)) + 1).tolist(), len(periods)] if len(periods) else []
    return {int(periods[start]): (start, end) for start, end in pairwise(edges)}
