"""Whom each name means that an article gives in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import numpy as np

from onrecord.link import names
from onrecord.link.census import Census
from onrecord.link.columns import Flags, Groups, Numbers, Places, hashed, summed
from onrecord.link.company import Company
from onrecord.link.identities import Identities, Word
from onrecord.link.memo import Memo
from onrecord.link.namesakes import EVERYWHERE, Tie, parted, portrait
from onrecord.link.people import Column, Flag, name_number
from onrecord.link.scopes import Scopes
from onrecord.link.uses import Uses

_Groups = tuple[tuple[str, ...], ...]


class Cast:
    """Everybody whom the articles name in full.

    A person has a number, made of what makes them one: the editor's entry, or a name, and which of several people of
    that name. It is the same from build to build.

    Attributes:
        person_of: for each use the number of the person; 0 for a bare name.
        whole: the uses that mean the person wherever nothing else is said, not just in their article.
        entries: by the person's number, the number of the editor's entry.
    """

    def __init__(self, uses: Uses, scopes: Scopes, memo: Memo) -> None:
        """Tell them: `scopes` is the editor's word."""
        self.uses, self.scopes, self.memo = uses, scopes, memo
        self.entries = {entry_number(number): number for number in range(len(scopes.entries))}
        placed = dict(self._placed())
        self.owners = {name: number for name, number in scopes.owners.items() if name.is_full}
        self.census = Census(uses, Company(uses), _flags(placed, len(uses)), self.owners)
        self.identities = Identities(self.census, Word(self.owners, scopes.apart()), memo)
        self.whole: Flags = uses.has(Flag.FULL)
        self.person_of: Numbers = np.zeros(len(uses), np.uint64)
        self.person_of[self.whole] = self._by_name()[self.census.of_row[self.whole]]
        self._part()
        for row, number in placed.items():
            self.person_of[row], self.whole[row] = number, False

    def _placed(self) -> Iterator[tuple[int, int]]:
        """The uses in full of which the editor says whose they are, or whose not, and those people's numbers."""
        wanted = {name_number(name): name for name in self.scopes.placed if name.is_full}
        named = np.isin(self.uses.column(Column.NAME), np.fromiter(wanted, np.uint64, len(wanted)))
        for row in np.flatnonzero(named & self.uses.has(Flag.FULL)).tolist():
            article, name = self.uses.of(row)[0], self.uses.name(row)
            entry, split = self.scopes.entry_at(article, name), self.scopes.split_at(article, name)
            if entry is not None:
                yield row, entry_number(entry)
            elif split is not None:
                yield row, hashed(f"split\0{split}\0{name_number(name)}")

    def _by_name(self) -> Numbers:
        """Whom each name of the census means, wherever nothing else is said."""
        of, owners = self.identities.of, self.identities.owners
        entry = np.zeros(len(self.census), np.uint64)
        entry[list(owners)] = [entry_number(number) for number in owners.values()]
        return np.where(entry[of] != 0, entry[of], self.census.numbers[of])

    def _part(self) -> None:
        """Part the uses of names that several people have, and give the editor whom they merge by id."""
        free = np.flatnonzero(self.census.free)
        identity = self.identities.of[self.census.of_row[free]]
        by_identity = Groups(identity, len(self.census), free)
        parted_ = self._parted(identity, free, by_identity)
        for number in sorted(parted_.keys() | self._merged_by_id()):
            rows = by_identity[number]
            if number in self.identities.owners or not rows:
                continue
            every = tuple(sorted({self.uses.of(row)[0] for row in rows}))
            groups = parted_.get(number, (every,))
            for part, group in enumerate(sorted(groups, key=partial(self._rank, rows))):
                self._mean(rows, set(group), part)

    def _mean(self, rows: Sequence[int], group: set[str], part: int) -> None:
        """Tell whom some articles mean by names that several people have."""
        own = [row for row in rows if self.uses.of(row)[0] in group]
        entry = self.scopes.merged({self.uses.name(row) for row in rows}, sorted(group), plain=part == 0)
        first = int(self.census.numbers[self.identities.of[self.census.of_row[rows[0]]]])
        number = hashed(f"part\0{first}\0{part}") if part else first
        self.person_of[own] = number if entry is None else entry_number(entry)
        self.whole[own] = part == 0

    def _merged_by_id(self) -> set[int]:
        """The identities that the editor may merge by an id."""
        surnames = {hashed(name.surname) for name in self.scopes.merged_names}
        found = np.isin(self.census.surnames, np.fromiter(surnames, np.uint64, len(surnames)))
        return set(self.identities.of[found].tolist())

    def _parted(self, identity: Places, free: Places, rows: Groups) -> dict[int, _Groups]:
        """The articles that use a name, for each name that is several people's: those of each."""
        telling = self.uses.has(Flag.TELLING)[free]
        candidates = np.flatnonzero(np.bincount(identity[telling], minlength=len(self.census)) > 1)
        told = summed(self.census.told[free], identity, len(self.census))
        keys = {told[n].tobytes(): n for n in candidates.tolist() if n not in self.identities.owners}
        found = self.memo.each("namesakes", keys, lambda key: self._groups(rows[keys[key]]))
        return {number: groups for number, groups in zip(keys.values(), found, strict=True) if groups}

    def _groups(self, rows: Iterable[int]) -> _Groups:
        """The articles that use some names, in groups, one for each person; none where all are one's."""
        said: dict[int, list[str]] = {}
        own: set[Tie] = set()
        for row in rows:
            said.setdefault(int(self.uses.articles[row]), []).extend(self.uses.told(row))
            own.add(int(self.uses.column(Column.NAME)[row]))
        if not 1 < len(said) <= EVERYWHERE:
            return ()
        place = {self.uses.ids[article]: article for article in said}
        portraits = {id_: portrait(said[at], self.uses.settings[at].date) for id_, at in place.items()}
        groups = parted(portraits, lambda id_: self.census.company.ties(place[id_]) - own)
        return tuple(map(tuple, groups)) if len(groups) > 1 else ()

    def _rank(self, rows: Iterable[int], group: Iterable[str]) -> tuple[bool, str, str]:
        """Who of several of one name has the plain id: whoever has had it, else the one who was named first."""
        own, marks = set(group), self.scopes.marked
        at = {id_: self.uses.articles[row] for row in rows if (id_ := self.uses.of(row)[0]) in own}
        named = {self.uses.name(row) for row in rows}
        marked = any(names.mark(name, article) in marks for name in named for article in own) if marks else False
        day, article = min((self.uses.settings[place].date or "~", id_) for id_, place in at.items())
        return marked, day, article


def entry_number(entry: int) -> int:
    """The number of the person of an editor's entry."""
    return hashed(f"entry\0{entry}")


def _flags(rows: Iterable[int], size: int) -> Flags:
    found = np.zeros(size, bool)
    found[list(rows)] = True
    return found
