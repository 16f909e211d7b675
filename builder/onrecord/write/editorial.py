"""The editor's word as pages show it: beside what it is about, and in the log of all corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord import addresses
from onrecord.model import Action, Applied, Correction
from onrecord.text import normalise
from onrecord.write import dates, escape
from onrecord.write.catalogue import DEEDS, Beside, Catalogue, Link, counted, spoken
from onrecord.write.render import Page


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the editor names: the link to their page, or the name alone where the archive has none."""

    name: str
    target: Markup | None


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that the editor says.

    Attributes:
        what: the name of the action.
        people: whose words they are, says the editor.
        why: the reason.
        date: the day of the decision.
        said: the day of the words, or of the reply.
        by, reply, link, domain: of a reply: whose, its words, where it can be read.
    """

    action: Action
    what: str
    people: tuple[Person, ...]
    why: str
    date: str | None
    said: str | None
    by: str
    reply: str
    link: Markup | None
    domain: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the log: a correction, the words that it is about ("" if they are withheld), and where they stand."""

    word: Word
    quoted: str
    target: Markup | None
    articles: tuple[Link, ...]
    more: int


LOGGED = 200
"""Corrections on one page; more are split by year, month and number."""
NEWEST = 50
"""How many the log shows itself where it is split."""
_NAMED = 4
"""Articles that a line of the log names before it says "and n more"."""


def words(catalogue: Catalogue, corrections: Iterable[Correction]) -> tuple[Word, ...]:
    """What the editor says, ready to be shown."""
    return tuple(_word(catalogue, correction) for correction in corrections)


def log(catalogue: Catalogue) -> Page:
    """The page of all corrections, by the day of the decision, newest first; of many, the newest and their parts."""
    found, split = _newest(catalogue), parts(catalogue)
    meta = {"title": "Corrections", "description": "What the editor of this archive corrected, when and why."}
    return Page("corrections.md.j2", meta, {
        "count": counted(len(found), "correction"),
        "deeds": _deeds(found),
        "parts": catalogue.parts(addresses.CORRECTIONS, split),
        "shown": NEWEST if split else len(found),
        "days": _days(catalogue, found[:NEWEST] if split else found),
    })  # fmt: skip


def parts(catalogue: Catalogue) -> tuple[dates.Period[Applied], ...]:
    """The further pages of a log that is too long for one."""
    return dates.parts(_newest(catalogue), _decided, LOGGED)


def part(catalogue: Catalogue, found: dates.Period[Applied], beside: Beside) -> Page:
    """The corrections of one period."""
    meta = {"title": f"Corrections: {found.label}", "description": f"What the editor corrected: {found.label}."}
    return Page("corrections_part.md.j2", meta, {
        "label": found.label,
        "count": counted(len(found.items), "correction"),
        "deeds": _deeds(found.items),
        "days": _days(catalogue, found.items),
        "beside": beside,
    })  # fmt: skip


def _newest(catalogue: Catalogue) -> list[Applied]:
    return dates.newest_first(catalogue.archive.applied, _decided)


def _decided(applied: Applied) -> str | None:
    return applied.correction.date


def _deeds(found: Iterable[Applied]) -> list[str]:
    """How many of each kind there are: "2 corrected", most first."""
    tallied = Counter(DEEDS[applied.correction.action] for applied in found)
    return [f"{number:,} {deed}" for deed, number in sorted(tallied.items(), key=lambda pair: (-pair[1], pair[0]))]


def _days(catalogue: Catalogue, found: Iterable[Applied]) -> list[tuple[str | None, list[Logged]]]:
    days: dict[str | None, list[Logged]] = {}
    for applied in found:
        days.setdefault(applied.correction.date, []).append(_logged(catalogue, applied))
    return list(days.items())


def _word(catalogue: Catalogue, correction: Correction) -> Word:
    return Word(
        action=correction.action,
        what=DEEDS[correction.action],
        people=tuple(_person(catalogue, name) for name in correction.speakers),
        why=correction.why,
        date=correction.date,
        said=correction.said,
        by=correction.by,
        reply=correction.response,
        link=escape.url(correction.link),
        domain=escape.domain(correction.link),
    )


def _person(catalogue: Catalogue, name: str) -> Person:
    """The speaker of a name, if it is that of one alone."""
    known = catalogue.archive.speakers.values()
    found = [speaker for speaker in known if normalise(name) in map(normalise, (speaker.name, *speaker.aliases))]
    if len(found) != 1:
        return Person(name, None)
    return Person(found[0].name, catalogue.file(addresses.speaker(found[0].id)))


def _logged(catalogue: Catalogue, applied: Applied) -> Logged:
    articles = [catalogue.article(id_) for id_ in applied.articles if id_ in catalogue.archive.entries]
    shown = _may_be_shown(catalogue, applied)
    return Logged(
        word=_word(catalogue, applied.correction),
        quoted=spoken(applied.words) if shown else "",
        target=_place(catalogue, applied.quotations),
        articles=tuple(articles[:_NAMED]),
        more=max(0, len(articles) - _NAMED),
    )


def _may_be_shown(catalogue: Catalogue, applied: Applied) -> bool:
    """Whether the words are published: those of a quotation that is, or those of an article that is in full."""
    archive = catalogue.archive
    if any(id_ in archive.renderings for id_ in applied.quotations):
        return True
    entries = [archive.entries[id_] for id_ in applied.articles if id_ in archive.entries]
    return bool(entries) and all(archive.rights(entry, catalogue.site.rights) == "full" for entry in entries)


def _place(catalogue: Catalogue, quotations: Sequence[str]) -> Markup | None:
    """Where the words can be read: the statement's page, the quotation's place, or that of its notice."""
    archive = catalogue.archive
    for id_ in quotations:
        rendering = archive.renderings.get(id_)
        if rendering and rendering.statement and rendering.statement in archive.statements:
            return catalogue.file(addresses.statement(archive, archive.statements[rendering.statement]))
        rendering = rendering or archive.withheld.get(id_)
        if rendering:
            return catalogue.file(addresses.rendering(rendering))
    return None
