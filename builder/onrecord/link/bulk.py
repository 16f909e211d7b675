"""Many instances of a dataclass at once, and those that nobody asks for not at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence, ValuesView
from dataclasses import fields
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Noun = TypeVar("Noun", bound="DataclassInstance")

_WORD = 8  # bytes of an id that are compared at a time


def made(noun: type[Noun], size: int, **columns: Sequence[Any]) -> list[Noun]:
    """So many instances of a slotted dataclass, each with one value of every column; else with the field's default.

    Takes a third of the time of making frozen ones one by one. The class must have no `__post_init__`.
    """
    found: list[Noun] = list(map(object.__new__, repeat(noun, size)))
    for field in fields(noun):
        column = columns.get(field.name)
        if column and len(column) != size:
            raise ValueError(f"{len(column)} values of {field.name} for {size} instances of {noun.__name__}")
        deque(map(getattr(noun, field.name).__set__, found, column or repeat(field.default)), maxlen=0)
    return found


def told(nouns: Sequence[DataclassInstance], **columns: Sequence[Any]) -> None:
    """Set fields of instances that were made for this link and are its own: a column of values for each field.

    To make them again would take ten times as long.
    """
    for name, column in columns.items() if nouns else ():
        deque(map(getattr(type(nouns[0]), name).__set__, nouns, column), maxlen=0)


def ordered(ids: Sequence[str]) -> list[int]:
    """The places of some ids, all different, in their order."""
    try:
        packed = np.array(ids, "S")
    except UnicodeEncodeError:
        return sorted(range(len(ids)), key=ids.__getitem__)
    width = -(-packed.itemsize // _WORD)
    words = packed.astype(f"S{width * _WORD}").view(">u8").reshape(-1, width).astype(np.uint64)
    found: list[int] = np.lexsort(words.T[::-1]).tolist() if len(ids) else []
    return found


class Made(Mapping[str, Noun]):
    """Nouns by id, in the order of the ids, each made when it is first asked for; all at once when all are.

    Most of an archive is as it was: after a change few of its nouns are looked at.
    """

    __slots__ = ("_found", "_ids", "_make", "_order", "_place")

    def __init__(self, ids: Sequence[str], make: Callable[[Sequence[int]], Sequence[Noun]]) -> None:
        """`make` gives the nouns of the ids at some places in `ids`."""
        self._ids, self._make = ids, make
        self._place = dict(zip(ids, range(len(ids)), strict=True))
        self._found: list[Noun | None] = [None] * len(ids)
        self._order: list[int] = []

    def then(self, change: Callable[[Sequence[Noun]], Sequence[Noun]]) -> Made[Noun]:
        """The same nouns after some change, which is made of each when it is asked for."""
        found = Made[Noun].__new__(Made)
        found._ids, found._place, found._order = self._ids, self._place, self._order
        found._found = [None] * len(self._found)
        found._make = lambda places: change(self._at(places))
        return found

    def __getitem__(self, id_: str) -> Noun:
        place = self._place[id_]
        found = self._found[place]
        if found is None:
            (found,) = self._make((place,))
            self._found[place] = found
        return found

    def __contains__(self, id_: object) -> bool:
        return id_ in self._place

    def __iter__(self) -> Iterator[str]:
        return map(self._ids.__getitem__, self._ordered())

    def __len__(self) -> int:
        return len(self._ids)

    def values(self) -> ValuesView[Noun]:
        """All of them."""
        return self._all().values()

    def items(self) -> ItemsView[str, Noun]:
        """All of them, with their ids."""
        return self._all().items()

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (self._all(),)

    def _at(self, places: Sequence[int]) -> list[Noun]:
        """The nouns at some places, which are not kept here."""
        missing = [place for place in places if self._found[place] is None]
        made = iter(self._make(missing) if missing else ())
        return [self._found[place] or next(made) for place in places]

    def _ordered(self) -> list[int]:
        """The places in the order of the ids."""
        if len(self._order) != len(self._ids):
            self._order[:] = ordered(self._ids)
        return self._order

    def _all(self) -> dict[str, Noun]:
        missing = [place for place, known in enumerate(self._found) if known is None]
        for place, noun in zip(missing, self._make(missing) if missing else (), strict=True):
            self._found[place] = noun
        ids, found = self._ids, self._found
        return {ids[at]: one for at in self._ordered() if (one := found[at]) is not None}
