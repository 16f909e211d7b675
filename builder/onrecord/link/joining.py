"""Which quotations are of one utterance: the steps that join them, from the surest to the least.

Quotations are compared only where they share a rare pair of neighbouring content words or a long run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.link import contexts, fragments, runs
from onrecord.link.groups import Groups
from onrecord.link.pieces import NEAR, Piece
from onrecord.link.relations import Relation, Relations, in_a_row
from onrecord.model import Record

_COMMON = 40  # quotations of one time that share a pair of words: with more, the pair finds nothing

Copies = Mapping[str, Sequence[Sequence[Piece]]]
"""For a quotation's id, groups of the same words in the same surroundings: copies of one report."""


def copies(records: Sequence[Record], pieces: Sequence[Piece]) -> dict[str, list[list[Piece]]]:
    """For each quotation's id, groups of the same words in the same surroundings as it has: copies of one report."""
    articles = {record.article.id: record.article for record in records}
    alike: dict[str, list[Piece]] = {}
    for piece in pieces:
        for key in contexts.surroundings(articles[piece.article], piece.quoted.quotation, piece.quoted.normal):
            alike.setdefault(key, []).append(piece)
    found: dict[str, list[list[Piece]]] = {}
    for group in alike.values():
        for piece in group if len(group) > 1 else ():
            found.setdefault(piece.quoted.id, []).append(group)
    return found


def joined(pieces: Sequence[Piece], copied: Copies) -> tuple[Groups, list[tuple[int, int]]]:
    """The pieces in groups, one for each utterance, and the pairs of pieces in which a phrase returns.

    What shares a long run of words comes first, then the cuts that lie on the fullest wordings, then fragments of one
    sentence, then copies. `pieces` come in order of fullness.
    """
    groups = Groups(pieces)
    recurring = _join_by_runs(pieces, groups)
    recurring += _join_by_cuts(pieces, groups, Relations())
    for one, other in fragments.links(pieces):
        groups.join(one, other)
    _join_copies(pieces, groups, copied)
    return groups, recurring


def _join_by_runs(pieces: Sequence[Piece], groups: Groups) -> list[tuple[int, int]]:
    """Join what shares a run of words, the nearest in time first; the pairs that repeat it on another occasion."""
    order = sorted(range(len(pieces)), key=lambda n: pieces[n].quoted.order)
    found = [(order[a], order[b]) for a, b in runs.candidates([pieces[number].cut for number in order])]
    related: dict[Relation, list[tuple[int, int]]] = {"same": [], "recurs": []}
    for one, other in map(sorted, found):
        if pieces[one].article != pieces[other].article:
            told = in_a_row(pieces[one], pieces[other])
            if told:
                related[told].append((one, other))
    same = sorted(related["same"], key=lambda pair: (_days_between(pieces, *pair), pair))
    return related["recurs"] + [pair for pair in same if not groups.join(*pair)]


def _days_between(pieces: Sequence[Piece], one: int, other: int) -> int:
    first, second = pieces[one].day, pieces[other].day
    return abs(first - second) if first is not None and second is not None else NEAR


def _join_by_cuts(pieces: Sequence[Piece], groups: Groups, relation: Relations) -> list[tuple[int, int]]:
    """Join shorter, elided and misheard cuts to the wordings they lie on; the pairs that repeat a phrase of one.

    A piece that came to a group so draws no others to it: a chain of half-alike quotations must not glue strangers.
    """
    candidates = _Candidates(pieces)
    drawn: set[int] = set()
    recurring: list[tuple[int, int]] = []
    for center, piece in enumerate(pieces):
        for other in () if center in drawn else candidates(piece):
            if other <= center or other in drawn or groups.together(center, other):
                continue
            credited = {pieces[n].speakers for n in groups.of(center) if pieces[n].speakers}
            told = relation(piece, pieces[other], credited)
            alone = len(groups.of(other)) == 1
            if told == "same" and (alone or other == min(groups.of(other))) and groups.join(center, other):
                drawn.update([other] if alone else [])
            elif told:
                recurring.append((center, other))
    return recurring


def _join_copies(pieces: Sequence[Piece], groups: Groups, copied: Copies) -> None:
    """Join the copies of one report, however short the words."""
    numbers = {piece.quoted.id: number for number, piece in enumerate(pieces)}
    for number, piece in enumerate(pieces):
        for group in copied.get(piece.quoted.id, ()):
            first = numbers[group[0].quoted.id]
            if group[0].article != piece.article:
                groups.join(number, first)


class _Candidates:
    """Finds the quotations that share a rare pair of neighbouring content words, or all their words, with one.

    A pair that is common in the archive may be rare in the news of some days: there it still finds.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._alike: dict[str, list[int]] = {}
        self._holders: dict[tuple[str, str], dict[int | None, list[int]]] = {}
        for number, piece in enumerate(pieces):
            self._alike.setdefault(piece.cut.key, []).append(number)
            for pair in piece.cut.pairs:
                self._holders.setdefault(pair, {}).setdefault(_period(piece), []).append(number)

    def __call__(self, piece: Piece) -> list[int]:
        """The numbers of the pieces worth comparing, in order: the piece itself among them."""
        found = set(self._alike[piece.cut.key])
        period = _period(piece)
        for pair in piece.cut.pairs:
            by_period = self._holders[pair]
            if sum(map(len, by_period.values())) > _COMMON:
                near = () if period is None else (None, period - 1, period, period + 1)
                by_period = {each: by_period[each] for each in near if each in by_period}
            if sum(map(len, by_period.values())) <= _COMMON:
                found.update(number for numbers in by_period.values() for number in numbers)
        return sorted(found)


def _period(piece: Piece) -> int | None:
    """The number of the few days that a piece belongs to: near days are of one period or of neighbouring ones."""
    return None if piece.day is None else piece.day // (NEAR + 1)
