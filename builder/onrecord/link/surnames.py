"""Whom a bare surname means, and, where nothing tells, who may be meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.link import names
from onrecord.link.cast import entry_number
from onrecord.link.columns import Numbers, numbers
from onrecord.link.names import Name
from onrecord.link.people import is_first, may_be_misspelt
from onrecord.link.persons import Trace
from onrecord.link.scopes import Scopes
from onrecord.link.uses import Uses
from onrecord.model import NameReason
from onrecord.model.common import Packed

_USUAL = 5  # times as often meant as all others of the surname, and somebody needs no first name
_OFTEN = 3  # articles that make a usage, where nobody of the surname is ruled out
_FEW = 3  # people of a first name, who may all be meant by it
_EVENT = 10  # a candidate named in another article on the event counts for so many articles of the same weeks


@dataclass(frozen=True, slots=True)
class Meant(Packed):
    """Whom a bare name means in its article.

    Attributes:
        person: the number of the person; None where nothing tells.
        reason: why.
        candidates: where nothing tells, who may be meant, and how much tells of each.
    """

    person: int | None
    reason: NameReason
    candidates: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Bearers:
    """The people, by their numbers, who may be meant by one bare name.

    Attributes:
        surname: those who have it for a surname.
        given: those who have it for a first name.
        handle: those whose first name and surname, in one word, it is.
        near: for a use of the name, the uses of full names in its article of which it may be a part, or misspelt.
    """

    surname: Sequence[int] = ()
    given: Sequence[int] = ()
    handle: Sequence[int] = ()
    near: Mapping[int, Sequence[int]] | None = None


class Surnames:
    """Tells whose the uses of one bare name are, from the people whom the archive names in full."""

    def __init__(
        self,
        uses: Uses,
        person_of: Numbers,
        bearers: Bearers,
        trace: Callable[[int], Trace],
        scopes: Scopes,
    ) -> None:
        """Take stock.

        Args:
            uses: of all names.
            person_of: for each use whom it means; 0 for a bare name.
            bearers: who may be meant.
            trace: where somebody was named in full.
            scopes: the editor's word.
        """
        self.uses, self.person_of, self.bearers = uses, person_of, bearers
        self.trace, self.scopes = trace, scopes
        self.owners = scopes.owners

    def meant(self, row: int) -> Meant:
        """Whom a use means: by the editor's alias, by its article, by others; else who may be meant."""
        article, name = self.uses.of(row)[0], self.uses.name(row)
        number = self.scopes.entry_at(article, name)
        if number is not None:
            return Meant(entry_number(number), "editor")
        found = self._of_article(row, name) or self._of_archive(row, name) or self._merged(article, name)
        return found or Meant(None, "unresolved", tuple(sorted(self._candidates(row).items())))

    def _merged(self, article: str, name: Name) -> Meant | None:
        """The editor's person into whom the surname that nobody resolves is merged, by its id."""
        number = self.scopes.merged([name], [article], plain=True)
        return None if number is None else Meant(entry_number(number), "editor")

    def _candidates(self, row: int) -> dict[int, int]:
        """Who may be meant by a name that nobody resolves, and how much tells of each."""
        known = [person for person in self.bearers.surname if not self._excluded(row, person)]
        if known:
            return {person: self._told(row, person) for person in known}
        first = [person for person in self.bearers.given if not self._excluded(row, person)]
        told = {person: self._told(row, person) for person in first}
        return told if len(told) <= _FEW else {person: weight for person, weight in told.items() if weight}

    def _told(self, row: int, person: int) -> int:
        """How many articles of the same event or weeks name a person."""
        return _EVENT * self._same_event(row, person) + self._times_near(row, person)

    def _of_article(self, row: int, name: Name) -> Meant | None:
        """The only person whom the article names in full and who has this surname (or else this first name)."""
        near = (self.bearers.near or {}).get(row, ())
        full = [(self.uses.name(other), int(self.person_of[other])) for other in near]
        reasons: tuple[tuple[Callable[[Name, Name], bool], NameReason], ...]
        reasons = ((names.is_tail, "article"), (is_first, "article"), (self._is_misspelt, "misspelt"))
        for fits, reason in reasons:
            people = {person: None for long, person in full if fits(name, long)}
            left = [person for person in people if not self._excluded(row, person)]
            if people:
                return Meant(left[0], reason) if len(left) == 1 else None
        return None

    def _is_misspelt(self, short: Name, full: Name) -> bool:
        """Whether a surname that nobody has is another, one letter wrong."""
        return not self.bearers.surname and may_be_misspelt(short, full)

    def _of_archive(self, row: int, name: Name) -> Meant | None:
        """The editor's person of that alias, else the only one of the archive who evidently fits, else None."""
        known, article = self.bearers.surname, int(self.uses.articles[row])
        here = [person for person in known if article in self.trace(person).articles]
        if any(not self._excluded(row, person) for person in here):
            return None  # the article knows several people of that name, and nobody outside it is meant
        if name in self.owners:
            return Meant(entry_number(self.owners[name]), "editor")
        if len(self.bearers.handle) == 1:
            return Meant(self.bearers.handle[0], "spelling")
        left = [person for person in known if not self._excluded(row, person)]
        return self._fitting(row, left, 1 if len(left) < len(known) else _OFTEN)

    def _fitting(self, row: int, people: list[int], often: int) -> Meant | None:
        """The one of some people who evidently fits; `often` is how many articles make a usage."""
        evidence: tuple[tuple[Callable[[int, int], bool], NameReason], ...]
        evidence = ((self._same_words, "words"), (self._same_event, "story"))
        for tells, reason in evidence:
            fitting = [person for person in people if tells(row, person)]
            if len(fitting) == 1:
                return Meant(fitting[0], reason)
            people = fitting or people
        own = self._role_words(row)
        by_role = _usual((person, self.trace(person).times_in_role(own)) for person in people)
        if by_role is not None:
            return Meant(by_role, "role")
        usual = _usual((person, self._times_near(row, person)) for person in people)
        often_enough = usual is not None and self._times_near(row, usual) >= often
        return Meant(usual, "usual") if often_enough else None

    def _excluded(self, row: int, person: int) -> bool:
        """Whether the editor, or how the article speaks of the name, rules a person out: Mr. or Mrs., a role."""
        trace = self.trace(person)
        if trace.entry and self.scopes.refuses(trace.entry, self.uses.name(row)):
            return True
        addresses = names.addresses(self._roles(row))
        if addresses and trace.addresses:
            return addresses.isdisjoint(trace.addresses)
        own = self._role_words(row)
        if own.isdisjoint(trace.role_words) and own:
            return any(not own.isdisjoint(self.trace(other).role_words) for other in self.bearers.surname)
        return False

    def _roles(self, row: int) -> tuple[str, ...]:
        _, part, at = self.uses.of(row)
        return part.roles[at]

    def _role_words(self, row: int) -> frozenset[str]:
        return names.role_words(self._roles(row))

    def _same_event(self, row: int, person: int) -> bool:
        """Another article about the same event names the person."""
        return self.uses.settings[self.uses.articles[row]].story in self.trace(person).stories

    def _same_words(self, row: int, person: int) -> bool:
        """The article credits the name with words that another credits to the person in full."""
        _, part, at = self.uses.of(row)
        return bool(part.runs[at]) and bool(np.isin(numbers(part.runs[at]), self.trace(person).said).any())

    def _times_near(self, row: int, person: int) -> int:
        """How many articles of the same outlet name the person in these weeks."""
        return self.trace(person).times_near(self.uses.settings[self.uses.articles[row]])


def _usual(times: Iterable[tuple[int, int]]) -> int | None:
    """Who is meant many times as often as all the others together; None if nobody is."""
    ranked = sorted(times, key=lambda found: -found[1])
    if not ranked or ranked[0][1] <= _USUAL * sum(count for _, count in ranked[1:]):
        return None
    return ranked[0][0]
