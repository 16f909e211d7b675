"""What stands in the blocks of the editor's own pages: the archive in figures, its speakers, topics, latest stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord import addresses
from onrecord.model import Rights, Speaker, Statement, Story, Topic
from onrecord.text import fold
from onrecord.write import chart, datapackage, dates, escape, months, story
from onrecord.write.catalogue import Catalogue, Item, Link, counted
from onrecord.write.render import Page, fragment
from onrecord.write.timeline import Axis, Spark, axis, spark

QUOTED, STORIES, TOPICS, CARRIED = 12, 5, 12, 3
"""How many a block shows where its comment does not say."""
YEARS = 4
"""Years whose months the front page shows; a longer record is shown by year, and the timeline has the months."""
NARROWER = 4


@dataclass(frozen=True, slots=True)
class Quoted:
    """A speaker who is quoted much: their first role, how many quotations in marks, and when."""

    speaker: Link
    role: str
    spark: Spark | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A main topic, and the narrower ones with most statements."""

    topic: Link
    narrower: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Latest:
    """A story, and the statement that most of its articles carry; where they share none, the longest."""

    story: Link
    when: str
    facts: tuple[str, ...]
    item: Item | None


def make(catalogue: Catalogue, name: str, number: int | None) -> str:
    """The Markdown of a block."""
    return fragment(BLOCKS[name](catalogue, number))


def _numbers(catalogue: Catalogue, _: int | None) -> Page:
    archive = catalogue.archive
    days = [entry.record.date for entry in archive.entries.values() if entry.record.date]
    corrected = [applied.correction.date for applied in archive.applied if applied.correction.date]
    found: list[tuple[addresses.Kind, str]] = [
        ("statement", counted(len(archive.statements), "statement")),
        ("speaker", counted(_heard(catalogue), "speaker")),
        ("article", counted(len(archive.entries), "article")),
        ("outlet", counted(len(archive.outlets), "outlet")),
    ]
    return Page("block_numbers.md.j2", {}, {
        "figures": [Link(label, catalogue.file(addresses.hub(kind))) for kind, label in found],
        "when": dates.between(days),
        "newest": max(days, default=None),
        "corrected": max(corrected, default=None),
        "corrections": Link(counted(len(archive.applied), "correction"), catalogue.file(addresses.CORRECTIONS)),
        "applied": len(archive.applied),
    })  # fmt: skip


def _heard(catalogue: Catalogue) -> int:
    """How many speakers have words in the archive."""
    return sum(bool(one.renderings) for one in catalogue.archive.speakers.values())


def _search(catalogue: Catalogue, _: int | None) -> Page:
    return Page("block_search.md.j2", {}, {"search": catalogue.search()})


def _timeline(catalogue: Catalogue, _: int | None) -> Page:
    said = [one.first for one in catalogue.archive.statements.values()]
    place = catalogue.file(addresses.TIMELINE)
    calendar = months.calendar(said, lambda key: place + "#" + months.anchor(key))
    return Page("block_timeline.md.j2", {}, {
        "chart": chart.chart(said),
        "height": chart.HEIGHT,
        "bar": chart.WIDTH,
        "calendar": calendar,
        "by_month": len(calendar.years) <= YEARS,
        "timeline": place,
    })  # fmt: skip


def _most_quoted(catalogue: Catalogue, number: int | None) -> Page:
    archive = catalogue.archive
    said: dict[str, list[Statement]] = {}
    for one in archive.statements.values():
        for speaker in one.speakers:
            said.setdefault(speaker, []).append(one)
    ranked = sorted((i for i in said if i in archive.speakers), key=lambda i: (-len(said[i]), i))
    steps = axis(one.first for one in archive.statements.values())
    found = [_quoted(catalogue, archive.speakers[i], said[i], steps) for i in ranked[: number or QUOTED]]
    return Page("block_most_quoted.md.j2", {}, {
        "quoted": found,
        "total": _heard(catalogue),
        "all": catalogue.file(addresses.hub("speaker")),
    })  # fmt: skip


def _quoted(catalogue: Catalogue, speaker: Speaker, said: Sequence[Statement], steps: Axis | None) -> Quoted:
    role = escape.shortened(speaker.roles[0].name, 60) if speaker.roles else ""
    return Quoted(catalogue.speaker(speaker.id, len(said)), role, spark(steps, (one.first for one in said)))


def _topics(catalogue: Catalogue, number: int | None) -> Page:
    known = catalogue.archive.topics
    main = [one for one in known.values() if one.broader not in known and one.articles]
    main.sort(key=lambda one: (-len(one.statements), -len(one.articles), fold(one.label), one.id))
    return Page("block_topics.md.j2", {}, {
        "branches": [_branch(catalogue, one) for one in main[: number or TOPICS]],
        "more": max(0, len(main) - (number or TOPICS)),
        "all": catalogue.file(addresses.hub("topic")),
    })  # fmt: skip


def _branch(catalogue: Catalogue, topic: Topic) -> Branch:
    known = catalogue.archive.topics
    narrower = [known[i] for i in topic.narrower if i in known and known[i].articles]
    narrower.sort(key=lambda one: (-len(one.statements), fold(one.label), one.id))
    return Branch(
        catalogue.topic(topic.id, len(topic.statements)),
        tuple(catalogue.topic(one.id, len(one.statements)) for one in narrower[:NARROWER]),
    )


def _latest_stories(catalogue: Catalogue, number: int | None) -> Page:
    known = catalogue.archive.stories.values()
    found = sorted(known, key=lambda one: (one.last or "", one.first or "", one.id), reverse=True)
    return Page("block_latest_stories.md.j2", {}, {
        "stories": [_latest(catalogue, one) for one in found[: number or STORIES]],
        "total": len(found),
        "all": catalogue.file(addresses.hub("story")),
    })  # fmt: skip


def _latest(catalogue: Catalogue, found: Story) -> Latest:
    told = story.told(catalogue, found)
    alone = (one for said in told.alone.values() for one in said)
    shown = next(iter(told.shared), None) or max(alone, key=lambda one: len(one.wording), default=None)
    item = catalogue.item(shown) if shown else None
    return Latest(
        catalogue.story(found.id),
        dates.between([found.first, found.last]),
        story.summary(catalogue, found, told),
        item,
    )


def _most_carried(catalogue: Catalogue, number: int | None) -> Page:
    archive = catalogue.archive
    shared = [one for one in archive.statements.values() if len(one.reports) > 1]
    shared.sort(key=lambda one: (-len(one.reports), -len(one.renderings), one.id))
    return Page("block_most_carried.md.j2", {}, {
        "items": [catalogue.item(one) for one in shared[: number or CARRIED]],
        "all": catalogue.file(addresses.hub("statement")),
    })  # fmt: skip


def _outlets(catalogue: Catalogue, number: int | None) -> Page:
    found = sorted(catalogue.archive.outlets.values(), key=lambda one: (-len(one.articles), fold(one.name), one.id))
    return Page("block_outlets.md.j2", {}, {
        "outlets": [catalogue.outlet(one.id, len(one.articles)) for one in found[: number or len(found)]],
        "all": catalogue.file(addresses.hub("outlet")),
    })  # fmt: skip


def _downloads(catalogue: Catalogue, _: int | None) -> Page:
    files = ((table, counted(_rows(catalogue, table.name), "line")) for table in datapackage.tables())
    return Page("block_downloads.md.j2", {}, {
        "tables": list(files),
        "data": f"{catalogue.up}{addresses.DATA}/",
        "dataset": f"{catalogue.up}{addresses.DATASET}",
        "package": f"{catalogue.up}{addresses.PACKAGE}",
        "rights": _withheld(catalogue),
    })  # fmt: skip


def _rows(catalogue: Catalogue, name: str) -> int:
    archive = catalogue.archive
    found: dict[str, int] = {
        "articles": len(archive.entries),
        "quotations": len(archive.renderings),
        "statements": len(archive.statements),
        "stories": len(archive.stories),
        "speakers": len(archive.speakers),
        "topics": len(archive.topics),
        "outlets": len(archive.outlets),
        "corrections": len(archive.applied),
    }
    return found[name]


def _withheld(catalogue: Catalogue) -> list[str]:
    """How many articles are published in part only, by how much of them is."""
    archive = catalogue.archive
    counts = Counter(archive.rights(entry, catalogue.site.rights) for entry in archive.entries.values())
    return [f"of {counted(counts[right], 'article')} {what}" for right, what in _SHOWN.items() if counts[right]]


_SHOWN: dict[Rights, str] = {
    "excerpt": "an excerpt",
    "quotations": "the sentences with quotations",
    "metadata": "no words",
}


BLOCKS: dict[str, Callable[[Catalogue, int | None], Page]] = {
    "numbers": _numbers,
    "search": _search,
    "timeline": _timeline,
    "most-quoted": _most_quoted,
    "topics": _topics,
    "latest-stories": _latest_stories,
    "most-carried": _most_carried,
    "outlets": _outlets,
    "downloads": _downloads,
}
"""The blocks by name, each made of the catalogue and the number that its comment gives, if it does."""
