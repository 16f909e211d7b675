"""One outlet's cut of a statement laid on its fullest wording: what it printed, and what it left out.

The words it printed are always its own, verbatim; only what is left out comes from the fullest wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from onrecord import text
from onrecord.alignment import align
from onrecord.model import Span, Stretch

_SHOWN_OMISSION = 40
_EDGE = 12
_JOINT = "\0"
"""Between two quotations that are one cut: no text has it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: "kept" as in the fullest wording, "other" where the outlet prints other words, "omitted".

    Or the mark that opens a quotation or closes it: a cut may be of several.

    Put behind each other they read as a text: each has the spaces around it.
    """

    kind: Literal["kept", "other", "omitted", "close", "open"]
    words: str


@dataclass(frozen=True, slots=True)
class Stripe:
    """A stretch of the fullest wording that a cut has, in words from its beginning; `other`: in other words."""

    start: int
    width: int
    other: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut of a statement.

    Attributes:
        pieces: its words, and those it leaves out, in order.
        stripes: which stretches of the fullest wording it has.
        words: how many of its words it has, in its own or other words; `of` how many there are.
    """

    pieces: tuple[Piece, ...]
    stripes: tuple[Stripe, ...]
    words: int
    of: int

    @property
    def whole(self) -> bool:
        """Whether it leaves nothing out."""
        return self.words == self.of


def cut(quotations: Sequence[str], fullest: str) -> Cut:
    """What one article quotes laid on the fullest wording; long omissions are abridged and counted."""
    own, whole = f" {_JOINT} ".join(" ".join(words.split()) for words in quotations), " ".join(fullest.split())
    stretches = align(whole, own)
    widths = [len(text.words(stretch.wording.of(whole))) for stretch in stretches]
    stripes = tuple(_stripes(stretches, widths))
    words = sum(stripe.width for stripe in stripes)
    return Cut(tuple(_spaced(_quoted(_pieces(stretches, own, whole)))), stripes, words, sum(widths))


def shared(one: str, other: str) -> str:
    """The longest run of words of `one` that stands in `other`, as `one` has it; of two as long, the longer words."""
    kept = [stretch.wording.of(one) for stretch in align(one, other) if stretch.kind == "kept"]
    return max(kept, key=lambda words: (len(words.split()), len(words)), default="")


def quoted(pieces: Iterable[str], fullest: str) -> list[str]:
    """What one article quotes of the fullest wording: each piece once, none that another holds, in its order."""
    own = list({text.normalise(piece): piece for piece in pieces}.values())
    if len(own) > 1:
        folded = {piece: f" {text.normalise(piece)} " for piece in own}
        own = [one for one in own if not any(folded[one] in folded[two] for two in own if two != one)]
        own.sort(key=lambda piece: place(piece, fullest))
    return own


def signature(quotations: Iterable[str]) -> tuple[str, ...]:
    """What two cuts have in common that differ in marks, case and spacing only."""
    return tuple(map(text.normalise, quotations))


def place(words: str, fullest: str) -> int:
    """Where in the fullest wording the words stand: the place of the longest run that they share with it."""
    kept = [stretch.wording for stretch in align(fullest, words) if stretch.kind == "kept"]
    return max(kept, key=lambda span: span.end - span.start, default=Span(len(fullest), len(fullest))).start


def _stripes(stretches: Sequence[Stretch], widths: Sequence[int]) -> Iterator[Stripe]:
    at = 0
    for stretch, width in zip(stretches, widths, strict=True):
        if width and stretch.kind != "omitted":
            yield Stripe(at, width, stretch.kind == "changed")
        at += width


def _pieces(stretches: Sequence[Stretch], own: str, whole: str) -> Iterator[Piece]:
    """The pieces; what stands between two words goes with the first of them."""
    ours = _reaching(own, [stretch.own for stretch in stretches])
    theirs = _reaching(whole, [stretch.wording for stretch in stretches])
    filled = [number for number, full in enumerate(theirs) if full]
    if not any(ours):
        yield Piece("other", own)  # signs, no words
    for number, stretch in enumerate(stretches):
        if ours[number]:
            yield Piece("kept" if stretch.kind == "kept" else "other", ours[number])
        if stretch.kind in ("omitted", "changed"):
            left_out = theirs[number].split()
            yield Piece("omitted", _abridged(left_out, first=number == filled[0], last=number == filled[-1]))


def _quoted(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with each quotation in marks of its own: what is left out around it stands outside."""
    found = [Piece("open", "“")]
    for piece in pieces:
        if piece.kind == "omitted" and found[-1].kind == "open":
            before = [Piece("close", "”")] if len(found) > 1 else []
            found[-2:] = [*before, piece, found[-1]]
            continue
        for number, words in enumerate(piece.words.split(_JOINT)):
            if number:
                found[-1] = replace(found[-1], words=found[-1].words.rstrip())
                found += [Piece("close", "” … "), Piece("open", "“")]
            if words := words.lstrip() if number else words:
                found.append(Piece(piece.kind, words))
    found.insert(len(found) - (found[-1].kind == "omitted"), Piece("close", "”"))
    return found


def _reaching(words: str, spans: Sequence[Span]) -> list[str]:
    """The text of each span, up to where the next begins; "" for an empty one."""
    filled = [number for number, span in enumerate(spans) if span.start < span.end]
    out = [""] * len(spans)
    starts = [0, *(spans[number].start for number in filled[1:]), len(words)]
    for number, (start, end) in zip(filled, pairwise(starts), strict=False):
        out[number] = words[start:end]
    return out


def _spaced(found: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with a space around each omission."""
    before = ""
    for number, piece in enumerate(found):
        words = piece.words
        if piece.kind == "omitted":
            lead = " " if before and not before.endswith(" ") else ""
            words = lead + words + (" " if number + 1 < len(found) else "")
        yield Piece(piece.kind, words)
        before = words


def _abridged(words: Sequence[str], *, first: bool, last: bool) -> str:
    if len(words) <= _SHOWN_OMISSION:
        return " ".join(words)
    head = 0 if first else _EDGE
    tail = 0 if last else _EDGE
    left_out = f"[… {len(words) - head - tail} words …]"
    return " ".join([*words[:head], left_out, *words[len(words) - tail :]])
