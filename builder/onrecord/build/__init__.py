"""The story of a build: read, clean and extract what changed, link the archive, write what that changed.

Everything that decides what the pages say is passed on as plain values, so that one process and many give the same
bytes.
"""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from onrecord import addresses, code, link, store, write
from onrecord.branches import uncollected
from onrecord.build.harvest import (
    POOL_FROM,
    Harvested,
    Options,
    extract,
    harvested,
    options_of,
    process,
    signature,
    workers,
)
from onrecord.build.taken import made_with, taken
from onrecord.config import Config, load_authority
from onrecord.link import Memo
from onrecord.model import Archive, Authority, Holdings, Report, Stamp
from onrecord.store import Part, Store
from onrecord.write import Progress
from onrecord.write.watch import Versions

__all__ = [
    "POOL_FROM",
    "Built",
    "Options",
    "build",
    "check",
    "extract",
    "made_with",
    "options_of",
    "process",
    "uncollected",
    "workers",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built(Report):
    """What a build did, and what it made.

    Attributes:
        archive: the linked archive.
        versions: of everything in the archive (see write.watch).
        stamps: of every page and data file that is up to date, by path relative to the folder of mkdocs.yml.
    """

    archive: Archive
    versions: Versions | None = None
    stamps: Mapping[str, Stamp] = field(default_factory=dict)


def build(config: Config, *, jobs: int | None = None, fresh: bool = False, progress: Progress | None = None) -> Built:
    """Bring the pages and data below `config.docs` up to date with the articles and the editor's word.

    Args:
        config: the archive's settings.
        jobs: processes that extract; None for what the settings say, 0 for one a core.
        fresh: process every article again, and compare every file with what it should hold, whatever is remembered.
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
        harvest = harvested(config, authority, memory, jobs, tell, taken if config.records else None)
        clock.lap("extract")
        archive = _linked(config, harvest, authority, memory)
        harvest = replace(harvest, records=(), prepared=())  # a third of all that is in memory, for linking alone
        memory.remember_linked(archive.problems)
        clock.lap("link")
        noted = memory.noted()
        stamps = memory.stamps()
        written = write.write(archive, _site(config), stamps, noted, jobs=workers(config, jobs), report=tell)
        changed = [*written.written, *_written_besides(config, archive, harvest, authority, memory, written)]
        memory.replace_stamps(written.stamps, stamps)
        if written.notes is not noted:
            memory.note_written(written.notes)
        clock.lap("write")
    problems = (*harvest.problems, *archive.problems, *written.problems)
    done = problems, tuple(changed), written.removed, written.kept, harvest.processed, clock.laps
    return Built(Holdings.of(archive), *done, archive=archive, versions=written.versions, stamps=written.stamps)


def check(config: Config, *, jobs: int | None = None, progress: Progress | None = None) -> Built:
    """What a build would report, without writing a page: the articles are processed (and cached) and linked."""
    authority = load_authority(config.authority)
    with Store(config.cache / "store.sqlite") as memory:
        tell = progress or (lambda *_: None)
        harvest = harvested(config, authority, memory, jobs, tell, taken if config.records else None)
        archive = _linked(config, harvest, authority, memory)
    problems = (*harvest.problems, *archive.problems)
    return Built(Holdings.of(archive), problems, extracted=harvest.processed, archive=archive)


def _linked(config: Config, harvest: Harvested, authority: Authority, memory: Store) -> Archive:
    """The archive. What linking found out on the way is remembered for the next time."""
    registry = store.read_registry(_registry(config))
    version = f"{link.VERSION} {link.PREPARED_VERSION}"
    with uncollected():
        memo = Memo(memory.rows(version))
        archive = link.link(harvest.records, authority, registry, prepared=harvest.prepared, memo=memo)
        changes = memo.ended()
        memory.keep_rows(version, changes.new, changes.gone)
        if not gc.get_freeze_count():  # once: what later builds of `mkdocs serve` leave behind is looked for as usual
            gc.freeze()  # an archive has no cycles, and to look for some among all its nouns takes half as long again
    return archive


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
    config: Config, archive: Archive, harvest: Harvested, authority: Authority, memory: Store, written: write.Written
) -> list[str]:
    """Write the registry and the dataset where they changed; their paths."""
    changed = []
    registry, dataset = _registry(config), config.docs / addresses.DATASET
    if write.put(registry, store.registry_text(archive.registry)):
        changed.append(registry)
    parts = (harvest.digest, link.VERSION, config.rights, authority, archive.registry)
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()
    made_by = code.digest("store", "write", "link")
    if memory.note("dataset") != f"{digest} {made_by} {signature(dataset)}":
        shown = write.published(archive, config.rights)
        known = (memory.note("dataset") or "").partition(" ")[2] == f"{made_by} {signature(dataset)}"
        part = _part(shown, written.changed) if known and written.changed is not None else None
        store.write_dataset(dataset, shown, partial(write.sentences, shown), config.rights, digest, part)
        memory.remember("dataset", f"{digest} {made_by} {signature(dataset)}")
        changed.append(dataset)
    return [path.relative_to(config.root).as_posix() for path in changed if path.is_relative_to(config.root)]


def _part(archive: Archive, changed: Collection[str]) -> Part:
    """What has rows in the dataset that are new or others, by what is new or another in the archive."""
    by_kind: dict[str, set[str]] = {}
    for key in changed:
        kind, _, id_ = key.partition(" ")
        by_kind.setdefault(kind, set()).add(id_)
    entries = by_kind.get("a", set())
    named = (archive.speakers[i].renderings for i in by_kind.get("speakers", ()))
    entries |= {archive.renderings[i].article for ids in named for i in ids if i in archive.renderings}
    entries |= {i for outlet in by_kind.get("outlets", ()) for i in archive.outlets[outlet].articles}
    statements = (one for one in archive.statements.values() if not entries.isdisjoint(one.articles))
    unresolved = {speaker.id for speaker in archive.speakers.values() if speaker.unresolved}
    return Part(
        entries=sorted(entries & archive.entries.keys()),
        statements=sorted({*(one.id for one in statements), *by_kind.get("s", ())} & archive.statements.keys()),
        speakers=sorted((by_kind.get("speakers+", set()) | unresolved) & archive.speakers.keys()),
    )


class _Clock:
    """Seconds from one lap to the next, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        """The stage `name` ends now."""
        now = time.perf_counter()
        self.laps[name], self._last = now - self._last, now
