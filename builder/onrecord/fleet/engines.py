"""Who does the work: processes of this machine, or a Dask cluster. Both do the same, and the set is the same."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from itertools import chain, islice
from typing import Any

from onrecord.build.pool import cores, shared
from onrecord.errors import OnRecordError
from onrecord.fleet.work import Done, Task, make

Engine = Callable[[Iterable[Task]], Iterator[Done]]
"""Does tasks, in any order. It takes them as it needs them, and has few in hand at a time."""

_RETRIES = 2  # of a part that failed for a reason of the network's
_LEAST = 4  # parts in hand while no worker has come yet, so that a cluster that grows on demand does
_WAIT = 30  # seconds until a scheduler counts as absent


def local(jobs: int = 0) -> Engine:
    """So many processes of this machine, 0 for one a core; this one alone where there is but one part."""

    def work(tasks: Iterable[Task]) -> Iterator[Done]:
        left = iter(tasks)
        first = list(islice(left, 2))
        return shared(make, chain(first, left), 1 if len(first) < 2 else jobs or cores())  # noqa: PLR2004 - a second

    return work


def dask(scheduler: str | None = None, jobs: int = 0) -> Engine:
    """The cluster of the scheduler at an address; without one, a cluster of so many processes of this machine.

    A part whose worker is lost is given to another. Workers write parts themselves: no record comes through here.
    """

    def work(tasks: Iterable[Task]) -> Iterator[Done]:
        distributed = _library()
        with ExitStack() as opened:
            client = opened.enter_context(_client(distributed, opened, scheduler, jobs))
            try:
                yield from _streamed(distributed, client, iter(tasks))
            except distributed.KilledWorker as error:
                raise OnRecordError(
                    "several workers were lost over the same part, most likely for want of memory. What was done is"
                    " kept: give workers more memory or fewer threads, then run the command again."
                ) from error
            except (ModuleNotFoundError, AttributeError) as error:
                raise OnRecordError(f"a worker has no onrecord, or another one: {error}. Install the same.") from error
            except (distributed.CancelledError, distributed.comm.CommClosedError) as error:
                raise OnRecordError(
                    "the scheduler is gone. What was done is kept: run the command again when it is back."
                ) from error

    return work


def _library() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise OnRecordError("--engine dask needs Dask. Install it: pip install 'onrecord[dask]'") from error


def _client(distributed: Any, opened: ExitStack, scheduler: str | None, jobs: int) -> AbstractContextManager[Any]:
    """A client of the scheduler, or of a cluster that ends with `opened`."""
    if scheduler is None:
        cluster = distributed.LocalCluster(n_workers=jobs or cores(), threads_per_worker=1, dashboard_address=None)
        scheduler = opened.enter_context(cluster).scheduler_address
    try:
        _make_sure_of(distributed, scheduler)
        client: AbstractContextManager[Any] = distributed.Client(scheduler, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        hint = "Start one (dask scheduler), or mend the address: tcp://host:8786."
        raise OnRecordError(f"{scheduler}: no Dask scheduler answers there: {error}. {hint}") from error
    return client


def _make_sure_of(distributed: Any, address: str) -> None:
    """Raise ValueError for what is no address: a client that has been given one waits a minute before it gives up."""
    scheme, place = distributed.comm.parse_address(address)
    distributed.comm.registry.get_backend(scheme)
    distributed.comm.addressing.parse_host_port(place)


def _streamed(distributed: Any, client: Any, tasks: Iterator[Task]) -> Iterator[Done]:
    """What becomes of the tasks. Two for each thread of the cluster are in hand, however many there are."""
    running = distributed.as_completed(loop=client.loop)

    def more() -> None:
        room = max(_LEAST, 2 * sum(client.nthreads().values())) - running.count()
        for task in islice(tasks, max(0, room)):
            running.add(client.submit(make, task, pure=False, retries=_RETRIES))

    more()
    for future in running:
        yield future.result()
        more()
