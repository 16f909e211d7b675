"""A speaker's pages: who they are as outlets put it, and what they said, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from onrecord import addresses
from onrecord.model import Role, Speaker, Statement
from onrecord.text import fold
from onrecord.write import dates, escape
from onrecord.write.catalogue import Beside, Catalogue, Item, counted
from onrecord.write.render import Page
from onrecord.write.timeline import HEIGHT, timeline

PER_PAGE = 150
"""Statements on one page; more are split by year, month and number."""
ROLES = 8
CHIPS = 12

Parts = tuple[dates.Period[Statement], ...]


def parts(catalogue: Catalogue, speaker: Speaker) -> Parts:
    """The further pages of a speaker whose statements would make one page too heavy."""
    return dates.parts(catalogue.statements(speaker.renderings), lambda found: found.first, PER_PAGE)


def page(catalogue: Catalogue, speaker: Speaker) -> Page:
    """The speaker's page."""
    said = catalogue.statements(speaker.renderings)
    outlets = catalogue.count_outlets(said)
    articles = {i for found in said for i in found.articles}
    counts = [counted(len(said), "statement"), counted(len(speaker.renderings), "quotation")]
    counts.append(counted(len(articles), "article"))
    if number := catalogue.outlets_of(articles):
        counts.append(counted(number, "outlet"))
    return Page("speaker.md.j2", _meta(speaker, f"What {speaker.name} said: {counts[0]} in {counts[2]}."), {
        "speaker": speaker,
        "roles": _roles(speaker)[:ROLES],
        "aliases": [alias for alias in speaker.aliases if alias != speaker.name],
        "counts": counts,
        "when": dates.between(found.first for found in said),
        "height": HEIGHT,
        "timeline": timeline(found.first for found in said),
        "topics": catalogue.count_topics(said)[:CHIPS],
        "outlets": outlets[:CHIPS],
        "search": catalogue.search(speaker=speaker.id, q=""),
        "groups": list(by_day(catalogue, said[:PER_PAGE])),
        "shown": min(len(said), PER_PAGE),
        "total": len(said),
        "parts": catalogue.parts(addresses.speaker(speaker.id), parts(catalogue, speaker)),
    })  # fmt: skip


def part_page(catalogue: Catalogue, speaker: Speaker, part: dates.Period[Statement], beside: Beside) -> Page:
    """One period of a speaker who said a great deal."""
    meta = _meta(speaker, f"What {speaker.name} said: {part.label}.", f"{speaker.name}: {part.label}")
    return Page("speaker_part.md.j2", meta, {
        "speaker": catalogue.speaker(speaker.id),
        "part": part,
        "groups": list(by_day(catalogue, part.items)),
        "beside": beside,
    })  # fmt: skip


def by_day(
    catalogue: Catalogue, said: list[Statement] | tuple[Statement, ...]
) -> Iterator[tuple[str | None, list[Item]]]:
    """Statements (newest first) grouped by the day on which they were first carried."""
    for date, found in groupby(said, lambda statement: statement.first):
        yield date, [catalogue.item(statement) for statement in found]


def _roles(speaker: Speaker) -> list[tuple[str, int]]:
    """The roles as most outlets print them, with the number of articles that do, most first.

    Capitals and hyphens do not tell roles apart; one that is a part of another as frequent ("nominee", "Republican
    nominee") adds nothing to it.
    """
    alike: dict[str, list[Role]] = {}
    for role in speaker.roles:
        alike.setdefault(_spelled(role.name), []).append(role)
    counted_roles = [
        (max(found, key=lambda role: (len(role.articles), role.name)).name, len({i for r in found for i in r.articles}))
        for found in alike.values()
    ]
    return sorted(
        (one for one in counted_roles if not _implied(one, counted_roles)), key=lambda pair: (-pair[1], pair[0])
    )


def _implied(role: tuple[str, int], roles: Iterable[tuple[str, int]]) -> bool:
    words = set(_spelled(role[0]).split())
    return any(words < set(_spelled(name).split()) and count >= role[1] for name, count in roles)


def _spelled(role: str) -> str:
    """The role as it is compared: "Front-runner" and "frontrunner" are one."""
    return fold(role).replace("-", "")


def _meta(speaker: Speaker, description: str, title: str = "") -> dict[str, object]:
    return {
        "title": escape.heading(title or speaker.name),
        "description": escape.heading(description),
        "speakers": [escape.plain(speaker.name)],
    }
