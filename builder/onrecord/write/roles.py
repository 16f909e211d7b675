"""What outlets call somebody: each role with how many articles use it, in which outlets, and from when to when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Role, Speaker
from onrecord.text import fold
from onrecord.write import dates
from onrecord.write.catalogue import Catalogue

OUTLETS = 3
"""Outlets that a role names."""


@dataclass(frozen=True, slots=True)
class Use:
    """A role as most outlets print it, and its use; `when` is "" where no article that uses it has a date."""

    name: str
    articles: int
    when: str
    outlets: tuple[str, ...]


def roles(catalogue: Catalogue, speaker: Speaker) -> list[Use]:
    """The roles of a speaker: the editor's first, then those of most articles.

    Capitals and hyphens do not tell roles apart; one that is a part of another as frequent ("nominee", "Republican
    nominee") adds nothing to it.
    """
    alike: dict[str, list[Role]] = {}
    for role in speaker.roles:
        alike.setdefault(_spelled(role.name), []).append(role)
    used = [_use(catalogue, found) for found in alike.values()]
    return sorted((one for one in used if not _implied(one, used)), key=lambda use: (-use.articles, use.name))


def _use(catalogue: Catalogue, found: Sequence[Role]) -> Use:
    articles = {i for role in found for i in role.articles}
    known = catalogue.archive.outlets
    tallied = Counter(catalogue.archive.entries[i].outlet for i in articles if i in catalogue.archive.entries)
    outlets = sorted((i for i in tallied if i in known), key=lambda i: (-tallied[i], i))
    name = max(found, key=lambda role: (len(role.articles), role.name)).name
    when = _between([date for role in found for date in (role.first, role.last) if date])
    return Use(name, len(articles), when, tuple(known[i].name for i in outlets[:OUTLETS]))


def _between(known: Sequence[str]) -> str:
    """From when to when: "Nov 2015 – Sep 2016"; "" where nothing is known."""
    ends = list(dict.fromkeys(_month(end) for end in (min(known), max(known)))) if known else []
    return " – ".join(ends)


def _month(date: str) -> str:
    """The month of a date, short: "Nov 2015"; the year where no more is known."""
    name, _, year = dates.day(date[:7]).rpartition(" ")
    return f"{name[:3]} {year}".strip()


def _implied(use: Use, others: Iterable[Use]) -> bool:
    own = set(_spelled(use.name).split())
    return any(own < set(_spelled(other.name).split()) and other.articles >= use.articles for other in others)


def _spelled(role: str) -> str:
    """The role as it is compared: "Front-runner" and "frontrunner" are one."""
    return fold(role).replace("-", "")
