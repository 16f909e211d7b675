"""The work that is shared among processes and machines: one part of a record set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord import recordset
from onrecord.build import Options, made_with, process, uncollected
from onrecord.errors import OnRecordError
from onrecord.fleet.listing import Item
from onrecord.model import Problem, Record, Source
from onrecord.places import Place, is_address, place
from onrecord.read import fetched, read
from onrecord.recordset import Part, Row

Read = list[tuple[str, list[Source | Problem]]]
"""Some files, by their paths in the archive, with what each holds."""


@dataclass(frozen=True, slots=True)
class Task:
    """A part to make.

    Attributes:
        number: its place in the set.
        items: the files that are in it.
        target: the folder of the set.
        options: how to take articles apart.
        versions: what `made_with` gives for them where the work was handed out.
        before: parts made earlier the same way, which may hold some of the files.
    """

    number: int
    items: tuple[Item, ...]
    target: str
    options: Options
    versions: dict[str, object]
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """A part that is there: how many files were processed for it, and the problem with each that gave no record."""

    number: int
    part: Part
    processed: int
    problems: tuple[Problem, ...]


def make(task: Task) -> Done:
    """See to it that a part is there: it is made unless it is already.

    It is called by what it is made of, so the same files always make the same part, and no half of one is ever seen.

    Raises:
        OnRecordError: this machine has other versions, or cannot reach the articles or the set.
    """
    if made_with(task.options) != task.versions:
        told = "; ".join(recordset.differences(made_with(task.options), task.versions))
        raise OnRecordError(f"a worker has another onrecord than this machine: {told}. Install the same everywhere.")
    target, sources = place(task.target), list(_sources(task.items))
    name = recordset.part_name(task.versions, ((file, digests(found)) for file, found in sources))
    part = Part(name, len(task.items), task.items[0].uri, task.items[-1].uri)
    if target.has(name):
        return Done(task.number, part, 0, tuple(recordset.failures(target, name)))
    with uncollected():
        known = _known(target, task.before)
        rows, processed = _rows(sources, known, task.options)
        target.put(name, recordset.encode(rows))
    problems = tuple(row.result for row in rows if isinstance(row.result, Problem))
    return Done(task.number, part, processed, problems)


def digests(found: Sequence[Source | Problem]) -> tuple[str, ...]:
    """Those of the sources among what a file holds."""
    return tuple(item.digest for item in found if isinstance(item, Source))


def _sources(items: Sequence[Item]) -> Iterator[tuple[str, list[Source | Problem]]]:
    """What each file holds. Those that lie elsewhere are fetched together."""
    for root in dict.fromkeys(item.root for item in items):
        own = [item for item in items if item.root == root]
        if not is_address(root):
            yield from ((item.uri, list(read(Path(root, item.uri), Path(root)))) for item in own)
            continue
        names = [name for item in own for name in (item.uri, item.sidecar) if name]
        data = dict(zip(names, place(root).read(names), strict=True))
        for item in own:
            beside = (item.sidecar.rpartition("/")[2], data[item.sidecar]) if item.sidecar else ()
            yield item.uri, list(fetched(item.uri, data[item.uri], *beside))


def _rows(sources: Read, known: dict[str, list[Row]], options: Options) -> tuple[list[Row], int]:
    """A row for each source, and for how many files that took work."""
    rows: list[Row] = []
    processed = 0
    for file, found in sources:
        before = known.get(file, ())
        if before and digests(found) == tuple(row.digest for row in before) and len(before) == len(found):
            rows += before
            continue
        processed += 1
        for item in found:
            if isinstance(item, Source):
                rows.append(Row(file, item.digest, process(item, options)))
            else:
                rows.append(Row(file, None, item))
    return rows, processed


def _known(target: Place, names: Sequence[str]) -> dict[str, list[Row]]:
    """By file, what parts made earlier hold of records; one that is gone or damaged holds nothing."""
    known: dict[str, list[Row]] = {}
    for name in names:
        try:
            for row in recordset.rows(target, name):
                if isinstance(row.result, Record):
                    known.setdefault(row.file, []).append(row)
        except OnRecordError:
            continue
    return known
