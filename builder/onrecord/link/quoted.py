"""A quotation on its way into the archive: what the parts of `link` hand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.link import ids
from onrecord.model import Correction, Quotation, Record


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation, with what the archive knows of it so far.

    Attributes:
        id: its `Rendering.id`.
        quotation: as extracted or corrected; `quotation.article` is the article's id in the archive.
        words: its words, verbatim.
        date: of its article, or None.
        speaker: a `Speaker.id`, or None: nobody named, or not yet told.
        correction: the editor's word that was applied.
    """

    id: str
    quotation: Quotation
    words: str
    date: str | None
    speaker: str | None = None
    correction: Correction | None = None

    @property
    def order(self) -> tuple[bool, str, str, int, str]:
        """Sorts by date (undated last), article and place."""
        return (self.date is None, self.date or "", self.quotation.article, self.quotation.content.start, self.id)


def quoted(records: Sequence[Record]) -> list[Quoted]:
    """The quotations of `records`, whose article ids are those of the archive, in the order of `records`."""
    found: list[Quoted] = []
    for record in records:
        contents = [(q, q.content.of(record.article.text)) for q in record.quotations]
        names = ids.rendering_ids(record.article.id, (words for _, words in contents))
        found += (
            Quoted(id_, quotation, words, record.date) for id_, (quotation, words) in zip(names, contents, strict=True)
        )
    return found
