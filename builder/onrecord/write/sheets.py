"""The pages that list what one speaker said: all of it, or what is about one topic, in one outlet, of one time.

Each is a sheet. One that shows all it is about is narrowed on its own page, by topic, outlet and year; only a topic
that much is said about has a page of its own, too. A sheet with more on it than one page should list shows the newest,
and has sheets below it: by topic, by outlet, and by year, of which the fullest are in pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from onrecord import addresses
from onrecord.model import Speaker
from onrecord.write import dates, sayings
from onrecord.write.catalogue import Catalogue, Link
from onrecord.write.sayings import FACETS, Facet, Saying

PER_PAGE = 250
"""Sayings on one page; more are split by year, by pieces of a year, and by number."""
ENOUGH = 20
"""Sayings of a speaker from which on a reader is helped by narrowing them; and of a topic, for a page of its own."""
NARROWABLE = 10
"""Sayings on a narrowed page from which on a reader is helped by narrowing them further."""
MOST = 20
"""Of those who said most about a topic, how many are known to other pages than the topic's."""
LEAST = 3
"""Sayings about a topic, or in an outlet, for a page of their own where the speaker's does not show them all."""

_JOINTS: Mapping[Facet, str] = {"topic": " on ", "outlet": " in "}


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
        outgrown: the addresses of longer pieces that a year was in, each with that of the sheet which leads on there.
    """

    address: str
    name: str
    items: tuple[Saying, ...]
    facet: Facet | None = None
    key: str = ""
    above: tuple[Sheet, ...] = ()
    below: tuple[Sheet, ...] = ()
    outgrown: Mapping[str, str] = field(default_factory=dict)

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
        return outer.title + (_JOINTS.get(self.facet, ": ") if self.facet else ": ") + self.name

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
    """The speaker's own page, with what is below it by year where it does not show all."""
    sheet = Sheet(addresses.speaker(speaker.id), speaker.name, tuple(sayings.of_speaker(catalogue, speaker)))
    return sheet if sheet.whole else replace(sheet, below=years(catalogue, sheet))


def narrowed(catalogue: Catalogue, whole: Sheet) -> list[Sheet]:
    """The sheets by topic and by outlet below a speaker's own, those with most first.

    Where the speaker's page shows all, these are the topics with enough for a page of their own.
    """
    least: dict[Facet, int] = {"topic": ENOUGH} if whole.whole else {"topic": LEAST, "outlet": LEAST}
    found = []
    for facet, enough in least.items():
        having = sayings.by_value(catalogue, whole.items, facet)
        ranked = sorted(having.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        several = (pair for pair in ranked if enough <= len(pair[1]) < len(whole.items))
        found += [_narrow(catalogue, whole, facet, key, items) for key, items in several]
    return found


def choices(catalogue: Catalogue, sheet: Sheet) -> dict[Facet, list[tuple[str, int]]]:
    """What a sheet can be narrowed by on its own page: the keys of each facet, with how many sayings have them.

    None where it does not show all that it is about, or has little on it.
    """
    if not sheet.whole or len(sheet.items) < (NARROWABLE if sheet.facet else ENOUGH):
        return {}
    chosen = {one.facet for one in (*sheet.above, sheet)}
    ranked = {facet: sayings.rank(catalogue, sheet.items, facet) for facet in FACETS if facet not in chosen}
    return {facet: keys for facet, keys in ranked.items() if any(count < len(sheet.items) for _, count in keys)}


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
        for piece in year.below:
            yield Place(piece, year.below, through)


def outgrown(*found: Sheet) -> Iterator[tuple[str, str]]:
    """The old addresses of what some sheets have by time, each with the one that leads on."""
    for sheet in found:
        for year in sheet.below:
            yield from year.outgrown.items()


def narrows(speaker: Speaker) -> bool:
    """Whether a speaker has said enough for sheets by topic or outlet."""
    return len(speaker.renderings) >= ENOUGH


def known(catalogue: Catalogue, speaker: Speaker) -> list[str]:
    """Where a speaker's words about a topic or in an outlet are, sheets and places, so that other pages can tell."""
    if not narrows(speaker):
        return []
    whole = own(catalogue, speaker)
    there = choices(catalogue, whole)
    places = [whole.address + place(facet, key) for facet in _JOINTS for key, _ in there.get(facet, ())]
    return [*(sheet.address for sheet in narrowed(catalogue, whole)), *places]


def link(catalogue: Catalogue, speaker_id: str, count: int, *, topic: str = "", outlet: str = "") -> Link:
    """The link to what a speaker said about a topic or in an outlet: its page, or the speaker's, narrowed if it can."""
    to = catalogue.speaker(speaker_id, count)
    facet: Facet = "topic" if topic else "outlet"
    page, part = (
        address_of(speaker_id, facet, topic or outlet),
        addresses.speaker(speaker_id) + place(facet, topic or outlet),
    )
    found = next((one for one in (page, part) if one in catalogue.narrowed), None)
    return replace(to, target=catalogue.file(found)) if found else to


def quoted(catalogue: Catalogue, statements: Iterable[str]) -> list[tuple[str, int]]:
    """Whose some statements are, with how many are theirs, most first."""
    known = catalogue.archive.statements
    counts = Counter(speaker for i in statements if i in known for speaker in known[i].speakers)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(i, n) for i, n in ranked if i in catalogue.archive.speakers]


def address_of(speaker_id: str, facet: Facet, key: str) -> str:
    """The address of a speaker's sheet by topic or outlet: "speakers/ada-lane/topic/bridges/"."""
    return addresses.part(addresses.part(addresses.speaker(speaker_id), facet), key)


def place(facet: Facet, key: str) -> str:
    """The anchor by which a page shows what is of a key alone: "#topic=bridges". No heading's can be like it."""
    return f"#{facet}={key}"


def _narrow(catalogue: Catalogue, whole: Sheet, facet: Facet, key: str, items: Sequence[Saying]) -> Sheet:
    archive = catalogue.archive
    name = archive.topics[key].label if facet == "topic" else archive.outlets[key].name
    address = addresses.part(addresses.part(whole.address, facet), key)
    sheet = Sheet(address, name, tuple(items), facet, key, (replace(whole, below=()),))
    return sheet if sheet.whole else replace(sheet, below=years(catalogue, sheet))


def years(catalogue: Catalogue, sheet: Sheet, within: str = "") -> tuple[Sheet, ...]:
    """The sheets of each year below a sheet, newest first; a year with too much on one page has its pieces below it.

    `within` stands between the sheet's address and theirs.
    """
    above = (*sheet.above, replace(sheet, below=()))
    found = []
    for (key,), several in groupby(sheet.items, lambda one: sayings.values(catalogue, one, "year")):
        year = Sheet(addresses.part(sheet.address + within, key), key, tuple(several), "year", key, above)
        found.append(year if year.whole else _in_pieces(catalogue, sheet.address + within, year))
    return tuple(found)


def _in_pieces(catalogue: Catalogue, address: str, year: Sheet) -> Sheet:
    cut = dates.cut(year.items, catalogue.date, PER_PAGE)
    above = (*year.above, replace(year, below=()))
    below = (
        Sheet(addresses.part(address, one.key), one.label, one.items, "month", one.key, above) for one in cut.pieces
    )
    outgrown = {addresses.part(address, old): addresses.part(address, new) for old, new in cut.outgrown.items()}
    return replace(year, below=tuple(below), outgrown=outgrown)
