"""Which quotations are of one utterance: the steps that join them, from the surest to the least.

Two are compared once, and what they are to each other is remembered from build to build by all that decides it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from onrecord.link import candidates, fragments, relations
from onrecord.link.candidates import Pairs
from onrecord.link.columns import WIDE, mixed
from onrecord.link.groups import Groups
from onrecord.link.memo import Memo
from onrecord.link.pieces import NEAR, Piece
from onrecord.link.postings import Postings, postings, wide_postings
from onrecord.link.relations import Relation, Verdict
from onrecord.link.table import NONE, Table

_SAME: Verdict = ("same", "same")

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Joined:
    """What is of one utterance.

    Attributes:
        groups: the numbers of several quotations of one utterance each, the fullest wording first.
        recurring: pairs of quotations in which a phrase returns.
        copies: groups of the same words in the same surroundings: copies of one report.
    """

    groups: list[list[int]]
    recurring: list[tuple[int, int]]
    copies: list[list[int]]

    def copied(self) -> Iterator[list[list[int]]]:
        """For each of `groups`, the copies in which any of it stands."""
        held: dict[int, list[list[int]]] = {}
        for copies in self.copies:
            for number in copies:
                held.setdefault(number, []).append(copies)
        return ([copies for number in group for copies in held.get(number, ())] for group in self.groups)


def joined(table: Table, memo: Memo) -> Joined:
    """The quotations in groups, one for each utterance.

    What shares a long run of words comes first, then the cuts that lie on the fullest wordings, then fragments of one
    sentence, then copies.
    """
    groups = Groups(table)
    shared = postings(*table.column("pairs"))
    recurring = _join_by_runs(table, groups, memo)
    recurring += _join_by_cuts(table, groups, shared, memo)
    for one, other in fragments.links(table, shared):
        groups.join(one, other)
    copied = wide_postings(*table.column("copies"))
    _join_copies(table, groups, copied)
    return Joined(groups.all(), recurring, [copied.members(group) for group in range(len(copied.starts))])


def _join_by_runs(table: Table, groups: Groups, memo: Memo) -> list[tuple[int, int]]:
    """Join what shares a run of words, the nearest in time first; the pairs that repeat it on another occasion."""
    related: dict[Relation, list[tuple[int, int]]] = {"same": [], "recurs": []}
    for one, other, told in _related(table, candidates.by_runs(table), relations.by_runs, memo):
        if told:
            related[told].append((one, other))
    same = sorted(related["same"], key=lambda pair: (_days_between(table, *pair), pair))
    return related["recurs"] + [pair for pair in same if not groups.join(*pair)]


def _days_between(table: Table, one: int, other: int) -> int:
    first, second = int(table.day[one]), int(table.day[other])
    return NEAR if NONE in (first, second) else abs(first - second)


def _join_by_cuts(table: Table, groups: Groups, shared: Postings, memo: Memo) -> list[tuple[int, int]]:
    """Join shorter, elided and misheard cuts to the wordings they lie on; the pairs that repeat a phrase of one.

    A quotation that came to a group so draws no others to it: a chain of half-alike ones must not glue strangers.
    """
    drawn: set[int] = set()
    recurring: list[tuple[int, int]] = []
    for center, other, (agreeing, at_odds) in _cuts(table, shared, memo):
        if center in drawn or other in drawn or groups.together(center, other):
            continue
        told = at_odds if _is_at_odds(table, groups.of(center), other) else agreeing
        alone = len(groups.of(other)) == 1
        if told == "same" and (alone or other == min(groups.of(other))) and groups.join(center, other):
            drawn.update([other] if alone else [])
        elif told:
            recurring.append((center, other))
    return recurring


def _cuts(table: Table, shared: Postings, memo: Memo) -> list[tuple[int, int, Verdict]]:
    """What may be a cut of another, or an article's second printing of the same words, and what it is; in order."""
    related = _related(table, candidates.by_cuts(table, shared), relations.by_cuts, memo)
    again = ((one, other, _SAME) for one, other in candidates.duplicates(table).tolist())
    return sorted([*(told for told in related if any(told[2])), *again], key=lambda told: told[:2])


def _is_at_odds(table: Table, group: Sequence[int], other: int) -> bool:
    """Whether somebody of a group is credited to other speakers than a quotation."""
    named, credited = table.spoken(other), map(table.spoken, group)
    return bool(named) and any(credit and named.isdisjoint(credit) for credit in credited)


def _join_copies(table: Table, groups: Groups, copied: Postings) -> None:
    """Join the copies of one report, however short the words."""
    firsts = np.repeat(copied.owners[copied.starts], copied.sizes)
    for number, first in sorted(zip(copied.owners.tolist(), firsts.tolist(), strict=True)):
        if table.article[number] != table.article[first]:
            groups.join(number, first)


def _related(
    table: Table, pairs: Pairs, relate: Callable[[Piece, Piece], Told], memo: Memo
) -> Iterator[tuple[int, int, Told]]:
    """Pairs of quotations with what they are to each other, made where it is not remembered."""
    told = pairs.tolist()
    keys = _keys(table, pairs)
    at = dict(zip(keys, told, strict=True))

    def made(key: bytes) -> Told:
        one, other = at[key]
        return relate(table.piece(one), table.piece(other))

    found = memo.each(f"statements {relate.__name__}", keys, made)
    return ((one, other, each) for (one, other), each in zip(told, found, strict=True))


def _keys(table: Table, pairs: Pairs) -> list[bytes]:
    """For each pair a digest of all that decides what the two are to each other."""
    one, other = pairs[:, 0], pairs[:, 1]
    together = (table.event[one] != NONE) & (table.event[one] == table.event[other])
    told = mixed(mixed(table.digests[one]) + table.digests[other]) + together.astype(np.uint64)[:, None]
    packed, size = told.astype("<u8").tobytes(), 8 * WIDE
    return [packed[at : at + size] for at in range(0, len(packed), size)]
