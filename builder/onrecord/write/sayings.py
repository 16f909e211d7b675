"""What somebody said, as lines of a list: statements, and what is reported without marks; by day, with their facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from markupsafe import Markup

from onrecord.model import Rendering, Speaker, Statement
from onrecord.write import dates, escape
from onrecord.write.catalogue import Catalogue, Item, Report, counted, tally
from onrecord.write.watch import those

Saying = Statement | Rendering
"""A statement, or a quotation without marks, which renders none."""

Facet = Literal["topic", "outlet", "year", "month"]
"""What sayings can be narrowed by."""

FACETS: tuple[Facet, ...] = ("topic", "outlet", "year")


UNFOLDED = 5
"""Reports without marks that are shown unfolded, below statements."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: what it shows, and its facets as attributes of HTML, where something narrows the list."""

    shown: Item | Report
    facets: Markup


Days = list[tuple[str | None, list[Line]]]


def of_speaker(catalogue: Catalogue, speaker: Speaker) -> list[Saying]:
    """All that somebody said, newest first, of one day the words in marks first."""
    found: list[Saying] = [*catalogue.said_by(speaker), *catalogue.reported(speaker.renderings)]
    return dates.newest_first(found, catalogue.date)


def values(catalogue: Catalogue, saying: Saying, facet: Facet) -> tuple[str, ...]:
    """What a saying has of a facet: ids of topics or outlets, or its year."""
    archive = catalogue.archive
    if facet == "topic":
        return tuple([one.id for one in those(archive.topics, saying.topics)])
    if facet == "year":
        date = catalogue.date(saying)
        return (date[:4] if date else dates.UNDATED,)
    if isinstance(saying, Statement):
        return tuple([one.id for one in those(archive.outlets, saying.outlets)])
    outlet = archive.entries[saying.article].outlet
    return (outlet,) if outlet in archive.outlets and outlet else ()


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


def lists(catalogue: Catalogue, found: Sequence[Saying], *, faceted: bool = False) -> dict[str, object]:
    """What stands in marks, and what is reported without, each by day: the two lists of `sayings.md.j2`."""
    said = [one for one in found if isinstance(one, Statement)]
    told = [one for one in found if isinstance(one, Rendering)]
    return {
        "groups": _days(catalogue, said, faceted=faceted),
        "reports": _days(catalogue, told, faceted=faceted),
        "reported": len(told),
        "fold": bool(said) and len(told) > UNFOLDED,
    }


def lines(catalogue: Catalogue, found: Iterable[Saying]) -> list[Line]:
    """Some sayings as lines of a list that nothing narrows."""
    return [_line(catalogue, one, faceted=False) for one in found]


def counts(catalogue: Catalogue, found: Sequence[Saying], own: Iterable[Rendering]) -> list[str]:
    """How much some sayings are, and how much of the archive they stand in; `own` are the renderings counted."""
    said = [one for one in found if isinstance(one, Statement)]
    renderings = list(own)
    articles = {one.article for one in renderings}
    number = catalogue.outlets_of(articles)
    told = [counted(len(said), "statement")] if said else []
    alike = bool(said) and sum(not one.reported for one in renderings) == len(said)  # each is one quotation
    told += [*tally(renderings)[alike:], counted(len(articles), "article")]
    return [*told, counted(number, "outlet")] if number else told


def rank(catalogue: Catalogue, found: Iterable[Saying], facet: Facet) -> list[tuple[str, int]]:
    """What some sayings have of a facet, with how many have it: most first, years by time, newest first."""
    tallied = Counter(value for one in found for value in values(catalogue, one, facet))
    if facet == "year":
        return sorted(tallied.items(), key=lambda pair: (pair[0] != dates.UNDATED, pair[0]), reverse=True)
    return sorted(tallied.items(), key=lambda pair: (-pair[1], pair[0]))


def by_value(catalogue: Catalogue, found: Iterable[Saying], facet: Facet) -> dict[str, list[Saying]]:
    """Those of some sayings that have each topic, or stand in each outlet, in their order."""
    having: dict[str, list[Saying]] = {}
    for one in found:
        for value in dict.fromkeys(values(catalogue, one, facet)):
            having.setdefault(value, []).append(one)
    return having


def _days(catalogue: Catalogue, found: Sequence[Saying], *, faceted: bool) -> Days:
    return [
        (date, [_line(catalogue, one, faceted=faceted) for one in several])
        for date, several in groupby(found, catalogue.date)
    ]


def _line(catalogue: Catalogue, saying: Saying, *, faceted: bool) -> Line:
    shown = catalogue.item(saying) if isinstance(saying, Statement) else catalogue.report(saying)
    return Line(shown, _attributes(catalogue, saying) if faceted else Markup())


def _attributes(catalogue: Catalogue, saying: Saying) -> Markup:
    """The facets as HTML attributes, which the script that narrows a list reads."""
    found = ((facet, " ".join(values(catalogue, saying, facet))) for facet in FACETS)
    return Markup("".join(f' data-{facet}="{escape.attribute(told)}"' for facet, told in found))  # noqa: S704  # escaped
