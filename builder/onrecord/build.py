"""The story of a build: read, clean and extract what changed, link the archive, write what that changed.

Extraction runs in a pool of processes; its results are cached by file, digest, versions and options. Everything that
decides what the pages say is passed on as plain values, so that one process and many give the same bytes.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import signal
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from onrecord import addresses, clean, link, read, store, write
from onrecord import extract as extraction
from onrecord.config import Config, load_authority
from onrecord.errors import OnRecordError
from onrecord.model import Archive, Attribution, Authority, OutletEntry, Problem, Record, Source
from onrecord.store import Harvest, Store
from onrecord.write import Progress

log = logging.getLogger("onrecord")

POOL_FROM = 32
"""Below this many files a pool costs more than it saves: starting one takes about as long as forty articles."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the processing of an article depends on, besides the article: with the versions, the key of the cache."""

    language: str = "en"
    attribution: Attribution = "balanced"
    min_words: int = 1
    outlets: tuple[OutletEntry, ...] = ()

    @property
    def digest(self) -> str:
        """Changes whenever an article may come out differently."""
        versions = (read.VERSION, clean.VERSION, extraction.VERSION)
        return hashlib.sha256(repr((versions, self)).encode()).hexdigest()

    @property
    def cleaning(self) -> clean.CleanOptions:
        """What `clean` needs of them."""
        lines = tuple((outlet.name, line) for outlet in self.outlets for line in outlet.house_lines)
        return clean.CleanOptions(min_words=self.min_words, house_lines=lines)


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    Attributes:
        archive: the linked archive.
        problems: of every stage, in the order of the articles.
        written: the files that changed, relative to the folder of mkdocs.yml.
        removed: the files that went.
        kept: pages that somebody has edited by hand, left as they are.
        extracted: how many files were processed, the others' records being cached.
        seconds: how long each stage took, by its name.
    """

    archive: Archive
    problems: tuple[Problem, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    extracted: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that somebody should act on."""
        return tuple(problem for problem in self.problems if problem.level == "warning")


def build(config: Config, *, jobs: int | None = None, fresh: bool = False, progress: Progress | None = None) -> Report:
    """Bring the pages and data below `config.docs` up to date with the articles and the editor's word.

    Args:
        config: the archive's settings.
        jobs: processes that extract; None for what the settings say, 0 for one a core.
        fresh: process every article again, whatever the cache holds.
        progress: told how far each stage is.

    Raises:
        ConfigError: an authority file is wrong.
        StoreError: the store or the registry cannot be used.
    """
    tell = progress or (lambda *_: None)
    clock = _Clock()
    authority = load_authority(config.authority)
    with Store(config.cache / "store.sqlite") as memory:
        if fresh:
            memory.clear()
        harvest = _harvested(config, authority, memory, _workers(config, jobs), tell)
        clock.lap("extract")
        archive = _linked(config, harvest, authority)
        memory.remember_linked(archive.problems)
        clock.lap("link")
        written = write.write(archive, _site(config), memory.stamps(), report=tell)
        changed = [*written.written, *_written_besides(config, archive, harvest, authority, memory)]
        memory.replace_stamps(written.stamps)
        clock.lap("write")
    problems = (*harvest.problems, *archive.problems, *written.problems)
    return Report(archive, problems, tuple(changed), written.removed, written.kept, harvest.processed, clock.laps)


def check(config: Config, *, jobs: int | None = None, progress: Progress | None = None) -> Report:
    """What a build would report, without writing a page: the articles are processed (and cached) and linked."""
    authority = load_authority(config.authority)
    with Store(config.cache / "store.sqlite") as memory:
        harvest = _harvested(config, authority, memory, _workers(config, jobs), progress or (lambda *_: None))
    archive = _linked(config, harvest, authority)
    return Report(archive, (*harvest.problems, *archive.problems), extracted=harvest.processed)


def extract(
    paths: Sequence[Path], options: Options | None = None, *, jobs: int = 0, progress: Progress | None = None
) -> Iterator[Record | Problem]:
    """The record, or the problem, of every article in `paths` (files, or folders of files), in order.

    Args:
        paths: where the articles are.
        options: how to take them apart.
        jobs: processes; 0 for one a core.
        progress: told how many files are done.
    """
    options = options or Options()
    tasks: list[_Task] = []
    for path in paths:
        found, unread = read.discover(path) if path.is_dir() else ([path], [])
        yield from unread
        root = path if path.is_dir() else path.parent
        tasks += [_Task(str(item), str(root), options) for item in found]
    for outcome in _outcomes(tasks, jobs or _cores(), progress or (lambda *_: None)):
        yield from outcome.results or ()


def process(source: Source, options: Options) -> Record | Problem:
    """All that one source says by itself, or why it says nothing. The unit of parallel work.

    A bug in a stage becomes a problem too, its traceback in `detail`; with ONRECORD_RAISE set (as the tests do) it is
    raised.

    Raises:
        OnRecordError: there are no rules for the language. Nothing else, whatever the source holds.
    """
    try:
        article = clean.clean(source, options.cleaning)
        if isinstance(article, Problem):
            return article
        ranker = _ranker(options.language, options.attribution)
        return extraction.extract(article, _rules(options.language, options.outlets), ranker)
    except OnRecordError:  # no article's matter: a language without rules
        raise
    except Exception as error:
        if os.environ.get("ONRECORD_RAISE"):
            raise
        hint = "This is a bug in onrecord: the article is left out. Run with -v, and report what that prints."
        return Problem(source.uri, "process", f"{error!r}.", hint, detail=traceback.format_exc())


@lru_cache(maxsize=4)
def _rules(language: str, outlets: tuple[OutletEntry, ...]) -> extraction.Rules:
    return extraction.load_rules(language, outlets)


@lru_cache(maxsize=4)
def _ranker(language: str, attribution: Attribution) -> extraction.Ranker | None:
    return None if attribution == "rules" else extraction.load_ranker(language, attribution)


# --- extraction, cached and in parallel -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Task:
    """One file to process. `known` are the digests of its sources when it was last processed the same way."""

    path: str
    root: str
    options: Options
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a file gave; `results` is None where its sources are still the `known` ones."""

    path: str
    digests: tuple[str, ...]
    results: tuple[Record | Problem, ...] | None


@dataclass(frozen=True, slots=True)
class _Harvested:
    """What all files gave, how many were processed for it, and a digest of what it was made of."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    processed: int
    digest: str


def _harvested(config: Config, authority: Authority, memory: Store, jobs: int, tell: Progress) -> _Harvested:
    """The records and problems of every file of articles: from `memory` where nothing changed, else made and kept."""
    options = _options(config, authority)
    paths, unread = read.discover(config.articles)
    known = {harvest.path: harvest for harvest in memory.harvests()}
    signatures = {path.relative_to(config.articles).as_posix(): _signature(path) for path in paths}
    stale = [
        path for path, now in signatures.items()
        if (old := known.get(path)) is None or (old.signature, old.options) != (now, options.digest)
    ]  # fmt: skip
    processed = 0
    for outcome in _outcomes([_task(config, path, options, known.get(path)) for path in stale], jobs, tell):
        path = Path(outcome.path).relative_to(config.articles).as_posix()
        results = outcome.results if outcome.results is not None else known[path].results
        processed += outcome.results is not None
        known[path] = Harvest(path, signatures[path], options.digest, outcome.digests, results)
        memory.keep(known[path])
        if processed % 500 == 0:
            memory.checkpoint()
    memory.forget(known.keys() - signatures.keys())
    return _gathered([known[path] for path in sorted(signatures)], unread, processed, options)


def _options(config: Config, authority: Authority) -> Options:
    """The options that the settings make: where an entry stands in its file is no matter."""
    outlets = tuple(replace(o, where="") for o in authority.outlets)
    return Options(config.language, config.attribution, config.min_words, outlets)


def _gathered(harvests: Iterable[Harvest], unread: Iterable[Problem], processed: int, options: Options) -> _Harvested:
    records: list[Record] = []
    problems = list(unread)
    digest = hashlib.sha256(options.digest.encode())
    for harvest in harvests:
        digest.update(f"{harvest.path}\0{harvest.digests}\0".encode())
        for result in harvest.results:
            if isinstance(result, Record):
                records.append(result)
                problems.extend(result.problems)
            else:
                problems.append(result)
    return _Harvested(tuple(records), tuple(problems), processed, digest.hexdigest())


def _task(config: Config, path: str, options: Options, old: Harvest | None) -> _Task:
    known = old.digests if old is not None and old.options == options.digest else ()
    return _Task(str(config.articles / path), str(config.articles), options, known)


def _signature(path: Path) -> str:
    """Sizes and times of the files that make one source: the same signature, the same bytes."""
    signs = []
    for part in read.parts(path):
        try:
            stat = part.stat()
        except OSError:
            signs.append(f"{part.name}:gone")
        else:
            signs.append(f"{part.name}:{stat.st_size}:{stat.st_mtime_ns}")
    return " ".join(signs)


def _outcomes(tasks: Sequence[_Task], jobs: int, tell: Progress) -> Iterator[_Outcome]:
    """The outcome of every task, in order, in `jobs` processes where that pays."""
    total = len(tasks)
    if jobs == 1 or total < POOL_FROM:
        for done, task in enumerate(tasks, 1):
            yield _run(task)
            tell("extract", done, total)
        return
    # Fresh processes rather than forks: a forked one could inherit a lock that another thread of `mkdocs serve` holds.
    with ProcessPoolExecutor(min(jobs, total), mp_context=get_context("spawn")) as pool:
        try:
            with _undisturbed():
                outcomes = pool.map(_run, tasks, chunksize=max(1, min(32, total // (jobs * 4))))
            for done, outcome in enumerate(outcomes, 1):
                yield outcome
                tell("extract", done, total)
        except BrokenProcessPool as error:
            raise OnRecordError(
                "a process that reads articles was killed, most likely for want of memory. What was done is kept:"
                " build again, with fewer processes (--jobs 1)."
            ) from error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes that are started meanwhile never see Ctrl-C. This one does, a moment later, and ends them in order."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run(task: _Task) -> _Outcome:
    found = tuple(read.read(Path(task.path), Path(task.root)))
    digests = tuple(item.digest for item in found if isinstance(item, Source))
    if digests and digests == task.known and len(digests) == len(found):
        return _Outcome(task.path, digests, None)
    with uncollected():
        results = tuple(process(item, task.options) if isinstance(item, Source) else item for item in found)
    return _Outcome(task.path, digests, results)


def _workers(config: Config, jobs: int | None) -> int:
    return (config.jobs if jobs is None else jobs) or _cores()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _linked(config: Config, harvest: _Harvested, authority: Authority) -> Archive:
    """The archive."""
    registry = store.read_registry(_registry(config))
    with uncollected():
        return link.link(harvest.records, authority, registry)


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


# --- what is written besides the pages --------------------------------------------------------------------------------


def _registry(config: Config) -> Path:
    return config.authority / "registry.jsonl"


def _site(config: Config) -> write.Site:
    return write.Site(
        root=config.root,
        docs=config.docs,
        name=config.site_name,
        url=config.site_url,
        rights=config.rights,
        search=addresses.SEARCH,
        directories=config.directories,
    )


def _written_besides(
    config: Config, archive: Archive, harvest: _Harvested, authority: Authority, memory: Store
) -> list[str]:
    """Write the registry and the dataset where they changed; their paths."""
    changed = []
    registry, dataset = _registry(config), config.docs / addresses.DATASET
    if write.put(registry, store.registry_text(archive.registry)):
        changed.append(registry)
    parts = (harvest.digest, link.VERSION, store.DATASET_VERSION, config.rights, authority, archive.registry)
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()
    if memory.note("dataset") != f"{digest} {_signature(dataset)}":
        shown = write.published(archive, config.rights)
        store.write_dataset(dataset, shown, write.sentences(shown), config.rights, digest)
        memory.remember("dataset", f"{digest} {_signature(dataset)}")
        changed.append(dataset)
    return [path.relative_to(config.root).as_posix() for path in changed if path.is_relative_to(config.root)]


class _Clock:
    """Seconds from one lap to the next, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        """The stage `name` ends now."""
        now = time.perf_counter()
        self.laps[name], self._last = now - self._last, now
