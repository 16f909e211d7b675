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

from onrecord.branches import can_branch
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

    Tasks are taken as they are needed, and no more than a few results wait: neither has to fit into memory. The
    processes branch off from this one where they can, with all that it has loaded: to start one afresh takes as long as
    a hundred articles. They do not while another thread runs: it may hold a lock, which they would wait for for ever.

    Raises:
        OnRecordError: a process was killed.
    """
    if jobs == 1:
        yield from map(work, tasks)
        return
    waiting: deque[Future[R]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork" if can_branch() else "spawn")) as pool:
        try:
            for task in tasks:
                with undisturbed():
                    waiting.append(pool.submit(work, task))
                if len(waiting) > 2 * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
            pool.shutdown()  # until its thread has ended no other process can branch off
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
