"""Work spread over processes that branch off from this one, with all that it has at hand.

What is handed to other processes is copied, piece by piece; what they branch off with they have already. So work that
looks at a whole archive is spread this way, where the system can: on Linux, while no other thread is running that might
hold a lock. Elsewhere it is done here, with the same results.
"""

from __future__ import annotations

import gc
import multiprocessing
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Protocol, TypeVar

MANY = 64
"""Items from which on processes pay."""

Item = TypeVar("Item")
Result = TypeVar("Result")
Given_co = TypeVar("Given_co", covariant=True)

_AT_ONCE = 16
_FIRST = 32
"""Items at the beginning that are worked on one by one: those of lists of all there is, each of which takes long."""
_AHEAD = 16
"""Batches of items, for each process, that are worked on before the results of earlier ones are taken."""

_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None  # what those that branch off find


def can_branch() -> bool:
    """Whether processes can branch off now."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def uncollected() -> Iterator[None]:
    """Cycles are not looked for meanwhile: no stage leaves any, and to look takes up to a third of its time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def spread(work: Callable[[Item], Result], items: Sequence[Item], jobs: int, many: int = MANY) -> Iterator[Result]:
    """The results of `work` for each item, in order, made in so many processes where that pays: of so `many` items on.

    `work` must leave nothing behind but its result, which is sent back. What it raises is raised here.
    """
    if jobs < 2 or len(items) < min(many, MANY) or not can_branch():  # noqa: PLR2004 - more than this one
        yield from map(work, items)
        return
    global _work  # noqa: PLW0603 - see there
    _work = (work, items)
    gc.freeze()  # what is there stays where it is, so that its memory is shared
    try:
        with multiprocessing.get_context("fork").Pool(min(jobs, len(items))) as pool:
            tasks = (partial(pool.apply_async, _done, batch) for batch in _batches(len(items)))
            for results in in_order(tasks, _AHEAD * jobs):
                yield from results
    finally:
        _work = None
        gc.unfreeze()


class Promise(Protocol[Given_co]):
    """What will be there."""

    def get(self) -> Given_co:
        """It, once it is there."""


def in_order(tasks: Iterable[Callable[[], Promise[Given_co]]], most: int) -> Iterator[Given_co]:
    """The results of some tasks, in order, of which no more than so many are begun and not yet taken.

    Pages come faster from many processes than one can write them: without an end to it, all would wait in memory.
    """
    waiting: deque[Promise[Given_co]] = deque()
    for task in tasks:
        if len(waiting) >= most:
            yield waiting.popleft().get()
        waiting.append(task())
    while waiting:
        yield waiting.popleft().get()


def _batches(count: int) -> Iterator[tuple[int, int]]:
    """Where each batch of so many items begins and ends."""
    first = min(count, _FIRST)
    begins = [*range(first), *range(first, count, _AT_ONCE)]
    return zip(begins, [*begins[1:], count], strict=True)


def _done(begin: int, end: int) -> list[Any]:
    """The results of some items."""
    if _work is None:
        raise RuntimeError("there is no work")
    work, items = _work
    return [work(item) for item in items[begin:end]]
