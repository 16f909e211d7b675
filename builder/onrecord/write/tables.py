"""The data files brought up to date: only the lines are made that changed, and no file is ever whole in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial

from onrecord import addresses
from onrecord.model import Archive
from onrecord.write import data, datapackage
from onrecord.write.data import Line, Stretch
from onrecord.write.output import Output
from onrecord.write.spliced import Pieces, Splice, is_same
from onrecord.write.units import Units
from onrecord.write.watch import Versions


@dataclass(frozen=True, slots=True)
class _File:
    """A table as one file: its path, what it begins with, what turns lines into its text, what is remembered of it."""

    path: str
    head: str
    text: Callable[[Iterable[Line]], str]
    before: Pieces


def written(archive: Archive, told: Versions, units: Units, output: Output) -> dict[str, Pieces]:
    """Bring all of them up to date; what each is made of."""
    found: dict[str, Pieces] = {}
    stretches = data.stretches(archive, told)
    for table in datapackage.tables():
        columns = [column.name for column in table.columns]
        found |= _table(stretches[table.name](), _files(table.name, columns, units), output)
    return found


def _files(name: str, columns: Sequence[str], units: Units) -> Iterator[_File]:
    for ending in ("jsonl", "csv"):
        path = f"{addresses.DATA}/{name}.{ending}"
        yield _File(path, *data.texts(ending, columns), units.pieces.get(path, Pieces()))


def _table(stretches: Sequence[Stretch], files: Iterable[_File], output: Output) -> dict[str, Pieces]:
    """Bring the files of a table up to date, side by side: their lines are made once."""
    given = tuple(one.given for one in stretches)
    found: dict[str, Pieces] = {}
    splices: list[tuple[_File, Splice]] = []
    with ExitStack() as opened:
        for file in files:
            if is_same(file.head, given, file.before) and output.keep([file.path]):
                found[file.path] = file.before
                continue
            new = opened.enter_context(output.long(file.path))
            old = opened.enter_context(output.untouched(file.path))  # closed first: Windows replaces no file in use
            splices.append((file, Splice(file.head, given, file.before, old, new)))
        for stretch in stretches if splices else ():
            lines = cache(stretch.lines)
            for file, splice in splices:
                splice.add(partial(_text, file, lines))
        found |= {file.path: splice.ended() for file, splice in splices}
    return found


def _text(file: _File, lines: Callable[[], Iterable[Line]]) -> str:
    return file.text(lines())
