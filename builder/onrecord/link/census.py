"""The full names of an archive: which there are, who uses them, and how common their parts are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from onrecord.link.columns import Flags, Groups, Numbers, Places, distinct, gathered, hashed, mixed, summed
from onrecord.link.company import Company
from onrecord.link.descriptions import hints, role_hints
from onrecord.link.names import Name, role_words
from onrecord.link.people import Column, Flag, name_number
from onrecord.link.uses import Uses

MANY = 3
"""Nobody asks whether a part of a name is borne by more."""


@dataclass(frozen=True, slots=True)
class Facts:
    """How common the parts of a name are among the names that articles use. Numbers go no further than 3.

    Attributes:
        namesakes: names with this first name.
        surnames: surnames that go with this first name.
        givens: first names that go with this surname.
        before_middle: the first name stands before a middle name somewhere, so it is one.
    """

    namesakes: int
    surnames: int
    givens: int
    before_middle: bool


class Census:
    """Every full name, by its place among their numbers.

    Attributes:
        uses: of all names.
        company: what ties their articles together.
        free: the uses in full whose person the editor does not tell by the article.
        told: for each use two numbers that tell all of it, the company that its article keeps included.
        numbers: of the names, sorted; those of the editor's with them.
        of_row: the place of the name of each use; -1 for a mere surname.
        keys: for each name two numbers that tell all that is known of it.
    """

    def __init__(self, uses: Uses, company: Company, placed: Flags, editors: Iterable[Name]) -> None:
        """Count the names: `placed` are the uses whose person the editor tells by the article."""
        self.uses, self.company = uses, company
        self.free: Flags = uses.has(Flag.FULL) & ~placed
        self._editors = {name_number(name): name for name in editors}
        named = np.flatnonzero(uses.name_of >= 0)
        self.numbers: Numbers = np.union1d(uses.names, np.fromiter(self._editors, np.uint64, len(self._editors)))
        self.of_row: Places = np.full(len(uses), -1)
        self.of_row[named] = np.searchsorted(self.numbers, uses.names)[uses.name_of[named]]
        self._rows = Groups(self.of_row[named], len(self), named)
        self._first = self._rows.first
        self.surnames, self._givens = self._part(Column.SURNAME), self._part(Column.GIVEN)
        self._facts = self._counted()
        self.told: Numbers = mixed(uses.keys + mixed(company.keys)[uses.articles] + placed[:, None])
        about = np.stack([self.numbers, self._facts @ (4 ** np.arange(4))], axis=1).astype(np.uint64)
        self.keys: Numbers = mixed(mixed(about) + summed(self.told[named], self.of_row[named], len(self)))

    def __len__(self) -> int:
        return len(self.numbers)

    def _part(self, column: Column) -> Numbers:
        """The number of every name's surname, or first name."""
        found = np.zeros(len(self), np.uint64)
        used = self._first >= 0
        found[used] = self.uses.column(column)[self._first[used]]
        for number, name in self._editors.items():
            word = name.surname if column is Column.SURNAME else name.given
            found[np.searchsorted(self.numbers, np.uint64(number))] = hashed(word)
        return found

    def _counted(self) -> Places:
        """The facts on each name, in columns."""
        used = np.bincount(self.of_row[self.free], minlength=len(self)) > 0
        middle = used.copy()
        middle[used] = self.uses.has(Flag.MIDDLE)[self._first[used]]
        givens, given = np.unique(self._givens, return_inverse=True)
        surnames, surname = np.unique(self.surnames, return_inverse=True)
        counts = (
            np.bincount(given[used], minlength=len(givens))[given],
            distinct(given[used], self.surnames[used], len(givens))[given],
            distinct(surname[used], self._givens[used], len(surnames))[surname],
            np.bincount(given[middle], minlength=len(givens))[given] > 0,
        )
        return np.stack([np.minimum(count, MANY) for count in counts], axis=1)

    def name(self, place: int) -> Name:
        """The name taken apart."""
        row = int(self._first[place])
        return self.uses.name(row) if row >= 0 else self._editors[int(self.numbers[place])]

    def place(self, name: Name) -> int | None:
        """Where a name is; None if nobody uses it."""
        number = np.uint64(name_number(name))
        place = int(np.searchsorted(self.numbers, number))
        return place if place < len(self) and self.numbers[place] == number else None

    def filed(self) -> tuple[Numbers, Places]:
        """What the names that articles use are filed under, to be found when misspelt, and whose each is."""
        rows = np.flatnonzero(self.free)
        shared = self._facts[:, 1] > 1  # a first name of one surname alone stands before no other
        rows = rows[shared[self.of_row[rows]]]
        places, at = np.unique(self.of_row[rows], return_index=True)
        size = self.uses.column(Column.FILED).astype(np.int64)
        start = (np.cumsum(size) - size)[rows[at]]
        size = size[rows[at]]
        return self.uses.filed()[gathered(start, size)], np.repeat(places, size)

    def facts(self, place: int) -> Facts:
        """How common its parts are."""
        namesakes, surnames, givens, before_middle = self._facts[place].tolist()
        return Facts(namesakes, surnames, givens, bool(before_middle))

    def where(self, place: int) -> set[int]:
        """The articles that use it, but for those of which the editor tells whom they mean."""
        return {int(self.uses.articles[row]) for row in self._rows[place] if self.free[row]}

    def everywhere(self, place: int) -> set[int]:
        """All articles that use it."""
        return {int(self.uses.articles[row]) for row in self._rows[place]}

    def hints(self, place: int) -> frozenset[str]:
        """What roles and descriptions tell of it (`descriptions.hints`)."""
        found = frozenset[str]()
        for row in self._rows[place]:
            _, part, at = self.uses.of(row)
            found = found.union(role_hints(role_words(part.roles[at])), *map(hints, part.described[at]))
        return found
