"""Whose a name is by the editor's word: everywhere, or only in the articles that an alias is scoped to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord import text
from onrecord.link import names, outlets
from onrecord.link.ids import Ledger
from onrecord.link.names import Name
from onrecord.model import Alias, Record, SpeakerEntry


class Scopes:
    """The editor's people, by number in the order of the file: what names they have, and where."""

    def __init__(
        self,
        entries: Sequence[SpeakerEntry],
        records: Mapping[str, Record],
        outlet_of: Mapping[str, str],
        ledger: Ledger,
    ) -> None:
        """Read the entries; ids that they name are looked up in `ledger`."""
        self.entries = entries
        self._records = records
        self._outlets = _outlets(records, outlet_of)
        self._known = {id_: frozenset(line.names) for id_, line in ledger.lines.items()}
        self.marked = {name for line in ledger.lines.values() for name in line.names if names.is_mark(name)}
        self.names = [tuple(self._everywhere(entry)) for entry in entries]
        self._scoped = _by_name((number, alias) for number, e in enumerate(entries) for alias in e.scoped)
        self._split = _by_name((number, alias) for number, e in enumerate(entries) for alias in e.split)

    def owners(self) -> dict[Name, int]:
        """The entry that has a name wherever it stands; of two the first."""
        return {name: number for number, found in reversed([*enumerate(self.names)]) for name in found}

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
        own = {names.key(name) if plain else names.mark(name, a) for name in some for a in articles}
        by_id = ((n, id_) for n, entry in enumerate(self.entries) for id_ in entry.merge)
        return next((n for n, id_ in by_id if not own.isdisjoint(self._known.get(id_, ()))), None)

    def _holds(self, alias: Alias, article: str) -> bool:
        """Whether an article is in an alias's scope."""
        if alias.article and alias.article != article:
            return False
        if alias.outlet and self._outlets.get(article, frozenset()).isdisjoint(_keys(alias.outlet)):
            return False
        return _within(self._records[article].date, alias.since, alias.until)


def _by_name(aliases: Iterable[tuple[int, Alias]]) -> dict[Name, list[tuple[int, Alias]]]:
    found: dict[Name, list[tuple[int, Alias]]] = {}
    for number, alias in aliases:
        found.setdefault(names.parse(alias.name), []).append((number, alias))
    return found


def _outlets(records: Mapping[str, Record], outlet_of: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """For each article, every name of its outlet that the archive knows, folded, and its id."""
    known: dict[str, set[str]] = {}
    for article, id_ in outlet_of.items():
        known.setdefault(id_, {id_}).add(outlets.key(records[article].outlet or ""))
    frozen = {id_: frozenset(names) for id_, names in known.items()}
    return {article: frozen[id_] for article, id_ in outlet_of.items()}


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
