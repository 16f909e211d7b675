"""A Dask cluster makes the set that the local pool makes, also when it loses a worker on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord import fleet
from onrecord.build import Options
from onrecord.errors import OnRecordError
from onrecord.fleet.work import Task
from tests.fleet.town import held, write

distributed = pytest.importorskip("distributed", reason="the cluster needs Dask: pip install 'onrecord[dask]'")

pytest.importorskip("pyarrow", reason="record sets need pyarrow: pip install 'onrecord[dask]'")

pytestmark = pytest.mark.filterwarnings("default")  # a cluster that comes and goes leaves some of its own

SIZE = 6


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers, a process each, as separate from this one as other machines are."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made:
        yield made


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of ninety articles."""
    return write(tmp_path / "articles", 90)


def test_a_worker_killed_midway_changes_nothing(cluster: Any, articles: Path, tmp_path: Path) -> None:
    """A worker is killed as soon as the first part is there: every part comes, and the bytes are the local pool's."""
    killed: list[int] = []

    def progress(_stage: str, _done: int, _total: int) -> None:
        if not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    engine = fleet.dask(cluster.scheduler_address)
    there = fleet.gather([str(articles)], str(tmp_path / "there"), Options(), engine, size=SIZE, progress=progress)
    here = fleet.gather([str(articles)], str(tmp_path / "here"), Options(), fleet.local(1), size=SIZE)
    assert killed
    assert there.parts > 8
    assert (there.files, there.problems, there.parts) == (here.files, here.problems, here.parts)
    assert held(tmp_path / "there") == held(tmp_path / "here")


def test_a_cluster_goes_on_where_the_pool_stopped(cluster: Any, articles: Path, tmp_path: Path) -> None:
    """Who made a part is no matter: a cluster makes none that is there."""
    target = str(tmp_path / "set")
    fleet.gather([str(articles)], target, Options(), fleet.local(1), size=SIZE)
    engine = fleet.dask(cluster.scheduler_address)
    again = fleet.gather([str(articles)], target, Options(), engine, size=SIZE)
    assert (again.processed, again.made) == (0, 0)


def test_few_parts_are_in_hand(cluster: Any, articles: Path, tmp_path: Path) -> None:
    """The cluster is given a few parts at a time, however many there are, and results do not gather."""
    taken = 0

    def counted(tasks: Any) -> Iterator[Task]:
        nonlocal taken
        for task in tasks:
            taken += 1
            yield task

    def engine(tasks: Any) -> Iterator[Any]:
        for done, each in enumerate(fleet.dask(cluster.scheduler_address)(counted(tasks))):
            assert taken - done <= 5
            yield each

    done = fleet.gather([str(articles)], str(tmp_path / "set"), Options(), engine, size=SIZE)
    assert done.parts == taken > 8


def test_an_error_of_a_worker_is_told(cluster: Any, articles: Path, tmp_path: Path) -> None:
    """What keeps a worker from its work ends the run with its own words."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises((OnRecordError, OSError), match="file"):
        fleet.gather(
            [str(articles)], str(tmp_path / "file" / "set"), Options(), fleet.dask(cluster.scheduler_address), size=SIZE
        )


@pytest.mark.parametrize("address", ["nowhere", "zz://head:8786", "tcp://head"])
def test_what_is_no_address_is_told_at_once(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """No client is made that cannot come about: it would be waited for, and complain, when the program ends."""
    monkeypatch.setattr("distributed.Client", None)
    with pytest.raises(OnRecordError, match=r"no Dask scheduler answers there.* mend the address"):
        fleet.gather([str(articles)], str(tmp_path / "set"), Options(), fleet.dask(address), size=SIZE)


def test_a_scheduler_that_is_not_there_is_told(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where nobody answers is an error that says which."""
    monkeypatch.setattr(fleet.engines, "_WAIT", 1)
    with pytest.raises(OnRecordError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers there"):
        fleet.gather([str(articles)], str(tmp_path / "set"), Options(), fleet.dask("tcp://127.0.0.1:9"), size=SIZE)
