"""Groups of articles that are, pair by pair and on average, closer than is asked."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable

_Entry = tuple[float, int, int, int, int]


def clusters(
    links: Iterable[tuple[int, int, int]], against: int, may_be_one: Callable[[list[int]], bool]
) -> list[list[int]]:  # fmt: skip
    """The groups of at least two, ascending, in the order of their first members.

    The closest join first, and two groups only if their pairs are, on average, no less close than is asked.

    Args:
        links: two members, the smaller first, and how much closer they are than is asked; less than 0: less close.
        against: how much less close all other pairs are.
        may_be_one: whether these members may be one group; if not, no larger group with them may be.
    """
    joining = _Joining(against, may_be_one)
    for one, other, beyond in links:
        joining.link(one, other, beyond)
    return joining.joined()


class _Joining:
    """Groups on their way, each known by its smallest member."""

    def __init__(self, against: int, may_be_one: Callable[[list[int]], bool]) -> None:
        self._against = against
        self._may_be_one = may_be_one
        self._members: dict[int, list[int]] = {}
        self._closeness: dict[int, dict[int, int]] = defaultdict(dict)  # above that of pairs without a link, summed up
        self._next: list[_Entry] = []

    def link(self, one: int, other: int, beyond: int) -> None:
        """Take note of how close two are."""
        for member in (one, other):
            self._members.setdefault(member, [member])
        self._closeness[one][other] = self._closeness[other][one] = beyond + self._against
        self._propose(one, other)

    def joined(self) -> list[list[int]]:
        """Join what is close enough; the groups that come out."""
        while self._next:
            _, one, other, *sizes = heapq.heappop(self._next)
            if sizes != [len(self._members.get(group, ())) for group in (one, other)]:
                continue  # one of them has joined another since: what came of it was proposed then
            if self._may_be_one(self._members[one] + self._members[other]):
                self._join(one, other)
        return sorted(sorted(members) for members in self._members.values() if len(members) > 1)

    def _join(self, one: int, other: int) -> None:
        self._members[one] += self._members.pop(other)
        del self._closeness[one][other], self._closeness[other][one]
        for third, closeness in self._closeness.pop(other).items():
            del self._closeness[third][other]
            both = self._closeness[one].get(third, 0) + closeness
            self._closeness[one][third] = self._closeness[third][one] = both
        for third in self._closeness[one]:
            self._propose(*sorted((one, third)))

    def _propose(self, one: int, other: int) -> None:
        """Let two groups join when it is their turn, if they are close enough."""
        sizes = len(self._members[one]), len(self._members[other])
        mean = self._closeness[one][other] / (sizes[0] * sizes[1])
        if mean >= self._against:
            heapq.heappush(self._next, (-mean, one, other, *sizes))
