"""Stories: the articles about one event, told by their telling words, the words they quote, and their days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from onrecord.link import closeness, clusters, ids
from onrecord.link.accounts import Account, prepared
from onrecord.link.articles import Rows, rows, spans
from onrecord.link.closeness import Pairs
from onrecord.link.columns import Places
from onrecord.link.days import UNDATED
from onrecord.link.likeness import likenesses
from onrecord.link.memo import Memo
from onrecord.model import Record, RegisteredKind, Story

__all__ = ["Account", "find", "lasting", "prepared"]

_SPAN = 14  # days between the first and the last article of a story, at most
_TOGETHER = 300  # articles that are compared in one go: fewer look up more, more need more memory
_NONE = bytes(16)

Periods = dict[int, tuple[int, int]]


def find(
    records: Sequence[Record], accounts: Mapping[str, Account] | None = None, memo: Memo | None = None
) -> dict[str, Story]:  # fmt: skip
    """The stories of more than one article, by id: the id of the earliest article.

    Args:
        records: with the archive's article ids.
        accounts: what `prepared` made of each article; made here if not given.
        memo: of the build before.
    """
    found = rows(records, _accounts(records) if accounts is None else accounts)
    memo = Memo() if memo is None else memo
    links = chain.from_iterable(
        zip(*(column.tolist() for column in pairs), strict=True)
        for pairs in (*_undated(found, memo), *_dated(found, memo))
    )
    groups = clusters.clusters(links, closeness.AGAINST, lambda members: _is_of_a_time(found, members))
    by_id = {record.article.id: record for record in records}
    stories = (_story([by_id[found.ids[row]] for row in group]) for group in groups)
    return dict(sorted((story.id, story) for story in stories))


def lasting(found: Mapping[str, Story], ledgers: Mapping[RegisteredKind, ids.Ledger]) -> dict[str, Story]:
    """The stories under ids that stay when they gain an earlier article, or lose their first.

    Args:
        found: by the id of the earliest article, which is the id of a story that is new.
        ledgers: that of stories is brought up to date; that of articles, up to date, tells of one that has moved by
            which ids it was known.
    """
    former = ids.former_ids(ledgers["article"])
    claims = [
        ids.Claim(story.id, story.articles, tuple(old for i in story.articles for old in former.get(i, ())))
        for story in found.values()
    ]
    given = zip(ids.settle(ledgers["story"], claims), found.values(), strict=True)
    return dict(sorted((id_, replace(story, id=id_)) for id_, story in given))


def _accounts(records: Sequence[Record]) -> dict[str, Account]:
    return {record.article.id: prepared(record) for record in records}


def _story(articles: Sequence[Record]) -> Story:
    """The story of these articles, named after the earliest."""
    members = sorted(articles, key=lambda record: (record.date is None, record.date or "", record.article.id))
    dates = [record.date for record in members if record.date]
    ids = tuple(record.article.id for record in members)
    title = members[0].article.headline
    return Story(ids[0], title, ids, min(dates, default=None), max(dates, default=None))


def _is_of_a_time(found: Rows, members: Sequence[int]) -> bool:
    """Whether the days of these articles, as far as they have one, are near enough for one story."""
    known = [day for day in found.days[members].tolist() if day != UNDATED]
    return not known or max(known) - min(known) <= _SPAN


# --- articles without a day -------------------------------------------------------------------------------------------


def _undated(found: Rows, memo: Memo) -> Iterator[Pairs]:
    """The pairs of which one article, or both, has no day."""
    if found.undated:
        whole = (0, len(found.ids))

        def make() -> bytes:
            return _packed(closeness.pairs(found, list(likenesses(found, np.arange(found.undated), whole)), whole), 0)

        yield _unpacked(memo("undated pairs", found.signature(*whole), make), 0)


# --- articles with a day ----------------------------------------------------------------------------------------------


def _dated(found: Rows, memo: Memo) -> list[Pairs]:
    """The pairs of articles of near days, by the period of the first.

    What they are depends on the articles of the periods around both, and on how rare the words of these are in their
    time. So that is what the pairs of a period are remembered by.
    """
    periods = {period: place for period, place in spans(found.periods).items() if period != UNDATED}
    signatures = {period: found.signature(*place) for period, place in periods.items()}
    keys = {_key(period, signatures): period for period in periods}

    def make(missing: Sequence[bytes]) -> list[bytes]:
        return list(_compared(found, periods, [keys[key] for key in missing]))

    made = memo.together("dated pairs", list(keys), make)
    return [_unpacked(pairs, periods[keys[key]][0]) for key, pairs in zip(keys, made, strict=True)]


def _key(period: int, signatures: Mapping[int, bytes]) -> bytes:
    return b"".join(signatures.get(near, _NONE) for near in range(period - 1, period + 3))


def _compared(found: Rows, periods: Periods, wanted: Sequence[int]) -> Iterator[bytes]:
    """The pairs of each of the wanted periods, which ascend."""
    for some in _batches(periods, wanted):
        near = sorted({period + step for period in some for step in range(-1, 3)} & periods.keys())
        among = (periods[near[0]][0], periods[near[-1]][1])
        compared = sorted({period + step for period in some for step in (0, 1)} & periods.keys())
        focus = np.concatenate([np.arange(*periods[period]) for period in compared])
        pairs = closeness.pairs(found, list(likenesses(found, focus, among)), among)
        of = found.periods[pairs.first]
        for period in some:
            yield _packed(Pairs(*(column[of == period] for column in pairs)), periods[period][0])


def _batches(periods: Periods, wanted: Sequence[int]) -> Iterator[list[int]]:
    """The wanted periods, so many together that their articles are not too many, and none of them far from the next."""
    batch: list[int] = []
    articles = 0
    for period in wanted:
        if batch and (articles >= _TOGETHER or period - batch[-1] > len(batch) + 1):
            yield batch
            batch, articles = [], 0
        batch.append(period)
        articles += periods[period][1] - periods[period][0]
    if batch:
        yield batch


def _packed(pairs: Pairs, start: int) -> bytes:
    """Pairs as bytes, with their rows told from a start: the same wherever in the archive they stand."""
    return np.stack([pairs.first - start, pairs.second - start, pairs.beyond]).astype(np.int32).tobytes()


def _unpacked(packed: bytes, start: int) -> Pairs:
    first, second, beyond = np.frombuffer(packed, np.int32).astype(np.int64).reshape(3, -1)
    return Pairs(_moved(first, start), _moved(second, start), beyond)


def _moved(rows_: Places, start: int) -> Places:
    return rows_ + start
