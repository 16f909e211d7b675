"""All quotations in marks of an archive in columns, a row each, the fullest wording first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onrecord.link import columns, days
from onrecord.link.columns import Numbers, Places
from onrecord.link.cuts import Cut, cut
from onrecord.link.pieces import Piece
from onrecord.link.quoted import ADDED, Quoted
from onrecord.link.traits import ROW, Traits, traits
from onrecord.model import Record

NONE = -1
"""Stands for an article's day, or for its story, where there is none."""

_LAST = "~"  # comes after all dates
_HALF = 32  # bits of a place in an article, and among all quotations
_GAPS = (1 << 13) - 1  # so many are more than any quotation has
_WORDS = (1 << 18) - 1

Kind = Literal["pairs", "runs", "marks", "copies"]


@dataclass(frozen=True, slots=True)
class Table:
    """All quotations in marks of an archive.

    Attributes:
        quotations: as they came.
        places: where each is in `quotations`, the fullest wording first. All columns have this order.
        rows: the `ROW` of each.
        article: the number of its article, by date (undated last) and id.
        day: the number of its article's day, or `NONE`.
        event: the number of its article's story, or `NONE`.
        speakers: who is known to have said it, as a number in `known`; 0 is nobody.
        digests: two numbers that stand for all that decides what it is to another: words, speakers, day, occasions.
        order: its place by date, article and place.
        known: the sets of speakers.
    """

    quotations: Sequence[Quoted]
    places: list[int]
    rows: NDArray[np.void]
    article: Places
    day: Places
    event: Places
    speakers: Places
    digests: Numbers
    order: Places
    known: list[frozenset[str]]
    _sources: Sequence[Traits]
    _all: NDArray[np.void]  # the rows of all sources
    _number: Places  # of each of these, its number here, or NONE
    _cuts: dict[int, Cut] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.quotations)

    def quoted(self, number: int) -> Quoted:
        """The quotation of a number."""
        return self.quotations[self.places[number]]

    def cut(self, number: int) -> Cut:
        """The words of a quotation, made comparable."""
        if number not in self._cuts:
            self._cuts[number] = cut(self.quoted(number).words)
        return self._cuts[number]

    def piece(self, number: int) -> Piece:
        """A quotation, ready to be compared."""
        row, day, event = self.rows[number], int(self.day[number]), int(self.event[number])
        return Piece(
            self.cut(number),
            self.spoken(number),
            int(row["occasions"]),
            None if event == NONE else event,
            None if day == NONE else day,
            None if day == NONE or row["back"] < 0 else day - int(row["back"]),
            bool(row["recalls"]),
        )

    def spoken(self, number: int) -> frozenset[str]:
        """Who is known to have said a quotation."""
        return self.known[int(self.speakers[number])]

    def ordered(self, numbers: Iterable[int]) -> list[int]:
        """The numbers of some quotations by date (undated last), article and place."""
        return sorted(numbers, key=self.order.__getitem__)

    def column(self, kind: Kind) -> tuple[Numbers, Places]:
        """The pairs, runs, marks or copies of all quotations one after the other, and whose each is."""
        packed = b"".join([getattr(source, kind) for source in self._sources])
        owners = np.repeat(self._number, self._all[kind])
        held = owners != NONE
        return np.frombuffer(packed, "<u8" if kind == "copies" else "<u4")[held], owners[held]


def table(
    records: Sequence[Record],
    parts: Mapping[str, Traits],
    quotations: Sequence[Quoted],
    events: Mapping[str, str],
) -> Table:
    """The quotations in columns.

    Args:
        records: with the archive's article ids.
        parts: by article id, what is prepared of each.
        quotations: those in marks, with their speakers.
        events: the story of each article that has one.
    """
    sources, places = _placed(records, parts, quotations)
    told = np.frombuffer(b"".join([source.rows for source in sources]), ROW)
    ranks, day, event = _articles(records, events)
    article = np.array([ranks[quoted.quotation.article] for quoted in quotations], np.int64)
    speakers, known = _speakers(quotations)
    order = _ranked(article << _HALF | told["start"][places])
    fullness = np.argsort(_fullness(told["size"][places], told["gaps"][places]) << _HALF | order)
    article, speakers, rows = article[fullness], speakers[fullness], places[fullness]
    number = np.full(len(told), NONE)
    number[rows] = np.arange(len(rows))
    return Table(
        quotations, fullness.tolist(), told[rows], article, day[article], event[article], speakers,
        _digests(sources)[rows] + _spoken(known)[speakers], order[fullness], known, sources, told, number,
    )  # fmt: skip


def _fullness(words: Places, gaps: Places) -> Places:
    """Sorts what has most words first, of these what has fewest gaps."""
    fewer = _WORDS - np.minimum(words, _WORDS).astype(np.int64)
    return fewer << _GAPS.bit_length() | np.minimum(gaps, _GAPS).astype(np.int64)


def _ranked(keys: Places) -> Places:
    """The place of each key in order; those that are equal as they came."""
    ranks = np.empty(len(keys), np.int64)
    ranks[np.argsort(keys, kind="stable")] = np.arange(len(keys))
    return ranks


def _placed(
    records: Sequence[Record], parts: Mapping[str, Traits], quotations: Sequence[Quoted]
) -> tuple[list[Traits], Places]:
    """What is known of the quotations of all articles, and of those that the editor adds; and the row of each there."""
    sources = list(parts.values())
    sizes = (len(source.rows) // ROW.itemsize for source in sources)
    *begins, end = accumulate(sizes, initial=0)
    begin = dict(zip(parts, begins, strict=True))
    places = np.array([begin[quoted.quotation.article] + quoted.number for quoted in quotations], np.int64)
    added = [at for at, quoted in enumerate(quotations) if quoted.number == ADDED]
    by_id = {record.article.id: record for record in records} if added else {}
    for number, at in enumerate(added):
        record = by_id[quotations[at].article]
        sources.append(traits(record.article, [quotations[at].quotation], record.date))
        places[at] = end + number
    return sources, places


def _digests(sources: Sequence[Traits]) -> Numbers:
    return columns.numbers(b"".join([source.digests for source in sources])).reshape(-1, columns.WIDE)


def _articles(records: Sequence[Record], events: Mapping[str, str]) -> tuple[dict[str, int], Places, Places]:
    """For each article its number, by date (undated last) and id; and, by this, its day and the number of its story."""
    ids = [record.article.id for record in records]
    dates = [record.date or _LAST for record in records]
    ordered = sorted(range(len(records)), key=lambda at: (dates[at], ids[at]))
    day = {date: days.number(date) for date in set(dates)}
    numbers = {event: number for number, event in enumerate(dict.fromkeys(events.values()))}
    known = [day[dates[at]] for at in ordered]
    told = [numbers[events[ids[at]]] if ids[at] in events else NONE for at in ordered]
    return (
        {ids[at]: number for number, at in enumerate(ordered)},
        np.array([NONE if each is None else each for each in known], np.int64),
        np.array(told, np.int64),
    )


def _speakers(quotations: Sequence[Quoted]) -> tuple[Places, list[frozenset[str]]]:
    """For each quotation the number of the set of its speakers; and these sets, nobody first."""
    told = [quoted.known if quoted.unresolved else quoted.speakers for quoted in quotations]
    sets = {one: frozenset(one) for one in dict.fromkeys([(), *told])}
    numbers = {one: number for number, one in enumerate(dict.fromkeys(sets.values()))}
    number_of = {one: numbers[each] for one, each in sets.items()}
    return np.array([number_of[one] for one in told], np.int64), list(numbers)


def _spoken(known: Sequence[frozenset[str]]) -> Numbers:
    """Two numbers that stand for each set of speakers."""
    told = ("\0".join(sorted(one)).encode("utf-8", "surrogatepass") for one in known)
    packed = b"".join([blake2b(one, digest_size=8 * columns.WIDE).digest() for one in told])
    return columns.numbers(packed).reshape(-1, columns.WIDE)
