"""Lists of references: the citations of a year's articles and statements, to be imported as a whole.

A page holds its own citation. A file for each would be three files a page, and hosts count files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from onrecord import addresses
from onrecord.write.catalogue import Catalogue
from onrecord.write.cite import Citation, Noun, citation
from onrecord.write.dates import UNDATED

Written = Callable[[Sequence[Citation], str], str]


def files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The path within docs and the content of each list: BibTeX, RIS and CSL-JSON for each year."""
    home = catalogue.site.url or ""
    for year, cited in sorted(_by_year(catalogue).items()):
        for ending, written in _FORMATS.items():
            yield f"{addresses.CITATIONS}/{year}.{ending}", written(cited, home)


def _by_year(catalogue: Catalogue) -> dict[str, list[Citation]]:
    """The citations of articles, then of the statements that have a page, by the year of their date."""
    archive = catalogue.archive
    found: dict[str, list[Citation]] = {}
    statements = (statement for statement in archive.statements.values() if archive.has_page(statement))
    nouns: list[Noun] = [*archive.entries.values(), *statements]
    for cited in (citation(catalogue, noun) for noun in nouns):
        found.setdefault((cited.date or "")[:4] or UNDATED, []).append(cited)
    return found


def _bibtex(cited: Sequence[Citation], home: str) -> str:
    return "\n".join(one.bibtex(home) for one in cited)


def _ris(cited: Sequence[Citation], home: str) -> str:
    return "\n".join(one.ris(home) for one in cited)


def _csl(cited: Sequence[Citation], home: str) -> str:
    lines = ",\n".join(json.dumps(one.item(home), ensure_ascii=False) for one in cited)
    return f"[\n{lines}\n]\n".encode(errors="replace").decode()


_FORMATS: dict[str, Written] = {"bib": _bibtex, "ris": _ris, "json": _csl}
