"""What the archive shows of each person: names, roles, and why each name is theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from onrecord import text
from onrecord.link import names, rules
from onrecord.link.naming import namings
from onrecord.link.persons import Person
from onrecord.link.uses import Setting
from onrecord.model import Naming, Role
from onrecord.model.common import Packed


@dataclass(frozen=True, slots=True)
class Portrayal(Packed):
    """A person as the archive shows them.

    Attributes:
        name: the one that is shown.
        base: the id it would have if it were free.
        aliases: all others, alphabetical.
        roles: the editor's first, then those used in most articles.
        namings: each form of the name with the articles that use it and why it is theirs.
        known: what the registry knows them by: the full names, or the surname if there is nothing else; the shown one
            first. Who has no name but in some articles is known by the name with these.
        keys: all their names, as the registry spells them, sorted.
        bare: those that are mere surnames, and whether the editor gave them to the person.
        articles: how many name them.
        first: the first of these, by id.
        unresolved: a name that nobody resolves.
    """

    name: str
    base: str
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    namings: tuple[Naming, ...]
    known: tuple[str, ...]
    keys: tuple[str, ...]
    bare: tuple[tuple[str, bool], ...]
    articles: int
    first: str
    unresolved: bool


def portrayed(person: Person, settings: Mapping[str, Setting]) -> Portrayal:
    """A person, and the settings of the articles that name them."""
    entry = person.entry
    aliases = {*person.forms, *(entry.aliases if entry else ())} - {person.name}
    parsed = {form: names.parse(form) for form in person.forms}
    given = {form for form, reason in person.told if reason == "editor"}
    return Portrayal(
        name=person.name,
        base=text.slug(person.name) or "speaker",
        aliases=tuple(sorted(aliases, key=lambda alias: (text.fold(alias), alias))),
        roles=_roles(person, settings),
        namings=namings(person),
        known=_known(person),
        keys=tuple(sorted({names.key(name) for name in parsed.values()})),
        bare=tuple(sorted((names.key(name), form in given) for form, name in parsed.items() if not name.is_full)),
        articles=len(person.articles),
        first=min(person.articles, default=""),
        unresolved=person.unresolved,
    )


def marks(person: Person) -> set[str]:
    """Each name with each article that uses it."""
    return {names.mark(names.parse(form), article) for form, found in person.forms.items() for article in found}


def _known(person: Person) -> tuple[str, ...]:
    shown, parsed = names.parse(person.name), {names.parse(form) for form in person.forms}
    full = {name for name in map(names.parse, person.whole) if name.is_full}
    own = person.entry is not None and shown not in {names.parse(alias.name) for alias in person.entry.scoped}
    if not (full or own) and any(name.is_full for name in parsed):
        return tuple(sorted(marks(person)))
    known = {names.key(name) for name in full or ((shown,) if own else parsed)}
    first = names.key(shown) if own or names.key(shown) in known else min(known)
    return (first, *sorted(known - {first}))


def _roles(person: Person, settings: Mapping[str, Setting]) -> tuple[Role, ...]:
    """The editor's roles, as the editor puts them, when and where said if articles use them; then the articles'."""
    found = sorted(_used(person, settings), key=lambda role: (-len(role.articles), role.name))
    used = {text.normalise(role.name): role for role in found}
    given = person.entry.roles if person.entry else ()
    spelled = set(map(text.normalise, given))
    of_editor = (replace(used.get(text.normalise(name), Role(name, ())), name=name) for name in given)
    return (*of_editor, *(role for role in found if text.normalise(role.name) not in spelled))


def _used(person: Person, settings: Mapping[str, Setting]) -> Iterable[Role]:
    """The roles that tell something of one person (not "Mr."), each in the spelling most used."""
    alike: dict[str, list[str]] = {}
    for role in person.roles:
        if names.role_words([role]) and text.words(role)[-1] not in rules.words("endings.txt"):
            alike.setdefault(text.normalise(role), []).append(role)
    for spellings in alike.values():
        shown = min(spellings, key=lambda role: (-len(person.roles[role]), role))
        yield _role(shown, set().union(*(person.roles[role] for role in spellings)), settings)


def _role(name: str, articles: Iterable[str], settings: Mapping[str, Setting]) -> Role:
    """A role that some articles use: when, and which outlets."""
    used = tuple(sorted(articles))
    dates = sorted(date for date in (settings[article].date for article in used) if date)
    count = Counter(id_ for id_ in (settings[article].outlet_id for article in used) if id_)
    outlets = tuple(sorted(count, key=lambda outlet: (-count[outlet], outlet)))
    return Role(name, used, outlets, dates[0] if dates else None, dates[-1] if dates else None)
