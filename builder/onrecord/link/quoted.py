"""The quotations of an archive on their way into it: what the parts of `link` hand to each other.

They are kept in columns. A `Quoted` is made of one when somebody looks at it: after a change, of few.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, chain, groupby, pairwise
from operator import itemgetter
from typing import overload

import numpy as np

from onrecord import text
from onrecord.link import contexts, ids
from onrecord.link.columns import Flags, Places
from onrecord.model import Quotation, Record
from onrecord.model.common import Packed

ADDED = -1
"""The number of a quotation that the editor adds."""

NOWHERE = -1
"""The place of a quotation that the editor rejects."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation, with what the archive knows of it so far.

    Attributes:
        id: its `Rendering.id`.
        quotation: as extracted or corrected; `quotation.article` is the article's id in the archive.
        words: its words, verbatim.
        date: of its article, or None.
        number: which of its record's quotations it is, from 0; or `ADDED`.
        speakers: `Speaker.id`s; none: nobody named, or not yet told.
        unresolved: those of them that are surnames which nobody resolves.
        statement: the `Statement.id` of one in marks, once that is told.
    """

    id: str
    quotation: Quotation
    words: str
    date: str | None
    number: int = ADDED
    speakers: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    statement: str | None = None

    @property
    def normal(self) -> str:
        """Its words, normalised."""
        return text.normalise(self.words)

    @property
    def known(self) -> tuple[str, ...]:
        """Its speakers without surnames that nobody resolves: those contradict nobody."""
        return tuple(speaker for speaker in self.speakers if speaker not in self.unresolved)

    @property
    def article(self) -> str:
        """The id of the article it stands in."""
        return self.quotation.article

    @property
    def reported(self) -> bool:
        """Whether it stands without marks."""
        return self.quotation.reported

    @property
    def order(self) -> tuple[bool, str, str, int, str]:
        """Sorts by date (undated last), article and place."""
        return (self.date is None, self.date or "", self.quotation.article, self.quotation.content.start, self.id)


@dataclass(frozen=True, slots=True)
class Wordings(Packed):
    """What the quotations of one article say, in the order of the record.

    All of an archive's are in memory at once: so each has a few long strings and no short ones.

    Attributes:
        said: the words of all, verbatim, one after the other, as UTF-8.
        ends: where each ends, in characters, as packed numbers.
        ids: their ids, one space between, if the article has the id `article` in the archive.
        article: the id that the record and its quotations give it.
        reported: for each a byte: 1 of one without marks, else 0.
    """

    said: bytes
    ends: bytes
    ids: str
    article: str
    reported: bytes

    def __len__(self) -> int:
        return len(self.reported)

    @property
    def words(self) -> list[str]:
        """The words of each."""
        said, ends = self.said.decode("utf-8", "surrogatepass"), np.frombuffer(self.ends, "<u4").tolist()
        return [said[start:end] for start, end in pairwise((0, *ends))]

    def ids_in(self, record: Record) -> str:
        """The ids of the quotations of `record`, which has the article's id in the archive."""
        return (
            self.ids
            if record.article.id == self.article
            else _ids(record.article.id, map(text.normalise, self.words), self.reported)
        )


def prepared(record: Record, spoken: Sequence[Sequence[str]] | None = None) -> Wordings:
    """What the quotations of an article say; `spoken` are their words, folded."""
    article = record.article
    words = [quotation.content.of(article.text) for quotation in record.quotations]
    reported = bytes(quotation.reported for quotation in record.quotations)
    agreed = all(quotation.article == article.id for quotation in record.quotations)
    return Wordings(
        said="".join(words).encode("utf-8", "surrogatepass"),
        ends=np.array([*accumulate(map(len, words))], "<u4").tobytes(),
        ids=_ids(article.id, map(" ".join, spoken or contexts.spoken(record)), reported),
        article=article.id if agreed else "",
        reported=reported,
    )


def _ids(article: str, words: Iterable[str], reported: bytes) -> str:
    """The ids of quotations of some words, normalised."""
    return " ".join(ids.rendering_ids(article, zip(words, map(bool, reported), strict=True)))


class Quotations(Sequence[Quoted]):
    """The quotations of an archive, by article and place.

    Attributes:
        records: of the articles.
        ids: of each quotation.
        article: of each, the number of its article among the `records`; those of one are beside each other.
        number: of each, which of its record's quotations it is; or `ADDED`.
        reported: whether each stands without marks.
        own: by their places, those that are not as extraction found them.
        casts: the speakers of one, as often as there are others; nobody, until they are told.
        cast: of each, the number of its speakers among these.
        bare: the speakers that are surnames which nobody resolves.
        sayings: what each renders, once that is told: a statement; itself, where it is without marks.
    """

    def __init__(
        self,
        records: Sequence[Record],
        parts: Sequence[Wordings],
        ids: Sequence[str],
        article: Places,
        number: Places,
        reported: Flags,
        own: Mapping[int, Quoted],
    ) -> None:
        """`parts` are what is prepared of each of the `records`."""
        self.records, self._parts = records, parts
        self.ids, self.article, self.number, self.reported, self.own = ids, article, number, reported, own
        self.casts: Sequence[tuple[str, ...]] = ((),)
        self.cast: Places = np.zeros(len(ids), np.int64)
        self.bare: Collection[str] = ()
        self.sayings: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, at: int) -> Quoted: ...

    @overload
    def __getitem__(self, at: slice) -> list[Quoted]: ...

    def __getitem__(self, at: int | slice) -> Quoted | list[Quoted]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        speakers, statement = self.speakers(at), self.statement(at)
        unresolved = tuple(one for one in speakers if one in self.bare) if self.bare else ()
        if at in self.own:
            return replace(self.own[at], speakers=speakers, unresolved=unresolved, statement=statement)
        date, number = self.records[self.article[at]].date, int(self.number[at])
        return Quoted(
            self.ids[at], self.quotation(at), self.words(at), date, number, speakers, unresolved, statement
        )  # fmt: skip

    def quotation(self, place: int) -> Quotation:
        """As extracted or corrected."""
        if place in self.own:
            return self.own[place].quotation
        record: Record = self.records[self.article.item(place)]
        return record.quotations[self.number.item(place)]

    def speakers(self, place: int) -> tuple[str, ...]:
        """The speakers of one, once they are told."""
        return self.casts[self.cast.item(place)]

    def statement(self, place: int) -> str | None:
        """The statement of one in marks, once that is told."""
        return self.sayings[place] if self.sayings and not self.reported[place] else None

    def words(self, place: int) -> str:
        """The words of one, verbatim."""
        return self.all_words((place,))[0]

    @property
    def edited_in(self) -> list[int]:
        """The numbers of the articles of which not all quotations are as extraction found them."""
        extracted = np.array([len(part.reported) for part in self._parts], np.int64)
        other = np.flatnonzero(self._counted() != extracted).tolist()
        return sorted({*other, *(int(self.article[place]) for place in self.own)})

    def spoken(self, casts: Sequence[tuple[str, ...]], cast: Places, bare: Collection[str]) -> Quotations:
        """The same with the speakers of each; `bare` are those that are surnames which nobody resolves."""
        found = copy(self)
        found.casts, found.cast, found.bare = casts, cast, bare
        return found

    def stated(self, sayings: Sequence[str]) -> Quotations:
        """The same with what each renders: its statement; itself, where it is without marks."""
        found = copy(self)
        found.sayings = sayings
        return found

    def placed(self, ids: Collection[str]) -> dict[str, int]:
        """Where those are that have some ids, as far as there are any."""
        return {id_: place for place, id_ in enumerate(self.ids) if id_ in ids} if ids else {}

    def article_of(self, place: int) -> str:
        """The id of the article that one stands in."""
        record: Record = self.records[self.article.item(place)]
        return record.article.id

    def _counted(self) -> Places:
        """How many each article has."""
        return np.bincount(self.article, minlength=len(self.records))

    @cached_property
    def blocks(self) -> list[range]:
        """The places of those of each article."""
        ends = [0, *np.cumsum(self._counted()).tolist()]
        return list(map(range, ends, ends[1:]))

    def all_words(self, places: Sequence[int]) -> list[str]:
        """The words of those at some places, verbatim."""
        if self.own:
            extracted = iter(self._extracted([place for place in places if place not in self.own]))
            return [self.own[place].words if place in self.own else next(extracted) for place in places]
        return self._extracted(places)

    def _extracted(self, places: Sequence[int]) -> list[str]:
        at = np.asarray(places, np.int64)
        found: list[str] = []
        pairs = zip(self.article[at].tolist(), self.number[at].tolist(), strict=True)
        for article, numbers in groupby(pairs, key=itemgetter(0)):
            own = self._parts[article].words
            found += [own[number] for _, number in numbers]
        return found

    def edited(self, added: Sequence[Quoted], now: Mapping[str, Quoted | None]) -> tuple[Quotations, Places]:
        """The same as the editor would have them, and where there is each of these and, after them, of the `added`.

        Args:
            added: those that the editor adds.
            now: for ids of either, what they are now; None: nothing.
        """
        if not now and not added:
            return self, np.arange(len(self))
        every = [*self.ids, *(one.id for one in added)]
        own = {len(self) + number: one for number, one in enumerate(added)}
        left = np.ones(len(every), bool)
        place = {id_: number for number, id_ in enumerate(every)} if now else {}
        for id_, one in now.items():
            left[place[id_]] = one is not None
            own |= {place[id_]: one} if one is not None else {}
        order = np.array([*self._order(added)], np.int64)
        order = order[left[order]]
        moved = np.full(len(every), NOWHERE)
        moved[order] = np.arange(len(order))
        index = {record.article.id: number for number, record in enumerate(self.records)} if added else {}
        article = np.append(self.article, [index[one.article] for one in added]).astype(np.int64)
        number = np.append(self.number, [ADDED] * len(added)).astype(np.int64)
        reported = np.append(self.reported, [one.reported for one in added]).astype(bool)
        kept = {int(moved[at]): one for at, one in own.items() if moved[at] != NOWHERE}
        ids_ = [every[at] for at in order.tolist()]
        columns = (article[order], number[order], reported[order])
        return Quotations(self.records, self._parts, ids_, *columns, kept), moved

    def _order(self, added: Sequence[Quoted]) -> Iterable[int]:
        """The numbers of these and of the `added` by article; where some are added, by place."""
        if not added:
            return range(len(self))
        more: dict[str, list[int]] = {}
        for number, one in enumerate(added, len(self)):
            more.setdefault(one.article, []).append(number)

        def content(number: int) -> tuple[int, int]:
            own = added[number - len(self)].quotation if number >= len(self) else self.quotation(number)
            return own.content.start, -own.content.end

        blocks = zip(self.records, self.blocks, strict=True)
        told = ((block, more.get(record.article.id)) for record, block in blocks)
        return chain.from_iterable(sorted([*block, *new], key=content) if new else block for block, new in told)


def quoted(records: Sequence[Record], parts: Mapping[str, Wordings]) -> Quotations:
    """The quotations of `records`, whose article ids are those of the archive, in their order.

    `parts` are what is prepared of each article.
    """
    told = [parts[record.article.id] for record in records]
    sizes = np.array([len(part.reported) for part in told], np.int64)
    begins = np.cumsum(sizes) - sizes
    article = np.repeat(np.arange(len(told)), sizes)
    return Quotations(
        records,
        told,
        " ".join([part.ids_in(record) for record, part in zip(records, told, strict=True) if len(part)]).split(),
        article,
        np.arange(len(article)) - begins[article],
        np.frombuffer(b"".join([part.reported for part in told]), bool),
        {},
    )
