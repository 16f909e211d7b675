"""Everybody the archive names, and whom each name in each article means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from onrecord import text
from onrecord.link import days, names
from onrecord.link.identities import Identity, Uses, full_names, identities
from onrecord.link.names import Name
from onrecord.link.quoted import Quoted
from onrecord.model import Record, SpeakerEntry

_NEAR = 14  # days: an outlet that gave the full name so recently may do with the surname
_USUAL = 5  # times as often meant as all others of the surname, and somebody needs no first name
_RUN = 8  # words: credited to a surname and to a full name, they tell that these are one

Use = tuple[str, str]
"""An article's id and a form of a name, as it gives it."""


@dataclass(slots=True)
class Person:
    """Somebody named in the archive, while what is said of them is gathered.

    Attributes:
        forms: each form of the name, as printed, with the articles that use it.
        roles: each role, as printed, with the articles that give it.
    """

    entry: SpeakerEntry | None = None
    forms: dict[str, set[str]] = field(default_factory=dict)
    roles: dict[str, set[str]] = field(default_factory=dict)
    quotations: list[Quoted] = field(default_factory=list)

    @property
    def articles(self) -> set[str]:
        """All that name the person."""
        return set().union(*self.forms.values())

    @property
    def name(self) -> str:
        """The editor's, else the full form most used; of two the longer, then the alphabetical."""
        if self.entry:
            return self.entry.name
        full = [form for form in self.forms if names.parse(form).is_full] or list(self.forms)
        return min(full, key=lambda form: (-len(self.forms[form]), -len(form), form))


class Cast:
    """Everybody whom the articles name."""

    def __init__(
        self,
        records: Sequence[Record],
        quotations: Sequence[Quoted],
        entries: Sequence[SpeakerEntry],
        events: Mapping[str, str],
    ) -> None:
        """Take stock of the names: `events` is the story of each article that has one."""
        self.records = {record.article.id: record for record in records}
        self.events = events
        self.roles: dict[Use, tuple[str, ...]] = {
            (id_, person.name): person.roles for id_, record in self.records.items() for person in record.people
        }
        self.named = self._named(quotations)
        self.said = _said(quotations)
        self.tails = {(a, n) for a, named in self.named.items() for n in _tails(named)}
        self.identities = identities(self._uses(), entries)
        self.entry_of = {name: entry for entry in reversed(entries) for name in self._owned(entry)}
        self.persons: dict[Identity, Person] = {}
        self.by_surname: dict[str, dict[int, Person]] = {}

    def people(self) -> dict[Use, Person]:
        """Whom each use means. Full names are told first, for they tell whose the bare surnames are."""
        uses = [(article, form) for article, named in sorted(self.named.items()) for form in sorted(named)]
        full = [use for use in uses if use not in self.tails and names.parse(use[1]).is_full]
        found = {use: self._note(use, self._person(self.identities[names.parse(use[1])])) for use in full}
        bare = [use for use in uses if use not in found]
        told = {use: self._of_article(use, found) or self._of_archive(use, found) for use in bare}
        for use, person in told.items():  # noted only now, so that no guess rests on another
            found[use] = self._note(use, person or self._person((names.parse(use[1]),)))
        return found

    def _named(self, quotations: Iterable[Quoted]) -> dict[str, set[str]]:
        """The names that each article gives."""
        named = {id_: {person.name for person in record.people} for id_, record in self.records.items()}
        for quoted in quotations:
            named[quoted.article].update(quoted.quotation.speakers)
        return named

    def _uses(self) -> Uses:
        """How the articles use full names."""
        articles: Counter[Name] = Counter()
        for article, named in self.named.items():
            full = {names.parse(form) for form in named if (article, form) not in self.tails}
            articles.update(name for name in full if name.is_full)
        roles: dict[Name, frozenset[str]] = {}
        for (_, form), given in self.roles.items():
            name = names.parse(form)
            roles[name] = roles.get(name, frozenset()) | names.role_words(given)
        return Uses(articles, roles, _together(self.named.values()))

    def _owned(self, entry: SpeakerEntry) -> set[Name]:
        """The names that are an editor's person's: those of the entry and those found to be the same."""
        own = set(map(names.parse, (entry.name, *entry.aliases)))
        return own | set(chain.from_iterable(self.identities[name] for name in full_names(entry)))

    def _note(self, use: Use, person: Person) -> Person:
        """The person, the use of a name noted with its roles."""
        article, form = use
        person.forms.setdefault(form, set()).add(article)
        for role in self.roles.get(use, ()):
            person.roles.setdefault(role, set()).add(article)
        return person

    def _person(self, identity: Identity) -> Person:
        """The person of these names, or the editor's person that has one of them."""
        entry = next((self.entry_of[name] for name in identity if name in self.entry_of), None)
        if entry:
            known = names.parse(entry.name)
            identity = self.identities.get(known, (known,))
        person = self.persons.setdefault(identity, Person(entry))
        for name in identity:
            if name.is_full:
                self.by_surname.setdefault(name.surname, {})[id(person)] = person
        return person

    def _of_article(self, use: Use, found: Mapping[Use, Person]) -> Person | None:
        """The only person whom the article names in full and who has this surname (or else this first name)."""
        article, name = use[0], names.parse(use[1])
        full = [(names.parse(form), found[article, form]) for form in self.named[article] if (article, form) in found]
        for fits in (names.is_tail, _is_first):
            people = {id(person): person for long, person in full if fits(name, long)}
            left = [person for person in people.values() if not self._contradicts(use, person)]
            if people:
                return left[0] if len(left) == 1 else None
        return None

    def _of_archive(self, use: Use, found: Mapping[Use, Person]) -> Person | None:
        """The editor's person of that alias, else the only one of the archive who evidently fits, else None."""
        article, name = use[0], names.parse(use[1])
        here = [found[article, form] for form in self.named[article] if (article, form) in found]
        known = self.by_surname.get(name.surname, {})
        if any(id(person) in known and not self._contradicts(use, person) for person in here):
            return None  # the article knows several people of that name, and nobody outside it is meant
        if name in self.entry_of:
            return self._person((name,))
        people = [person for person in known.values() if not self._contradicts(use, person)]
        for evidence in (self._same_words, self._same_event):
            fitting = [person for person in people if evidence(use, person)]
            if len(fitting) == 1:
                return fitting[0]
            people = fitting or people
        by_role = _usual((person, self._times_in_role(use, person)) for person in people)
        return by_role or _usual((person, self._times_near(article, person)) for person in people)

    def _contradicts(self, use: Use, person: Person) -> bool:
        """Whether how the article speaks of the name rules the person out: as Mrs. and Mr., or by another's role."""
        own = self.roles.get(use, ())
        if names.addresses(own) and names.addresses(person.roles):
            return names.addresses(own).isdisjoint(names.addresses(person.roles))
        if not names.role_words(own) or self._same_role(use, person):
            return False
        others = self.by_surname.get(names.parse(use[1]).surname, {}).values()
        return any(self._same_role(use, other) for other in others)

    def _same_event(self, use: Use, person: Person) -> bool:
        """Another article about the same event names the person."""
        event = self.events.get(use[0])
        return event is not None and any(self.events.get(other) == event for other in person.articles)

    def _same_role(self, use: Use, person: Person) -> bool:
        """The article gives the name a role that others give the person."""
        return not names.role_words(self.roles.get(use, ())).isdisjoint(names.role_words(person.roles))

    def _same_words(self, use: Use, person: Person) -> bool:
        """The article credits the name with words that another credits to the person in full."""
        own = self.said.get(use, frozenset())
        uses = ((article, form) for form, articles in person.forms.items() for article in articles)
        return bool(own) and any(not own.isdisjoint(self.said.get(other, frozenset())) for other in uses)

    def _times_in_role(self, use: Use, person: Person) -> int:
        """How many articles give the person a role that this one gives the name."""
        own = names.role_words(self.roles.get(use, ()))
        alike = (articles for role, articles in person.roles.items() if not own.isdisjoint(names.role_words([role])))
        return len(set().union(*alike))

    def _times_near(self, article: str, person: Person) -> int:
        """How many articles of the same outlet name the person in these weeks."""
        return sum(_near(self.records[article], self.records[other]) for other in person.articles)


def _usual(times: Iterable[tuple[Person, int]]) -> Person | None:
    """Who is meant many times as often as all the others together; None if nobody is."""
    ranked = sorted(times, key=lambda found: -found[1])
    if not ranked or ranked[0][1] <= _USUAL * sum(count for _, count in ranked[1:]):
        return None
    return ranked[0][0]


def _said(quotations: Iterable[Quoted]) -> dict[Use, frozenset[tuple[str, ...]]]:
    """The runs of words in marks that each article credits to each name."""
    said: dict[Use, set[tuple[str, ...]]] = {}
    for quoted in quotations:
        for name in quoted.quotation.speakers if not quoted.reported else ():
            runs = text.shingles(quoted.normal.split(), _RUN)
            said.setdefault((quoted.article, name), set()).update(runs)
    return {use: frozenset(runs) for use, runs in said.items()}


def _tails(named: Iterable[str]) -> list[str]:
    """Of the names of one article, those that look full but are the end of one longer name ("Cole Lane")."""
    full = [(form, names.parse(form)) for form in named if names.parse(form).is_full]
    alike: dict[str, list[Name]] = {}  # by the last word and by the surname: one of them agrees in an end of a name
    for _, long in full:
        for word in {long.tokens[-1], long.surname}:
            alike.setdefault(word, []).append(long)
    return [form for form, short in full if sum(names.is_tail(short, long) for long in _ends_alike(short, alike)) == 1]


def _ends_alike(name: Name, alike: Mapping[str, Sequence[Name]]) -> Iterable[Name]:
    """The names, each once, that have the last word or the surname of `name`."""
    found = alike.get(name.tokens[-1], ())
    more = alike.get(name.surname, ()) if name.surname != name.tokens[-1] else ()
    return chain(found, (other for other in more if other.tokens[-1] != name.tokens[-1]))


def _together(casts: Iterable[Iterable[str]]) -> set[frozenset[Name]]:
    """The pairs of names that only a suffix tells apart and that stand in one article: father and son."""
    found: set[frozenset[Name]] = set()
    for named in casts:
        parsed = {names.parse(form) for form in named}
        suffixed = [name for name in parsed if name.suffix]
        found.update(
            frozenset((name, other))
            for name in suffixed
            for other in parsed
            if (other.given, other.surname) == (name.given, name.surname) and other.suffix != name.suffix
        )
    return found


def _is_first(short: Name, full: Name) -> bool:
    return len(short.tokens) == 1 and short.surname == full.given


def _near(one: Record, other: Record) -> bool:
    """Whether two articles are of one outlet and within two weeks."""
    if not one.outlet or one.outlet != other.outlet:
        return False
    day, other_day = days.number(one.date), days.number(other.date)
    return day is not None and other_day is not None and abs(day - other_day) <= _NEAR
