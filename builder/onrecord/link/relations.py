"""What two quotations are to each other: cuts of one utterance, a phrase used again, or nothing."""

from __future__ import annotations

from typing import Literal

from onrecord.link import runs
from onrecord.link.cuts import Overlap, overlap
from onrecord.link.pieces import Piece, at_odds, on_other_occasions, time_between

Relation = Literal["same", "recurs"]

Verdict = tuple[Relation | None, Relation | None]
"""What a cut is to a wording: if all outlets may mean the same speakers; and if they name different ones."""

NOTHING: Verdict = (None, None)
_WORDS, _CONTENT = 4, 3  # agreeing in fewer words joins nothing
_LONG = ((8, 5), (12, 3))  # so many words, so many of content, to the letter: one utterance where no date denies it
_NEARLY_WORDS = 16  # so many, nearly to the letter, are one utterance though one of them has a word of denial more
_RUN_CONTENT = 2  # words of content in a long run of agreeing words: with fewer it says nothing
_FEW_DAYS = 3  # between reports of several stories in which outlets name different speakers, or differ in few words …
_AT_ODDS_CONTENT = 3  # … if not so many words of content are all that one of them quotes
_STRONG_WORDS, _STRONG_CONTENT = 6, 3  # so long a run outweighs that outlets name different speakers
_SEAM_WORDS, _SEAM_CONTENT = 8, 4  # where the end of one cut is the beginning of the other
_PHRASE_WORDS, _PHRASE_CONTENT = 6, 4  # a phrase worth pointing out when its speaker uses it again
_TOLERANCE = ((8, 0.15), (20, 0.2))  # from so many agreeing words: misheard, mistyped or smoothed ones, as a share
_SEAM_TOLERANT_WORDS = 12  # … and at a seam
_MARKS_BEFORE = 5  # words: marks that open so shortly before the shared words hold them


def by_cuts(full: Piece, other: Piece) -> Verdict:
    """What `other` is to `full`, the fuller wording, of another article, if one is a cut of the other."""
    if len(full.cut.telling & other.cut.telling) < _CONTENT:
        return NOTHING
    apart = time_between(full, other) == "apart"
    disjoint = full.speakers.isdisjoint(other.speakers)
    found = None if apart and disjoint else overlap(full.cut, other.cut)
    if found is None or found.words < _WORDS or found.content < _CONTENT:
        return NOTHING
    return _agreeing(full, other, found), "same" if other.speakers and _outweighs(full, other, found) else None


def _agreeing(full: Piece, other: Piece, found: Overlap) -> Relation | None:
    """What two quotations are to each other if nobody else is named for either."""
    if _fits(found) and _one_occasion(full, other, found):
        return "same"
    phrase = _fits(found) or (found.run >= _PHRASE_WORDS and found.run_content >= _PHRASE_CONTENT)
    return "recurs" if phrase and not other.speakers.isdisjoint(full.speakers) else None


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
    """Whether two cuts that fit were spoken at once: by the days, the stories and the occasions they are told with."""
    time = time_between(full, other)
    if time == "apart":
        return False
    if found.verbatim and _is_long(found.words, found.content):
        return True
    if not found.verbatim and found.words < _NEARLY_WORDS and not _at_once(full, other):
        return False
    return time != "recalled" and not on_other_occasions(full, other)


def _at_once(one: Piece, other: Piece) -> bool:
    """Whether two reports are of one story or of neighbouring days, as far as these are known."""
    if _of_one_story(one, other) or one.day is None or other.day is None:
        return True
    return abs(one.day - other.day) <= _FEW_DAYS


def _of_one_story(one: Piece, other: Piece) -> bool:
    return one.event is not None and one.event == other.event


def _is_long(words: int, content: int) -> bool:
    """Whether so many agreeing words are hardly spoken twice."""
    return any(words >= least and content >= telling for least, telling in _LONG)


def by_runs(one: Piece, other: Piece) -> Relation | None:
    """What two quotations of different articles are to each other by the longest run of words they share alone.

    Whoever is named, eight words in a row in the reports of the same days are one utterance: what comes before and
    after may be differently cut.
    """
    run = runs.longest(one.cut, other.cut)
    if run is None or run.content < _RUN_CONTENT or (at_odds(one, other) and not _may_be_disputed(one, other, run)):
        return None
    if run.words < _NEARLY_WORDS and runs.denied(one.cut, other.cut, run):
        return None
    if _told_at_once(one, other, _is_long(run.words, run.content)):
        return "same"
    telling = run.content >= _PHRASE_CONTENT and not one.speakers.isdisjoint(other.speakers)
    return "recurs" if telling else None


def _told_at_once(one: Piece, other: Piece, long: bool) -> bool:
    """Whether quotations with a run in common were spoken at once; `long` where it is hardly spoken twice."""
    time = time_between(one, other)
    if time == "together" and one.day is not None and other.day is not None:
        return True
    if time == "recalled":
        return long
    return not on_other_occasions(one, other) and (time == "together" or (time == "unknown" and long))


def _may_be_disputed(one: Piece, other: Piece, run: runs.Run) -> bool:
    """Whether a run can be one utterance though its outlets name different speakers: no phrase, nobody quoting."""
    if any(run.start - _MARKS_BEFORE <= mark <= run.start for mark in one.cut.marked):
        return False
    if _is_long(run.words, run.content):
        return True
    at_once = _of_one_story(one, other)
    if one.day is not None and other.day is not None:
        at_once = at_once or abs(one.day - other.day) <= _FEW_DAYS
    whole = run.words == min(len(one.cut.tokens), len(other.cut.tokens))
    return at_once or (whole and run.content >= _AT_ODDS_CONTENT)


def _outweighs(full: Piece, other: Piece, found: Overlap) -> bool:
    """Whether the words are the same beyond doubt, though the outlets name different speakers."""
    strong = found.verbatim and found.whole and found.run >= _STRONG_WORDS and found.run_content >= _STRONG_CONTENT
    return strong and not _is_quoting(full, found) and _one_occasion(full, other, found)


def _is_quoting(full: Piece, found: Overlap) -> bool:
    """Whether the fuller wording has the shared words in marks of its own: its speaker quotes somebody."""
    return any(found.start - _MARKS_BEFORE <= mark <= found.start for mark in full.cut.marked)
