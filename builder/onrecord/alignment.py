"""Two wordings of one utterance laid on each other, word by word: who kept what, left what out, put what otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from onrecord.model import Span, Stretch, StretchKind
from onrecord.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_KINDS: dict[str, StretchKind] = {"equal": "kept", "replace": "changed", "delete": "omitted", "insert": "added"}


def align(wording: str, words: str) -> tuple[Stretch, ...]:
    """The stretches of `wording`, a statement's fullest one, and of `words`, a rendering's, in order.

    Every word of either is in one stretch; case, accents and punctuation do not make two words differ.
    """
    full, own = _tokens(wording), _tokens(words)
    matcher = SequenceMatcher(None, _folded(wording, full), _folded(words, own), autojunk=False)
    return tuple(
        Stretch(_KINDS[tag], _span(full, start, end), _span(own, own_start, own_end))
        for tag, start, end, own_start, own_end in matcher.get_opcodes()
    )


def _tokens(words: str) -> list[Span]:
    return [Span(*found.span()) for found in _WORD.finditer(words)]


def _folded(words: str, tokens: Sequence[Span]) -> list[str]:
    return [fold(token.of(words)) for token in tokens]


def _span(tokens: Sequence[Span], start: int, end: int) -> Span:
    """From the first of some words to the last; where there are none, the empty place before the next."""
    if start < end:
        return Span(tokens[start].start, tokens[end - 1].end)
    place = tokens[start].start if start < len(tokens) else tokens[-1].end if tokens else 0
    return Span(place, place)
