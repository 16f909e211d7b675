"""Who is heard in which quotation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from operator import attrgetter

import numpy as np

from onrecord.link import people
from onrecord.link.columns import Places, different, gathered
from onrecord.link.people import Credit, People
from onrecord.link.quoted import Quotations
from onrecord.link.roll import Roll
from onrecord.link.uses import Uses


class Voices:
    """An archive's quotations, each known by its place in the list, and whom they are credited to.

    Attributes:
        persons: the numbers of all who are heard.
        first: for each of these the rank of the first of their quotations, by date (undated last), article and place.
    """

    def __init__(self, quotations: Quotations) -> None:
        """`quotations` are as the editor would have them."""
        self._quotations = quotations
        ids = [record.article.id for record in quotations.records]
        self._places = dict(zip(ids, quotations.blocks(), strict=True))
        self.persons: list[int] = []
        self.first: list[int] = []

    def credited(self, parts: Mapping[str, People]) -> dict[str, People]:
        """The articles' people, their quotations credited as the editor would have it."""
        found = dict(parts)
        for article in self._quotations.edited_in:
            record = self._quotations.records[article]
            id_ = record.article.id
            own = [self._quotations[place] for place in self._places[id_]]
            if tuple(one.quotation for one in own) != record.quotations:
                said = [Credit(one.quotation.speakers, "" if one.reported else one.normal) for one in own]
                found[id_] = people.credited(parts[id_], said)
        return found

    def tell(self, uses: Uses, roll: Roll) -> None:
        """Note who is heard."""
        places = np.fromiter(chain.from_iterable(self._places[id_] for id_ in uses.ids), np.int64)
        quotation, row = uses.credits([len(self._places[id_]) for id_ in uses.ids])
        quotation, person = places[quotation], roll.place_of[row]
        heard = np.flatnonzero(np.bincount(person, minlength=len(roll.numbers)))
        self.persons = roll.numbers[heard].tolist()
        number = np.zeros(len(roll.numbers), np.int64)
        number[heard] = np.arange(len(heard))
        self._credits = quotation, number[person]
        ranked = self._ranked(uses)
        rank = np.empty(len(ranked), np.int64)
        rank[ranked] = np.arange(len(ranked))
        size = max(len(ranked), 1)
        pairs = different(self._credits[1] * size + rank[quotation])  # a quotation may name somebody twice
        ids = self._quotations.ids
        self._ids = [ids[place] for place in ranked[pairs % size].tolist()]
        self._ends: list[int] = np.searchsorted(pairs, np.arange(len(heard) + 1) * size).tolist()
        self.first = (pairs[self._ends[:-1]] % size).tolist()

    def _ranked(self, uses: Uses) -> Places:
        """The places of the quotations, by date, article and place in it."""
        told = zip(uses.ids, uses.settings, uses.parts, strict=True)
        order = sorted((one.date is None, one.date or "", id_, part.rising) for id_, one, part in told)
        blocks = [self._places[id_] for *_, id_, _ in order]
        starts, sizes = (np.array([*found], np.int64) for found in (map(attrgetter("start"), blocks), map(len, blocks)))
        found = gathered(starts, sizes)
        for end, block, (*_, rising) in zip(np.cumsum(sizes).tolist(), blocks, order, strict=True):
            if not rising:
                found[end - len(block) : end] = sorted(block, key=lambda place: self._quotations[place].order)
        return found

    def heard(self) -> Iterator[tuple[str, ...]]:
        """The ids of the quotations of each of the persons, in order."""
        for start, end in pairwise(self._ends):
            yield tuple(self._ids[start:end])

    def told(self, ids: Sequence[str], bare: Collection[str]) -> Quotations:
        """The quotations with their speakers: `ids` are those of the persons, `bare` the surnames nobody resolves."""
        alone = [*((id_,) for id_ in ids), ()]
        quotation, person = self._credits
        only = np.full(len(self._quotations), len(ids))
        only[quotation] = person
        heard = list(map(alone.__getitem__, only.tolist()))
        for place, several in self._joint():
            heard[place] = tuple(dict.fromkeys(ids[number] for number in several))
        return self._quotations.spoken(heard, bare)

    def _joint(self) -> Iterator[tuple[int, list[int]]]:
        """The quotations of several, and who these are, in the order in which each names them."""
        quotation, person = self._credits
        joint = np.bincount(quotation, minlength=len(self._quotations))[quotation] > 1
        found: dict[int, list[int]] = {}
        for place, number in zip(quotation[joint].tolist(), person[joint].tolist(), strict=True):
            found.setdefault(place, []).append(number)
        yield from found.items()
