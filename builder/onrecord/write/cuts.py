"""One outlet's cut of a statement against its fullest wording: what it printed, and what it left out.

The words it printed are always its own, verbatim; only what is left out comes from the fullest wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from onrecord.text import normalise

_SHOWN_OMISSION = 40
_EDGE = 12
_DASH = "-"
"""What a sign between words is compared as: one house's dash is another's hyphen or dots."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: "kept" as in the fullest wording, "other" where the outlet prints other words, "omitted"."""

    kind: Literal["kept", "other", "omitted"]
    words: str


def cut(printed: str, fullest: str) -> tuple[Piece, ...]:
    """`printed` in pieces, with what it omits of `fullest` between them; long omissions are abridged and counted."""
    ours, whole = printed.split(), fullest.split()
    if normalise(printed) == normalise(fullest):
        return (Piece("kept", " ".join(ours)),)
    matcher = SequenceMatcher(None, [_key(word) for word in whole], [_key(word) for word in ours], autojunk=False)
    pieces: list[Piece] = []
    for action, a, b, c, d in matcher.get_opcodes():
        if action == "equal":
            pieces.append(Piece("kept", " ".join(ours[c:d])))
            continue
        if d > c:
            pieces.append(Piece("other", " ".join(ours[c:d])))
        if b > a:
            pieces.append(Piece("omitted", _abridged(whole[a:b], first=a == 0, last=b == len(whole))))
    return tuple(pieces)


def share(printed: str, fullest: str) -> int:
    """How much of the fullest wording the cut has, in percent of words."""
    return min(100, round(100 * len(printed.split()) / max(1, len(fullest.split()))))


def _key(word: str) -> str:
    return normalise(word) or _DASH


def _abridged(words: Sequence[str], *, first: bool, last: bool) -> str:
    if len(words) <= _SHOWN_OMISSION:
        return " ".join(words)
    head = 0 if first else _EDGE
    tail = 0 if last else _EDGE
    left_out = f"[… {len(words) - head - tail} words …]"
    return " ".join([*words[:head], left_out, *words[len(words) - tail :]])
