"""Outlets: one identity for each, however the sources spell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from onrecord import text
from onrecord.link.ids import Claim, Ledger, settle
from onrecord.model import Outlet, OutletEntry, Record


@dataclass(slots=True)
class _Found:
    """One outlet, while its articles are gathered."""

    entry: OutletEntry | None = None
    forms: Counter[str] = field(default_factory=Counter)
    articles: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The editor's name for it, else the form most used; of two the longer, then the alphabetical."""
        if self.entry:
            return self.entry.name
        return min(self.forms, key=lambda form: (-self.forms[form], -len(form), form))


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """`name` as it is compared: folded, without "The"."""
    words = text.words(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def find(
    records: Iterable[Record], entries: Sequence[OutletEntry], ledger: Ledger
) -> tuple[dict[str, Outlet], dict[str, str]]:
    """The outlets by id, and the outlet of each article that has one.

    Args:
        records: with the archive's article ids.
        entries: the editor's.
        ledger: of kind "outlet"; brought up to date.
    """
    known = _known(entries)
    found: dict[str, _Found] = {}
    for record in records:
        entry = _entry(record, known)
        name = record.outlet or (entry.name if entry else "")
        if not (entry or key(name)):
            continue
        outlet = found.setdefault(key(entry.name if entry else name), _Found(entry))
        outlet.forms[name] += 1
        outlet.articles.append(record.article.id)
    names = sorted(found)
    claims = [Claim(text.slug(found[name].name) or "outlet", _names(found[name])) for name in names]
    by_id = dict(zip(settle(ledger, claims), (found[name] for name in names), strict=True))
    outlets = {id_: _outlet(id_, by_id[id_]) for id_ in sorted(by_id)}
    return outlets, {article: id_ for id_, outlet in outlets.items() for article in outlet.articles}


def _known(entries: Iterable[OutletEntry]) -> dict[str, OutletEntry]:
    """The editor's outlets by every folded name, alias and domain."""
    known: dict[str, OutletEntry] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases, *entry.domains):
            known.setdefault(key(name), entry)
    return known


def _entry(record: Record, known: Mapping[str, OutletEntry]) -> OutletEntry | None:
    """The editor's entry for a record's outlet: by its name, or, where it has none, by its address."""
    if record.outlet:
        return known.get(key(record.outlet))
    labels = _host(record.article.url or "").split(".")
    hosts = (".".join(labels[cut:]) for cut in range(len(labels) - 1))
    return next((known[key(name)] for name in hosts if key(name) in known), None)


def _host(url: str) -> str:
    """The host of an address; "" where it is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _names(found: _Found) -> tuple[str, ...]:
    """What an outlet is known by in the registry: its folded names."""
    forms = {key(form) for form in found.forms} | ({key(found.entry.name)} if found.entry else set())
    return (key(found.name), *sorted(forms - {key(found.name)}))


def _outlet(id_: str, found: _Found) -> Outlet:
    entry = found.entry
    return Outlet(
        id=id_,
        name=found.name,
        articles=tuple(sorted(found.articles)),
        domains=entry.domains if entry else (),
        wire=bool(entry and entry.wire),
        rights=entry.rights if entry else None,
    )
