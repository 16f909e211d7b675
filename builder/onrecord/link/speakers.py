"""Speakers: one identity for each person, from every name an article credits words to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord import text
from onrecord.link import names, rules
from onrecord.link.cast import Cast, Person, Use
from onrecord.link.ids import Claim, Ledger, settle
from onrecord.link.names import Name
from onrecord.link.quoted import Quoted
from onrecord.model import Record, Role, Speaker, SpeakerEntry


def find(
    records: Sequence[Record],
    quotations: Sequence[Quoted],
    entries: Sequence[SpeakerEntry],
    events: Mapping[str, str],
    ledger: Ledger,
) -> tuple[dict[str, Speaker], list[Quoted]]:
    """The speakers by id, and the quotations with their `speakers` set.

    Args:
        records: with the archive's article ids.
        quotations: after the editor's corrections.
        entries: the editor's people.
        events: the story of each article that has one.
        ledger: of kind "speaker"; brought up to date.
    """
    people = Cast(records, quotations, entries, events).people()
    for quoted in quotations:
        named = [people[quoted.article, name] for name in quoted.quotation.speakers]
        for person in {id(person): person for person in named}.values():
            person.quotations.append(quoted)
    speaking = {id(person): person for person in people.values() if person.quotations}
    found = sorted(speaking.values(), key=lambda person: (person.name, min(q.order for q in person.quotations)))
    given = settle(ledger, [Claim(text.slug(person.name) or "speaker", _names(person)) for person in found])
    by_id = dict(sorted(zip(given, found, strict=True)))
    id_of = {id(person): id_ for id_, person in by_id.items()}
    told = [replace(quoted, speakers=_ids(quoted, people, id_of)) for quoted in quotations]
    return {id_: _speaker(id_, person) for id_, person in by_id.items()}, told


def _ids(quoted: Quoted, people: Mapping[Use, Person], id_of: Mapping[int, str]) -> tuple[str, ...]:
    """The ids of a quotation's speakers, each once, in the order in which it names them."""
    return tuple(dict.fromkeys(id_of[id(people[quoted.article, name])] for name in quoted.quotation.speakers))


def _key(name: Name) -> str:
    """A name as the registry knows it: folded, its words in order."""
    return " ".join(filter(None, (*name.tokens, name.suffix)))


def _names(person: Person) -> tuple[str, ...]:
    """What a speaker is known by: the full names, or the surname if there is nothing else; the shown one first."""
    shown = names.parse(person.name)
    parsed = {names.parse(form) for form in person.forms}
    full = {name for name in parsed if name.is_full} or parsed
    return (_key(shown), *sorted({_key(name) for name in full} - {_key(shown)}))


def _speaker(id_: str, person: Person) -> Speaker:
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


def _roles(person: Person) -> Iterable[Role]:
    """The roles that tell something of one person (not "Mr."), each in the spelling most used."""
    alike: dict[str, list[str]] = {}
    for role in person.roles:
        if names.role_words([role]) and text.words(role)[-1] not in rules.words("endings.txt"):
            alike.setdefault(text.normalise(role), []).append(role)
    for spellings in alike.values():
        shown = min(spellings, key=lambda role: (-len(person.roles[role]), role))
        yield Role(shown, tuple(sorted(set().union(*(person.roles[role] for role in spellings)))))
