"""What two quotations are to each other: cuts of one utterance, a phrase used again, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from onrecord import text
from onrecord.link.cuts import Cut, Overlap, overlap
from onrecord.link.quoted import Quoted

Relation = Literal["same", "recurs"]

_WORDS, _CONTENT = 4, 3  # agreeing in fewer words joins nothing
_LONG = ((8, 5), (12, 3))  # so many words, so many of content, to the letter: one utterance whenever printed
_NEARLY_WORDS = 16  # so many, nearly to the letter, are one utterance unless the cues say otherwise
_STRONG_WORDS, _STRONG_CONTENT = 6, 3  # so long a run outweighs that outlets name different speakers
_SEAM_WORDS, _SEAM_CONTENT = 8, 4  # where the end of one cut is the beginning of the other
_PHRASE_WORDS, _PHRASE_CONTENT = 6, 4  # a phrase worth pointing out when its speaker uses it again
_TOLERANCE = ((8, 0.15), (20, 0.2))  # from so many agreeing words: misheard, mistyped or smoothed ones, as a share
_SEAM_TOLERANT_WORDS = 12  # … and at a seam
_DAYS = 10  # between reports of one utterance, where its words alone do not tell
_MARKS_BEFORE = 5  # words: marks that open so shortly before the shared words hold them
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
        return self.quoted.article

    @property
    def speakers(self) -> frozenset[str]:
        """Everybody whose words they are; none: nobody named."""
        return frozenset(self.quoted.speakers)

    @property
    def fullness(self) -> tuple[object, ...]:
        """Sorts the fullest wording first."""
        return (-len(self.cut.tokens), len(self.cut.gaps), self.quoted.order)


class Relations:
    """What quotations are to each other. How two lie on each other is found once, however often they are compared."""

    def __init__(self) -> None:
        self._overlaps: dict[tuple[str, str], Overlap | None] = {}
        self._runs: dict[str, frozenset[tuple[str, ...]]] = {}

    def __call__(self, full: Piece, other: Piece, credited: Iterable[Collection[str]]) -> Relation | None:
        """What `other` is to `full`, the fuller wording; `credited` the speakers that each of its cluster names."""
        if full.article == other.article:
            same = full.cut.key == other.cut.key and len(full.cut.tokens) >= _DUPLICATE_WORDS
            return "same" if same and full.speakers == other.speakers else None
        found = self._overlap(full, other)
        if found is None or found.words < _WORDS or found.content < _CONTENT:
            return None
        named = other.speakers
        if named and any(named.isdisjoint(credit) for credit in credited):
            return "same" if _outweighs(full, other, found) else None
        if _fits(found) and _one_occasion(full, other, found):
            return "same"
        phrase = _fits(found) or (found.run >= _PHRASE_WORDS and found.run_content >= _PHRASE_CONTENT)
        return "recurs" if phrase and not named.isdisjoint(full.speakers) else None

    def _overlap(self, full: Piece, other: Piece) -> Overlap | None:
        """How the two lie on each other; None where too few words of content could agree."""
        if len(full.cut.telling & other.cut.telling) < _CONTENT or not self._may_fit(full, other):
            return None
        pair = (full.quoted.id, other.quoted.id)
        if pair not in self._overlaps:
            self._overlaps[pair] = overlap(full.cut, other.cut)
        return self._overlaps[pair]

    def _may_fit(self, full: Piece, other: Piece) -> bool:
        """Whether the two share a run of words: without gaps, all that `_TOLERANCE` allows leaves one so long."""
        if full.cut.gaps or other.cut.gaps:
            return True
        if full.quoted.id not in self._runs:
            self._runs[full.quoted.id] = frozenset(text.shingles(full.cut.tokens, _WORDS))
        return not self._runs[full.quoted.id].isdisjoint(text.shingles(other.cut.tokens, _WORDS))


def _fits(found: Overlap) -> bool:
    """Whether two cuts can be of one text: one within the other, or end upon beginning, and what overlaps agrees."""
    if found.denied and found.words < _NEARLY_WORDS:
        return False
    if found.whole:
        return found.verbatim or _is_tolerable(found)
    if found.run < _SEAM_WORDS or found.run_content < _SEAM_CONTENT:
        return False
    return found.verbatim or (found.words >= _SEAM_TOLERANT_WORDS and _is_tolerable(found))


def _is_tolerable(found: Overlap) -> bool:
    """Whether what does not agree may be a slip of the pen or of the ear."""
    return any(found.words >= words and found.edits <= share * found.words for words, share in _TOLERANCE)


def _one_occasion(full: Piece, other: Piece, found: Overlap) -> bool:
    """Whether two cuts that fit were spoken at once: long ones if they agree to the letter, others by cue and date."""
    if found.verbatim and any(found.words >= words and found.content >= content for words, content in _LONG):
        return True
    if full.occasions and other.occasions and full.occasions.isdisjoint(other.occasions):
        return False
    if found.words >= _NEARLY_WORDS or (full.event is not None and full.event == other.event):
        return True
    return full.day is None or other.day is None or abs(full.day - other.day) <= _DAYS


def _outweighs(full: Piece, other: Piece, found: Overlap) -> bool:
    """Whether the words are the same beyond doubt, though the outlets name different speakers."""
    strong = found.verbatim and found.whole and found.run >= _STRONG_WORDS and found.run_content >= _STRONG_CONTENT
    return strong and not _is_quoting(full, found) and _one_occasion(full, other, found)


def _is_quoting(full: Piece, found: Overlap) -> bool:
    """Whether the fuller wording has the shared words in marks of its own: its speaker quotes somebody."""
    return any(found.start - _MARKS_BEFORE <= mark <= found.start for mark in full.cut.marked)
