"""Whose a name is by the editor's word: everywhere, or only in the articles that an alias is scoped to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from onrecord import text
from onrecord.link import names, outlets
from onrecord.link.columns import digest
from onrecord.link.ids import Ledger
from onrecord.link.names import Name
from onrecord.link.uses import Setting
from onrecord.model import Alias, SpeakerEntry


class Scopes:
    """The editor's people, by number in the order of the file: what names they have, and where.

    Attributes:
        owners: the entry that has a name wherever it stands; of two the first.
        marked: the names in one article by which the registry knows somebody.
        key: tells all that the editor says of people.
    """

    def __init__(self, entries: Sequence[SpeakerEntry], settings: Mapping[str, Setting], ledger: Ledger) -> None:
        """Read the entries; ids that they name are looked up in `ledger`. `settings` are those of the articles."""
        self.entries = entries
        self._settings = settings
        named = {other for entry in entries for other in (*entry.merge, *entry.not_same_as)}
        self._known = {id_: frozenset(ledger.lines[id_].names) for id_ in named if id_ in ledger.lines}
        self.marked = set(names.marks_of(chain.from_iterable([line.names for line in ledger.lines.values()])))
        self._scoped = _by_name((number, alias) for number, e in enumerate(entries) for alias in e.scoped)
        self._split = _by_name((number, alias) for number, e in enumerate(entries) for alias in e.split)
        everywhere = [tuple(self._everywhere(entry)) for entry in entries]
        self.owners: dict[Name, int] = {
            name: number for number, found in reversed([*enumerate(everywhere)]) for name in found
        }
        self._merged = self._merges()
        self._outlets = _outlets(settings) if any(a.outlet for e in entries for a in (*e.scoped, *e.split)) else {}
        known = sorted((id_, sorted(found)) for id_, found in self._known.items())
        spelled = sorted({(id_, tuple(sorted(keys))) for id_, keys in self._outlets.values()})
        self.key = digest([replace(entry, where="") for entry in entries], known, spelled)

    @property
    def placed(self) -> set[Name]:
        """The names that somebody has, or has not, by the article."""
        return {*self._scoped, *self._split}

    @property
    def merged_names(self) -> set[Name]:
        """The names, as the registry spells them, of those by whom an entry merges by id."""
        return {names.parse(names.unmarked(known)) for known in self._merged}

    def _merges(self) -> dict[str, int]:
        """What the registry knows those by whom an entry merges by id: the entry, of two the first."""
        found: dict[str, int] = {}
        for number, entry in enumerate(self.entries):
            for id_ in entry.merge:
                for name in self._known.get(id_, ()):
                    found.setdefault(name, number)
        return found

    def apart(self) -> set[frozenset[Name]]:
        """The pairs of names that are not one person's."""
        return {
            frozenset((own, name))
            for entry in self.entries
            for own in [names.parse(entry.name)]
            for other in entry.not_same_as
            for name in self._meant(other)
            if own != name
        }

    def entry_at(self, article: str, name: Name) -> int | None:
        """The entry that has this name in this article by an alias with a scope; of two the first."""
        return next((n for n, alias in self._scoped.get(name, ()) if self._holds(alias, article)), None)

    def split_at(self, article: str, name: Name) -> int | None:
        """The entry from which this use of a name is split off, or None."""
        return next((n for n, alias in self._split.get(name, ()) if self._holds(alias, article)), None)

    def refuses(self, entry: SpeakerEntry, name: Name) -> bool:
        """Whether the editor says that this name is not an entry's person."""
        return any(name in self._meant(other) for other in entry.not_same_as)

    def _everywhere(self, entry: SpeakerEntry) -> Iterator[Name]:
        """The names that are an entry's wherever they stand: its own, unless that has a scope, and further ones."""
        scoped = {names.parse(alias.name) for alias in entry.scoped}
        own = names.parse(entry.name)
        yield from () if own in scoped else (own,)
        yield from map(names.parse, entry.aliases)
        yield from (names.parse(other) for other in entry.merge if other not in self._known)

    def _meant(self, other: str) -> list[Name]:
        """The names that an editor means by a speaker's id, or by a name."""
        known = sorted(name for name in self._known.get(other, ()) if not names.is_mark(name))
        return [names.parse(name) for name in known or [other]]

    def merged(self, some: Iterable[Name], articles: Sequence[str], *, plain: bool) -> int | None:
        """The entry into which the editor merges, by id, a person of some names in some articles; of two the first.

        Args:
            some: the person's names.
            articles: those that use them.
            plain: the names tell the person; else the registry knows them by names with articles.
        """
        if not self._merged:
            return None
        own = {names.key(name) if plain else names.mark(name, a) for name in some for a in articles}
        return min((self._merged[known] for known in own & self._merged.keys()), default=None)

    def _holds(self, alias: Alias, article: str) -> bool:
        """Whether an article is in an alias's scope."""
        if alias.article and alias.article != article:
            return False
        if alias.outlet and _keys(alias.outlet).isdisjoint(self._outlets.get(article, ("", frozenset()))[1]):
            return False
        return _within(self._settings[article].date, alias.since, alias.until)


def _by_name(aliases: Iterable[tuple[int, Alias]]) -> dict[Name, list[tuple[int, Alias]]]:
    found: dict[Name, list[tuple[int, Alias]]] = {}
    for number, alias in aliases:
        found.setdefault(names.parse(alias.name), []).append((number, alias))
    return found


def _outlets(settings: Mapping[str, Setting]) -> dict[str, tuple[str, frozenset[str]]]:
    """For each article the id of its outlet, and every name of that which the archive knows, folded, and the id."""
    known: dict[str, set[str]] = {}
    for setting in settings.values():
        if setting.outlet_id:
            known.setdefault(setting.outlet_id, {setting.outlet_id}).add(outlets.key(setting.outlet or ""))
    frozen = {id_: (id_, frozenset(found)) for id_, found in known.items()}
    return {article: frozen[setting.outlet_id] for article, setting in settings.items() if setting.outlet_id}


def _keys(outlet: str) -> set[str]:
    """How an outlet that the editor names may be known."""
    return {outlets.key(outlet), text.slug(outlet)}


def _within(date: str | None, since: str | None, until: str | None) -> bool:
    """Whether a date, perhaps of reduced precision, is in a stretch of days, both ends included."""
    if not (since or until):
        return True
    if not date:
        return False
    return not (since and date < since[: len(date)]) and not (until and date[: len(until)] > until)
