"""What a search prints."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from onrecord.cli.styles import styled
from onrecord.cli.words import address, emphasised, json_text, line_of, plain, quoted, together
from onrecord.search import Hit, Results

_MANY = 1000
"""Hits that somebody may want to see at once."""


def told(query: str, results: Results, site_url: str | None, *, as_json: bool) -> str:
    """What was found, as text for a terminal, or as one JSON object."""
    if as_json:
        hits = [_row(hit, site_url) for hit in results.hits]
        return f"{json_text({'query': query, 'total': results.total, 'hits': hits}, indent=2)}\n"
    return "".join(f"{line}\n" for number, hit in enumerate(results.hits, 1) for line in _shown(number, hit, site_url))


def summary(results: Results) -> str:
    """How much was found, and how to see more."""
    if not results.total:
        return "Nothing found. Fewer words, a prefix such as ferr*, or OR between words find more."
    shown = len(results.hits)
    more = f"; --limit {min(results.total, max(_MANY, 10 * shown))} shows more" if results.total > shown else ""
    return f"{shown} of {results.total}{more}."


def _row(hit: Hit, site_url: str | None) -> dict[str, object]:
    row = dataclasses.asdict(hit.document)
    row["speaker"] = hit.document.speaker
    row["speaker_names"] = row.pop("names")
    row["topic_labels"] = row.pop("subjects")
    row["url"] = address(site_url, hit.document.path) if site_url else None
    row["marks"] = [[mark.start, mark.end] for mark in hit.marks]
    return row


def _shown(number: int, hit: Hit, site_url: str | None) -> Iterator[str]:
    found = hit.document
    words, marks = hit.excerpt()
    if found.type == "quotation":
        whose = styled(plain(together(found.speakers) or "nobody named"), bold=bool(found.speakers))
        kind = "reported, not in marks" if found.kind == "indirect" else found.kind
        unsure = "uncertain attribution" if found.speakers and found.confidence == "unsure" else None
        yield f"{number:>3}. {line_of(whose, found.outlet, found.date or 'undated', kind, unsure)}"
        yield f"     {emphasised(words, marks) if found.kind == 'indirect' else quoted(words, marks)}"
    else:
        yield f"{number:>3}. {line_of(emphasised(found.title, hit.title_marks), found.outlet, found.date or 'undated')}"
        if words:
            yield f"     {emphasised(words, marks)}"
    yield f"     {styled(address(site_url, found.path), fg='cyan')}"
