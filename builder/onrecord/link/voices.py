"""Who is heard in which quotation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby, pairwise

import numpy as np

from onrecord.link import people
from onrecord.link.columns import Places
from onrecord.link.people import Credit, People
from onrecord.link.quoted import Quoted
from onrecord.link.roll import Roll
from onrecord.link.uses import Uses
from onrecord.model import Record


class Voices:
    """An archive's quotations, each known by its place in the list, and whom they are credited to.

    Attributes:
        persons: the numbers of all who are heard.
        first: for each of these the rank of the first of their quotations, by date (undated last), article and place.
    """

    def __init__(self, records: Sequence[Record], quotations: Sequence[Quoted]) -> None:
        """Of some articles; `quotations` are as the editor would have them."""
        self._records, self._quotations = records, quotations
        self._places: dict[str, list[int]] = {record.article.id: [] for record in records}
        for article, places in groupby(range(len(quotations)), key=lambda n: quotations[n].quotation.article):
            self._places[article] += places
        self.persons: list[int] = []
        self.first: list[int] = []

    def credited(self, parts: Mapping[str, People]) -> dict[str, People]:
        """The articles' people, their quotations credited as the editor would have it."""
        found = dict(parts)
        for record in self._records:
            id_ = record.article.id
            own = [self._quotations[place] for place in self._places[id_]]
            if tuple(quoted.quotation for quoted in own) != record.quotations:
                said = [Credit(one.quotation.speakers, "" if one.reported else one.normal) for one in own]
                found[id_] = people.credited(parts[id_], said)
        return found

    def tell(self, uses: Uses, roll: Roll) -> None:
        """Note who is heard."""
        places = np.fromiter(chain.from_iterable(self._places[id_] for id_ in uses.ids), np.int64)
        quotation, row = uses.credits([len(self._places[id_]) for id_ in uses.ids])
        persons, person = np.unique(roll.person_of[row], return_inverse=True)
        self._credits = places[quotation].tolist(), person.tolist()
        ranked = self._ranked(uses)
        rank = np.empty(len(ranked), np.int64)
        rank[ranked] = np.arange(len(ranked))
        size = max(len(ranked), 1)
        pairs = np.unique(person * size + rank[places[quotation]])  # a quotation may name somebody twice
        self._ids = [self._quotations[place].id for place in ranked[pairs % size].tolist()]
        self._ends: list[int] = np.searchsorted(pairs // size, np.arange(len(persons) + 1)).tolist()
        self.persons = persons.tolist()
        self.first = (pairs[self._ends[:-1]] % size).tolist()

    def _ranked(self, uses: Uses) -> Places:
        """The places of the quotations, by date, article and place in it."""
        told = zip(uses.ids, uses.settings, strict=True)
        when = sorted((setting.date is None, setting.date or "", id_) for id_, setting in told)
        found = np.fromiter(chain.from_iterable(self._places[id_] for _, _, id_ in when), np.int64)
        article = np.repeat(np.arange(len(when)), [len(self._places[id_]) for _, _, id_ in when])
        start = np.fromiter((quoted.quotation.content.start for quoted in self._quotations), np.int64)[found]
        order = np.lexsort((start, article))
        alike = np.flatnonzero((np.diff(article[order]) == 0) & (np.diff(start[order]) == 0))
        found = found[order]
        for run in np.split(alike, np.flatnonzero(np.diff(alike) > 1) + 1) if len(alike) else ():
            stretch = slice(run[0], run[-1] + 2)
            found[stretch] = sorted(found[stretch].tolist(), key=lambda place: self._quotations[place].id)
        return found

    def heard(self) -> Iterator[tuple[str, ...]]:
        """The ids of the quotations of each of the persons, in order."""
        for start, end in pairwise(self._ends):
            yield tuple(self._ids[start:end])

    def told(self, ids: Sequence[str], bare: Collection[str]) -> list[Quoted]:
        """The quotations with their speakers: `ids` are those of the persons, `bare` the surnames nobody resolves."""
        speakers: dict[int, tuple[str, ...]] = {}
        alone = [(id_,) for id_ in ids]
        for place, person in zip(*self._credits, strict=True):
            found = speakers.get(place)
            speakers[place] = alone[person] if found is None else tuple(dict.fromkeys((*found, ids[person])))
        told = list(self._quotations)
        for place, found in speakers.items():
            unresolved = tuple(id_ for id_ in found if id_ in bare) if bare else ()
            told[place] = replace(told[place], speakers=found, unresolved=unresolved)
        return told
