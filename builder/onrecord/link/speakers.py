"""Speakers: one identity for each person, from every name an article credits words to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from onrecord import text
from onrecord.link import names
from onrecord.link.identities import Identity, Uses, full_names, identities
from onrecord.link.ids import Claim, Ledger, settle
from onrecord.link.names import Name
from onrecord.link.quoted import Quoted
from onrecord.model import Record, Role, Speaker, SpeakerEntry

_NEAR = 14  # days: an outlet that gave the full name so recently may do with the surname
_USUAL = 5  # times as often as all others of the surname, and it needs no first name
_RUN = 8  # words: credited to a surname and to a full name, they tell that these are one


@dataclass(slots=True)
class _Person:
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


def find(
    records: Sequence[Record],
    quotations: Sequence[Quoted],
    entries: Sequence[SpeakerEntry],
    events: Mapping[str, str],
    ledger: Ledger,
) -> tuple[dict[str, Speaker], list[Quoted]]:
    """The speakers by id, and the quotations with their `speaker` set.

    Args:
        records: with the archive's article ids.
        quotations: after the editor's corrections.
        entries: the editor's people.
        events: the story of each article that has one.
        ledger: of kind "speaker"; brought up to date.
    """
    cast = _Cast(records, quotations, entries, events)
    people = cast.people()
    for quoted in quotations:
        if quoted.quotation.speaker:
            people[quoted.quotation.article, quoted.quotation.speaker].quotations.append(quoted)
    speaking = {id(person): person for person in people.values() if person.quotations}
    found = sorted(speaking.values(), key=lambda person: (person.name, min(q.order for q in person.quotations)))
    given = settle(ledger, [Claim(text.slug(person.name) or "speaker", _names(person)) for person in found])
    by_id = dict(sorted(zip(given, found, strict=True)))
    owner = {quoted.id: id_ for id_, person in by_id.items() for quoted in person.quotations}
    told = [replace(quoted, speaker=owner.get(quoted.id)) for quoted in quotations]
    return {id_: _speaker(id_, person) for id_, person in by_id.items()}, told


def _key(name: Name) -> str:
    """A name as the registry knows it: folded, its words in order."""
    return " ".join(filter(None, (*name.tokens, name.suffix)))


def _names(person: _Person) -> tuple[str, ...]:
    """What a speaker is known by: the full names, or the surname if there is nothing else; the shown one first."""
    shown = names.parse(person.name)
    parsed = {names.parse(form) for form in person.forms}
    full = {name for name in parsed if name.is_full} or parsed
    return (_key(shown), *sorted({_key(name) for name in full} - {_key(shown)}))


def _speaker(id_: str, person: _Person) -> Speaker:
    """A speaker; aliases alphabetical, roles by the number of articles, quotations by date, article and place."""
    entry = person.entry
    aliases = {*person.forms, *(entry.aliases if entry else ())} - {person.name}
    given = tuple(Role(name, ()) for name in (entry.roles if entry else ()) if name not in person.roles)
    found = sorted(_roles(person), key=lambda role: (-len(role.articles), role.name))
    return Speaker(
        id=id_,
        name=person.name,
        aliases=tuple(sorted(aliases, key=lambda alias: (text.fold(alias), alias))),
        roles=(*given, *found),
        renderings=tuple(quoted.id for quoted in sorted(person.quotations, key=lambda quoted: quoted.order)),
        party=entry.party if entry else None,
        wikidata=entry.wikidata if entry else None,
    )


def _roles(person: _Person) -> Iterable[Role]:
    """The roles, each in the spelling most used."""
    alike: dict[str, list[str]] = {}
    for role in person.roles:
        alike.setdefault(text.normalise(role), []).append(role)
    for spellings in alike.values():
        shown = min(spellings, key=lambda role: (-len(person.roles[role]), role))
        yield Role(shown, tuple(sorted(set().union(*(person.roles[role] for role in spellings)))))


class _Cast:
    """Everybody the archive names, and how each name in each article is told to be one of them."""

    def __init__(
        self,
        records: Sequence[Record],
        quotations: Sequence[Quoted],
        entries: Sequence[SpeakerEntry],
        events: Mapping[str, str],
    ) -> None:
        self.records = {record.article.id: record for record in records}
        self.events = events
        self.named = self._named(quotations)
        self.said = self._said(quotations)
        self.roles = self._roles()
        self.tails = {(a, n): m for a, named in self.named.items() for n, m in _tails(named).items()}
        uses = Counter(
            name
            for article, named in self.named.items()
            for name in {names.parse(form) for form in named if (article, form) not in self.tails}
            if name.is_full
        )
        self.identities = identities(Uses(uses, self._role_words(), _together(self.named.values())), entries)
        self.entry_of = {name: entry for entry in reversed(entries) for name in self._owned(entry)}
        self.persons: dict[Identity, _Person] = {}
        self.by_surname: dict[str, dict[int, _Person]] = {}

    def people(self) -> dict[tuple[str, str], _Person]:
        """The person that each (article, name) means. Full names first, for they tell whose the bare surnames are."""
        found: dict[tuple[str, str], _Person] = {}
        uses = [(article, form) for article, named in sorted(self.named.items()) for form in sorted(named)]
        bare = [use for use in uses if use in self.tails or not names.parse(use[1]).is_full]
        for use in [use for use in uses if use not in set(bare)]:
            found[use] = self._add(use, self.identities[names.parse(use[1])])
        undecided = []
        for article, form in bare:
            own = self._of_article(article, form, found)
            if own is None:
                undecided.append((article, form))
            else:
                found[article, form] = own
        told = {use: self._of_archive(*use) for use in undecided}
        for use in [*(u for u in bare if u in found), *undecided]:
            person = found.get(use) or told[use]
            found[use] = self._add(use, (names.parse(use[1]),), person)
        return found

    def _named(self, quotations: Iterable[Quoted]) -> dict[str, set[str]]:
        """The names that each article gives."""
        named = {id_: {person.name for person in record.people} for id_, record in self.records.items()}
        for quoted in quotations:
            if quoted.quotation.speaker:
                named[quoted.quotation.article].add(quoted.quotation.speaker)
        return named

    def _said(self, quotations: Iterable[Quoted]) -> dict[tuple[str, str], frozenset[tuple[str, ...]]]:
        """The runs of words that each article credits to each name."""
        said: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for quoted in quotations:
            if quoted.quotation.speaker:
                use = (quoted.quotation.article, quoted.quotation.speaker)
                said.setdefault(use, set()).update(text.shingles(text.words(quoted.words), _RUN))
        return {use: frozenset(runs) for use, runs in said.items()}

    def _roles(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The roles that each article gives each name."""
        return {(id_, p.name): p.roles for id_, record in self.records.items() for p in record.people}

    def _role_words(self) -> dict[Name, frozenset[str]]:
        """The telling words of the roles that any article gives a name."""
        found: dict[Name, frozenset[str]] = {}
        for (_, form), roles in self.roles.items():
            name = names.parse(form)
            found[name] = found.get(name, frozenset()) | names.role_words(roles)
        return found

    def _owned(self, entry: SpeakerEntry) -> set[Name]:
        """The names that are an editor's person's: those of the entry and those found to be the same."""
        own = set(map(names.parse, (entry.name, *entry.aliases)))
        return own | set(chain.from_iterable(self.identities[name] for name in full_names(entry)))

    def _add(self, use: tuple[str, str], identity: Identity, person: _Person | None = None) -> _Person:
        """The person of `identity` (or the one given), with one more use of a name noted."""
        article, form = use
        if person is None:
            person = self._person(identity)
        person.forms.setdefault(form, set()).add(article)
        for role in self.roles.get(use, ()):
            person.roles.setdefault(role, set()).add(article)
        return person

    def _person(self, identity: Identity) -> _Person:
        entry = next((self.entry_of[name] for name in identity if name in self.entry_of), None)
        if entry:
            known = (names.parse(entry.name),)
            identity = self.identities.get(known[0], known)
        person = self.persons.setdefault(identity, _Person(entry))
        for name in identity:
            if name.is_full:
                self.by_surname.setdefault(name.surname, {})[id(person)] = person
        return person

    def _of_article(self, article: str, form: str, found: Mapping[tuple[str, str], _Person]) -> _Person | None:
        """The only person whom the article names in full and who has this surname (or else this first name)."""
        name = names.parse(form)
        full = [(n, found[article, n]) for n in sorted(self.named[article]) if (article, n) in found]
        for fits in (names.is_tail, _is_first):
            people = {id(person): person for n, person in full if fits(name, names.parse(n))}
            if people:
                return next(iter(people.values())) if len(people) == 1 else None
        return None

    def _of_archive(self, article: str, form: str) -> _Person | None:
        """The editor's person of that alias, else the only one of the archive who evidently fits, else None."""
        name = names.parse(form)
        if name in self.entry_of:
            return self._person((name,))
        surnamed = any(_same_surname(name, names.parse(n)) for n in self.named[article] if names.parse(n).is_full)
        if surnamed:  # the article knows several people of that name, so nobody outside it is meant
            return None
        people = list(self.by_surname.get(name.surname, {}).values())
        for evidence in (self._same_words, self._same_event, self._same_role):
            fitting = [person for person in people if evidence(article, form, person)]
            if len(fitting) == 1:
                return fitting[0]
            people = fitting or people
        return self._usual(article, people)

    def _same_event(self, article: str, _form: str, person: _Person) -> bool:
        """Another article about the same event names the person."""
        event = self.events.get(article)
        return event is not None and any(self.events.get(other) == event for other in person.articles)

    def _same_role(self, article: str, form: str, person: _Person) -> bool:
        """The article gives the name a role that others give the person."""
        return not names.role_words(self.roles.get((article, form), ())).isdisjoint(names.role_words(person.roles))

    def _same_words(self, article: str, form: str, person: _Person) -> bool:
        """The article credits the name with words that another credits to the person in full."""
        own = self.said.get((article, form), frozenset())
        uses = ((other, name) for name, articles in person.forms.items() for other in articles)
        return bool(own) and any(not own.isdisjoint(self.said.get(use, frozenset())) for use in uses)

    def _usual(self, article: str, people: Sequence[_Person]) -> _Person | None:
        """Whom the outlet means by the surname in these weeks: nobody else of it is named nearly as often."""
        record = self.records[article]
        times = {id(person): sum(_near(record, self.records[other]) for other in person.articles) for person in people}
        usual = max(people, key=lambda person: times[id(person)], default=None)
        rivals = sum(times.values()) - times[id(usual)] if usual else 0
        return usual if usual and times[id(usual)] > _USUAL * rivals else None


def _tails(named: Iterable[str]) -> dict[str, str]:
    """Of the names of one article, those that look full but are the end of one longer name ("de Blasio")."""
    full = [form for form in sorted(named) if names.parse(form).is_full]
    found: dict[str, str] = {}
    for form in full:
        longer = [other for other in full if names.is_tail(names.parse(form), names.parse(other))]
        if len(longer) == 1:
            found[form] = longer[0]
    return found


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


def _same_surname(one: Name, other: Name) -> bool:
    return one.surname == other.surname


def _near(one: Record, other: Record) -> bool:
    """Whether two articles are of one outlet and within two weeks."""
    if not one.outlet or one.outlet != other.outlet:
        return False
    try:
        days = abs((date.fromisoformat(one.date or "") - date.fromisoformat(other.date or "")).days)
    except ValueError:
        return False
    return days <= _NEAR
