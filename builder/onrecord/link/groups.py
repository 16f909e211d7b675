"""Quotations in groups that grow by links: what is one utterance, where no group may stretch over other days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.link.pieces import NEAR
from onrecord.link.table import NONE, Table


@dataclass(slots=True, eq=False)
class _Group:
    members: list[int]
    days: tuple[int, int] | None  # the first and last that hold them to their time


class Groups:
    """Disjoint groups of the quotations of a table: at first each is its own."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._found: dict[int, _Group] = {}

    def of(self, number: int) -> Sequence[int]:
        """The numbers of the group that a quotation is in."""
        return self._of(number).members

    def together(self, one: int, other: int) -> bool:
        """Whether two quotations are of one group."""
        return self._of(one) is self._of(other)

    def join(self, one: int, other: int) -> bool:
        """Make the groups of two quotations one; False where they would stretch over more days than one utterance may.

        Who is undated, or looks back, is held to no time.
        """
        first, second = self._of(one), self._of(other)
        if first is second:
            return True
        known = [day for found in (first.days, second.days) if found for day in found]
        if first.days and second.days and max(known) - min(known) > NEAR:
            return False
        if len(first.members) < len(second.members):
            first, second = second, first
        first.members.extend(second.members)
        self._found.update(dict.fromkeys(second.members, first))
        first.days = (min(known), max(known)) if known else None
        return True

    def all(self) -> list[list[int]]:
        """The groups of several, the fullest wording of each first."""
        found = {id(group): group.members for group in self._found.values()}
        return [sorted(members) for members in found.values() if len(members) > 1]

    def _of(self, number: int) -> _Group:
        if number not in self._found:
            day = int(self._table.day[number])
            held = day != NONE and not self._table.rows["recalls"][number]
            self._found[number] = _Group([number], (day, day) if held else None)
        return self._found[number]
