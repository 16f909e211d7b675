"""Fragments of one sentence that all stand in one passage of another article are of one utterance, however short.

One outlet writes that a mayor has “grave doubts” and spoke of “a winter of patience”; another prints her spokesman's
whole words, which hold both. Each fragment alone would say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from onrecord.link.pieces import Piece, time_between

_FRAGMENTS = 2  # of one sentence, at least
_AT_ONE_TIME = ("together", "unknown")
_CONTENT = 4  # words of content that the fragments have together
_COMMON = 40  # quotations that hold a pair of words: with more, the pair finds nothing

Turn = tuple[int, ...]
"""Numbers of quotations of one article, in the order of its text, that belong together."""


def links(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """The pairs of numbers of `pieces` that are of one utterance by the fragments of one sentence."""
    by_article = _by_article(pieces)
    sentences = [turn for numbers in by_article.values() for turn in _turns(pieces, numbers, _in_one_sentence)]
    turns = {
        number: turn
        for numbers in by_article.values()
        for turn in _turns(pieces, numbers, _in_one_paragraph)
        for number in turn
    }
    holders = _holders(pieces)
    for fragments in sentences:
        for turn in _candidates(pieces, fragments, holders, turns):
            held = _held(pieces, fragments, turn)
            if held:
                yield from pairwise((*fragments, *held))


def _by_article(pieces: Sequence[Piece]) -> dict[str, list[int]]:
    """The numbers of the pieces of each article, in the order of its text."""
    found: dict[str, list[int]] = {}
    places = [(piece.article, piece.quoted.quotation.content.start) for piece in pieces]
    for number in sorted(range(len(pieces)), key=places.__getitem__):
        found.setdefault(pieces[number].article, []).append(number)
    return found


def _turns(pieces: Sequence[Piece], numbers: Sequence[int], belong: Callable[[Piece, Piece], bool]) -> list[Turn]:
    """The quotations of an article in turns: neighbours of the same speakers that `belong` together."""
    found: list[list[int]] = []
    for number in numbers:
        last = pieces[found[-1][-1]] if found else None
        if last and last.speakers == pieces[number].speakers and belong(last, pieces[number]):
            found[-1].append(number)
        else:
            found.append([number])
    return [tuple(turn) for turn in found]


def _in_one_sentence(one: Piece, other: Piece) -> bool:
    return other.quoted.quotation.content.start < one.quoted.sentence.end


def _in_one_paragraph(one: Piece, other: Piece) -> bool:
    return one.paragraph == other.paragraph


def _holders(pieces: Sequence[Piece]) -> dict[tuple[str, str], list[int]]:
    """For each pair of neighbouring content words, the quotations that have it."""
    found: dict[tuple[str, str], list[int]] = {}
    for number, piece in enumerate(pieces):
        for pair in piece.cut.pairs:
            found.setdefault(pair, []).append(number)
    return found


def _candidates(
    pieces: Sequence[Piece],
    fragments: Turn,
    holders: Mapping[tuple[str, str], Sequence[int]],
    turns: Mapping[int, Turn],
) -> list[Turn]:
    """The turns of other articles that have the rarest pair of words of the fragments, told of the same time."""
    pairs = [pair for number in fragments for pair in pieces[number].cut.pairs]
    telling = {word for number in fragments for word in pieces[number].cut.telling}
    if len(fragments) < _FRAGMENTS or len(telling) < _CONTENT or not pairs:
        return []
    found = holders[min(pairs, key=lambda pair: (len(holders[pair]), pair))]
    if len(found) > _COMMON:
        return []
    own = pieces[fragments[0]]
    near = (n for n in found if pieces[n].article != own.article and time_between(own, pieces[n]) in _AT_ONE_TIME)
    return sorted({turns[number] for number in near})


def _held(pieces: Sequence[Piece], fragments: Turn, turn: Turn) -> list[int]:
    """The quotations of a turn that hold the fragments to the letter; none if any fragment is not held."""
    held: set[int] = set()
    for number in fragments:
        words = f" {pieces[number].cut.key} "
        holds = next((other for other in turn if words in f" {pieces[other].cut.key} "), None)
        if holds is None:
            return []
        held.add(holds)
    return sorted(held)
