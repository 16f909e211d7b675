"""Lists of references: the citations of a year's articles and statements, to be imported as a whole.

A page holds its own citation. A file for each would be three files a page, and hosts count files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from onrecord import addresses
from onrecord.model import Archive
from onrecord.write.catalogue import Catalogue
from onrecord.write.cite import Citation, citation
from onrecord.write.dates import UNDATED

Written = Callable[[Sequence[Citation], str], str]


def years(archive: Archive) -> dict[str, list[str]]:
    """What a list holds, by its year: the ids of articles, then of the statements that have a page."""
    found: dict[str, list[str]] = {}
    for entry in archive.entries.values():
        found.setdefault(_year(entry.record.date), []).append(entry.id)
    for statement in archive.statements.values():
        if archive.has_page(statement):
            found.setdefault(_year(statement.said or statement.first), []).append(statement.id)
    return dict(sorted(found.items()))


def files(catalogue: Catalogue, year: str, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The path within docs and the content of each list of a year: BibTeX, RIS and CSL-JSON."""
    archive, home = catalogue.archive, catalogue.site.url or ""
    nouns = (archive.entries[i] if i in archive.entries else archive.statements[i] for i in ids)
    cited = [citation(catalogue, noun) for noun in nouns]
    for ending, written in _FORMATS.items():
        yield f"{addresses.CITATIONS}/{year}.{ending}", written(cited, home)


def _year(date: str | None) -> str:
    return (date or "")[:4] or UNDATED


def _bibtex(cited: Sequence[Citation], home: str) -> str:
    return "\n".join(one.bibtex(home) for one in cited)


def _ris(cited: Sequence[Citation], home: str) -> str:
    return "\n".join(one.ris(home) for one in cited)


def _csl(cited: Sequence[Citation], home: str) -> str:
    lines = ",\n".join(json.dumps(one.item(home), ensure_ascii=False) for one in cited)
    return f"[\n{lines}\n]\n".encode(errors="replace").decode()


_FORMATS: dict[str, Written] = {"bib": _bibtex, "ris": _ris, "json": _csl}
