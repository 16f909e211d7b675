"""The timeline page: month by month, how much was said, who was quoted most, and which stories began."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from onrecord.model import Entry, Statement, Story
from onrecord.write import chart, dated, dates, months
from onrecord.write.catalogue import Catalogue, Link, counted
from onrecord.write.render import Page

T = TypeVar("T")

QUOTED = 4
STORIES = 3


@dataclass(frozen=True, slots=True)
class Span:
    """A month, or what has none.

    Attributes:
        anchor: its place in the page; "" for what has no month.
        articles: the link to its articles, with how many there are.
        shared: that to its statements with a page, where there are any.
        quoted: who was quoted most, with how often.
        stories: those with most articles that began then, with how many; `more` counts the others.
    """

    anchor: str
    label: str
    statements: str
    articles: Link
    shared: Link | None
    quoted: tuple[Link, ...]
    stories: tuple[Link, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its months, newest first."""

    label: str
    anchor: str
    said: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Sorted:
    """What there is of each month, by its key, and where the hubs have it."""

    articles: Mapping[str, list[Entry]]
    statements: Mapping[str, list[Statement]]
    stories: Mapping[str, list[Story]]
    targets: Mapping[str, months.Target]


def page(catalogue: Catalogue) -> Page:
    """The timeline."""
    archive = catalogue.archive
    found = _sorted(catalogue)
    said = [one.first for one in archive.statements.values()]
    keys = sorted({*found.articles, *found.statements}, key=lambda key: (key == dates.UNDATED, _reversed(key)))
    years = [_year(catalogue, found, year, list(one)) for year, one in groupby(keys, lambda key: key[:4])]
    meta = {"title": "Timeline", "description": "How much was said when, by whom, and in which stories."}
    return Page("timeline.md.j2", meta, {
        "counts": [counted(len(said), "statement"), counted(len(archive.entries), "article")] if said else [],
        "when": dates.between(entry.record.date for entry in archive.entries.values()),
        "chart": chart.chart(said),
        "height": chart.HEIGHT,
        "bar": chart.WIDTH,
        "years": years,
    })  # fmt: skip


def _reversed(key: str) -> tuple[int, int]:
    """Newest first; what has no month after the months of its year."""
    if key == dates.UNDATED:
        return (0, 0)
    return (-int(key[:4]), -int(key[5:7] or 0))


def _sorted(catalogue: Catalogue) -> _Sorted:
    archive = catalogue.archive
    listings = (dated.articles(catalogue), dated.statements(catalogue), dated.stories(catalogue))
    return _Sorted(
        articles=_by_month((entry.record.date, entry) for entry in archive.entries.values()),
        statements=_by_month((one.first, one) for one in archive.statements.values()),
        stories=_by_month((one.first, one) for one in archive.stories.values()),
        targets={listing.kind: dated.target(catalogue, listing) for listing in listings},
    )


def _by_month(found: Iterable[tuple[str | None, T]]) -> dict[str, list[T]]:
    by_month: dict[str, list[T]] = {}
    for date, one in found:
        by_month.setdefault(date[:7] if date else dates.UNDATED, []).append(one)
    return by_month


def _year(catalogue: Catalogue, found: _Sorted, year: str, keys: list[str]) -> Year:
    undated = keys == [dates.UNDATED]
    statements = sum(len(found.statements.get(key, ())) for key in keys)
    return Year(
        label="Undated" if undated else year,
        anchor=months.anchor(dates.UNDATED if undated else year),
        said=counted(statements, "statement"),
        spans=tuple(_span(catalogue, found, key) for key in keys),
    )


def _span(catalogue: Catalogue, found: _Sorted, key: str) -> Span:
    articles, statements = found.articles.get(key, []), found.statements.get(key, [])
    shared = sum(catalogue.archive.has_page(one) for one in statements)
    quoted = Counter(speaker for one in statements for speaker in one.speakers)
    ranked = sorted(quoted, key=lambda speaker: (-quoted[speaker], speaker))[:QUOTED]
    stories = sorted(found.stories.get(key, ()), key=lambda one: (-len(one.articles), one.id))
    return Span(
        anchor=months.anchor(key) if len(key) > len("2031") and key != dates.UNDATED else "",
        label=_label(key),
        statements=counted(len(statements), "statement"),
        articles=_link(found, "article", key, counted(len(articles), "article")),
        shared=_link(found, "statement", key, f"{shared:,} on pages of their own") if shared else None,
        quoted=tuple(catalogue.speaker(i, quoted[i]) for i in ranked if i in catalogue.archive.speakers),
        stories=tuple(catalogue.story(one.id, len(one.articles)) for one in stories[:STORIES]),
        more=_link(found, "story", key, f"{len(stories) - STORIES:,} more of this month")
        if len(stories) > STORIES
        else None,
    )


def _link(found: _Sorted, kind: dated.Kind, key: str, label: str) -> Link:
    return Link(label, found.targets[kind](key))


def _label(key: str) -> str:
    if key == dates.UNDATED:
        return ""
    return dates.day(key) if len(key) > len("2031") else "no month known"
