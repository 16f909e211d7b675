"""Work shared among processes, in order, with little of it in hand at a time."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from onrecord.errors import OnRecordError

T = TypeVar("T")
R = TypeVar("R")

KILLED = (
    "a process that reads articles was killed, most likely for want of memory. What was done is kept: run the command"
    " again, with fewer processes (--jobs 1)."
)


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared(work: Callable[[T], R], tasks: Iterable[T], jobs: int) -> Iterator[R]:
    """What `work` makes of every task, in order, in `jobs` processes; in this one if that is all.

    Tasks are taken as they are needed, and no more than a few results wait: neither has to fit into memory.

    Raises:
        OnRecordError: a process was killed.
    """
    if jobs == 1:
        yield from map(work, tasks)
        return
    waiting: deque[Future[R]] = deque()
    # Fresh processes rather than forks: a forked one could inherit a lock that another thread holds.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        try:
            for task in tasks:
                with undisturbed():
                    waiting.append(pool.submit(work, task))
                if len(waiting) > 2 * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise OnRecordError(KILLED) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Processes that are started meanwhile never see Ctrl-C. This one does, a moment later, and ends them in order."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
