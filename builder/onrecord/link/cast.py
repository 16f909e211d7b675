"""Everybody the archive names, and whom each name in each article means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from onrecord.link import names, rules
from onrecord.link.company import Company
from onrecord.link.descriptions import hints, role_hints
from onrecord.link.identities import Identity, Uses, identities
from onrecord.link.names import Name
from onrecord.link.namesakes import EVERYWHERE, parted, portrait
from onrecord.link.people import Person, Stock, Use, together
from onrecord.link.quoted import Quoted
from onrecord.link.scopes import Scopes
from onrecord.link.surnames import Surnames
from onrecord.model import Record

_Key = tuple[str, Identity, int]
"""What makes a person one: on whose word, the names, and which of several of these."""


class Cast:
    """Everybody whom the articles name."""

    def __init__(
        self, records: Sequence[Record], quotations: Sequence[Quoted], scopes: Scopes, events: Mapping[str, str]
    ) -> None:
        """Take stock of the names: `scopes` is the editor's word, `events` the story of each article that has one."""
        self.stock = Stock(records, quotations, events)
        self.scopes = scopes
        self.persons: dict[_Key, Person] = {}
        self.owners = scopes.owners()
        self.uses = [use for use in self.stock.uses() if self.stock.is_full(use)]
        self.free = [use for use in self.uses if not self._is_placed(use)]
        named: dict[str, list[Name]] = {}
        for article, form in self.uses:
            named.setdefault(article, []).append(names.parse(form))
        self.company = Company(named, events)
        self.identities = identities(self._stock_of_names(), self.owners, scopes.apart())
        self.merged: dict[tuple[Identity, int], int] = {}
        self.parts = self._parts()

    def people(self) -> dict[Use, Person]:
        """Whom each use means. Full names are told first, for they tell whose the bare surnames are."""
        found: dict[Use, Person] = {}
        for use in self.uses:
            person, whole = self._full(use)
            found[use] = person.note(use, self.stock.roles.get(use, ()), whole=whole)
        surnames = Surnames(self.stock, found, self.scopes, self._of_entry)
        bare = [use for use in self.stock.uses() if use not in found]
        told = {use: surnames.meant(use) for use in bare}
        for use, meant in told.items():  # noted only now, so that no guess rests on another
            person, reason = meant or (self._unresolved(use), "unresolved")
            if not meant:
                for candidate, weight in surnames.candidates(use).items():
                    person.candidates[candidate] = person.candidates.get(candidate, 0) + weight
            found[use] = person.note(use, self.stock.roles.get(use, ()), reason)
        return found

    def _is_placed(self, use: Use) -> bool:
        """Whether the editor says whose this very use is, or whose it is not."""
        article, name = use[0], names.parse(use[1])
        return self.scopes.entry_at(article, name) is not None or self.scopes.split_at(article, name) is not None

    def _full(self, use: Use) -> tuple[Person, bool]:
        """Whom a full name means in its article, and whether it means them wherever nothing else is said."""
        article, name = use[0], names.parse(use[1])
        placed, split = self.scopes.entry_at(article, name), self.scopes.split_at(article, name)
        if placed is not None:
            return self._of_entry(placed), False
        if split is not None:
            return self._person(("split", (name,), split)), False
        identity = self.identities[name]
        owner = next((self.owners[own] for own in identity if own in self.owners), None)
        if owner is not None:
            return self._of_entry(owner), True
        part = self.parts.get((article, identity), 0)
        merged = self.merged.get((identity, part))
        return self._person(("names", identity, part)) if merged is None else self._of_entry(merged), part == 0

    def _person(self, key: _Key) -> Person:
        return self.persons.setdefault(key, Person())

    def _of_entry(self, number: int) -> Person:
        """The person of an editor's entry."""
        return self.persons.setdefault(("editor", (), number), Person(self.scopes.entries[number]))

    def _unresolved(self, use: Use) -> Person:
        """Where a name that nobody resolves is kept, with all others of its kind."""
        person = self._person(("bare", (names.parse(use[1]),), 0))
        whole = names.role_words(self.stock.roles.get(use, ())) & rules.words("mononyms.txt")
        person.unresolved = person.unresolved or not whole
        return person

    def _stock_of_names(self) -> Uses:
        """How the articles use full names, those left out whose person the editor tells by the article."""
        where: dict[Name, set[str]] = {}
        for article, form in self.free:
            where.setdefault(names.parse(form), set()).add(article)
        roles: dict[Name, frozenset[str]] = {}
        for (_, form), given in self.stock.roles.items():
            name = names.parse(form)
            roles[name] = roles.get(name, frozenset()) | names.role_words(given)
        return Uses(where, roles, self._hints(roles), together(self.stock.named.values()), self.company)

    def _hints(self, roles: Mapping[Name, frozenset[str]]) -> dict[Name, frozenset[str]]:
        """What roles and descriptions tell of each name."""
        found = {name: role_hints(words) for name, words in roles.items()}
        for (_, form), said in self.stock.described.items():
            name = names.parse(form)
            found[name] = found.get(name, frozenset[str]()).union(*map(hints, said))
        return found

    def _parts(self) -> dict[tuple[str, Identity], int]:
        """Which of several people of the same names each article means: 0 where all mean one."""
        uses: dict[Identity, dict[str, list[str]]] = {}
        for article, form in self.free:
            identity = self.identities[names.parse(form)]
            if self.owners.keys().isdisjoint(identity):
                use = (article, form)
                told = (*self.stock.roles.get(use, ()), *self.stock.described.get(use, ()))
                uses.setdefault(identity, {}).setdefault(article, []).extend(told)
        found: dict[tuple[str, Identity], int] = {}
        for identity, articles in uses.items():
            for number, group in enumerate(self._parted(identity, articles)):
                found.update(dict.fromkeys(((article, identity) for article in group), number))
                merged = self.scopes.merged(identity, group, plain=number == 0)
                if merged is not None:
                    self.merged[identity, number] = merged
        return found

    def _parted(self, identity: Identity, said: Mapping[str, Sequence[str]]) -> list[list[str]]:
        """The articles that use some names, in groups, one for each person: whoever has the plain id first."""
        if not 1 < len(said) <= EVERYWHERE:
            return [list(said)]
        portraits = {article: portrait(told, self.stock.records[article].date) for article, told in said.items()}
        groups = parted(portraits, lambda article: self.company.ties(article) - frozenset(identity))
        return sorted(groups, key=partial(self._rank, identity))

    def _rank(self, identity: Identity, group: Iterable[str]) -> tuple[bool, str, str]:
        """Who of several of one name has the plain id: whoever has had it, else the one who was named first."""
        marked = any(names.mark(name, article) in self.scopes.marked for name in identity for article in group)
        day, article = min((self.stock.records[article].date or "~", article) for article in group)
        return marked, day, article
