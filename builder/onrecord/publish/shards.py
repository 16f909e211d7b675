"""The parts of the search: which stubs each is made of, without making those that nothing has changed of.

A part holds what is of one year, or, where a year has much, an equal share of that: Pagefind's memory grows with a
part, as does the work that one changed article makes. The share is decided by name, so that each thing stays where it
is when others come.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import zlib
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from onrecord import code
from onrecord.model import Archive, Rights
from onrecord.publish import stubs
from onrecord.publish.stubs import Stub
from onrecord.write import put
from onrecord.write.units import Notes, Unit, Units
from onrecord.write.watch import Versions, Watch, versions, watched

MOST = 512
"""Articles of a year that are not divided: Pagefind takes half a megabyte of memory for each, and some milliseconds."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the search.

    Attributes:
        year: of what it holds.
        names: of its units (an article, a statement), in order.
        digests: of the stubs of each unit.
        kinds: of quotations, that its stubs are found by.
        speakers: that its stubs are found by.
        made: the stubs of some units, made already.
    """

    year: str
    names: tuple[str, ...]
    digests: tuple[str, ...]
    kinds: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    made: Mapping[str, list[Stub]] = field(default_factory=dict)


class _Told(NamedTuple):
    """What is known of the stubs of a unit: one digest for them, and what they are found by."""

    digest: str
    kinds: list[str]
    speakers: list[str]


class Plan:
    """The parts of the search of a published archive, looked at one after another."""

    def __init__(
        self, archive: Archive, rights: Rights, language: str, notes: Path, known: Versions | None = None
    ) -> None:
        """`notes` is the file of what is known from the last build, `known` the versions of all in the archive."""
        self._archive, self._rights, self._language, self._notes = archive, rights, language, notes
        self._watch = Watch()
        key = f"{code.digest('publish', 'write')} {rights} {language}"
        self._now = known or versions(archive, rights)
        self._units = Units(_known(notes), key, self._now.of, self._watch)
        self._shares = _shares(archive, self._now.alone)
        self._making = Lock()  # what an archive makes when it is looked at, it makes for one at a time

    def __len__(self) -> int:
        return len(self._shares)

    def __iter__(self) -> Iterator[Part]:
        """The parts. While one is looked at, the stubs of others may be made elsewhere."""
        seen = watched(self._archive, self._watch, self._now)
        for (year, _), names in self._shares.items():
            made: dict[str, list[Stub]] = {}
            told = [self._told(seen, name, made) for name in names]
            kinds, speakers = (frozenset(chain.from_iterable(map(itemgetter(at), told))) for at in (1, 2))
            yield Part(year, tuple(names), tuple(one.digest for one in told), kinds, speakers, made)

    def stubs(self, part: Part) -> Iterator[Stub]:
        """The stubs of a part."""
        for name in part.names:
            yield from part.made.get(name) or self._stubs(self._archive, name)

    def remember(self) -> None:
        """Keep what is known of the stubs for the next build, when all parts have been looked at."""
        self._notes.parent.mkdir(parents=True, exist_ok=True)
        put(self._notes, pickle.dumps(self._units.notes({}), protocol=pickle.HIGHEST_PROTOCOL))

    def _told(self, seen: Archive, name: str, made: dict[str, list[Stub]]) -> _Told:
        """What is known of the stubs of a unit; those that have to be made for it are kept in `made`."""

        def make() -> Iterator[tuple[str, str]]:
            found = made[name] = self._stubs(seen, name)
            yield json.dumps(_tell(found)), ""

        unit = Unit(name, make)
        known = self._units.kept(unit)
        (told,) = self._units.take(unit, self._units.made(unit)) if known is None else known
        return _Told(*json.loads(told))

    def _stubs(self, archive: Archive, name: str) -> list[Stub]:
        """The stubs of a unit. What its article has unpacked for them is let go: nobody else needs it now."""
        kind, _, id_ = name.partition(" ")
        with self._making:
            if kind == "statement":
                return [stubs.of_statement(archive, id_, self._language)]
            found = list(stubs.of_article(archive, id_, self._rights, self._language))
            self._archive.entries[id_].record.fold()
            return found


def _shares(archive: Archive, alone: Container[str]) -> dict[tuple[str, int], list[str]]:
    """The names of the units (articles, and statements with pages) of each part, by date. `alone` have none, surely."""
    dated = [(entry.record.date or "", f"article {id_}") for id_, entry in archive.entries.items()]
    articles = Counter(stubs.year(date) for date, _ in dated)
    several = (one for id_, one in archive.statements.items() if id_ not in alone)
    dated += [(one.first or "", f"statement {one.id}") for one in several if archive.has_page(one)]
    found: dict[tuple[str, int], list[str]] = {}
    for date, name in sorted(dated, key=itemgetter(0)):
        year = stubs.year(date)
        share = zlib.crc32(name.encode("utf-8", "surrogatepass")) % _divided(articles[year])
        found.setdefault((year, share), []).append(name)
    return dict(sorted(found.items()))


def _divided(articles: int) -> int:
    """Into how many parts a year of so many articles is divided: a power of two, so that this seldom changes."""
    return 1 << max(0, (articles - 1) // MOST).bit_length()


def _tell(found: Sequence[Stub]) -> _Told:
    """What is to be known of some stubs."""
    kinds, speakers = {kind for stub in found for kind in stub.kinds}, {id_ for stub in found for id_ in stub.speakers}
    return _Told(_digest(found), sorted(kinds), sorted(speakers))


def _digest(found: Sequence[Stub]) -> str:
    """One digest for some stubs."""
    digest = hashlib.blake2b(digest_size=10)
    for stub in found:
        shown = json.dumps(stub.shown, ensure_ascii=False, sort_keys=True)
        digest.update(f"{stub.html}\0{shown}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _known(notes: Path) -> Notes:
    """What is known from the last build; nothing where that cannot be read."""
    try:
        found = pickle.loads(notes.read_bytes())  # noqa: S301 - our own cache
    except Exception:  # noqa: BLE001 - an unpickler may raise anything; all is made again
        return Notes()
    return found if isinstance(found, Notes) else Notes()
