"""A quotation with what tells which utterance it is a cut of: its words, and when and where they were said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.link.cuts import Cut

Time = Literal["together", "recalled", "apart", "unknown"]
"""Whether two reports can be of one utterance: of the same days or story; the later one looks back to a time before;
of other days; or nobody can tell."""

NEAR = 10
"""Days between reports of one utterance."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One quotation, with what tells which utterance it is a cut of.

    Attributes:
        speakers: everybody whose words they are; none: nobody named, or a surname that nobody resolves.
        occasions: that its sentence names ("letter"), a bit for each.
        event: the story its article belongs to, or None.
        day: its article's date as a day number, or None.
        said: the day of the utterance by the weekday in its sentence, or None.
        recalls: it is told looking back: its words may be older than the article.
    """

    cut: Cut
    speakers: frozenset[str] = frozenset()
    occasions: int = 0
    event: int | None = None
    day: int | None = None
    said: int | None = None
    recalls: bool = False


def time_between(one: Piece, other: Piece) -> Time:
    """Whether two reports can be of one utterance by their dates, stories, and the weekdays and times they name."""
    if one.event is not None and one.event == other.event:
        return "together"
    if one.day is None or other.day is None:
        return "unknown"
    if abs(one.day - other.day) > NEAR:
        recalls = max(one, other, key=lambda piece: piece.day or 0).recalls
        return "recalled" if recalls and _may_be_of_one(one, other) else "apart"
    if one.said is not None and other.said is not None and abs(one.said - other.said) > 1:
        return "apart"
    return "together"


def _may_be_of_one(one: Piece, other: Piece) -> bool:
    """Whether somebody is named whose words both may be: what is only quoted again, anybody may quote."""
    return bool(one.speakers or other.speakers) and not at_odds(one, other)


def on_other_occasions(one: Piece, other: Piece) -> bool:
    """Whether the sentences of the two name different occasions: a letter here, a debate there."""
    return bool(one.occasions) and bool(other.occasions) and not one.occasions & other.occasions


def at_odds(one: Piece, other: Piece) -> bool:
    """Whether the two name different speakers. To name nobody agrees with all."""
    return bool(one.speakers) and bool(other.speakers) and one.speakers.isdisjoint(other.speakers)
