"""A quotation on its way into the archive: what the parts of `link` hand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord import text
from onrecord.link import contexts, ids
from onrecord.model import Quotation, Record, Span


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation, with what the archive knows of it so far.

    Attributes:
        id: its `Rendering.id`.
        quotation: as extracted or corrected; `quotation.article` is the article's id in the archive.
        words: its words, verbatim.
        normal: its words, normalised: what other stages compare, made once.
        sentence: what it stands in, its cue with it.
        date: of its article, or None.
        speakers: `Speaker.id`s; none: nobody named, or not yet told.
        unresolved: those of them that are surnames which nobody resolves.
    """

    id: str
    quotation: Quotation
    words: str
    normal: str
    sentence: Span
    date: str | None
    speakers: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()

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


def quoted(records: Sequence[Record]) -> list[Quoted]:
    """The quotations of `records`, whose article ids are those of the archive, in the order of `records`."""
    found: list[Quoted] = []
    for record in records:
        contents = [q.content.of(record.article.text) for q in record.quotations]
        normal = [text.normalise(words) for words in contents]
        reported = (quotation.reported for quotation in record.quotations)
        names = ids.rendering_ids(record.article.id, zip(normal, reported, strict=True))
        around = [contexts.sentence(record.article, quotation) for quotation in record.quotations]
        made = zip(names, record.quotations, contents, normal, around, strict=True)
        found += (Quoted(*quotation, date=record.date) for quotation in made)
    return found
