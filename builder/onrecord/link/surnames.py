"""Whom a bare surname means, and, where nothing tells, who may be meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from onrecord.link import days, names
from onrecord.link.names import Name
from onrecord.link.people import Person, Stock, Use
from onrecord.link.scopes import Scopes
from onrecord.link.spellings import is_slip
from onrecord.model import NameReason, Record

_USUAL = 5  # times as often meant as all others of the surname, and somebody needs no first name
_OFTEN = 3  # articles that make a usage, where nobody of the surname is ruled out
_NEAR = 14  # days: an outlet that gave the full name so recently may do with the surname
_LONG = 5  # letters of a surname in which one may be wrong
_FEW = 3  # people of a first name, who may all be meant by it
_EVENT = 10  # a candidate named in another article on the event counts for so many articles of the same weeks

Meant = tuple[Person, NameReason]
"""Whom a bare name means, and why."""


class Trace:
    """Where a person who is named in full was seen: looked up for every bare surname, so gathered once."""

    def __init__(self, stock: Stock, person: Person) -> None:
        """Gather it."""
        self._stock = stock
        self._uses = [(article, form) for form, articles in person.forms.items() for article in articles]
        articles = {article for article, _ in self._uses}
        self.events = {stock.events[article] for article in articles if article in stock.events}
        self._days: dict[str, list[int]] = {}
        for record in map(stock.records.__getitem__, articles):
            day = days.number(record.date)
            if record.outlet and day is not None:
                insort(self._days.setdefault(record.outlet, []), day)

    @cached_property
    def said(self) -> frozenset[tuple[str, ...]]:
        """The runs of words in marks that are credited to the person in full."""
        return frozenset[tuple[str, ...]]().union(*map(self._stock.said, self._uses))

    def times_near(self, record: Record) -> int:
        """How many articles of the same outlet name the person in the weeks around a record."""
        day = days.number(record.date)
        if day is None or not record.outlet:
            return 0
        seen = self._days.get(record.outlet, [])
        return bisect_right(seen, day + _NEAR) - bisect_left(seen, day - _NEAR)


class Surnames:
    """Tells whose the bare names are, from the people whom the archive names in full."""

    def __init__(
        self, stock: Stock, found: Mapping[Use, Person], scopes: Scopes, editors: Callable[[int], Person]
    ) -> None:
        """Take stock of people: `found` are those named in full, `editors` gives the person of an editor's entry."""
        self.stock, self.found, self.scopes, self.editors = stock, found, scopes, editors
        self.owners = scopes.owners()
        self.by_surname: dict[str, dict[Person, None]] = {}
        self.by_given: dict[str, dict[Person, None]] = {}
        self.by_handle: dict[str, dict[Person, None]] = {}
        for (_, form), person in found.items():
            self._file(names.parse(form), person)
        for name, number in sorted(self.owners.items(), key=lambda owned: (owned[1], owned[0].tokens)):
            if name.is_full:
                self._file(name, editors(number))
        self._traces = {person: Trace(stock, person) for person in dict.fromkeys(found.values())}

    def _file(self, name: Name, person: Person) -> None:
        self.by_surname.setdefault(name.surname, {})[person] = None
        self.by_given.setdefault(name.given, {})[person] = None
        self.by_handle.setdefault(name.given + name.surname, {})[person] = None

    def meant(self, use: Use) -> Meant | None:
        """Whom a bare name means: by the editor's alias, by its article, by others; None if nothing tells."""
        article, name = use[0], names.parse(use[1])
        number = self.scopes.entry_at(article, name)
        if number is not None:
            return self.editors(number), "editor"
        return self._of_article(use) or self._of_archive(use) or self._merged(use)

    def _merged(self, use: Use) -> Meant | None:
        """The editor's person into whom the surname that nobody resolves is merged, by its id."""
        number = self.scopes.merged([names.parse(use[1])], [use[0]], plain=True)
        return None if number is None else (self.editors(number), "editor")

    def candidates(self, use: Use) -> dict[Person, int]:
        """Who may be meant by a name that nobody resolves, and how much tells of each."""
        article, name = use[0], names.parse(use[1])
        known = [p for p in self.by_surname.get(name.surname, ()) if not self._excluded(use, p)]
        if known:
            return {person: self._told(article, person) for person in known}
        first = [person for person in self.by_given.get(name.surname, ()) if not self._excluded(use, person)]
        told = {person: self._told(article, person) for person in first}
        return told if len(told) <= _FEW else {person: weight for person, weight in told.items() if weight}

    def _told(self, article: str, person: Person) -> int:
        """How many articles of the same event or weeks name a person."""
        return _EVENT * self._same_event((article, ""), person) + self._times_near(article, person)

    def _of_article(self, use: Use) -> Meant | None:
        """The only person whom the article names in full and who has this surname (or else this first name)."""
        article, name = use[0], names.parse(use[1])
        forms = self.stock.named[article]
        full = [
            (names.parse(form), self.found[article, form]) for form in sorted(forms) if (article, form) in self.found
        ]
        reasons: tuple[tuple[Callable[[Name, Name], bool], NameReason], ...]
        reasons = ((names.is_tail, "article"), (_is_first, "article"), (self._is_misspelt, "misspelt"))
        for fits, reason in reasons:
            people = {person: None for long, person in full if fits(name, long)}
            left = [person for person in people if not self._excluded(use, person)]
            if people:
                return (left[0], reason) if len(left) == 1 else None
        return None

    def _is_misspelt(self, short: Name, full: Name) -> bool:
        """Whether a surname that nobody has is another, one letter wrong."""
        long = min(len(short.surname), len(full.surname)) >= _LONG
        return long and short.surname not in self.by_surname and is_slip(short.surname, full.surname)

    def _of_archive(self, use: Use) -> Meant | None:
        """The editor's person of that alias, else the only one of the archive who evidently fits, else None."""
        article, name = use[0], names.parse(use[1])
        named = [(article, form) for form in self.stock.named[article]]
        here = {self.found[other] for other in named if other in self.found}
        known = self.by_surname.get(name.surname, {})
        if any(person in known and not self._excluded(use, person) for person in here):
            return None  # the article knows several people of that name, and nobody outside it is meant
        if name in self.owners:
            return self.editors(self.owners[name]), "editor"
        handle = self.by_handle.get(name.surname, {})
        if len(handle) == 1:
            return next(iter(handle)), "spelling"
        left = [person for person in known if not self._excluded(use, person)]
        return self._fitting(use, left, 1 if len(left) < len(known) else _OFTEN)

    def _fitting(self, use: Use, people: list[Person], often: int) -> Meant | None:
        """The one of some people who evidently fits; `often` is how many articles make a usage."""
        evidence: tuple[tuple[Callable[[Use, Person], bool], NameReason], ...]
        evidence = ((self._same_words, "words"), (self._same_event, "story"))
        for tells, reason in evidence:
            fitting = [person for person in people if tells(use, person)]
            if len(fitting) == 1:
                return fitting[0], reason
            people = fitting or people
        by_role = _usual((person, self._times_in_role(use, person)) for person in people)
        if by_role:
            return by_role, "role"
        usual = _usual((person, self._times_near(use[0], person)) for person in people)
        return (usual, "usual") if usual and self._times_near(use[0], usual) >= often else None

    def _excluded(self, use: Use, person: Person) -> bool:
        """Whether the editor, or how the article speaks of the name, rules a person out: Mr. or Mrs., a role."""
        if person.entry and self.scopes.refuses(person.entry, names.parse(use[1])):
            return True
        own = self.stock.roles.get(use, ())
        if names.addresses(own) and names.addresses(person.roles):
            return names.addresses(own).isdisjoint(names.addresses(person.roles))
        if not names.role_words(own) or self._same_role(use, person):
            return False
        others = self.by_surname.get(names.parse(use[1]).surname, ())
        return any(self._same_role(use, other) for other in others)

    def _same_event(self, use: Use, person: Person) -> bool:
        """Another article about the same event names the person."""
        return person in self._traces and self.stock.events.get(use[0]) in self._traces[person].events

    def _same_role(self, use: Use, person: Person) -> bool:
        """The article gives the name a role that others give the person."""
        return not names.role_words(self.stock.roles.get(use, ())).isdisjoint(names.role_words(person.roles))

    def _same_words(self, use: Use, person: Person) -> bool:
        """The article credits the name with words that another credits to the person in full."""
        own = self.stock.said(use)
        return bool(own) and person in self._traces and not own.isdisjoint(self._traces[person].said)

    def _times_in_role(self, use: Use, person: Person) -> int:
        """How many articles give the person a role that this one gives the name."""
        own = names.role_words(self.stock.roles.get(use, ()))
        alike = (articles for role, articles in person.roles.items() if not own.isdisjoint(names.role_words([role])))
        return len(set().union(*alike))

    def _times_near(self, article: str, person: Person) -> int:
        """How many articles of the same outlet name the person in these weeks."""
        return self._traces[person].times_near(self.stock.records[article]) if person in self._traces else 0


def _usual(times: Iterable[tuple[Person, int]]) -> Person | None:
    """Who is meant many times as often as all the others together; None if nobody is."""
    ranked = sorted(times, key=lambda found: -found[1])
    if not ranked or ranked[0][1] <= _USUAL * sum(count for _, count in ranked[1:]):
        return None
    return ranked[0][0]


def _is_first(short: Name, full: Name) -> bool:
    return len(short.tokens) == 1 and short.surname == full.given
