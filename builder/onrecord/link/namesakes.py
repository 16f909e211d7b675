"""Two people of one name: the articles that use a name, parted by what tells their people apart.

What articles say of one person changes over the years, so a difference alone parts nobody. It takes a contradiction (a
pitcher and a governor, the mayors of two towns, Mr. and Mrs.), nothing that ties the articles together, and more than
one such ground (a post in some house is one), or years between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord import text
from onrecord.link import days, names, rules

Tie = int | str
"""What ties articles together: the number of a name that few give, or the id of a story."""

_PARTED = 3  # points of evidence that make two people
_YEARS = 730  # days between the articles on one and those on the other
EVERYWHERE = 100
"""Articles: a name in more of them is known to everybody, and is one person's unless the editor says otherwise."""
_POST = re.compile(r"(?!(?:an?\s|the\s)?(?:former|ex|retired|then)\b)([^,]*?)\s(?:of|at)\s(?:the\s)?[A-Z]")
_FAMOUS = 12  # articles: of somebody named so often, some will say anything


@dataclass(frozen=True, slots=True)
class Portrait:
    """What some articles say of whom they name.

    Attributes:
        walks: walks of life.
        posts: those of them that the person has now, in some house: "pastor of Hill Church".
        offices: offices that few hold at a time, each with a proper word of the same role.
        places: the states, cities and nations of the roles.
        addresses: "m" for Mr., "f" for Mrs.
        days: when they appeared.
    """

    walks: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    offices: frozenset[tuple[str, str]] = frozenset()
    places: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    days: tuple[int, ...] = ()

    def __or__(self, other: Portrait) -> Portrait:
        """What both say."""
        return Portrait(
            self.walks | other.walks,
            self.posts | other.posts,
            self.offices | other.offices,
            self.places | other.places,
            self.addresses | other.addresses,
            tuple(sorted({*self.days, *other.days})),
        )


def portrait(said: Iterable[str], date: str | None) -> Portrait:
    """What one article says of somebody, in roles and descriptions, and its date."""
    given = tuple(said)
    day = days.number(date)
    drawn = [_drawn(role) for role in given]
    places = frozenset[str]().union(*(one.places for one in drawn))
    held = {office for role in given for office in names.role_words([role]) & rules.words("offices.txt")}
    return Portrait(
        walks=frozenset[str]().union(*(one.walks for one in drawn)),
        posts=frozenset[str]().union(*(one.posts for one in drawn)),
        offices=frozenset((office, place) for office in held for place in places).union(
            *(one.offices for one in drawn)
        ),
        places=places,
        addresses=names.addresses(given),
        days=(day,) if day is not None else (),
    )


def is_telling(said: Iterable[str]) -> bool:
    """Whether roles and descriptions tell anything that could be contradicted."""
    given = tuple(said)
    return bool(given) and _tells(given)


@lru_cache(maxsize=4096)
def _tells(said: tuple[str, ...]) -> bool:
    return portrait(said, None) != Portrait()


def parted(portraits: Mapping[str, Portrait], ties: Callable[[str], frozenset[Tie]]) -> list[list[str]]:
    """The articles that name somebody of one name, in groups, one for each person, the most used first.

    Args:
        portraits: what each of the articles says of them; no more than `EVERYWHERE`.
        ties: what ties an article to others (`Company.ties`), the name itself left out.
    """
    groups = [[article] for article in sorted(portraits)]
    if not any(_may_part(portraits.values())):
        return [sorted(portraits)]
    groups = _tied(groups, {article: ties(article) for article in portraits})
    groups = _alike(groups, portraits)
    main, *others = sorted(groups, key=lambda group: (-len(group), min(group)))
    own = _joined(main, portraits)
    apart = [other for other in others if _points(own, _joined(other, portraits), len(main)) >= _PARTED]
    kept = [article for group in groups if group not in apart for article in group]
    return [sorted(kept), *apart]


def _may_part(portraits: Iterable[Portrait]) -> Iterable[bool]:
    """Whether anything is said that could be contradicted: most names need no further look."""
    seen = Portrait()
    for one in portraits:
        walks = bool(seen.walks) and bool(one.walks) and seen.walks != one.walks
        yield walks or _offices_differ(seen, one) or len(seen.addresses | one.addresses) > 1
        seen |= one


def _tied(groups: Sequence[list[str]], ties: Mapping[str, frozenset[Tie]]) -> list[list[str]]:
    """The groups, those that have a tie in common joined."""
    found: list[tuple[set[Tie], list[str]]] = []
    for group in groups:
        own = set().union(*(ties[article] for article in group))
        meeting = [one for one in found if not one[0].isdisjoint(own)]
        found = [one for one in found if one[0].isdisjoint(own)]
        found.append((own.union(*(t for t, _ in meeting)), [*group, *(a for _, g in meeting for a in g)]))
    return [sorted(group) for _, group in found]


def _alike(groups: Sequence[list[str]], portraits: Mapping[str, Portrait]) -> list[list[str]]:
    """The groups, those that tell of one walk of life, and of no two holders of one office, joined."""
    found: list[tuple[Portrait, list[str]]] = []
    for group in sorted(groups, key=lambda group: (-len(group), min(group))):
        own = _joined(group, portraits)
        fitting = next((n for n, (known, _) in enumerate(found) if _fits(known, own)), None)
        if fitting is None:
            found.append((own, group))
        else:
            found[fitting] = (found[fitting][0] | own, sorted([*found[fitting][1], *group]))
    return [group for _, group in found]


def _fits(known: Portrait, own: Portrait) -> bool:
    return not known.walks.isdisjoint(own.walks) and not _offices_differ(known, own)


def _points(known: Portrait, own: Portrait, articles: int) -> int:
    """How much tells two people apart."""
    walks = _walks_differ(known.walks, own.walks)
    posts = walks > 1 and (_differ(known.posts, own.walks) or _differ(own.posts, known.walks))
    offices = 3 * _offices_differ(known, own)
    addresses = 2 * _differ(known.addresses, own.addresses)
    if not walks + offices + addresses:
        return 0  # years and places alone are one person's
    years = _days_between(known.days, own.days) >= _YEARS
    return walks + posts + offices + addresses + years + _differ(known.places, own.places) - 2 * (articles >= _FAMOUS)


def _walks_differ(known: frozenset[str], own: frozenset[str]) -> int:
    """2 for walks of life that hardly anybody combines, 1 for those that many do, 0 for the same or unknown."""
    if not _differ(known, own):
        return 0
    return 1 if (known | own) <= rules.words("combined.txt") else 2


def _differ(known: frozenset[str], own: frozenset[str]) -> bool:
    """Whether both are known, and have nothing in common."""
    return bool(known) and bool(own) and known.isdisjoint(own)


def _offices_differ(known: Portrait, own: Portrait) -> bool:
    """Whether both hold one office, and nothing printed beside it is the same."""
    titles = {title for title, _ in known.offices} & {title for title, _ in own.offices}
    return bool(titles) and {place for _, place in known.offices}.isdisjoint(place for _, place in own.offices)


def _days_between(some: Sequence[int], others: Sequence[int]) -> int:
    """The fewest days from one of some days to one of others; 0 where there are none."""
    return min((abs(one - other) for one in some for other in others), default=0)


def _joined(group: Iterable[str], portraits: Mapping[str, Portrait]) -> Portrait:
    found = Portrait()
    for article in group:
        found |= portraits[article]
    return found


@cache
def _lines(file: str) -> Mapping[str, frozenset[str]]:
    """For each word of a rule file, the first words of its lines."""
    found: dict[str, set[str]] = {}
    for line in rules.lines(file):
        first, *words = line.split()
        for word in (first, *words) if file == "places.txt" else words:
            found.setdefault(word, set()).add(first)
    return {word: frozenset(firsts) for word, firsts in found.items()}


@cache
def _drawn(role: str) -> Portrait:
    """What one role tells."""
    telling, walks, places = names.role_words([role]), _lines("walks.txt"), _lines("places.txt")
    proper = {word for word in _capitalised(role) if not names.role_words([word]) & walks.keys()}
    offices = telling & rules.words("offices.txt")
    post = found[1] if (found := _POST.match(role)) else ""
    return Portrait(
        walks=frozenset[str]().union(*(walks.get(word, ()) for word in telling)),
        posts=frozenset[str]().union(*(walks.get(word, ()) for word in names.role_words([post])))
        if post
        else frozenset(),
        offices=frozenset((office, word) for office in offices for word in proper),
        places=frozenset[str]().union(*(places.get(word, ()) for word in proper)),
    )


def _capitalised(role: str) -> set[str]:
    """The words with a capital that may be a place or a house, without stops: "N.J." is "nj"."""
    printed = (word.replace(".", "") for word in role.split() if word[:1].isupper())
    return {word for one in printed for word in text.words(one) if len(word) > 1} - rules.words("unplaced.txt")
