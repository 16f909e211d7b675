"""Two cuts of one utterance: quotations as words with gaps, and how well two of them lie on each other.

The question is that of putting a torn text together: two pieces are of one text if one lies within the other, or the
end of one is the beginning of the other, and what lies on each other agrees. An ellipsis or a bracket is a gap, in
which the other piece may have words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from onrecord import text
from onrecord.link import rules

_GAP = "\0"  # stands for words that were left out, or replaced by an editor's
_OPEN = "\1"  # stands for marks that open within the quotation
_Rule = tuple[tuple[str, ...], re.Pattern[str], str | Callable[[re.Match[str]], str]]
"""Signs, one of which stands wherever the pattern matches; the pattern; what replaces it."""

_MARKS: tuple[_Rule, ...] = (
    (('"', "“", "‘", "'"), re.compile(r"(?<!\w)[\"“‘'](?=\w)"), f" {_OPEN} "),
    (("[",), re.compile(r"\[\s*(?:sic|cq)\s*\.?\s*\]", re.IGNORECASE), " "),
    (("[",), re.compile(r"\[(\w)\](?=\w)"), r"\1"),  # "[w]e": a capital made small
    (("[", "…", ".", "*"), re.compile(r"\[[^\]]{0,80}\]|…|\.\s?\.\s?\.(?:\s?\.)*|\*\s?\*\s?\*"), f" {_GAP} "),
    ((".",), re.compile(r"\b(?:\w\.){2,}"), lambda found: found.group().replace(".", "") + " "),  # D.H.S. is DHS
    ((",",), re.compile(r"(?<=\d),(?=\d{3})"), ""),
    (("%",), re.compile(r"\s?%"), " percent"),
    (("&",), re.compile(r"&"), " and "),
)
_SHORT: tuple[_Rule, ...] = (
    (("can't",), re.compile(r"\bcan't\b"), "can not"),
    (("cannot",), re.compile(r"\bcannot\b"), "can not"),
    (("won't",), re.compile(r"\bwon't\b"), "will not"),
    (("n't",), re.compile(r"n't\b"), " not"),
    (("'re",), re.compile(r"'re\b"), " are"),
    (("'ve",), re.compile(r"'ve\b"), " have"),
    (("'ll",), re.compile(r"'ll\b"), " will"),
    (("'m",), re.compile(r"'m\b"), " am"),
    (("gonna",), re.compile(r"\bgonna\b"), "going to"),
    (("'s",), re.compile(r"\b(it|he|she|that|what|there|here|who|where)'s\b"), r"\1 is"),
    (("'s",), re.compile(r"'s\b"), ""),  # outlets differ on the possessive of a name in s
)
_WORD = re.compile(rf"{_GAP}|{_OPEN}|[^\W_]+(?:'[^\W_]+)*")
DENIALS = frozenset({"not", "never", "no", "nobody", "nothing", "nor"})


@dataclass(frozen=True, slots=True)
class Cut:
    """The words of one quotation, made comparable.

    Attributes:
        tokens: folded words, contractions written out.
        gaps: positions in `tokens` before which words may be missing (0 and `len(tokens)` included).
        content: the positions of words that carry content.
        telling: the words that carry content.
        marked: positions where marks open within the quotation: somebody else's words, perhaps.
        pairs: the pairs of neighbouring content words, each once.
    """

    tokens: tuple[str, ...]
    gaps: frozenset[int]
    content: frozenset[int]
    telling: frozenset[str]
    marked: frozenset[int]
    pairs: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """The words, one space between."""
        return " ".join(self.tokens)


NOTHING = Cut((), frozenset(), frozenset(), frozenset(), frozenset(), ())
"""No words at all."""


def cut(words: str) -> Cut:
    """The cut that the words of a quotation are."""
    words = text.fold(_replaced(words, _MARKS))
    words = _replaced(words, _SHORT)
    tokens: list[str] = []
    gaps: set[int] = set()
    marked: set[int] = set()
    for token in _WORD.findall(words):
        if token == _GAP:
            gaps.add(len(tokens))
        elif token == _OPEN:
            marked.add(len(tokens))
        else:
            tokens.append(token)
    stop = rules.words("stopwords.txt")
    content = [i for i, token in enumerate(tokens) if token not in stop and token.split("'")[0] not in stop]
    telling = [tokens[i] for i in content]
    pairs = tuple(dict.fromkeys(pairwise(telling)))
    return Cut(tuple(tokens), frozenset(gaps), frozenset(content), frozenset(telling), frozenset(marked), pairs)


def _replaced(words: str, rules: Sequence[_Rule]) -> str:
    """`words` after all replacements, in order. Few words hold a sign of any, and those are quickly told."""
    for signs, pattern, instead in rules:
        for sign in signs:
            if sign in words:
                words = pattern.sub(instead, words)
                break
    return words


@dataclass(frozen=True, slots=True)
class Overlap:
    """How two cuts lie on each other at best.

    Attributes:
        words: how many words agree.
        content: how many of them carry content.
        run: the longest run of agreeing words.
        run_content: how many words of that run carry content.
        edits: words between the agreeing ones, or at the ends of both cuts, that do not agree and are in no gap.
        whole: one cut lies within the other (nothing of it is left over at its ends).
        denied: a word of denial is among those that do not agree.
        start: where in the first cut the agreement begins.
    """

    words: int
    content: int
    run: int
    run_content: int
    edits: int
    whole: bool
    denied: bool
    start: int

    @property
    def verbatim(self) -> bool:
        """Nothing but cuts and punctuation sets the two apart."""
        return self.edits == 0


_Block = tuple[int, int, int]
"""A run of agreeing words: its place in the one cut, in the other, its length."""

_Span = tuple[int, int, int, int]
"""What does not agree: from and to in the one cut, from and to in the other."""


def overlap(one: Cut, other: Cut) -> Overlap | None:
    """How `one` and `other` lie on each other at best, or None if they share no word that carries content."""
    if one.telling.isdisjoint(other.telling):
        return None
    blocks = _chain(one, other, _blocks(one, other))
    (x, y, _), (last_x, last_y, last) = blocks[0], blocks[-1]
    head, tail = (0, x, 0, y), (last_x + last, len(one.tokens), last_y + last, len(other.tokens))
    ends = _beyond(one, other, head, (x, y)) + _beyond(one, other, tail, (tail[0], tail[2]))
    inner = [_span(before, after) for before, after in pairwise(blocks)]
    loose = [*inner, *(end for end in (head, tail) if ends and _is_in_both(end))]
    longest = max(blocks, key=lambda block: block[2])
    return Overlap(
        words=sum(n for _, _, n in blocks),
        content=sum(i in one.content for at, _, n in blocks for i in range(at, at + n)),
        run=longest[2],
        run_content=sum(i in one.content for i in range(longest[0], longest[0] + longest[2])),
        edits=ends + sum(_between(one, other, span) for span in inner),
        whole=(x == 0 and tail[0] == tail[1]) or (y == 0 and tail[2] == tail[3]),
        denied=any(_denied(one, other, span) for span in loose),
        start=x,
    )


def _span(before: _Block, after: _Block) -> _Span:
    """What lies between two runs."""
    return before[0] + before[2], after[0], before[1] + before[2], after[1]


def _blocks(one: Cut, other: Cut) -> Iterator[_Block]:
    """Runs of agreeing words as (place in one, place in other, length), in order; none goes across a gap."""
    first, places = _spaced(one, "one")
    second, other_places = _spaced(other, "other")
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return ((places[x], other_places[y], n) for x, y, n in matcher.get_matching_blocks() if n)


def _spaced(found: Cut, side: str) -> tuple[Sequence[str], Sequence[int]]:
    """The words of a cut and, between them, its gaps, which agree with nothing; and the place of each."""
    if not found.gaps:
        return found.tokens, range(len(found.tokens))
    spaced: list[str] = []
    places: list[int] = []
    for place, token in enumerate(found.tokens):
        if place in found.gaps:
            spaced.append(_GAP + side)
            places.append(place)
        spaced.append(token)
        places.append(place)
    return spaced, places


def _chain(one: Cut, other: Cut, blocks: Iterator[_Block]) -> Sequence[_Block]:
    """The neighbouring runs that together agree most, each worth its length less the edits that lead to it."""
    best: list[_Block] = []
    best_score = 0
    chain: list[_Block] = []
    score = 0
    for block in blocks:
        cost = _between(one, other, _span(chain[-1], block)) if chain else 0
        if score <= cost:
            chain, score = [block], block[2]
        else:
            chain.append(block)
            score += block[2] - cost
        if score > best_score:
            best, best_score = chain.copy(), score
    return best


def _is_in_both(span: _Span) -> bool:
    return span[0] < span[1] and span[2] < span[3]


def _between(one: Cut, other: Cut, span: _Span) -> int:
    """The words between two runs that neither agree nor fall into the other's gap."""
    start, end, other_start, other_end = span
    extra_one = 0 if _has_gap(other, other_start, other_end) else end - start
    extra_other = 0 if _has_gap(one, start, end) else other_end - other_start
    return max(extra_one, extra_other)


def _beyond(one: Cut, other: Cut, span: _Span, edge: tuple[int, int]) -> int:
    """The words at an end of both cuts that do not agree: none if one of them, or a gap at the edge, ends there."""
    if edge[0] in one.gaps or edge[1] in other.gaps:
        return 0
    return min(span[1] - span[0], span[3] - span[2])


def _has_gap(found: Cut, start: int, end: int) -> bool:
    return any(start <= gap <= end for gap in found.gaps)


def _denied(one: Cut, other: Cut, span: _Span) -> bool:
    """Whether one cut denies what the other does not, and neither has a gap there."""
    start, end, other_start, other_end = span
    if _has_gap(one, start, end) or _has_gap(other, other_start, other_end):
        return False
    return DENIALS.isdisjoint(one.tokens[start:end]) != DENIALS.isdisjoint(other.tokens[other_start:other_end])
