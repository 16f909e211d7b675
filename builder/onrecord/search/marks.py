"""Where in a text a query's words stand, and the stretch of it that is worth showing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Span
from onrecord.query import Phrase, Prefix, Query, Range, Term, leaves
from onrecord.text import fold

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+(?:['’][^\W_]+)*")


def forms_of(word: str) -> tuple[str, ...]:
    """The words that a folded word counts as: itself, and the bare name in a possessive ("mayor's", "mayor")."""
    return (word, word[:-2]) if word.endswith("'s") and len(word) > len("'s") else (word,)


def mark(text: str, tree: Query, field: str | None = None) -> tuple[Span, ...]:
    """The stretches of `text` that match a query's words, those meant for `field` included; neighbours are joined."""
    tokens = [(match.span(), forms_of(fold(match[0]))) for match in _WORD.finditer(text)]
    spans: set[tuple[int, int]] = set()
    for leaf in leaves(tree):
        if isinstance(leaf, Range) or leaf.field not in (None, field):
            continue
        wanted = leaf.words if isinstance(leaf, Phrase) else (leaf.stem if isinstance(leaf, Prefix) else leaf.word,)
        for first in range(len(tokens) - len(wanted) + 1):
            run = tokens[first : first + len(wanted)]
            if all(_is(leaf, word, forms) for word, (_, forms) in zip(wanted, run, strict=True)):
                spans.add((run[0][0][0], run[-1][0][1]))
    return tuple(_joined(text, sorted(spans)))


def _is(leaf: Term | Prefix | Phrase, word: str, forms: tuple[str, ...]) -> bool:
    return forms[0].startswith(word) if isinstance(leaf, Prefix) else word in forms


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
