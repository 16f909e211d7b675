"""All quotations in marks of an archive in columns, a row each, the fullest wording first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onrecord import text
from onrecord.link import columns, days
from onrecord.link.columns import Numbers, Places
from onrecord.link.cuts import Cut, cut
from onrecord.link.pieces import Piece
from onrecord.link.quoted import ADDED, Quotations
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
        quotations: of the archive, those without marks among them.
        places: where each in marks is in `quotations`, the fullest wording first. All columns have this order.
        rows: the `ROW` of each.
        article: the number of its article.
        day: the number of its article's day, or `NONE`.
        event: the number of its article's story, or `NONE`.
        speakers: who is known to have said it, as a number in `known`; 0 is nobody.
        digests: two numbers that stand for all that decides what it is to another: words, speakers, day, occasions.
        order: its place by date, article and place.
        known: the sets of speakers.
    """

    quotations: Quotations
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
        return len(self.places)

    def words(self, number: int) -> str:
        """The words of a quotation."""
        return self.quotations.words(self.places[number])

    def cut(self, number: int) -> Cut:
        """The words of a quotation, made comparable."""
        if number not in self._cuts:
            self._cuts[number] = cut(self.words(number))
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

    def text(self) -> Places:
        """The numbers of all by date, article and place."""
        found = np.empty(len(self), np.int64)
        found[self.order] = np.arange(len(self))
        return found

    def column(self, kind: Kind) -> tuple[Numbers, Places]:
        """The pairs, runs, marks or copies of all quotations one after the other, and whose each is."""
        packed = b"".join([getattr(source, kind) for source in self._sources])
        owners = np.repeat(self._number, self._all[kind])
        held = owners != NONE
        return np.frombuffer(packed, "<u8" if kind == "copies" else "<u4")[held], owners[held]


def table(parts: Mapping[str, Traits], quotations: Quotations, events: Mapping[str, str]) -> Table:
    """The quotations in columns.

    Args:
        parts: by article id, what is prepared of each.
        quotations: of the archive, with their speakers.
        events: the story of each article that has one.
    """
    records = quotations.records
    in_marks = np.flatnonzero(~quotations.reported)
    article = quotations.article[in_marks]
    sources, places = _placed(parts, quotations, in_marks)
    told = np.frombuffer(b"".join([source.rows for source in sources]), ROW)
    rank, day, event = _articles(records, events)
    speakers, known = _speakers(quotations, in_marks)
    start = told["start"][places].astype(np.int64)
    order = _ranked(rank[article] << int(start.max(initial=0)).bit_length() | start)
    fullness = np.argsort(_fullness(told["size"][places], told["gaps"][places]) << _HALF | order)
    article, speakers, rows = article[fullness], speakers[fullness], places[fullness]
    number = np.full(len(told), NONE)
    number[rows] = np.arange(len(rows))
    return Table(
        quotations, in_marks[fullness].tolist(), told[rows], article, day[article], event[article], speakers,
        _digests(sources)[rows] + _spoken(known)[speakers], order[fullness], known, sources, told, number,
    )  # fmt: skip


def _fullness(words: Places, gaps: Places) -> Places:
    """Sorts what has most words first, of these what has fewest gaps."""
    fewer = _WORDS - np.minimum(words, _WORDS).astype(np.int64)
    return fewer << _GAPS.bit_length() | np.minimum(gaps, _GAPS).astype(np.int64)


def _ranked(keys: Places) -> Places:
    """The place of each key in order; those that are equal as they came."""
    ranks = np.empty(len(keys), np.int64)
    ranks[columns.in_order(keys)] = np.arange(len(keys))
    return ranks


def _placed(
    parts: Mapping[str, Traits], quotations: Quotations, in_marks: Places
) -> tuple[list[Traits], Places]:  # fmt: skip
    """What is known of the quotations of all articles, and of those that the editor adds.

    And the row of each there that is in marks.
    """
    records, article, number = quotations.records, quotations.article[in_marks], quotations.number[in_marks]
    sources = [parts[record.article.id] for record in records]
    ends = np.cumsum(np.array([len(source.rows) for source in sources], np.int64) // ROW.itemsize)
    places = np.append(0, ends)[article] + number
    for at in np.flatnonzero(number == ADDED).tolist():
        record = records[article[at]]
        places[at] = ends[-1] + len(sources) - len(records)
        one = quotations.quotation(int(in_marks[at]))
        spoken = [text.words(one.content.of(record.article.text))]
        sources.append(traits(record.article, [one], record.date, spoken))
    return sources, places


def _digests(sources: Sequence[Traits]) -> Numbers:
    return columns.numbers(b"".join([source.digests for source in sources])).reshape(-1, columns.WIDE)


def _articles(records: Sequence[Record], events: Mapping[str, str]) -> tuple[Places, Places, Places]:
    """Of each article its place by date (undated last) and id, its day, and the number of its story."""
    ids, dates = [record.article.id for record in records], [record.date or _LAST for record in records]
    day = {date: NONE if (known := days.number(date)) is None else known for date in set(dates)}
    numbers = {event: number for number, event in enumerate(dict.fromkeys(events.values()))}
    event_of = {article: numbers[event] for article, event in events.items()}
    rank = np.empty(len(records), np.int64)
    rank[sorted(sorted(range(len(ids)), key=ids.__getitem__), key=dates.__getitem__)] = np.arange(len(ids))
    return (
        rank,
        np.array(list(map(day.__getitem__, dates)), np.int64),
        np.array(list(map(event_of.get, ids, repeat(NONE))), np.int64),
    )


def _speakers(quotations: Quotations, in_marks: Places) -> tuple[Places, list[frozenset[str]]]:
    """For each in marks the number of the set of those who are known to have said it; and these sets, nobody first."""
    numbers: dict[frozenset[str], int] = {frozenset(): 0}
    bare = {*quotations.bare}
    named = (one if bare.isdisjoint(one) else one - bare for one in map(frozenset, quotations.casts))
    of = np.array([numbers.setdefault(one, len(numbers)) for one in named], np.int64)
    return of[quotations.cast[in_marks]], list(numbers)


def _spoken(known: Sequence[frozenset[str]]) -> Numbers:
    """Two numbers that stand for each set of speakers: the sums of theirs."""
    of = np.repeat(np.arange(len(known)), list(map(len, known)))
    return columns.mixed(columns.summed(columns.told(list(chain.from_iterable(known))), of, len(known)))
