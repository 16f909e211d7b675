"""A speaker's pages: who they are as outlets put it, and what they said, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from onrecord import addresses, reasons
from onrecord.model import Rendering, Role, Speaker, Statement
from onrecord.text import fold
from onrecord.write import dates, escape
from onrecord.write.catalogue import Beside, Catalogue, Item, Report, counted, tally
from onrecord.write.render import Page
from onrecord.write.timeline import HEIGHT, timeline

PER_PAGE = 150
"""Statements on one page; more are split by year, month and number."""
ROLES = 8
CHIPS = 12

Saying = Statement | Rendering
"""A statement, or a quotation without marks, which renders none."""
Parts = tuple[dates.Period[Saying], ...]


def parts(catalogue: Catalogue, speaker: Speaker) -> Parts:
    """The further pages of a speaker whose statements, with what is reported, would make one page too heavy."""
    return dates.parts(_sayings(catalogue, speaker), catalogue.date, PER_PAGE)


def page(catalogue: Catalogue, speaker: Speaker) -> Page:
    """The speaker's page."""
    everything = _sayings(catalogue, speaker)
    said = [one for one in everything if isinstance(one, Statement)]
    counts = _counts(catalogue, speaker, said)
    return Page("speaker.md.j2", _meta(speaker, f"What {speaker.name} said: {', '.join(counts)}."), {
        "speaker": speaker,
        "roles": _roles(speaker)[:ROLES],
        "aliases": [alias for alias in speaker.aliases if alias != speaker.name],
        "candidates": catalogue.speakers(speaker.candidates),
        "names": _names(speaker),
        "counts": counts,
        "when": dates.between(catalogue.date(one) for one in everything),
        "height": HEIGHT,
        "timeline": timeline(found.first for found in said),
        "topics": catalogue.count_topics(said)[:CHIPS],
        "outlets": catalogue.count_outlets(said)[:CHIPS],
        "search": catalogue.search(speaker=speaker.id, q=""),
        **_lists(catalogue, everything[:PER_PAGE]),
        "beside": _held(catalogue, speaker),
        "shown": min(len(everything), PER_PAGE),
        "total": len(everything),
        "parts": catalogue.parts(addresses.speaker(speaker.id), parts(catalogue, speaker)),
    })  # fmt: skip


def part_page(catalogue: Catalogue, speaker: Speaker, part: dates.Period[Saying], beside: Beside) -> Page:
    """One period of a speaker who said a great deal."""
    meta = _meta(speaker, f"What {speaker.name} said: {part.label}.", f"{speaker.name}: {part.label}")
    said = sum(isinstance(one, Statement) for one in part.items)
    reported = len(part.items) - said
    return Page("speaker_part.md.j2", meta, {
        "speaker": catalogue.speaker(speaker.id),
        "part": part,
        "counts": [counted(said, "statement")] * bool(said) + [f"{reported} reported without marks"] * bool(reported),
        **_lists(catalogue, part.items),
        "beside": beside,
    })  # fmt: skip


def _sayings(catalogue: Catalogue, speaker: Speaker) -> list[Saying]:
    """All that somebody said, newest first, of one day the words in marks first."""
    found: list[Saying] = [*catalogue.statements(speaker.renderings), *catalogue.reported(speaker.renderings)]
    return dates.newest_first(found, catalogue.date)


def _held(catalogue: Catalogue, speaker: Speaker) -> int:
    """How many reported clauses are told with the words in marks that stand in them."""
    known = catalogue.archive.renderings
    return sum(known[i].holds is not None for i in speaker.renderings if i in known)


def _lists(catalogue: Catalogue, found: Sequence[Saying]) -> dict[str, object]:
    """What stands in marks, and what is reported without, each by day: the template's two lists."""
    reported = [one for one in found if isinstance(one, Rendering)]
    return {
        "groups": list(by_day(catalogue, [one for one in found if isinstance(one, Statement)])),
        "reports": list(reports_by_day(catalogue, reported)),
        "reported": len(reported),
    }


def _counts(catalogue: Catalogue, speaker: Speaker, said: Sequence[Statement]) -> list[str]:
    known = catalogue.archive.renderings
    renderings = [known[i] for i in speaker.renderings if i in known]
    articles = {i for found in said for i in found.articles} | {one.article for one in renderings}
    counts = [counted(len(said), "statement")] if said else []
    counts += [*tally(renderings), counted(len(articles), "article")]
    number = catalogue.outlets_of(articles)
    return [*counts, counted(number, "outlet")] if number else counts


def by_day(
    catalogue: Catalogue, said: list[Statement] | tuple[Statement, ...]
) -> Iterator[tuple[str | None, list[Item]]]:
    """Statements (newest first) grouped by the day on which they were first carried."""
    for date, found in groupby(said, lambda statement: statement.first):
        yield date, [catalogue.item(statement) for statement in found]


def reports_by_day(catalogue: Catalogue, reported: Iterable[Rendering]) -> Iterator[tuple[str | None, list[Report]]]:
    """What is reported without marks (newest first) grouped by the day on which it was."""
    for date, found in groupby(reported, catalogue.date):
        yield date, [catalogue.report(rendering) for rendering in found]


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


def _names(speaker: Speaker) -> list[tuple[str, str, int]]:
    """Each form of the name that differs from the one shown, why it is theirs, and in how many articles."""
    others = (naming for naming in speaker.names if naming.reason not in ("own", "unresolved"))
    return [(naming.form, reasons.naming(naming), len(naming.articles)) for naming in others]


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
