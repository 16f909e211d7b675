"""Speakers: one identity for each person, from every name an article credits words to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord import text
from onrecord.link import names, rules
from onrecord.link.cast import Cast
from onrecord.link.ids import Claim, Ledger, settle
from onrecord.link.naming import namings
from onrecord.link.people import Person, Use
from onrecord.link.quoted import Quoted
from onrecord.link.scopes import Scopes
from onrecord.model import Record, Role, Speaker, SpeakerEntry

_CANDIDATES = 8  # that are worth showing for one unresolved surname


def find(
    records: Sequence[Record],
    quotations: Sequence[Quoted],
    entries: Sequence[SpeakerEntry],
    events: Mapping[str, str],
    outlet_of: Mapping[str, str],
    ledger: Ledger,
) -> tuple[dict[str, Speaker], list[Quoted]]:
    """The speakers by id, and the quotations with their `speakers` set.

    Args:
        records: with the archive's article ids.
        quotations: after the editor's corrections.
        entries: the editor's people.
        events: the story of each article that has one.
        outlet_of: the outlet of each article that has one.
        ledger: of kind "speaker"; brought up to date.
    """
    scopes = Scopes(entries, {record.article.id: record for record in records}, outlet_of, ledger)
    people = Cast(records, quotations, scopes, events).people()
    for quoted in quotations:
        for person in dict.fromkeys(people[quoted.article, name] for name in quoted.quotation.speakers):
            person.quotations.append(quoted)
    speaking = [person for person in dict.fromkeys(people.values()) if person.quotations]
    found = sorted(speaking, key=lambda person: (person.name, min(q.order for q in person.quotations)))
    given = settle(ledger, _claims(found, scopes.marked))
    by_id = dict(sorted(zip(given, found, strict=True)))
    id_of = {person: id_ for id_, person in by_id.items()}
    bare = {id_ for id_, person in by_id.items() if person.unresolved}
    told = [_told(quoted, _ids(quoted, people, id_of), bare) for quoted in quotations]
    dated = _Dates(records, outlet_of)
    return {id_: _speaker(id_, person, id_of, dated) for id_, person in by_id.items()}, told


def _told(quoted: Quoted, ids: tuple[str, ...], bare: Collection[str]) -> Quoted:
    return replace(quoted, speakers=ids, unresolved=tuple(id_ for id_ in ids if id_ in bare))


def _ids(quoted: Quoted, people: Mapping[Use, Person], id_of: Mapping[Person, str]) -> tuple[str, ...]:
    """The ids of a quotation's speakers, each once, in the order in which it names them."""
    return tuple(dict.fromkeys(id_of[people[quoted.article, name]] for name in quoted.quotation.speakers))


def _claims(found: Sequence[Person], marked: Collection[str]) -> list[Claim]:
    """What each speaker is known by. One of several of one name is known by the name with the articles that use it."""
    told = Counter(key for person in found for key in {names.key(names.parse(form)) for form in person.forms})
    return [
        Claim(text.slug(person.name) or "speaker", _names(person), _former(person, told, marked)) for person in found
    ]


def _names(person: Person) -> tuple[str, ...]:
    """What a speaker is known by: the full names, or the surname if there is nothing else; the shown one first.

    Who has no name but in some articles is known by the name with these.
    """
    shown, parsed = names.parse(person.name), {names.parse(form) for form in person.forms}
    full = {name for name in map(names.parse, person.whole) if name.is_full}
    own = person.entry is not None and shown not in {names.parse(alias.name) for alias in person.entry.scoped}
    if not (full or own) and any(name.is_full for name in parsed):
        return tuple(sorted(_marks(person)))
    known = {names.key(name) for name in full or ((shown,) if own else parsed)}
    first = names.key(shown) if own or names.key(shown) in known else min(known)
    return (first, *sorted(known - {first}))


def _former(person: Person, told: Mapping[str, int], marked: Collection[str]) -> tuple[str, ...]:
    """What else a speaker may have been known by: uses once taken for a namesake's, and a bare name.

    That is, one that only they have, or that the editor gives them.
    """
    bare = {form: names.parse(form) for form in person.forms if not names.parse(form).is_full}
    given = {form for form, reason in person.told if reason == "editor"}
    own = {names.key(name) for form, name in bare.items() if form in given or told[names.key(name)] == 1}
    return tuple(sorted(own | (_marks(person).intersection(marked) if marked else set())))


def _marks(person: Person) -> set[str]:
    """Each name with each article that uses it."""
    return {names.mark(names.parse(form), article) for form, found in person.forms.items() for article in found}


class _Dates:
    """When, and by which outlet, articles were published."""

    def __init__(self, records: Iterable[Record], outlet_of: Mapping[str, str]) -> None:
        self.date = {record.article.id: record.date for record in records}
        self.outlet_of = outlet_of

    def role(self, name: str, articles: Iterable[str]) -> Role:
        """A role that some articles use."""
        used = tuple(sorted(articles))
        dates = sorted(date for date in map(self.date.get, used) if date)
        count = Counter(self.outlet_of[article] for article in used if article in self.outlet_of)
        outlets = tuple(sorted(count, key=lambda outlet: (-count[outlet], outlet)))
        return Role(name, used, outlets, dates[0] if dates else None, dates[-1] if dates else None)


def _speaker(id_: str, person: Person, id_of: Mapping[Person, str], dated: _Dates) -> Speaker:
    """A speaker; aliases alphabetical, roles by the number of articles, quotations by date, article and place."""
    entry = person.entry
    aliases = {*person.forms, *(entry.aliases if entry else ())} - {person.name}
    found = sorted(_roles(person, dated), key=lambda role: (-len(role.articles), role.name))
    given = _given(entry.roles if entry else (), found)
    candidates = _candidates(person) if person.unresolved else []
    return Speaker(
        id=id_,
        name=person.name,
        aliases=tuple(sorted(aliases, key=lambda alias: (text.fold(alias), alias))),
        roles=(*given, *(role for role in found if text.normalise(role.name) not in _spelled(given))),
        renderings=tuple(quoted.id for quoted in sorted(person.quotations, key=lambda quoted: quoted.order)),
        party=entry.party if entry else None,
        wikidata=entry.wikidata if entry else None,
        names=namings(person),
        unresolved=person.unresolved,
        candidates=tuple(id_of[candidate] for candidate in candidates if candidate in id_of),
        unheard=tuple(candidate.name for candidate in candidates if candidate not in id_of),
    )


def _spelled(roles: Iterable[Role]) -> set[str]:
    return {text.normalise(role.name) for role in roles}


def _given(roles: Iterable[str], found: Iterable[Role]) -> list[Role]:
    """The editor's roles, as the editor puts them; one that articles use too says when and where."""
    used = {text.normalise(role.name): role for role in found}
    return [replace(used.get(text.normalise(name), Role(name, ())), name=name) for name in roles]


def _candidates(person: Person) -> list[Person]:
    """Who may be meant by a name that nobody resolves, likeliest first."""
    ranked = sorted(
        person.candidates,
        key=lambda one: (-person.candidates[one], -len(one.articles), one.name, min(one.articles, default="")),
    )
    return ranked[:_CANDIDATES]


def _roles(person: Person, dated: _Dates) -> Iterable[Role]:
    """The roles that tell something of one person (not "Mr."), each in the spelling most used."""
    alike: dict[str, list[str]] = {}
    for role in person.roles:
        if names.role_words([role]) and text.words(role)[-1] not in rules.words("endings.txt"):
            alike.setdefault(text.normalise(role), []).append(role)
    for spellings in alike.values():
        shown = min(spellings, key=lambda role: (-len(person.roles[role]), role))
        yield dated.role(shown, set().union(*(person.roles[role] for role in spellings)))
