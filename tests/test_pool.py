"""Work shared among processes."""

from __future__ import annotations

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
