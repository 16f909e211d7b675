"""What was written last time, and from what: so that only those pages are made again that would come out differently.

A unit makes some files: an article's page, a speaker's pages and feed. It is noted with what it looked at (`watch`) and
with the digests of its files. If the versions of all that are the same, and nobody has touched the files, they stay.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.model.common import Packed
from onrecord.write.spliced import Pieces
from onrecord.write.watch import Key, Watch

Files = Iterable[tuple[str, str]]
"""Paths within docs, and what the files there hold."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Some files that are made together.

    Attributes:
        name: tells it from all others, in this build and in the next.
        make: makes the files, from the archive alone and from what `given` tells.
        given: all else that they are made from, as text.
    """

    name: str
    make: Callable[[], Files]
    given: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What a unit made: its files, and the numbers of what it looked at, as 64-bit integers in one string."""

    files: tuple[tuple[str, str], ...]
    seen: bytes


@dataclass(frozen=True, slots=True)
class Noted(Packed):
    """What is remembered of a unit.

    Attributes:
        given: digest of what it was given.
        seen: the numbers of what it looked at, as 64-bit integers in one string.
        files: the paths of its files.
    """

    given: bytes
    seen: bytes
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """All that is remembered: plain data, for the store.

    Attributes:
        key: digest of what every unit depends on.
        versions: the version of everything that could be looked at, by its number.
        units: by name.
        spliced: of each long file, by its path, its pieces.
        compiled: the code of templates.
    """

    key: str = ""
    versions: Mapping[int, bytes] = field(default_factory=dict)
    units: Mapping[str, Noted] = field(default_factory=dict)
    spliced: Mapping[str, Pieces] = field(default_factory=dict)
    compiled: Mapping[str, bytes] = field(default_factory=dict)


class Units:
    """The units of one build, beside what is remembered of the last."""

    def __init__(self, notes: Notes, key: str, versions: Mapping[Key, bytes], watch: Watch) -> None:
        """`key` is a digest of what every unit depends on, `versions` those of everything that can be looked at."""
        same = notes.key == key  # else another onrecord may have written them: no more of them is looked at
        self._noted = notes if same else None
        self._before, self._old = (notes.units, notes.versions) if same else ({}, {})
        self.pieces: Mapping[str, Pieces] = notes.spliced if same else {}
        self.compiled: Mapping[str, bytes] = notes.compiled if same else {}
        self._watch, self._key = watch, key
        self._now: dict[int, bytes] = {}
        self._same = same
        self._new: dict[str, Noted] = {}
        self._other: dict[int, Key] = {}
        self._gone: frozenset[int] | None = None
        self.learn(versions)

    def learn(self, versions: Mapping[Key, bytes]) -> None:
        """Take the versions of more that can be looked at, which followed from what was made up to now."""
        new = {number(name): version for name, version in versions.items()}
        self._now |= new
        self._gone = None
        if self._same:  # else there is nothing that could be as it was
            old, names = self._old, [*versions]
            self._other |= {key: names[at] for at, (key, now) in enumerate(new.items()) if old.get(key) != now}

    @property
    def changed(self) -> frozenset[Key] | None:
        """What is new or another than before, of what is there; None if nothing is known of before."""
        return frozenset(self._other.values()) if self._same else None

    def as_before(self) -> Mapping[str, Noted] | None:
        """All units as they were, if all that was learned up to now is as it was; else None."""
        return self._before if self._same and not self._other else None

    def take_over(self) -> None:
        """Note that all units are as they were."""
        self._new, self._now, self._gone = dict(self._before), dict(self._old), None

    def _is_same(self, seen: Iterable[int]) -> bool:
        """Whether all that was looked at is there as it was."""
        if self._gone is None:
            self._gone = frozenset(self._old.keys() - self._now.keys())
        return self._other.keys().isdisjoint(seen) and self._gone.isdisjoint(seen)

    def kept(self, unit: Unit) -> tuple[str, ...] | None:
        """The files of a unit that would come out as they did; None if it has to be made."""
        noted = self._before.get(unit.name)
        if noted is None or noted.given != _digest(unit.given):
            return None
        if not self._is_same(array("Q", noted.seen)):
            return None
        self._new[unit.name] = noted
        return noted.files

    def made(self, unit: Unit) -> Made:
        """What a unit makes now. Leaves nothing behind, so that it can be done elsewhere: see `take`."""
        with self._watch.noting() as seen:
            files = tuple(unit.make())
        return Made(files, array("Q", sorted(map(number, seen))).tobytes())

    def take(self, unit: Unit, made: Made) -> tuple[str, ...]:
        """Note what a unit has made; the paths of its files."""
        paths = tuple(path for path, _ in made.files)
        self._new[unit.name] = Noted(_digest(unit.given), made.seen, paths)
        return paths

    def notes(self, pieces: Mapping[str, Pieces], compiled: Mapping[str, bytes] | None = None) -> Notes:
        """What is to be remembered of this build, with the `pieces` of its long files and its `compiled` templates."""
        found = Notes(self._key, self._now, self._new, pieces, compiled or {})
        return self._noted if self._noted is not None and found == self._noted else found


@lru_cache(maxsize=2**18)
def number(key: Key) -> int:
    """A number for what can be looked at, the same in every process: of 64 bits, so that no two are of one number."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
