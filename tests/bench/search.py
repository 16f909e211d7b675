"""How long the command line's search takes, with each engine: to make its index, to follow a change, and to answer.

Usage: python -m tests.bench.search [--articles 10000] [--engines whoosh tantivy] [--folder FOLDER]

Made-up articles as a published dataset (`made`): nothing is extracted. Commands are processes of their own, their
wall-clock and CPU seconds and their memory as the operating system tells them; the least of several runs, since
machines are noisy. "Answering" is the part after the imports: from the query to hits with marks.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from onrecord.search import Index, Published
from onrecord.search.index import EngineName
from onrecord.store import Dataset
from tests.bench import made
from tests.bench.synthetic import World

ENGINES: tuple[EngineName, ...] = ("whoosh", "tantivy")
RUNS = 10


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds on the clock and of all cores, and megabytes."""

    wall: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        unit, of = (1, "s") if self.cpu >= 1 else (1000, "ms")
        return f"{self.wall * unit:.3g} {of} | {self.cpu * unit:.3g} {of} | {self.memory:.0f} MB"


def tell(line: str) -> None:
    """Print a line of the report at once."""
    print(line, flush=True)  # noqa: T201 - a report


def asked(folder: Path, query: str) -> Cost:
    """One search, as somebody types it.

    Raises:
        SystemExit: it failed.
    """
    command = [sys.executable, "-m", "onrecord", "-C", str(folder), "search", query]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    told = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(told.decode())
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def least(folder: Path, query: str) -> Cost:
    """The quickest of several searches."""
    runs = [asked(folder, query) for _ in range(RUNS)]
    return Cost(min(run.wall for run in runs), min(run.cpu for run in runs), max(run.memory for run in runs))


def apart(work: Callable[..., None], *arguments: object) -> None:
    """Do something in a process of its own, whose memory would else count as that of every process begun here."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(work, *arguments).result()


def queries(world: World) -> dict[str, str]:
    """What is asked, by what it is."""
    common, rare, name = world.words[0], world.words[3000], world.people[0].rpartition(" ")[2].lower()
    return {
        "a rare word": rare,
        "a common word": common,
        "a word that is everywhere": "the",
        "a word and a speaker": f"{common} speaker:{name}",
        "words, a topic and a year": f"{common} OR {rare} topic:{world.topics[0]} date:2014",
        "a phrase of common words": '"in the"',
        "a prefix": f"{common[:2]}*",
        "a year": "date:2014",
    }


def answering(folder: Path, engine: EngineName, query: str) -> tuple[float, int]:
    """Seconds from the query to its hits, the least of several; how many there are."""
    times, total = [], 0
    for _ in range(RUNS):
        start = time.perf_counter()
        with closing(Dataset(folder / "docs" / "data" / "onrecord.sqlite")) as dataset:
            index, library = Index(folder / ".onrecord" / "index", engine), Published(dataset)
            assert index.version == library.version
            total = index.search(query, library).total
        times.append(time.perf_counter() - start)
    return min(times), total


def measure(folder: Path, engine: EngineName, articles: int) -> None:
    """Print the figures of one engine."""
    world = World()
    made.settle(folder, engine)
    apart(made.publish, folder, articles, "one")
    shutil.rmtree(folder / ".onrecord", ignore_errors=True)
    tell(f"\n## {engine}\n\n| command | wall | CPU | peak memory |\n|---|--:|--:|--:|")
    tell(f"| the first search, which makes the index | {asked(folder, 'the')} |")
    size = sum(path.stat().st_size for path in (folder / ".onrecord").rglob("*") if path.is_file())
    apart(made.publish, folder, articles, "two", "Zyzzyva.")
    tell(f"| the first after one article changed | {asked(folder, 'zyzzyva')} |")
    for name, query in queries(world).items():
        tell(f"| {name} | {least(folder, query)} |")
    tell(f"\nThe index takes {size / 1e6:.0f} MB.\n\n| answering, after the imports | wall | hits |\n|---|--:|--:|")
    for name, query in queries(world).items():
        seconds, total = answering(folder, engine, query)
        tell(f"| {name}: `{query}` | {seconds * 1000:.1f} ms | {total} |")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of each engine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--folder", type=Path, help="where to work; kept [default: a temporary folder]")
    given = parser.parse_args(arguments)
    folder = given.folder or Path(tempfile.mkdtemp(prefix="onrecord-search-"))
    tell(f"{given.articles} articles, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    try:
        for engine in given.engines:
            measure(folder, engine, given.articles)
    finally:
        if given.folder is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
