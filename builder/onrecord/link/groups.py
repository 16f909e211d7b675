"""Quotations in groups that grow by links: what is one utterance, where no group may stretch over other days."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.link.pieces import NEAR, Piece


class Groups:
    """Disjoint groups of numbered pieces: at first each is its own."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._group = [[number] for number in range(len(pieces))]
        self._days = [_days(piece) for piece in pieces]

    def of(self, number: int) -> Sequence[int]:
        """The numbers of the group that a piece is in."""
        return self._group[number]

    def together(self, one: int, other: int) -> bool:
        """Whether two pieces are of one group."""
        return self._group[one] is self._group[other]

    def join(self, one: int, other: int) -> bool:
        """Make the groups of two pieces one; False where they would stretch over more days than one utterance may."""
        first, second = self._group[one], self._group[other]
        if first is second:
            return True
        known = [day for found in (self._days[first[0]], self._days[second[0]]) if found for day in found]
        if known and max(known) - min(known) > NEAR and self._days[first[0]] and self._days[second[0]]:
            return False
        if len(first) < len(second):
            first, second = second, first
        first.extend(second)
        for number in second:
            self._group[number] = first
        self._days[first[0]] = (min(known), max(known)) if known else None
        return True

    def all(self) -> list[list[Piece]]:
        """The groups, the fullest wording of each first. Pieces come numbered by fullness."""
        found = {id(group): group for group in self._group}
        return [[self._pieces[number] for number in sorted(group)] for group in found.values()]


def _days(piece: Piece) -> tuple[int, int] | None:
    """The first and last day that hold a piece to its time; none if it is undated, or looks back."""
    return None if piece.day is None or piece.recalls else (piece.day, piece.day)
