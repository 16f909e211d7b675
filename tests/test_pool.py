"""Work shared among processes."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from onrecord import branches
from onrecord.build.pool import shared


def _doubled(number: int) -> int:
    return 2 * number


def test_results_come_in_the_order_of_the_tasks() -> None:
    """However many processes work, and however many tasks wait, results come in order; none come of no tasks."""
    for jobs in (1, 2, 3):
        assert list(shared(_doubled, range(40), jobs)) == [2 * number for number in range(40)]
        assert list(shared(_doubled, [], jobs)) == []


def test_nothing_of_a_pool_is_left_when_its_work_is_done() -> None:
    """Once the last result is taken no thread runs on: else what comes next could branch off no processes."""
    before = branches.can_branch()
    assert list(shared(_doubled, range(9), 2)) == [2 * number for number in range(9)]
    assert branches.can_branch() == before


class _Begun:
    """A task that was begun, and whose result somebody takes."""

    def __init__(self, number: int, taken: list[int]) -> None:
        self._number, self._taken = number, taken

    def get(self) -> int:
        """Its number."""
        self._taken.append(self._number)
        return self._number


def test_no_more_results_wait_than_are_allowed_however_slowly_they_are_taken() -> None:
    """Tasks are begun as results are taken: of those begun, all but a few have been taken, and they come in order."""
    begun: list[int] = []
    taken: list[int] = []
    waiting: list[int] = []

    def begin(number: int) -> _Begun:
        begun.append(number)
        waiting.append(len(begun) - len(taken))
        return _Begun(number, taken)

    tasks: list[Callable[[], _Begun]] = [partial(begin, number) for number in range(20)]
    assert list(branches.in_order(tasks, 4)) == list(range(20))
    assert max(waiting) == 4


def _where(_: int) -> int:
    return os.getpid()


def test_a_few_long_tasks_are_spread_where_that_is_asked_for() -> None:
    """So few that they would be done here otherwise; there are no more processes than tasks."""
    assert set(branches.spread(_where, range(3), 2)) == {os.getpid()}
    if branches.can_branch():
        found = set(branches.spread(_where, range(3), 8, 2))
        assert os.getpid() not in found
        assert 1 <= len(found) <= 3


def test_what_is_spread_over_processes_comes_in_the_order_of_the_items() -> None:
    """More items than may wait at a time, and as many results, in order."""
    items = range(3 * branches._AHEAD * branches._AT_ONCE * 2 + 5)
    assert list(branches.spread(_doubled, items, 2)) == [2 * number for number in items]
