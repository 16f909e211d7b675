"""Which stubs each year's part of the search is made of, without making those that nothing has changed of."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from onrecord import code
from onrecord.model import Archive, Rights
from onrecord.publish import stubs
from onrecord.publish.stubs import Stub
from onrecord.write import put
from onrecord.write.units import Notes, Unit, Units
from onrecord.write.watch import Watch, versions, watched


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts of the search.

    Attributes:
        years: for each year, its units (an article, a statement) in order, and the digests of their stubs of that year.
    """

    archive: Archive
    rights: Rights
    language: str
    notes: Path
    units: Units
    years: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def stubs(self, year: str) -> list[Stub]:
        """The stubs of a year."""
        return [
            stub
            for name in self.years[year]
            for stub in _stubs(self.archive, name, self.rights, self.language)
            if stub.year == year
        ]

    def remember(self) -> None:
        """Keep what is known of the stubs for the next build."""
        self.notes.parent.mkdir(parents=True, exist_ok=True)
        put(self.notes, pickle.dumps(self.units.notes({}), protocol=pickle.HIGHEST_PROTOCOL))


def planned(archive: Archive, rights: Rights, language: str, notes: Path) -> Plan:
    """The parts of the search of a published archive. `notes` is the file of what is known from the last build."""
    watch = Watch()
    key = f"{code.digest('publish', 'write')} {rights} {language}"
    plan = Plan(archive, rights, language, notes, Units(_known(notes), key, versions(archive, rights).of, watch))
    seen = watched(archive, watch)
    for name in _names(archive):
        unit = Unit(name, partial(_digests, seen, name, rights, language))
        known = plan.units.kept(unit)
        for path in plan.units.take(unit, plan.units.made(unit)) if known is None else known:
            year, _, digest = path.partition(" ")
            plan.years.setdefault(year, {}).setdefault(name, []).append(digest)
    return plan


def _names(archive: Archive) -> Iterator[str]:
    """The units: articles, then statements with pages."""
    yield from (f"article {id_}" for id_ in archive.entries)
    yield from (f"statement {id_}" for id_, found in archive.statements.items() if archive.has_page(found))


def _stubs(archive: Archive, name: str, rights: Rights, language: str) -> Iterator[Stub]:
    kind, _, id_ = name.partition(" ")
    if kind == "article":
        yield from stubs.of_article(archive, id_, rights, language)
    else:
        yield stubs.of_statement(archive, id_, language)


def _digests(archive: Archive, name: str, rights: Rights, language: str) -> Iterator[tuple[str, str]]:
    """The year and digest of each stub of a unit."""
    for stub in _stubs(archive, name, rights, language):
        shown = json.dumps(stub.shown, ensure_ascii=False, sort_keys=True)
        told = f"{stub.html}\0{shown}".encode("utf-8", "surrogatepass")
        yield f"{stub.year} {hashlib.blake2b(told, digest_size=10).hexdigest()}", ""


def _known(notes: Path) -> Notes:
    """What is known from the last build; nothing where that cannot be read."""
    try:
        found = pickle.loads(notes.read_bytes())  # noqa: S301 - our own cache
    except Exception:  # noqa: BLE001 - an unpickler may raise anything; all is made again
        return Notes()
    return found if isinstance(found, Notes) else Notes()
