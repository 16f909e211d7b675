"""A story's page: the articles about one event side by side, what several of them carry, and what one alone does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.model import Entry, Rendering, Statement, Story
from onrecord.write import dates, escape
from onrecord.write.catalogue import Catalogue, Item, Link, counted, tally
from onrecord.write.render import Page
from onrecord.write.watch import those

QUOTED = 6
"""Speakers that an article's column names before it says "and n more"."""
SHARED = 60
ALONE = 60
"""Statements of one article alone that a story's page shows, all articles together; each has its fair part."""
LEAST_ALONE, MOST_ALONE = 3, 10
ACROSS = 8
"""Articles up to which each statement says also who does not carry it."""
_TITLE = 120


@dataclass(frozen=True, slots=True)
class Column:
    """One article of the story.

    Attributes:
        label: who published it, told apart from the others.
        quoted: whom it quotes in marks, most first, with how often; `more` counts those not named.
        shared, alone: how many of its statements another article of the story carries, and how many none.
    """

    headline: Link
    label: str
    outlet: Link | None
    date: str | None
    facts: tuple[str, ...]
    quoted: tuple[Link, ...]
    more: int
    shared: int
    alone: int


@dataclass(frozen=True, slots=True)
class Carried:
    """How much of a statement one article carries: `share` of its words, in percent, or that it does not (0)."""

    label: str
    target: Markup | None
    share: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A statement that several articles of the story carry, with each article's part in it."""

    item: Item
    carried: tuple[Carried, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Alone:
    """What one article carries and no other of the story does; `more` counts the statements that are not shown."""

    column: Column
    items: tuple[Item, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Told:
    """A story and its statements, each once: those that several of its articles carry, most first, and the others."""

    entries: tuple[Entry, ...]
    shared: tuple[Statement, ...]
    alone: Mapping[str, tuple[Statement, ...]]

    @property
    def statements(self) -> int:
        """How many statements there are in all."""
        return len(self.shared) + sum(map(len, self.alone.values()))


def told(catalogue: Catalogue, story: Story) -> Told:
    """The story with its statements."""
    archive = catalogue.archive
    entries = tuple(archive.entries[i] for i in story.articles if i in archive.entries)
    known = {entry.id for entry in entries}
    renderings = (one for entry in entries for one in those(archive.renderings, entry.renderings))
    ids = dict.fromkeys(one.statement for one in renderings if one.statement in archive.statements)
    found = [archive.statements[i] for i in ids if i]
    shared = [(sum(i in known for i in one.articles), one) for one in found]
    alone: dict[str, list[Statement]] = {entry.id: [] for entry in entries}
    for number, one in shared:
        if number == 1:
            alone[next(i for i in one.articles if i in known)].append(one)
    several = sorted((pair for pair in shared if pair[0] > 1), key=lambda pair: -pair[0])
    return Told(entries, tuple(one for _, one in several), {id_: tuple(said) for id_, said in alone.items()})


def summary(catalogue: Catalogue, story: Story, found: Told | None = None) -> tuple[str, ...]:
    """A story in figures: articles, outlets, statements and how many of these several articles carry."""
    found = found or told(catalogue, story)
    outlets = catalogue.outlets_of(story.articles)
    said = [counted(len(found.entries), "article")]
    if outlets:
        said.append(counted(outlets, "outlet"))
    if found.statements:
        shared = f", {len(found.shared):,} carried by several" if found.shared else ""
        said.append(counted(found.statements, "statement") + shared)
    return tuple(said)


def page(catalogue: Catalogue, story: Story) -> Page:
    """The story's page."""
    found = told(catalogue, story)
    counts = summary(catalogue, story, found)
    columns = _columns(catalogue, found)
    return Page("story.md.j2", _meta(story, f"{story.title}: {', '.join(counts)}."), {
        "story": story,
        "counts": counts,
        "when": dates.between(entry.record.date for entry in found.entries),
        "topics": _topics(catalogue, found.entries),
        "columns": list(columns.values()),
        "speakers": catalogue.count_speakers(_ids(found)),
        "compared": [_compared(catalogue, one, columns) for one in found.shared[:SHARED]],
        "shared": len(found.shared),
        "alone": list(_alone(catalogue, found, columns)),
    })  # fmt: skip


def _ids(found: Told) -> list[str]:
    return [one.id for said in (found.shared, *found.alone.values()) for one in said]


def _meta(story: Story, description: str) -> dict[str, object]:
    title = escape.shortened(story.title, _TITLE)
    return {
        "title": escape.heading(f"Story: {title}"),
        "description": escape.heading(description),
        "date": story.first,
        "story": escape.plain(story.title),
    }


def _topics(catalogue: Catalogue, entries: Sequence[Entry]) -> tuple[Link, ...]:
    """What most of the articles are about."""
    counts = Counter(topic for entry in entries for topic in entry.topics)
    return catalogue.topics(sorted(topic for topic, number in counts.items() if 2 * number > len(entries)))


def _columns(catalogue: Catalogue, found: Told) -> dict[str, Column]:
    labels = _labels(catalogue, found.entries)
    shared = Counter(article for one in found.shared for article in one.articles)
    return {entry.id: _column(catalogue, entry, labels[entry.id], found, shared[entry.id]) for entry in found.entries}


def _column(catalogue: Catalogue, entry: Entry, label: str, found: Told, shared: int) -> Column:
    known = catalogue.archive.renderings
    renderings = [known[i] for i in entry.renderings if i in known]
    quoted = Counter(i for one in renderings if not one.reported for i in one.speakers)
    ranked = sorted(quoted, key=lambda i: (-quoted[i], i))
    return Column(
        headline=catalogue.article(entry.id),
        label=label,
        outlet=catalogue.outlet(entry.outlet) if entry.outlet in catalogue.archive.outlets else None,
        date=entry.record.date,
        facts=tuple(tally(renderings)),
        quoted=tuple(catalogue.speaker(i, quoted[i]) for i in ranked[:QUOTED]),
        more=max(0, len(ranked) - QUOTED),
        shared=shared,
        alone=len(found.alone[entry.id]),
    )


def _labels(catalogue: Catalogue, entries: Sequence[Entry]) -> dict[str, str]:
    """What each article is called for short: its outlet; where that has several, with the day, or with a number."""
    carriers = {entry.id: catalogue.carrier_name(entry.id) for entry in entries}
    of, years = Counter(carriers.values()), {(entry.record.date or "")[:4] for entry in entries}
    dated = {
        entry.id: carriers[entry.id] + (f", {_day(entry, of_years=years)}" if of[carriers[entry.id]] > 1 else "")
        for entry in entries
    }
    twice, seen, labels = Counter(dated.values()), Counter[str](), {}
    for id_, label in dated.items():
        seen[label] += 1
        labels[id_] = f"{label} ({seen[label]})" if twice[label] > 1 else label
    return labels


def _day(entry: Entry, of_years: Collection[str]) -> str:
    """The day of an article; without the year where all are of one."""
    day = dates.day(entry.record.date)
    return day.rpartition(" ")[0] or day if len(of_years) == 1 else day


def _compared(catalogue: Catalogue, statement: Statement, columns: Mapping[str, Column]) -> Compared:
    pieces: dict[str, list[Rendering]] = {}
    for rendering in catalogue.renderings(statement):
        pieces.setdefault(rendering.article, []).append(rendering)
    shown = columns if len(columns) <= ACROSS else {id_: one for id_, one in columns.items() if id_ in pieces}
    return Compared(
        item=catalogue.item(statement),
        carried=tuple(_carried(catalogue, one.label, statement, pieces.get(id_, ())) for id_, one in shown.items()),
        others=len(pieces.keys() - columns.keys()),
    )


def _carried(catalogue: Catalogue, label: str, statement: Statement, found: Sequence[Rendering]) -> Carried:
    if not found:
        return Carried(label, None, 0)
    printed = sum(len(catalogue.archive.words(one).split()) for one in found)
    share = round(100 * printed / max(1, len(statement.wording.split())))
    return Carried(label, catalogue.rendering(found[0]).target, max(1, min(100, share)))


def _alone(catalogue: Catalogue, found: Told, columns: Mapping[str, Column]) -> Iterable[Alone]:
    """What each article alone carries, in the order of the articles; of much, what has most words."""
    share = ALONE // max(1, sum(bool(said) for said in found.alone.values()))
    most = max(LEAST_ALONE, min(MOST_ALONE, share))
    for id_, said in found.alone.items():
        chosen = {one.id for one in sorted(said, key=lambda one: -len(one.wording))[:most]}
        if chosen:
            items = tuple(catalogue.item(one) for one in said if one.id in chosen)
            yield Alone(columns[id_], items, len(said) - len(items))
