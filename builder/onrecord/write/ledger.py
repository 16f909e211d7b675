"""What sets an outlet apart: whom it quotes how much, by year and beside the others, and what it alone carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Archive, Entry, Outlet, Rendering, Statement
from onrecord.write import dates, sheets
from onrecord.write.catalogue import Catalogue, Link, counted
from onrecord.write.items import Standing
from onrecord.write.sayings import Line, lines
from onrecord.write.watch import those

QUOTED = 15
YEARS = 6
"""Years that have a column of their own, the latest; earlier ones count for the total only."""
ALONE = 8
"""Statements that no other outlet carries which are shown."""
WITH = 6


@dataclass(frozen=True, slots=True)
class Quoted:
    """How much one speaker is quoted by an outlet.

    Attributes:
        years: quotations in each year of the table.
        share, elsewhere: of all quotations with a named speaker, here and in all other outlets, in percent; "" where
            those have none.
    """

    link: Link
    count: int
    years: tuple[int, ...]
    share: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Year:
    """What an outlet has of one year: articles, quotations in marks, people quoted, statements it alone carries."""

    label: str
    articles: int
    quotations: int
    people: int
    alone: int


@dataclass(frozen=True, slots=True)
class Alone:
    """A statement that one outlet alone carries, of a story that others told too: which story, and who they are."""

    line: Line
    story: Link
    others: tuple[str, ...]


def years(catalogue: Catalogue, entries: Iterable[Entry], alone: Iterable[Statement]) -> list[Year]:
    """An outlet's articles and quotations by year, newest first."""
    articles, said, single = Counter[str](), Counter[str](), Counter(map(_year, (one.first for one in alone)))
    people: dict[str, set[str]] = {}
    for entry in entries:
        year = _year(entry.record.date)
        articles[year] += 1
        for one in _in_marks(catalogue, [entry]):
            said[year] += 1
            people.setdefault(year, set()).update(one.speakers)
    ordered = sorted(articles, key=lambda year: (year != dates.UNDATED, year), reverse=True)
    return [Year(year, articles[year], said[year], len(people.get(year, ())), single[year]) for year in ordered]


def standings(archive: Archive) -> dict[str, Standing]:
    """What the page of each outlet tells of the whole archive, which is gone through once for them all."""
    quoted: dict[str | None, Counter[str]] = {}
    for one in archive.renderings.values():
        if one.speakers and not one.reported:
            quoted.setdefault(archive.entries[one.article].outlet, Counter()).update(one.speakers)
    shared: dict[str, Counter[str]] = {id_: Counter() for id_ in archive.outlets}
    for outlets in (one.outlets for one in archive.statements.values() if len(one.outlets) > 1):
        for id_ in shared.keys() & set(outlets):
            shared[id_].update(other for other in outlets if other != id_ and other in archive.outlets)
    everybody = Counter[str]()
    for counts in quoted.values():
        everybody.update(counts)
    return {
        id_: Standing(
            _shares(archive, quoted.get(id_, Counter()), everybody), tuple(sorted(found.items(), key=_most)[:WITH])
        )
        for id_, found in shared.items()
    }


def _shares(archive: Archive, here: Counter[str], everybody: Counter[str]) -> tuple[tuple[str, int, str, str], ...]:
    """The speakers of whom most is `here`, with the share that is theirs here, and that elsewhere."""
    ranked = sorted((pair for pair in here.items() if pair[0] in archive.speakers), key=_most)[:QUOTED]
    total, others = here.total(), everybody.total() - here.total()
    return tuple((i, n, _percent(n, total), _percent(everybody[i] - n, others)) for i, n in ranked)


def quoted(catalogue: Catalogue, outlet: Outlet, entries: Sequence[Entry], columns: Sequence[str]) -> list[Quoted]:
    """The speakers whom an outlet quotes most, in marks, with the years of `columns`."""
    by_year: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        year = _year(entry.record.date)
        by_year.update((speaker, year) for one in _in_marks(catalogue, [entry]) for speaker in one.speakers)
    return [
        Quoted(
            sheets.link(catalogue, speaker, count, outlet=outlet.id),
            count,
            tuple(by_year[speaker, year] for year in columns),
            share,
            elsewhere,
        )
        for speaker, count, share, elsewhere in _standing(catalogue, outlet).quoted
    ]


def columns(found: Sequence[Year]) -> list[str]:
    """The years that the table of speakers has columns for, the latest last; none where all is of one year."""
    known = [year.label for year in reversed(found) if year.label != dates.UNDATED]
    return known[-YEARS:] if len(known) > 1 else []


def statements(catalogue: Catalogue, outlet: Outlet, entries: Iterable[Entry]) -> tuple[list[Statement], int]:
    """The statements that an outlet alone carries, newest first, and how many it carries in all."""
    archive = catalogue.archive
    ids = dict.fromkeys(one.statement for entry in entries for one in those(archive.renderings, entry.renderings))
    carried = [archive.statements[i] for i in ids if i and i in archive.statements]
    alone = [one for one in carried if {archive.entries[i].outlet for i in one.articles} == {outlet.id}]
    return catalogue.newest(alone), len(carried)


def shared(catalogue: Catalogue, outlet: Outlet) -> list[Link]:
    """The outlets that carry most statements in common with one, with how many."""
    return [catalogue.outlet(i, n) for i, n in _standing(catalogue, outlet).shared]


def _standing(catalogue: Catalogue, outlet: Outlet) -> Standing:
    """What an outlet's page tells of the whole archive; worked out here where nobody has done so beforehand."""
    return catalogue.standings.get(outlet.id) or standings(catalogue.archive)[outlet.id]


def in_shared_stories(catalogue: Catalogue, outlet: Outlet, alone: Iterable[Statement]) -> list[Alone]:
    """What an outlet alone carries of stories that others told too: the longest statement of each, newest first."""
    archive = catalogue.archive
    best: dict[str, Statement] = {}
    for one in alone:
        story = archive.entries[one.articles[0]].story
        if story in archive.stories and story and one.speakers:
            best[story] = max(best.get(story, one), one, key=lambda found: len(found.wording))
    found = [(one, story, _others(catalogue, outlet, story)) for story, one in best.items()]
    told = [(one, story, others) for one, story, others in found if others]
    told.sort(key=lambda three: (three[0].first or "", three[0].id), reverse=True)
    return [Alone(lines(catalogue, [one])[0], catalogue.story(story), others) for one, story, others in told[:ALONE]]


def of_all(part: int, whole: int) -> str:
    """A part of some statements in words: "412 of 530 statements (78%)"."""
    return f"{part:,} of {counted(whole, 'statement')} ({_percent(part, whole)})"


def _others(catalogue: Catalogue, outlet: Outlet, story: str) -> tuple[str, ...]:
    """The other outlets that told a story, by name."""
    archive = catalogue.archive
    found = {archive.entries[i].outlet for i in archive.stories[story].articles if i in archive.entries}
    return tuple(sorted(archive.outlets[i].name for i in found if i in archive.outlets and i and i != outlet.id))


def _in_marks(catalogue: Catalogue, entries: Iterable[Entry]) -> Iterable[Rendering]:
    renderings = catalogue.archive.renderings
    return (one for entry in entries for one in those(renderings, entry.renderings) if not one.reported)


def _year(date: str | None) -> str:
    return date[:4] if date else dates.UNDATED


def _percent(part: int, whole: int) -> str:
    if not whole:
        return ""
    share = min(100 * part / whole, 99.0 + (part == whole))  # all but one is not all
    return f"{share:.0f}%" if share >= 10 or not part else f"{share:.1f}%"  # noqa: PLR2004  # as people round


def _most(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
