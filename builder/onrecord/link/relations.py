"""What two quotations are to each other: cuts of one utterance, a phrase used again, or nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from onrecord.link.cuts import Cut, Overlap, overlap
from onrecord.link.quoted import Quoted

Relation = Literal["same", "recurs"]

_WORDS, _CONTENT = 4, 3  # agreeing in fewer words joins nothing
_LONG_WORDS, _LONG_CONTENT = 8, 5  # so many, to the letter, are one utterance whenever printed
_STRONG_WORDS, _STRONG_CONTENT = 6, 3  # so long a run outweighs that outlets name different speakers
_SEAM_WORDS, _SEAM_CONTENT = 8, 4  # where the end of one cut is the beginning of the other
_PHRASE_WORDS, _PHRASE_CONTENT = 6, 4  # a phrase worth pointing out when its speaker uses it again
_TOLERANCE = 0.15  # misheard, mistyped or smoothed words, as a share of those that agree
_TOLERANT_WORDS = 8  # that must agree before any tolerance
_DAYS = 10  # between reports of one utterance, where its words alone do not tell
_DUPLICATE_WORDS = 5  # for an article to quote the same words twice


@dataclass(frozen=True, slots=True)
class Piece:
    """One quotation, with what tells which utterance it is a cut of.

    Attributes:
        occasions: that its cue names ("letter").
        event: the story its article belongs to, or None.
        day: its article's date as a day number, or None.
    """

    quoted: Quoted
    cut: Cut
    occasions: frozenset[str]
    event: str | None
    day: int | None

    @property
    def article(self) -> str:
        """The id of its article."""
        return self.quoted.quotation.article

    @property
    def fullness(self) -> tuple[object, ...]:
        """Sorts the fullest wording first."""
        return (-len(self.cut.tokens), len(self.cut.gaps), self.quoted.order)


def relation(full: Piece, other: Piece, speakers: Collection[str]) -> Relation | None:
    """What `other` is to `full`, the fuller wording, whose cluster names `speakers`."""
    if full.article == other.article:
        same = full.cut.key == other.cut.key and len(full.cut.tokens) >= _DUPLICATE_WORDS
        return "same" if same and full.quoted.speaker == other.quoted.speaker else None
    found = overlap(full.cut, other.cut)
    if found is None or found.denied or found.words < _WORDS or found.content < _CONTENT:
        return None
    named = other.quoted.speaker
    if named and any(speaker != named for speaker in speakers):
        return "same" if _outweighs(full, other, found) else None
    if _fits(found) and _one_occasion(full, other, found):
        return "same"
    phrase = found.run >= _PHRASE_WORDS and found.run_content >= _PHRASE_CONTENT
    return "recurs" if phrase and named and named == full.quoted.speaker else None


def _fits(found: Overlap) -> bool:
    """Whether two cuts can be of one text: one within the other, or end upon beginning, and what overlaps agrees."""
    if not found.whole:
        return found.verbatim and found.run >= _SEAM_WORDS and found.run_content >= _SEAM_CONTENT
    return found.verbatim or (found.words >= _TOLERANT_WORDS and found.edits <= _TOLERANCE * found.words)


def _one_occasion(full: Piece, other: Piece, found: Overlap) -> bool:
    """Whether two cuts that fit were spoken at once: long ones if they agree to the letter, others by cue and date."""
    if found.verbatim and found.words >= _LONG_WORDS and found.content >= _LONG_CONTENT:
        return True
    if full.occasions and other.occasions and full.occasions.isdisjoint(other.occasions):
        return False
    if full.event is not None and full.event == other.event:
        return True
    return full.day is None or other.day is None or abs(full.day - other.day) <= _DAYS


def _outweighs(full: Piece, other: Piece, found: Overlap) -> bool:
    """Whether the words are the same beyond doubt, though the outlets name different speakers."""
    strong = found.verbatim and found.whole and found.run >= _STRONG_WORDS and found.run_content >= _STRONG_CONTENT
    return strong and not _is_quoting(full, found) and _one_occasion(full, other, found)


def _is_quoting(full: Piece, found: Overlap) -> bool:
    """Whether the fuller wording has the shared words in marks of its own: its speaker quotes somebody."""
    return found.start in full.cut.marked
