"""Personal names taken apart, so that two spellings of one name can be told from two names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord import text
from onrecord.link import rules

_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_PARTICLES = frozenset(
    {"da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "las", "le", "los", "mac", "st"}
    | {"ter", "van", "vander", "von", "y"}
)
_AT = " @"  # before the article in which the registry knows a name
_ARTICLES = frozenset({"al", "el", "ul"})  # "Bashar al-Assad" is "Assad" as well
_BODY = frozenset(
    {"and", "association", "campaign", "commission", "committee", "council", "for", "institute", "national", "of"}
    | {"party", "the"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """One name, folded and taken apart: "Joseph R. Biden Jr." is joseph / (r) / biden / jr.

    Attributes:
        given: the first name or initials ("Al Lane" has one, "al-Sadi" has none); "" where only a surname is given.
        middles: what stands between it and the surname: names, initials, or the first half of a double surname.
        surname: its last word, particles in front ("deblasio"), apostrophes and hyphens left out.
        suffix: "jr", "sr", "ii", "iii", "iv" or "".
        tokens: the folded words of all but the suffix.
    """

    given: str
    middles: tuple[str, ...]
    surname: str
    suffix: str
    tokens: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """It says more than a surname."""
        return bool(self.given)


@cache
def parse(name: str) -> Name:
    """`name`, which carries no title, taken apart. A body's name ("Committee for Peace") is all surname."""
    tokens = [word.replace("'", "") for word in text.words(_joined_initials(name))]
    if tokens and tokens[0] == "the":
        del tokens[0]
    suffix = _SUFFIXES.get(tokens[-1], "") if len(tokens) > 1 else ""
    if suffix:
        tokens.pop()
    if not tokens or _BODY.intersection(tokens):
        return Name("", (), " ".join(tokens), suffix, tuple(tokens))
    surname_at = max(_surname_at(tokens), 1 if re.match(r"Al\s+[^\W\d_]", name) else 0)
    surname = "".join(token for token in tokens[surname_at:] if token not in _ARTICLES) or tokens[-1]
    given = tokens[0] if surname_at else ""
    return Name(given, tuple(tokens[1:surname_at]), surname, suffix, tuple(tokens))


def key(name: Name) -> str:
    """A name as the registry knows it: folded, its words in order."""
    return " ".join(filter(None, (*name.tokens, name.suffix)))


def mark(name: Name, article: str) -> str:
    """A name as the registry knows it in one article: so it knows one of several people of that name."""
    return f"{key(name)}{_AT}{article}"


def is_mark(known: str) -> bool:
    """Whether what the registry knows is a name in one article."""
    return _AT in known


def marks_of(known: Iterable[str]) -> list[str]:
    """Those that are names in one article."""
    return [one for one in known if _AT in one]


def unmarked(known: str) -> str:
    """What the registry knows, without the article."""
    return known.partition(_AT)[0]


def _joined_initials(name: str) -> str:
    """`name` with initials at its head as one word: "J.D. Vance" and "JD Vance" are spelled alike."""
    head = re.match(r"(?:\w\.\s?){2,}", name)
    if not head:
        return name
    return re.sub(r"[.\s]", "", head.group()) + " " + name[head.end() :]


def is_led(name: Name) -> bool:
    """Whether a name is of several words, and a particle comes first: "Le Pen", but perhaps "Van Moss"."""
    return len(name.tokens) > 1 and name.tokens[0] in _PARTICLES


def _surname_at(tokens: list[str]) -> int:
    """Where the surname begins in `tokens`: at the last word, or at the particles before it."""
    at = len(tokens) - 1
    while at > 0 and (tokens[at - 1] in _PARTICLES or tokens[at - 1] in _ARTICLES):
        at -= 1
    return at


@cache
def _known() -> frozenset[str]:
    """The first names that have, or are, a short form or another spelling."""
    formal = (line for name in ("nicknames.txt", "variants.txt") for line in rules.lines(name))
    return frozenset(word for line in formal for word in line.split())


@cache
def _formal() -> Mapping[str, frozenset[str]]:
    """For each short form, the given names it may stand for."""
    found: dict[str, set[str]] = {}
    for line in rules.lines("nicknames.txt"):
        formal, *short = line.split()
        for name in short:
            found.setdefault(name, set()).add(formal)
    return {name: frozenset(formal) for name, formal in found.items()}


def is_given(name: str) -> bool:
    """Whether `name` is a first name that many bear: it has, or is, a short form or another spelling."""
    return name in _known()


def is_short_for(short: str, long: str) -> bool:
    """Whether `short` may be a nickname or the initial of the given name `long`."""
    if short == long:
        return False
    return long in _formal().get(short, ()) or (len(short) == 1 and long.startswith(short))


@cache
def _variants() -> Mapping[str, str]:
    """For each name that is spelled in several ways, the first of them."""
    return {name: line.split()[0] for line in rules.lines("variants.txt") for name in line.split()}


def is_variant(one: str, other: str) -> bool:
    """Whether two words are spellings of one name: "hilary" and "hillary"."""
    return one != other and _variants().get(one, one) == _variants().get(other, other)


def middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two sets of middle names may be one person's: equal, abbreviated, or left out."""
    if not one or not other:
        return True
    return len(one) == len(other) and all(
        a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=True)
    )


def is_tail(short: Name, long: Name) -> bool:
    """Whether `short` is the end of `long`: "Blasio" or "de Blasio" of "Bill de Blasio"."""
    size = len(short.tokens)
    if short.suffix and short.suffix != long.suffix:
        return False
    if not long.is_full or size >= len(long.tokens):
        return False
    return long.tokens[-size:] == short.tokens or short.surname == long.surname == "".join(short.tokens)


@cache
def _titles() -> Mapping[str, str]:
    """For each way to print a title, the title."""
    found = {}
    for line in rules.lines("titles.txt"):
        title, *forms = line.split()
        found.update(dict.fromkeys(forms, title))
    return found


_ADDRESSES = {"mr": "m", "sir": "m", "mrs": "f", "ms": "f", "miss": "f", "mx": "x"}


def addresses(roles: Iterable[str]) -> frozenset[str]:
    """How `roles` address a person: "m" for Mr., "f" for Mrs., Ms. and Miss; empty where none does."""
    return frozenset(_ADDRESSES[word] for role in roles for word in text.words(role) if word in _ADDRESSES)


def role_words(roles: Iterable[str]) -> frozenset[str]:
    """The words of `roles` that tell who somebody is, titles written out."""
    return frozenset().union(*map(_telling_words, roles))


@cache
def _telling_words(role: str) -> frozenset[str]:
    words = {_titles().get(word, word) for word in text.words(role)}
    return frozenset(words - rules.words("untelling.txt"))
