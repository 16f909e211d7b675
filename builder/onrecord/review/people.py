"""Who is who: speakers that may be one person, and surnames that may be anybody's. Only near names are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.link import names
from onrecord.link.names import Name
from onrecord.review import remedies
from onrecord.review.attributions import times
from onrecord.review.desk import Desk, Person, Said
from onrecord.review.findings import Finding, Remedy, worth
from onrecord.text import fold

_BLOCK = 40  # names that share a surname, or a spelling but for a letter: of more, no two are compared
_LEAST = 0.3  # how likely two names must be one person's
_UNRESOLVED = 0.8  # how likely a reader who looks for somebody misses what is credited to the surname
_OFTEN = 3  # articles that use a name: so often it is no slip
_LONG = 4  # letters of a name in which a slip of one letter still tells what was meant
_NAMED = 3  # candidates that are told


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two speakers whose names are near, what is alike in them, and how likely that alone makes them one."""

    one: Person
    other: Person
    alike: str
    likely: float


def speakers(desk: Desk) -> Iterator[Finding]:
    """Speakers that may be one person, with what speaks for and against it."""
    articles = _articles(desk)
    decided = _decided(desk)
    for pair in _pairs(desk):
        both = frozenset((fold(pair.one.name), fold(pair.other.name)))
        if both in decided or both <= desk.entries.keys():
            continue
        for_, against = _evidence(desk, pair, articles)
        likely = pair.likely + sum(weight for weight, _ in for_) - sum(weight for weight, _ in against)
        if likely >= _LEAST:
            yield _duplicate(desk, pair, min(likely, 0.95), [told for _, told in for_], [told for _, told in against])


def _duplicate(desk: Desk, pair: _Pair, likely: float, for_: list[str], against: list[str]) -> Finding:
    one, other = pair.one, pair.other
    moved = {desk.said[id_].article for id_ in other.said}
    return Finding(
        kind="speakers",
        key=f"{one.id}+{other.id}",
        title=f"{one.name} and {other.name}: one person?",
        value=worth(likely, len(moved), desk.quoted((one.id, other.id))),
        why=(
            f"for: {pair.alike}",
            *(f"for: {told}" for told in for_),
            *(f"against: {told}" for told in against),
            f"{one.name} is quoted {times(len(one.said))}, {other.name} {times(len(other.said))}",
        ),
        places=tuple(desk.place(id_) for id_ in (*one.said[:1], *other.said[:2])),
        remedies=(
            remedies.person(desk, one.name, "if they are one person", aliases=[other.name]),
            remedies.person(desk, one.name, "if they are two", not_same_as=[other.name]),
        ),
        day=desk.newest(desk.said[id_].article for id_ in (*one.said, *other.said)),
    )


def _decided(desk: Desk) -> set[frozenset[str]]:
    """Pairs of names on which the editor has decided already, be it that they are one."""
    entries = desk.authority.speakers
    return {frozenset((fold(e.name), fold(n))) for e in entries for n in (*e.not_same_as, *e.aliases, *e.merge)}


def _articles(desk: Desk) -> dict[str, frozenset[str]]:
    """For each speaker, the articles that quote or name them in full."""
    by_form: dict[str, set[str]] = {}
    for record in desk.records:
        for named in record.people:
            by_form.setdefault(fold(named.name), set()).add(record.article.id)
    found = {}
    for person in desk.people.values():
        forms = [fold(form) for form in (person.name, *person.aliases) if names.parse(form).is_full]
        quoting = {desk.said[id_].article for id_ in person.said}
        found[person.id] = frozenset(quoting.union(*(by_form.get(form, ()) for form in forms)))
    return found


def _pairs(desk: Desk) -> Iterator[_Pair]:
    """The pairs of near names, the speaker who is quoted more first, each pair once."""
    blocks: dict[tuple[str, ...], list[Person]] = {}
    for person in desk.people.values():
        for key in _keys(names.parse(person.name)):
            blocks.setdefault(key, []).append(person)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for two in combinations(block, 2) if len(block) <= _BLOCK else ():
            one, other = sorted(two, key=lambda person: (-len(person.said), person.id))
            if (one.id, other.id) in seen or not other.said:
                continue
            seen.add((one.id, other.id))
            alike, likely = _alike(names.parse(one.name), names.parse(other.name))
            if alike:
                yield _Pair(one, other, alike, likely)


def _keys(name: Name) -> set[tuple[str, ...]]:
    """What near names have in common: the surname; the spelling but for one letter; a first name and any other."""
    if not name.is_full:
        return set()
    spelling = f"{name.given} {name.surname}"
    slips = {spelling[:at] + spelling[at + 1 :] for at in range(len(spelling))}
    found: set[tuple[str, ...]] = {("surname", name.surname), ("spelling", spelling)}
    found |= {("spelling", slip) for slip in slips}
    found |= {("double", name.given, token) for token in name.tokens[1:]}
    return found


def _alike(one: Name, other: Name) -> tuple[str, float]:
    """What makes two names near, and how likely that alone makes them one person's; nothing where they are not."""
    if one.surname == other.surname:
        if one.given == other.given:
            told = "the names differ in a suffix" if one.suffix != other.suffix else "the names differ in a middle name"
            return told, 0.2 if one.suffix != other.suffix else 0.45
        if names.is_short_for(one.given, other.given) or names.is_short_for(other.given, one.given):
            initial = 1 in (len(one.given), len(other.given))
            return "one first name may be short for the other", 0.35 if initial else 0.5
        if _slip(one.given, other.given):
            known = names.is_given(one.given) and names.is_given(other.given)
            return "the first names differ by a letter", 0.2 if known else 0.45
    elif one.given == other.given:
        if _slip(one.surname, other.surname):
            return "the last names differ by a letter", 0.45
        if one.surname in other.tokens[1:] or other.surname in one.tokens[1:]:
            return "one has a further last name", 0.4
    return "", 0.0


def _slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter: another, one more, or two in the wrong order."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG or len(long) - len(short) > 1 or short == long:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = long[:at] + long[at : at + 2][::-1] + long[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or short == swapped


Told = tuple[float, str]
"""How much something weighs, and what it is."""


def _evidence(desk: Desk, pair: _Pair, articles: Mapping[str, frozenset[str]]) -> tuple[list[Told], list[Told]]:
    """What speaks for, and what against, that two speakers are one person."""
    ours, theirs = articles[pair.one.id], articles[pair.other.id]
    for_: list[Told] = []
    against: list[Told] = []
    own, others = (names.role_words(person.roles) for person in (pair.one, pair.other))
    if shared := own & others:
        for_.append((0.25, f"both have roles with “{', '.join(sorted(shared)[:_NAMED])}”"))
    elif own and others:
        against.append((0.2, f"other roles: {_role(pair.one)}, {_role(pair.other)}"))
    stories = {desk.papers[a].story for a in ours} & {desk.papers[a].story for a in theirs} - {None}
    if stories:
        for_.append((0.2, f"both are in {_many(len(stories), 'story', 'stories')}"))
    if together := ours & theirs:
        slip = "letter" in pair.alike
        against.append((0.1 if slip else 0.4, f"{_many(len(together), 'article names', 'articles name')} both"))
    rare = min(len(ours), len(theirs))
    if rare >= _OFTEN:
        against.append((0.2, f"both names are used often ({len(ours)} and {len(theirs)} articles)"))
    elif max(len(ours), len(theirs)) >= 5 * rare and not together:
        for_.append((0.1, "one name is common here, the other rare"))
    return for_, against


def _role(person: Person) -> str:
    """The role that most articles give."""
    return min(person.roles, key=lambda role: (-len(person.roles[role]), role), default="none")


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def surnames(desk: Desk) -> Iterator[Finding]:
    """Surnames that nothing tells whose they are, with those who may be meant."""
    articles = _articles(desk)
    for person in desk.people.values():
        said = [id_ for id_ in person.said if not desk.corrected(id_) and not _is_told(desk, person, desk.said[id_])]
        if said and person.unresolved:
            yield _surname(desk, person, said, articles)


def _is_told(desk: Desk, person: Person, said: Said) -> bool:
    """Whether the editor has said whose the name is in that article, be it since the last build."""
    wanted = fold(person.name)
    for entry in desk.authority.speakers:
        everywhere = wanted in map(fold, entry.aliases)
        if everywhere or any(fold(one.name) == wanted and one.article in (None, said.article) for one in entry.scoped):
            return True
    return False


def _surname(desk: Desk, person: Person, said: Sequence[str], articles: Mapping[str, frozenset[str]]) -> Finding:
    carrying = sorted({desk.said[id_].article for id_ in said})
    told = f"{_many(len(said), 'quotation', 'quotations')} in {_many(len(carrying), 'article', 'articles')}"
    likely = person.candidates[:_NAMED]
    return Finding(
        kind="surname",
        key=person.id,
        title=f"{person.name}: who is it?",
        value=worth(_UNRESOLVED, len(carrying), len(said)),
        why=(
            told + (f", as {_role(person)}" if person.roles else ""),
            *(_candidate(desk, carrying, id_, name, articles) for id_, name in likely),
            *(() if likely else ("no article of the archive gives a full name with it",)),
        ),
        places=tuple(desk.place(id_) for id_ in said),
        remedies=tuple(_for_surname(desk, person, carrying, [name for _, name in likely])),
        day=desk.newest(carrying),
    )


def _candidate(
    desk: Desk, carrying: Sequence[str], id_: str | None, name: str, articles: Mapping[str, frozenset[str]]
) -> str:
    """What is known of somebody who may be meant."""
    if id_ is None or id_ not in desk.people:
        return f"perhaps {name}, who has no words in the archive"
    stories = {story for article in carrying if (story := desk.papers[article].story)}
    outlets = {desk.papers[article].outlet for article in carrying}
    same_story = sum(desk.papers[article].story in stories for article in articles[id_])
    same_outlet = sum(desk.papers[article].outlet in outlets for article in articles[id_])
    told = f"perhaps {name}: quoted {times(len(desk.people[id_].said))}"
    told += f", named in {_many(same_story, 'article', 'articles')} of the same story" if same_story else ""
    return told + (f", by the same outlet in {_many(same_outlet, 'article', 'articles')}" if same_outlet else "")


def _for_surname(desk: Desk, person: Person, carrying: Sequence[str], likely: Sequence[str]) -> Iterator[Remedy]:
    scoped = [{"name": person.name, "article": article} for article in carrying]
    for name in likely:
        yield remedies.person(desk, name, f"if it is {name}", aliases=scoped)
    yield remedies.person(desk, f"FIRST NAME {person.name}", "with the full name", aliases=scoped)
