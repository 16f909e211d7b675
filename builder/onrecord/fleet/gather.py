"""From articles anywhere to a record set anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.build import Options, made_with
from onrecord.errors import OnRecordError
from onrecord.fleet.engines import Engine
from onrecord.fleet.listing import Item, cut, listed
from onrecord.fleet.work import Done, Task
from onrecord.model import Problem
from onrecord.places import Place, is_address, place
from onrecord.recordset import LIST, Manifest, Part, RecordSet, swept
from onrecord.write import Progress

PART = 256
"""Articles of a part, about: a few seconds' work, and less than a megabyte to send."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was made of the articles.

    Attributes:
        files: how many files of articles the set holds.
        processed: how many of them were taken apart for it: the others' records were there.
        parts: how many parts the set has.
        made: how many of them are new.
        problems: with the files that gave no record.
    """

    files: int
    processed: int
    parts: int
    made: int
    problems: tuple[Problem, ...]


def gather(
    where: Sequence[str],
    target: str,
    options: Options,
    engine: Engine,
    *,
    size: int = PART,
    progress: Progress | None = None,
) -> Gathered:
    """Make the record set at `target` hold what the articles say, and nothing else.

    Parts that are there are not made again. Until all are, the set is what it was before: its list is replaced last.

    Args:
        where: paths and addresses of articles.
        target: the path or the address of the set; the machines that do the work must see the same there.
        options: how to take articles apart.
        engine: who does it.
        size: articles of a part, about.
        progress: told how many files are done, of those known so far.

    Raises:
        OnRecordError: a place cannot be reached, or the engine fails.
    """
    target = target if is_address(target) else place(target).address
    folder, versions = place(target), made_with(options)
    tasks = _Tasks(where, target, options, versions, size, _earlier(target, folder, versions))
    done: list[Done] = []
    files = 0
    for each in engine(tasks):
        _check(folder, each.part)
        done.append(each)
        files += each.part.files
        if progress:
            progress("extract", files, tasks.files)
    done.sort(key=lambda each: each.number)
    parts, before = tuple(each.part for each in done), {part.name for part in tasks.earlier}
    folder.put(LIST, Manifest(versions, parts, tuple(sorted(tasks.unread, key=str))).text.encode())
    swept(folder, (part.name for part in parts))
    problems = (*sorted(tasks.unread, key=str), *(problem for each in done for problem in each.problems))
    made = sum(part.name not in before for part in parts)
    return Gathered(tasks.files, sum(each.processed for each in done), len(parts), made, problems)


def _earlier(target: str, folder: Place, versions: dict[str, object]) -> tuple[Part, ...]:
    """The parts of the set that is there, if it was made the same way."""
    if not folder.has(LIST):
        return ()
    try:
        manifest = RecordSet(target).manifest
    except OnRecordError:  # of another format: it is made anew
        return ()
    return manifest.parts if manifest.made_with == versions else ()


def _check(folder: Place, part: Part) -> None:
    if not folder.has(part.name):
        raise OnRecordError(
            f"{folder.address}: a worker has written {part.name}, yet it is not here: that machine sees another folder."
            " Give an address that all see the same, such as s3://…, for the articles and for --output."
        )


class _Tasks(Iterable[Task]):
    """The tasks, one by one as they are asked for; and what came to light on the way."""

    def __init__(
        self, where: Sequence[str], target: str, options: Options, versions: dict[str, object], size: int,
        earlier: tuple[Part, ...],
    ) -> None:  # fmt: skip
        self.unread: list[Problem] = []
        self.files = 0
        self.earlier = earlier
        self._where, self._size = where, size
        self._target, self._options, self._versions = target, options, versions

    def __iter__(self) -> Iterator[Task]:
        for number, items in enumerate(cut(self._items(), self._size)):
            first, last = items[0].uri, items[-1].uri
            before = tuple(part.name for part in self.earlier if part.first <= last and first <= part.last)
            yield Task(number, items, self._target, self._options, self._versions, before)

    def _items(self) -> Iterator[Item]:
        for item in listed(self._where):
            if isinstance(item, Problem):
                self.unread.append(item)
            else:
                self.files += 1
                yield item
