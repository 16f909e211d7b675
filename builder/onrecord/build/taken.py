"""Records that were made elsewhere, taken from a record set instead of the folder of articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord import clean, read
from onrecord import extract as extraction
from onrecord.branches import uncollected
from onrecord.build.harvest import POOL_FROM, Options, Outcome, ready
from onrecord.build.pool import shared
from onrecord.config import Config
from onrecord.errors import OnRecordError
from onrecord.model import Problem
from onrecord.places import place
from onrecord.recordset import Part, RecordSet, differences, rows
from onrecord.write import Progress


def made_with(options: Options) -> dict[str, object]:
    """The versions and options that decide what a record is, as a record set tells them."""
    return {
        "read": read.VERSION,
        "clean": clean.VERSION,
        "extract": extraction.VERSION,
        "language": options.language,
        "attribution": options.attribution,
        "min_words": options.min_words,
        "outlets": [[o.name, [*o.aliases], [*o.domains], [*o.house_lines], o.wire] for o in options.outlets],
    }


def taken(config: Config, options: Options) -> Taken:
    """What the record set of the settings holds.

    Raises:
        OnRecordError: it cannot be read, or other versions or options made it.
    """
    found = RecordSet(config.records)
    told = differences(found.manifest.made_with, made_with(options))
    if told:
        raise OnRecordError(
            f"{config.records}: these records were made by other versions or with other options than this archive's:"
            f" {'; '.join(told)}. Extract again, with the archive's options and its authority folder (--authority), or"
            " change mkdocs.yml."
        )
    return Taken(config.records, found)


@dataclass(frozen=True, slots=True)
class _Task:
    """Some files of one part."""

    where: str
    part: str
    files: tuple[str, ...]


class Taken:
    """A record set as an archive takes it in: part by part, in several processes, and only what has changed."""

    def __init__(self, where: str, records: RecordSet) -> None:
        self._where, self._records = where, records
        self._parts: dict[str, Part] = {}
        self._digests: dict[str, tuple[str, ...]] = {}

    def found(self) -> tuple[dict[str, str], list[Problem]]:
        """The files there, with the digests of what they held; the set is not read for it but for these."""
        for part in self._records.manifest.parts:
            for file, digests in self._records.digests(part).items():
                if file in self._parts:
                    raise OnRecordError(f"{self._where}: has {file} twice. Extract again.")
                self._parts[file], self._digests[file] = part, digests
        signatures = {file: f"records {' '.join(digests)}" for file, digests in self._digests.items()}
        return signatures, list(self._records.manifest.unread)

    def outcomes(
        self, stale: Sequence[str], known: Mapping[str, tuple[str, ...]], jobs: int, tell: Progress
    ) -> Iterator[tuple[str, Outcome]]:
        """What their sources gave."""
        wanted: dict[Part, list[str]] = {}
        done = 0
        for file in stale:
            if self._digests[file] and self._digests[file] == known.get(file):
                done += 1
                yield file, Outcome(file, self._digests[file], None)
            else:
                wanted.setdefault(self._parts[file], []).append(file)
        tasks = (_Task(self._where, part.name, tuple(files)) for part, files in wanted.items())
        for outcomes in shared(_read, tasks, jobs if len(stale) - done >= POOL_FROM else 1):
            for outcome in outcomes:
                done += 1
                yield outcome.path, outcome
            tell("extract", done, len(stale))


def _read(task: _Task) -> list[Outcome]:
    """What some files of a part gave, with what linking prepares of it."""
    wanted = {file: Outcome(file, (), ()) for file in task.files}
    with uncollected():
        for row in rows(place(task.where), task.part):
            if (so_far := wanted.get(row.file)) is not None:
                digests = (*so_far.digests, row.digest) if row.digest else so_far.digests
                wanted[row.file] = Outcome(row.file, digests, (*(so_far.results or ()), ready(row.result)))
    return list(wanted.values())
