"""The roll of everybody an archive names: whose each use of a name is, and what is shown of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

import numpy as np

from onrecord.link import names, rules
from onrecord.link.cast import Cast
from onrecord.link.columns import Groups, Numbers, Places, digest, mixed, packed, summed
from onrecord.link.meanings import Meanings
from onrecord.link.memo import Memo
from onrecord.link.people import Column
from onrecord.link.persons import Person
from onrecord.link.portrayals import Portrayal, portrayed
from onrecord.link.scopes import Scopes
from onrecord.link.uses import Uses
from onrecord.model import NameReason

_REASONS: tuple[NameReason, ...] = get_args(NameReason)
_WHOLE, _LOCAL = -1, -2  # in full, wherever it stands or just here; reasons of bare names are places in _REASONS
_CANDIDATES = 8  # that are worth showing for one unresolved surname


class Roll:
    """Everybody, by number.

    Attributes:
        numbers: of all, sorted.
        place_of: for each use the place there of whom it means.
        entries: the editor's, of those who have one.
        candidates: of a name that nobody resolves, who may be meant, and how much tells of each.
    """

    def __init__(self, uses: Uses, scopes: Scopes, memo: Memo) -> None:
        """Tell whom each name means. Those in full come first, for they tell whose the bare surnames are."""
        self.uses, self.scopes, self.memo = uses, scopes, memo
        cast = Cast(uses, scopes, memo)
        self.entries = {number: scopes.entries[entry] for number, entry in cast.entries.items()}
        self._words = {number: digest(replace(entry, where="")) for number, entry in self.entries.items()}
        person_of = cast.person_of.copy()
        self._reasons = np.where(cast.whole, _WHOLE, _LOCAL)
        self.candidates: dict[int, Counter[int]] = {}
        self._tell_bare(Meanings(cast, scopes, memo), person_of)
        own = np.fromiter(cast.entries, np.uint64, len(cast.entries))
        self.numbers, place = np.unique(np.concatenate([person_of, own]), return_inverse=True)
        self.place_of: Places = place[: len(uses)]
        self._rows = Groups(self.place_of, len(self.numbers))
        told = mixed(uses.keys + self._reasons.astype(np.uint64)[:, None])
        self._keys = mixed(summed(told, self.place_of, len(self.numbers)) + mixed(self.numbers)[:, None])

    def _tell_bare(self, meanings: Meanings, person_of: Numbers) -> None:
        """Note whom the bare names mean: only now, so that no guess rests on another."""
        own = self.uses.column(Column.NAME)
        told = list(meanings.told())
        rows = np.array([row for row, _ in told], np.int64)
        self._reasons[rows] = [_REASONS.index(meant.reason) for _, meant in told]
        bare = mixed(own[rows] + np.uint64(1)).tolist()
        person_of[rows] = np.array(
            [number if meant.person is None else meant.person for number, (_, meant) in zip(bare, told, strict=True)],
            np.uint64,
        )
        for number, (_, meant) in zip(bare, told, strict=True):
            if meant.person is None:
                self.candidates.setdefault(number, Counter()).update(dict(meant.candidates))

    def portrayals(self, numbers: Sequence[int]) -> list[Portrayal]:
        """What is shown of some people."""
        places = np.searchsorted(self.numbers, np.array(numbers, np.uint64))
        keys = [(key, self._words.get(number)) for number, key in zip(numbers, packed(self._keys[places]), strict=True)]
        at = dict(zip(keys, places.tolist(), strict=True))
        return self.memo.each("people", keys, lambda key: self._portrayed(at[key]))

    def _portrayed(self, place: int) -> Portrayal:
        settings = {self.uses.ids[n]: self.uses.settings[n] for n in self.uses.articles[self._rows[place]].tolist()}
        return portrayed(self.person(int(self.numbers[place])), settings)

    def person(self, number: int) -> Person:
        """Somebody, with all that is said of them."""
        place = int(np.searchsorted(self.numbers, np.uint64(number)))
        person = Person(self.entries.get(number))
        for row in self._rows[place]:
            article, part, at = self.uses.of(row)
            reason = int(self._reasons[row])
            told = _REASONS[reason] if reason >= 0 else None
            person.note(article, part.forms[at], part.roles[at], told, whole=reason != _LOCAL)
            whole = names.role_words(part.roles[at]) & rules.words("mononyms.txt")
            person.unresolved |= number in self.candidates and not whole
        person.unresolved = person.unresolved and not any(map(self.uses.is_called, self._rows[place]))
        return person

    def ranked(self, number: int) -> list[tuple[int, str]]:
        """Who may be meant by a name that nobody resolves, and their names: likeliest first, as many as are shown."""
        told = self.candidates.get(number, Counter())
        shown = dict(zip(told, self.portrayals(list(told)), strict=True))
        key = {one: (-told[one], -shown[one].articles, shown[one].name, shown[one].first) for one in told}
        return [(one, shown[one].name) for one in sorted(told, key=key.__getitem__)[:_CANDIDATES]]
