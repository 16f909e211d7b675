"""The pages that list what one speaker said: all of it, or what is about one topic, in one outlet, of one time.

Each is a sheet. Only who has said much has sheets by topic and outlet. A sheet with more on it than one page should
list shows the newest, and has sheets by year below it, a year by month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from onrecord import addresses
from onrecord.model import Speaker
from onrecord.write import dates, sayings
from onrecord.write.catalogue import Catalogue, Link
from onrecord.write.sayings import Facet, Saying

PER_PAGE = 150
"""Sayings on one page; more are split by year, month and number."""
ENOUGH = 20
"""Sayings of a speaker from which on a reader is helped by narrowing them."""
MOST = 20
"""Of those who said most about a topic, how many are known to other pages than the topic's."""
LEAST = 3
"""Sayings about a topic, or in an outlet, for a page of their own."""

_JOINTS = {"topic": " on ", "outlet": " in "}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that lists sayings: those of one speaker, or about one topic.

    Attributes:
        address: where it is.
        name: what it is called among those beside it: "Bridges", "May 2031"; of the outermost, what it is about.
        items: all that it is about, newest first.
        facet: what they are narrowed by, "month" within a year; None for all.
        key: the topic's or outlet's id, or the stretch of time as its address has it.
        above: the sheets that it is a part of, outermost first.
        below: the same cut by time.
    """

    address: str
    name: str
    items: tuple[Saying, ...]
    facet: Facet | None = None
    key: str = ""
    above: tuple[Sheet, ...] = ()
    below: tuple[Sheet, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the page shows all that it is about."""
        return len(self.items) <= PER_PAGE

    @property
    def shown(self) -> tuple[Saying, ...]:
        """What is on the page itself."""
        return self.items[:PER_PAGE]

    @property
    def title(self) -> str:
        """The sheet's heading: "Ada Lane", "Ada Lane on Bridges", "Ada Lane in The Ferryman: May 2031"."""
        if not self.above:
            return self.name
        years = [one for one in self.above if one.facet == "year"]
        outer = self.above[-2] if years else self.above[-1]  # a month has its year in its name
        return outer.title + _JOINTS.get(self.facet or "", ": ") + self.name

    @property
    def topic(self) -> str:
        """The id of the topic that it is narrowed to; "" for none."""
        return next((one.key for one in (*self.above, self) if one.facet == "topic"), "")


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet, those that a reader may go to instead of it, and the run of those in time that it is a part of."""

    sheet: Sheet
    alike: tuple[Sheet, ...]
    run: tuple[Sheet, ...] = ()

    @property
    def beside(self) -> tuple[Sheet | None, Sheet | None]:
        """The sheets before and after it in the run."""
        ends = (None, *self.run, None)
        number = next((n for n, one in enumerate(self.run, 1) if one.address == self.sheet.address), 0)
        return (ends[number - 1], ends[number + 1]) if number else (None, None)


def own(catalogue: Catalogue, speaker: Speaker) -> Sheet:
    """The speaker's own page, with what is below it by year where there is much to say."""
    sheet = Sheet(addresses.speaker(speaker.id), speaker.name, tuple(sayings.of_speaker(catalogue, speaker)))
    several = len(sheet.items) >= ENOUGH and len(sayings.rank(catalogue, sheet.items, "year")) > 1
    return replace(sheet, below=years(catalogue, sheet)) if several or not sheet.whole else sheet


def narrowed(catalogue: Catalogue, whole: Sheet) -> list[Sheet]:
    """The sheets by topic and by outlet below a speaker's own, those with most first; none of who has not said much."""
    if len(whole.items) < ENOUGH:
        return []
    facets: tuple[Facet, ...] = ("topic", "outlet")
    return [
        _narrow(catalogue, whole, facet, key)
        for facet in facets
        for key, count in sayings.rank(catalogue, whole.items, facet)
        if LEAST <= count < len(whole.items)
    ]


def every(whole: Sheet, narrow: Sequence[Sheet]) -> Iterator[Place]:
    """All sheets below a speaker's own, with those by topic and outlet, each in its place."""
    for facet in ("topic", "outlet"):
        alike = tuple(one for one in narrow if one.facet == facet)
        for sheet in alike:
            yield Place(sheet, alike)
            yield from in_time(sheet)
    yield from in_time(whole)


def in_time(sheet: Sheet) -> Iterator[Place]:
    """The sheets by time below a sheet. Those that show all they are about can be read through, one after the other."""
    through = tuple(leaf for year in sheet.below for leaf in (year.below or (year,)))
    for year in sheet.below:
        yield Place(year, sheet.below, through if not year.below else sheet.below)
        for month in year.below:
            yield Place(month, year.below, through)


def narrows(speaker: Speaker) -> bool:
    """Whether a speaker has said enough for sheets by topic or outlet."""
    return len(speaker.renderings) >= ENOUGH


def known(catalogue: Catalogue, speaker: Speaker) -> list[str]:
    """The addresses of a speaker's sheets by topic or outlet, so that other pages can tell which there are."""
    return [sheet.address for sheet in narrowed(catalogue, own(catalogue, speaker))] if narrows(speaker) else []


def link(catalogue: Catalogue, speaker_id: str, count: int, *, topic: str = "", outlet: str = "") -> Link:
    """The link to what a speaker said about a topic or in an outlet; where no page has it alone, to the speaker's."""
    to = catalogue.speaker(speaker_id, count)
    address = address_of(speaker_id, "topic", topic) if topic else address_of(speaker_id, "outlet", outlet)
    return replace(to, target=catalogue.file(address)) if address in catalogue.narrowed else to


def quoted(catalogue: Catalogue, statements: Iterable[str]) -> list[tuple[str, int]]:
    """Whose some statements are, with how many are theirs, most first."""
    known = catalogue.archive.statements
    counts = Counter(speaker for i in statements if i in known for speaker in known[i].speakers)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(i, n) for i, n in ranked if i in catalogue.archive.speakers]


def address_of(speaker_id: str, facet: Facet, key: str) -> str:
    """The address of a speaker's sheet by topic or outlet: "speakers/ada-lane/topic/bridges/"."""
    return addresses.part(addresses.part(addresses.speaker(speaker_id), facet), key)


def _narrow(catalogue: Catalogue, whole: Sheet, facet: Facet, key: str) -> Sheet:
    archive = catalogue.archive
    name = archive.topics[key].label if facet == "topic" else archive.outlets[key].name
    items = tuple(one for one in whole.items if key in sayings.values(catalogue, one, facet))
    address = addresses.part(addresses.part(whole.address, facet), key)
    sheet = Sheet(address, name, items, facet, key, (replace(whole, below=()),))
    return sheet if sheet.whole else replace(sheet, below=years(catalogue, sheet))


def years(catalogue: Catalogue, sheet: Sheet, within: str = "") -> tuple[Sheet, ...]:
    """The sheets of each year below a sheet, newest first; a year with too much on one page has months below it.

    `within` stands between the sheet's address and theirs.
    """
    above = (*sheet.above, replace(sheet, below=()))
    found = []
    for (key,), several in groupby(sheet.items, lambda one: sayings.values(catalogue, one, "year")):
        year = Sheet(addresses.part(sheet.address + within, key), key, tuple(several), "year", key, above)
        found.append(year if year.whole else replace(year, below=_months(catalogue, sheet.address + within, year)))
    return tuple(found)


def _months(catalogue: Catalogue, address: str, year: Sheet) -> tuple[Sheet, ...]:
    cut = dates.periods(year.items, catalogue.date, PER_PAGE)
    above = (*year.above, replace(year, below=()))
    return tuple(
        Sheet(addresses.part(address, part.key), part.label, part.items, "month", part.key, above)
        for part in cut
    )  # fmt: skip
