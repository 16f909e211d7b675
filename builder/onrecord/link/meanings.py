"""Whom every bare name of an archive means, told name by name."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from onrecord.link.cast import Cast, entry_number
from onrecord.link.columns import Groups, Numbers, Places, hashed, mixed, packed, summed
from onrecord.link.memo import Memo
from onrecord.link.people import Column, Flag
from onrecord.link.persons import Trace
from onrecord.link.scopes import Scopes
from onrecord.link.surnames import Bearers, Meant, Surnames

_COLUMNS = (Column.SURNAME, Column.GIVEN, Column.HANDLE)


class Meanings:
    """Whom the bare names mean. What tells one, and so is its key, are its own uses and all whom it may mean."""

    def __init__(self, cast: Cast, scopes: Scopes, memo: Memo) -> None:
        """Take stock of those whom the archive names in full."""
        self.cast, self.uses, self.scopes, self.memo = cast, cast.uses, scopes, memo
        self._bare = np.flatnonzero(~self.uses.has(Flag.FULL))
        self._surnames, self._of_bare = np.unique(self.uses.column(Column.SURNAME)[self._bare], return_inverse=True)
        self._rows = Groups(self._of_bare, len(self._surnames), self._bare)
        self._list_persons()
        self._bearers = [self._pairs(column) for column in _COLUMNS]
        self._by_bare_name = [Groups(names, len(self._surnames), persons) for names, persons in self._bearers]
        self._beside: dict[int, list[int]] = {}
        for bare, full in self.uses.near():
            self._beside.setdefault(bare, []).append(full)
        self._traces: dict[int, Trace] = {}

    def _list_persons(self) -> None:
        full = np.flatnonzero(self.uses.has(Flag.FULL))
        own = np.array([entry_number(entry) for entry in self.scopes.owners.values()], np.uint64)
        persons = np.unique(np.concatenate([self.cast.person_of[full], own]))
        place = np.searchsorted(persons, self.cast.person_of[full])
        self._persons: Numbers = persons
        self._person_rows = Groups(place, len(persons), full)
        told = summed(self.uses.keys[full], place, len(persons))
        self._keys: Numbers = mixed(told + mixed(persons)[:, None])

    def _pairs(self, column: Column) -> tuple[Places, Places]:
        """The bare names, and the places of the persons who have them for one part of a full name, pair by pair."""
        full = np.flatnonzero(self.uses.has(Flag.FULL))
        words = np.concatenate([self.uses.column(column)[full], self._owned(column)])
        owners = np.array([entry_number(entry) for entry in self.cast.owners.values()], np.uint64)
        persons = np.concatenate([self.cast.person_of[full], owners])
        at = np.minimum(np.searchsorted(self._surnames, words), max(len(self._surnames) - 1, 0))
        fits = self._surnames[at] == words if len(self._surnames) else np.zeros(len(words), bool)
        place = np.searchsorted(self._persons, persons[fits])
        pairs = np.unique(at[fits] * (len(self._persons) + 1) + place)
        return pairs // (len(self._persons) + 1), pairs % (len(self._persons) + 1)

    def _owned(self, column: Column) -> Numbers:
        """That part of the full names that the editor's entries have everywhere."""
        part = {Column.SURNAME: "{0.surname}", Column.GIVEN: "{0.given}", Column.HANDLE: "{0.given}{0.surname}"}[column]
        return np.array([hashed(part.format(name)) for name in self.cast.owners], np.uint64)

    def told(self) -> Iterator[tuple[int, Meant]]:
        """For each use of a bare name whom it means."""
        keys = dict(zip(self._all_keys(), range(len(self._surnames)), strict=True))
        found = self.memo.each("bare", keys, lambda key: self._meant(keys[key]))
        for number, meant in zip(keys.values(), found, strict=True):
            yield from zip(self._rows[number], meant, strict=True)

    def _all_keys(self) -> Iterator[tuple[bytes, bytes]]:
        """For each bare name all that tells whom it means."""
        size = len(self._surnames)
        key = mixed(summed(mixed(self.uses.keys[self._bare]), self._of_bare, size) + mixed(self._surnames)[:, None])
        touched = np.isin(self._surnames, self._concerned())
        for part, (names, persons) in enumerate(self._bearers):
            key = mixed(key + mixed(summed(self._keys[persons], names, size) + np.uint64(part)))
            edited = np.isin(self._persons[persons], np.fromiter(self.cast.entries, np.uint64, len(self.cast.entries)))
            touched[names[edited]] = True
        bare, full = np.array(list(self.uses.near()), np.int64).reshape(-1, 2).T
        beside = np.searchsorted(self._persons, self.cast.person_of[full])
        names = np.searchsorted(self._surnames, self.uses.column(Column.SURNAME)[bare])
        key = mixed(key + summed(mixed(self.uses.keys[bare] + mixed(self._keys[beside])), names, size))
        for told, by_editor in zip(packed(key), touched.tolist(), strict=True):
            yield told, self.scopes.key if by_editor else b""

    def _concerned(self) -> Numbers:
        """The surnames of which the editor says something."""
        named = {*self.scopes.owners, *self.scopes.placed, *self.scopes.merged_names}
        return np.array(sorted({hashed(name.surname) for name in named}), np.uint64)

    def _meant(self, number: int) -> tuple[Meant, ...]:
        """Whom the uses of one bare name mean."""
        rows = self._rows[number]
        surname, given, handle = (tuple(self._persons[found[number]].tolist()) for found in self._by_bare_name)
        bearers = Bearers(surname, given, handle, {row: self._beside.get(row, ()) for row in rows})
        known = Surnames(self.uses, self.cast.person_of, bearers, self.trace, self.scopes)
        return tuple(known.meant(row) for row in rows)

    def trace(self, person: int) -> Trace:
        """Where somebody was named in full."""
        if person not in self._traces:
            place = int(np.searchsorted(self._persons, np.uint64(person)))
            entry = self.cast.entries.get(person)
            rows = self._person_rows[place]
            self._traces[person] = Trace(self.uses, rows, None if entry is None else self.scopes.entries[entry])
        return self._traces[person]
