"""Where in a text a query's words stand, and the stretch of it that is worth showing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Span
from onrecord.query import Phrase, Prefix, Query, Range, Term, leaves
from onrecord.text import fold

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+(?:['’][^\W_]+)*")


def mark(text: str, tree: Query, field: str | None = None) -> tuple[Span, ...]:
    """The stretches of `text` that match a query's words, those meant for `field` included; neighbours are joined."""
    places = [found.span() for found in _WORD.finditer(text)]
    words = [fold(text[start:end]) for start, end in places]
    spans: set[tuple[int, int]] = set()
    for leaf in leaves(tree):
        if isinstance(leaf, Range) or leaf.field not in (None, field):
            continue
        spans.update((places[first][0], places[last][1]) for first, last in _runs(leaf, words))
    return tuple(_joined(text, sorted(spans)))


def _runs(leaf: Term | Prefix | Phrase, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and the last word of each stretch of `words` that is what a query looks for."""
    if isinstance(leaf, Prefix):
        yield from ((at, at) for at, word in enumerate(words) if word.startswith(leaf.stem))
        return
    first, *more = leaf.words if isinstance(leaf, Phrase) else (leaf.word,)
    looks = (first, f"{first}'s")
    for at, word in enumerate(words):
        if word in looks and len(words) - at > len(more):
            following = zip(more, words[at + 1 : at + 1 + len(more)], strict=True)
            if all(found in (one, f"{one}'s") for one, found in following):
                yield at, at + len(more)


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Span]:
    start = end = -1
    for first, last in spans:
        if start >= 0 and (first <= end or text[end:first] == " "):
            end = max(end, last)
            continue
        if start >= 0:
            yield Span(start, end)
        start, end = first, last
    if start >= 0:
        yield Span(start, end)


def window(text: str, marks: Sequence[Span], width: int) -> Span:
    """The stretch of at most `width` characters, cut between words, that holds most of what is marked."""
    best = max(
        marks,
        key=lambda m: sum(o.end - o.start for o in marks if m.start <= o.start < m.start + width),
        default=Span(0, 0),
    )
    start = max(0, min(best.start - width // 4, len(text) - width))
    end = min(len(text), start + width)
    if start and (space := text.find(" ", start, max(start, best.start))) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", best.end, end)) >= 0:
        end = space
    return Span(start, end)
