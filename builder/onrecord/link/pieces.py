"""A quotation with what tells which utterance it is a cut of: its words, and when and where they were said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.link import contexts, days
from onrecord.link.cuts import Cut, cut
from onrecord.link.quoted import Quoted
from onrecord.model import Article, Record

Time = Literal["together", "recalled", "apart", "unknown"]
"""Whether two reports can be of one utterance: of the same days or story; the later one looks back to a time before;
of other days; or nobody can tell."""

NEAR = 10
"""Days between reports of one utterance."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One quotation, with what tells which utterance it is a cut of.

    Attributes:
        occasions: that its sentence names ("letter").
        event: the story its article belongs to, or None.
        day: its article's date as a day number, or None.
        said: the day of the utterance by the weekday in its sentence, or None.
        recalls: it is told looking back: its words may be older than the article.
        paragraph: where in the article's text its paragraph begins.
    """

    quoted: Quoted
    cut: Cut
    occasions: frozenset[str] = frozenset()
    event: str | None = None
    day: int | None = None
    said: int | None = None
    recalls: bool = False
    paragraph: int = 0

    @property
    def article(self) -> str:
        """The id of its article."""
        return self.quoted.article

    @property
    def speakers(self) -> frozenset[str]:
        """Everybody whose words they are; none: nobody named, or a surname that nobody resolves."""
        return frozenset(self.quoted.known)

    @property
    def fullness(self) -> tuple[object, ...]:
        """Sorts the fullest wording first."""
        return (-len(self.cut.tokens), len(self.cut.gaps), self.quoted.order)


def pieces(records: Iterable[Record], quotations: Iterable[Quoted], events: Mapping[str, str]) -> list[Piece]:
    """The quotations ready to be compared, the fullest wording first."""
    articles = {record.article.id: record.article for record in records}
    found = (_piece(articles[quoted.article], quoted, events.get(quoted.article)) for quoted in quotations)
    return sorted(found, key=lambda piece: piece.fullness)


def _piece(article: Article, quoted: Quoted, event: str | None) -> Piece:
    outside = contexts.outside(article, quoted.quotation, quoted.sentence)
    paragraph = article.text.rfind("\n\n", 0, quoted.quotation.content.start) + 1
    day = days.number(quoted.date)
    return Piece(
        quoted,
        cut(quoted.words),
        contexts.occasions(outside),
        event,
        day,
        contexts.said_on(outside, day),
        contexts.looks_back((*contexts.leading(article, quoted.quotation, paragraph), *outside)),
        paragraph,
    )


def time_between(one: Piece, other: Piece) -> Time:
    """Whether two reports can be of one utterance by their dates, stories, and the weekdays and times they name."""
    if one.event is not None and one.event == other.event:
        return "together"
    if one.day is None or other.day is None:
        return "unknown"
    if abs(one.day - other.day) > NEAR:
        return "recalled" if max(one, other, key=lambda piece: piece.day or 0).recalls else "apart"
    if one.said is not None and other.said is not None and abs(one.said - other.said) > 1:
        return "apart"
    return "together"


def on_other_occasions(one: Piece, other: Piece) -> bool:
    """Whether the sentences of the two name different occasions: a letter here, a debate there."""
    return bool(one.occasions) and bool(other.occasions) and one.occasions.isdisjoint(other.occasions)


def at_odds(one: Piece, other: Piece) -> bool:
    """Whether the two name different speakers. To name nobody agrees with all."""
    return bool(one.speakers) and bool(other.speakers) and one.speakers.isdisjoint(other.speakers)
