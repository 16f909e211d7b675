"""The style sheet by which a page shows what is of one key alone, without a script: a rule for each of the archive's.

A key's link is a place in the page, "#topic=bridges". While the address points there, whatever has not that topic is
not shown, nor are days and parts in which nothing has it. Where the script runs, it does that and more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord import addresses
from onrecord.model import Archive
from onrecord.write.dates import UNDATED
from onrecord.write.sayings import Facet

Key = tuple[Facet, str]

_WORD = re.compile(r"[\w-]+")
"""What may stand in a style sheet as it is, as ids do."""
_RULE = (
    '.md-content:has(.or-filters:not([data-live]) [id="{0}={1}"]:target) :is(.or-item, .or-day, .or-part)'
    ':not([data-{0}~="{1}"], :has([data-{0}~="{1}"])) {{ display: none; }}\n'
)


def keys(archive: Archive) -> list[Key]:
    """Whatever a list can be narrowed to: topics, outlets and years."""
    years = {(entry.record.date or "")[:4] or UNDATED for entry in archive.entries.values()}
    facets: dict[Facet, Iterable[str]] = {"topic": archive.topics, "outlet": archive.outlets, "year": years}
    return [(facet, key) for facet, found in facets.items() for key in sorted(found)]


def files(found: Sequence[Key]) -> Iterator[tuple[str, str]]:
    """The path within docs and the content of the style sheet."""
    rules = (_RULE.format(facet, key) for facet, key in found if _WORD.fullmatch(key))
    yield addresses.NARROWING, "".join(rules)
