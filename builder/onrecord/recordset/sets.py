"""A record set: its parts, and the file that says which they are and what made them.

A part is called by what it is made of, so one that is there is whole and right, whoever made it and when; and a set
stays what it was until its list is replaced, in one step, by that of the next.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from onrecord.errors import OnRecordError
from onrecord.model import Problem
from onrecord.places import Place, place
from onrecord.recordset import parts
from onrecord.recordset.nouns import NounError, plain, revive
from onrecord.recordset.parts import Row
from onrecord.recordset.schema import FORMAT

LIST = "_onrecord.json"
"""The list of parts. Its name begins so that what reads *.parquet, or all but hidden files, passes over it."""

MadeWith = Mapping[str, object]
"""Versions and options that decide what records are, by name; plain values."""

_PART = re.compile(r"part-[0-9a-f]{20}\.parquet\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a set: its name, how many files of articles are in it, and the first and last of them."""

    name: str
    files: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a set is: what made it, its parts in the order of the files, and the problem with each file left out."""

    made_with: MadeWith
    parts: tuple[Part, ...]
    unread: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """As it is written."""
        told = {
            "format": FORMAT,
            "made_with": self.made_with,
            "parts": [plain(part) for part in self.parts],
            "unread": [plain(problem) for problem in self.unread],
        }
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def read(cls, text: bytes, name: str) -> Manifest:
        """What such a text says; OnRecordError where it says nothing of the kind."""
        try:
            told = json.loads(text)
            if told["format"] != FORMAT:
                raise OnRecordError(f"{name}: these records are of another format than this onrecord's. Extract again.")
            listed = tuple(revive(Part, part) for part in told["parts"])
            unread = tuple(revive(Problem, problem) for problem in told["unread"])
            if not isinstance(told["made_with"], dict) or not all(_PART.match(part.name) for part in listed):
                raise NounError("it names what is no part")
        except (ValueError, KeyError, TypeError) as error:
            raise OnRecordError(f"{name}: is no list of a record set: {error}. Extract again.") from error
        return cls(told["made_with"], listed, unread)


def part_name(made_with: MadeWith, sources: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """What a part is called that is made of these files, with the digests of what lies in each."""
    told = json.dumps([FORMAT, made_with, [*sources]], ensure_ascii=False, sort_keys=True)
    return f"part-{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}.parquet"


def differences(made_with: MadeWith, wanted: MadeWith) -> list[str]:
    """In what two sets of versions and options differ: "attribution is precise, not balanced"."""
    names = dict.fromkeys([*wanted, *made_with])
    apart = [(name, made_with.get(name), wanted.get(name)) for name in names if made_with.get(name) != wanted.get(name)]
    return [f"other {name}" if isinstance(ours, list) else f"{name} is {has}, not {ours}" for name, has, ours in apart]


class RecordSet:
    """A set that is there, to be read."""

    def __init__(self, where: str) -> None:
        """The set at a path or an address.

        Raises:
            OnRecordError: there is none, or it cannot be read.
        """
        self.place: Place = place(where)
        (found,) = self.place.read([LIST])
        if isinstance(found, OSError):
            raise OnRecordError(
                f"{where}: there is no record set here, or it is not finished. Make it: onrecord extract PATH…"
                f" --output {where}"
            )
        self.manifest = Manifest.read(found, f"{where}/{LIST}")

    def digests(self, part: Part) -> dict[str, tuple[str, ...]]:
        """By file of a part, the digests of its sources. Little is read for it.

        Raises:
            OnRecordError: it cannot be read, or it is not of the files that it is called by.
        """
        name = f"{self.place.address}/{part.name}"
        with _opened(self.place, part.name) as file:
            found = parts.digests(file, name)
        if part_name(self.manifest.made_with, found.items()) != part.name:
            raise OnRecordError(f"{name}: is of other files than its name stands for. Delete it, and extract again.")
        return found


def rows(where: Place, part: str) -> Iterator[Row]:
    """What the part of that name holds. Raises OnRecordError where it cannot be read."""
    with _opened(where, part) as file:
        data = file.read()
    return parts.decode(io.BytesIO(data), f"{where.address}/{part}")


def failures(where: Place, part: str) -> list[Problem]:
    """Why sources in it gave no record. Little is read for it."""
    with _opened(where, part) as file:
        return parts.failures(file, f"{where.address}/{part}")


@contextmanager
def _opened(where: Place, name: str) -> Iterator[Any]:
    try:
        with where.open(name) as file:
            yield file
    except FileNotFoundError as error:
        hint = "Extract again: what is there is not made twice."
        raise OnRecordError(f"{where.address}/{name}: this part of the records is missing. {hint}") from error


def swept(where: Place, keep: Iterable[str]) -> list[str]:
    """Remove the parts that no list names any more; their names."""
    kept = set(keep)
    names = (entry.name for entry in where.entries() if not entry.folder)
    stale = sorted(name for name in names if _PART.match(name) and name not in kept)
    for name in stale:
        where.remove(name)
    return stale
