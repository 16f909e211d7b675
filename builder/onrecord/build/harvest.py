"""What the articles say, each by itself: read, cleaned, extracted and prepared for linking, where anything changed.

That runs in a pool of processes; its results are cached by file, digest, versions and options.
"""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeVar, cast

from onrecord import clean, code, link, read
from onrecord import extract as extraction
from onrecord.branches import uncollected
from onrecord.build.pool import cores, shared
from onrecord.config import Config
from onrecord.errors import OnRecordError
from onrecord.link import Prepared
from onrecord.model import Attribution, Authority, OutletEntry, Problem, Record, Source
from onrecord.store import Harvest, Store
from onrecord.write import Progress

T = TypeVar("T")

POOL_FROM = 32
"""Below this many files there is no pool: one whose processes start afresh takes as long as a hundred articles."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the processing of an article depends on, besides the article: with the versions, the key of the cache."""

    language: str = "en"
    attribution: Attribution = "balanced"
    min_words: int = 1
    outlets: tuple[OutletEntry, ...] = ()

    @property
    def digest(self) -> str:
        """Changes whenever an article may come out differently: with the code and the libraries that take it apart."""
        return hashlib.sha256(repr((_made_by(), self)).encode()).hexdigest()

    @property
    def cleaning(self) -> clean.CleanOptions:
        """What `clean` needs of them."""
        lines = tuple((outlet.name, line) for outlet in self.outlets for line in outlet.house_lines)
        return clean.CleanOptions(min_words=self.min_words, house_lines=lines)


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
    for outcome in _outcomes(tasks, jobs or cores(), progress or (lambda *_: None)):
        yield from (result for result, _ in outcome.results or ())


def process(source: Source, options: Options) -> Record | Problem:
    """All that one source says by itself, or why it says nothing. The unit of parallel work.

    A bug in a stage becomes a problem too, its traceback in `detail`; with ONRECORD_RAISE set (as the tests do) it is
    raised.

    Raises:
        OnRecordError: there are no rules for the language. Nothing else, whatever the source holds.
    """
    return _guarded(source.uri, lambda: _extracted(source, options))


def ready(found: Record | Problem) -> tuple[Record | Problem, Prepared | None]:
    """A record with what linking prepares of it; a problem with nothing."""
    if isinstance(found, Problem):
        return found, None
    prepared = _guarded(found.article.source, lambda: link.prepare(found))
    return (prepared, None) if isinstance(prepared, Problem) else (found, prepared)


def _extracted(source: Source, options: Options) -> Record | Problem:
    article = clean.clean(source, options.cleaning)
    if isinstance(article, Problem):
        return article
    return extraction.extract(article, *_extractor(options))


def _guarded(uri: str, work: Callable[[], T]) -> T | Problem:
    """What the work on one article gives; a bug in it is a problem."""
    try:
        return work()
    except OnRecordError:  # no article's matter: a language without rules
        raise
    except Exception as error:
        if os.environ.get("ONRECORD_RAISE"):
            raise
        hint = "This is a bug in onrecord: the article is left out. Run with -v, and report what that prints."
        return Problem(uri, "process", f"{error!r}.", hint, detail=traceback.format_exc())


def _extractor(options: Options) -> tuple[extraction.Rules, extraction.Ranker | None]:
    """What extraction goes by."""
    return _rules(options.language, options.outlets), _ranker(options.language, options.attribution)


@lru_cache(maxsize=4)
def _rules(language: str, outlets: tuple[OutletEntry, ...]) -> extraction.Rules:
    return extraction.load_rules(language, outlets)


@lru_cache(maxsize=4)
def _ranker(language: str, attribution: Attribution) -> extraction.Ranker | None:
    return None if attribution == "rules" else extraction.load_ranker(language, attribution)


@cache
def _made_by() -> tuple[str, ...]:
    libraries = (f"{name} {version(name)}" for name in ("charset-normalizer", "ftfy", "numpy", "pyyaml"))
    return code.digest("read", "clean", "extract", "link"), f"{sys.version_info[:2]}", *libraries


# --- extraction, cached and in parallel -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Task:
    """One file to process. `known` are the digests of its sources when it was last processed the same way."""

    path: str
    root: str
    options: Options
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file gave, each with what is prepared of it; `results` is None where its sources are still the `known`."""

    path: str
    digests: tuple[str, ...]
    results: tuple[tuple[Record | Problem, Prepared | None], ...] | None


@dataclass(frozen=True, slots=True)
class Harvested:
    """What all files gave.

    Attributes:
        records: of the articles.
        prepared: what linking prepares of each of them.
        problems: of reading, cleaning and extracting, in the order of the articles.
        processed: how many files were processed for it, the others' records being cached.
        digest: of what all this was made of.
    """

    records: tuple[Record, ...]
    prepared: tuple[Prepared, ...]
    problems: tuple[Problem, ...]
    processed: int
    digest: str


class Intake(Protocol):
    """Where the records and problems of an archive's files come from."""

    def found(self) -> tuple[dict[str, str], list[Problem]]:
        """By path, what changes whenever a file does; and the problem with each file that is left out."""

    def outcomes(
        self, stale: Sequence[str], known: Mapping[str, tuple[str, ...]], jobs: int, tell: Progress
    ) -> Iterator[tuple[str, Outcome]]:
        """What each of some files gave, with its path; those whose digests are still the `known` need no results."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The articles in the archive's folder: they are extracted here."""

    config: Config
    options: Options

    def found(self) -> tuple[dict[str, str], list[Problem]]:
        """The files there, with their sizes and times."""
        paths, unread = read.discover(self.config.articles)
        return {path.relative_to(self.config.articles).as_posix(): signature(path) for path in paths}, unread

    def outcomes(
        self, stale: Sequence[str], known: Mapping[str, tuple[str, ...]], jobs: int, tell: Progress
    ) -> Iterator[tuple[str, Outcome]]:
        """What extraction makes of them, in order."""
        root = self.config.articles
        tasks = [_Task(str(root / path), str(root), self.options, known.get(path, ())) for path in stale]
        return zip(stale, _outcomes(tasks, jobs, tell), strict=True)


def harvested(
    config: Config,
    authority: Authority,
    memory: Store,
    jobs: int | None,
    tell: Progress,
    elsewhere: Callable[[Config, Options], Intake] | None = None,
) -> Harvested:
    """The records and problems of every file of articles: from `memory` where nothing changed, else made and kept.

    Args:
        config: the archive's settings.
        authority: the editor's word.
        memory: what was made before.
        jobs: the processes that make them: None for what the settings say, 0 for one a core.
        tell: told how far that is.
        elsewhere: where they come from instead of the folder of articles.
    """
    options = options_of(config, authority)
    intake = (elsewhere or Folder)(config, options)
    signatures, unread = intake.found()
    with uncollected():
        known = {harvest.path: harvest for harvest in memory.harvests()}
    stale = [
        path for path, now in signatures.items()
        if (old := known.get(path)) is None or (old.signature, old.options) != (now, options.digest)
    ]  # fmt: skip
    processed = 0
    before = {path: old.digests for path in stale if (old := known.get(path)) and old.options == options.digest}
    for path, outcome in intake.outcomes(stale, before, workers(config, jobs), tell):
        processed += outcome.results is not None
        known[path] = memory.keep(_harvest(path, signatures[path], options, outcome, known.get(path)))
        if processed % 500 == 0:
            memory.checkpoint()
    memory.forget(known.keys() - signatures.keys())
    return _gathered([known[path] for path in sorted(signatures)], unread, processed, options)


def _harvest(path: str, now: str, options: Options, outcome: Outcome, old: Harvest | None) -> Harvest:
    """What is to be kept of a file; where nothing was processed, what is known of it, under its signature of `now`."""
    if outcome.results is None and old is not None:
        return replace(old, signature=now)
    results = tuple(result for result, _ in outcome.results or ())
    return Harvest(
        path, now, options.digest, outcome.digests, results, tuple(prepared for _, prepared in outcome.results or ())
    )


def options_of(config: Config, authority: Authority) -> Options:
    """The options that the settings make: where an entry stands in its file is no matter."""
    outlets = tuple(replace(o, where="") for o in authority.outlets)
    return Options(config.language, config.attribution, config.min_words, outlets)


def _gathered(harvests: Iterable[Harvest], unread: Iterable[Problem], processed: int, options: Options) -> Harvested:
    records: list[Record] = []
    prepared: list[Prepared] = []
    problems = list(unread)
    digest = hashlib.sha256(options.digest.encode())
    for harvest in harvests:
        digest.update(f"{harvest.path}\0{harvest.digests}\0".encode())
        for result, ready in zip(harvest.results, harvest.prepared, strict=True):
            if isinstance(result, Record):
                records.append(result)
                prepared.append(cast("Prepared", ready))
                problems.extend(result.problems)
            else:
                problems.append(result)
    return Harvested(tuple(records), tuple(prepared), tuple(problems), processed, digest.hexdigest())


def signature(path: Path) -> str:
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


def _outcomes(tasks: Sequence[_Task], jobs: int, tell: Progress) -> Iterator[Outcome]:
    """The outcome of every task, in order, in `jobs` processes where that pays."""
    total = len(tasks)
    jobs = 1 if total < POOL_FROM else min(jobs, total)
    for options in {task.options for task in tasks} if jobs > 1 else ():
        _extractor(options)  # once, before processes branch off
    size = 1 if jobs == 1 else max(1, min(32, total // (jobs * 4)))
    chunks = (tasks[at : at + size] for at in range(0, total, size))
    done = chain.from_iterable(shared(_run, chunks, jobs))
    for number, outcome in enumerate(done, 1):
        yield outcome
        tell("extract", number, total)


def _run(tasks: Sequence[_Task]) -> list[Outcome]:
    with uncollected():
        return list(map(_outcome, tasks))


def _outcome(task: _Task) -> Outcome:
    found = tuple(read.read(Path(task.path), Path(task.root)))
    digests = tuple(item.digest for item in found if isinstance(item, Source))
    if digests and digests == task.known and len(digests) == len(found):
        return Outcome(task.path, digests, None)
    results = tuple(ready(process(item, task.options) if isinstance(item, Source) else item) for item in found)
    return Outcome(task.path, digests, results)


def workers(config: Config, jobs: int | None) -> int:
    """How many processes to use: what the settings say if `jobs` is None; one a core for 0."""
    return (config.jobs if jobs is None else jobs) or cores()
