"""A quotation on its way into the archive: what the parts of `link` hand to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from onrecord import text
from onrecord.link import bulk, ids
from onrecord.model import Quotation, Record

ADDED = -1
"""The number of a quotation that the editor adds."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation, with what the archive knows of it so far.

    Attributes:
        id: its `Rendering.id`.
        quotation: as extracted or corrected; `quotation.article` is the article's id in the archive.
        words: its words, verbatim.
        normal: its words, normalised: what other stages compare, made once.
        date: of its article, or None.
        number: which of its record's quotations it is, from 0; or `ADDED`.
        speakers: `Speaker.id`s; none: nobody named, or not yet told.
        unresolved: those of them that are surnames which nobody resolves.
        statement: the `Statement.id` of one in marks, once that is told.
    """

    id: str
    quotation: Quotation
    words: str
    normal: str
    date: str | None
    number: int = ADDED
    speakers: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    statement: str | None = None

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
class Wordings:
    """What the quotations of one article say, in the order of the record.

    Attributes:
        words: verbatim.
        normal: normalised.
        ids: their ids, if the article has the id `article` in the archive.
        article: the id that the record gives it.
    """

    words: tuple[str, ...]
    normal: tuple[str, ...]
    ids: tuple[str, ...]
    article: str

    def ids_in(self, record: Record) -> tuple[str, ...]:
        """The ids of the quotations of `record`, which has the article's id in the archive."""
        return self.ids if record.article.id == self.article else _ids(record, self.normal)


def prepared(record: Record) -> Wordings:
    """What the quotations of an article say."""
    words = tuple(quotation.content.of(record.article.text) for quotation in record.quotations)
    normal = tuple(map(text.normalise, words))
    return Wordings(words, normal, _ids(record, normal), record.article.id)


def _ids(record: Record, normal: Sequence[str]) -> tuple[str, ...]:
    reported = (quotation.reported for quotation in record.quotations)
    return tuple(ids.rendering_ids(record.article.id, zip(normal, reported, strict=True)))


def quoted(records: Sequence[Record], parts: Mapping[str, Wordings]) -> list[Quoted]:
    """The quotations of `records`, whose article ids are those of the archive, in their order.

    `parts` are what is prepared of each article.
    """
    told = [parts[record.article.id] for record in records]
    sizes = [len(part.words) for part in told]
    flat = chain.from_iterable
    return bulk.made(
        Quoted,
        sum(sizes),
        id=[*flat(part.ids_in(record) for record, part in zip(records, told, strict=True))],
        quotation=[*flat(record.quotations for record in records)],
        words=[*flat(part.words for part in told)],
        normal=[*flat(part.normal for part in told)],
        date=[*flat(repeat(record.date, size) for record, size in zip(records, sizes, strict=True))],
        number=[*flat(map(range, sizes))],
    )
