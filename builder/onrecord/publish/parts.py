"""What two parts of the browser's search have in common, though Pagefind never writes the same lists twice.

It keeps its lists (of filters, of all records) in an order that changes from run to run, and names each file by its
bytes. All else of a part, the words and the records, comes out the same.
"""

from __future__ import annotations

import gzip
import re
import zlib
from pathlib import Path

from onrecord.addresses import BUNDLE

_LISTS = re.compile(
    rf"({re.escape(BUNDLE)}/[^/]+)/(?:pagefind-entry\.json|[^/]+/(?:[^/]+\.pf_meta|filter/[^/]+\.pf_filter))"
)


def named(path: str) -> str:
    """`path`, or where it is a file of lists, the one that stands for all those of its part."""
    found = _LISTS.fullmatch(path)
    return f"{found[1]}/pagefind-entry.json" if found else path


def stands_for_lists(path: str) -> bool:
    """Whether a path stands for all files of lists of a part."""
    return _LISTS.fullmatch(path) is not None


def same_lists(one: Path, other: Path) -> bool:
    """Whether two parts list the same, and each list is where the part looks for it."""
    try:
        return _lists(one) == _lists(other)
    except (OSError, EOFError, zlib.error, ValueError):
        return False


def _lists(part: Path) -> list[bytes]:
    """What a part lists, whatever the order: the bytes of each list, in theirs, the names of other lists left out.

    Raises:
        ValueError: there is a file that no list names.
    """
    found = [part / "pagefind-entry.json", *part.rglob("*.pf_meta"), *part.rglob("*.pf_filter")]
    lists = [found[0].read_bytes(), *(gzip.decompress(path.read_bytes()) for path in found[1:])]
    if not all(any(_id(path) in told for told in lists) for path in part.rglob("*.pf_*")):
        raise ValueError(part.name)
    for path in found[1:]:
        lists = [told.replace(_id(path), b"") for told in lists]
    return sorted(bytes(sorted(told)) for told in lists)


def _id(path: Path) -> bytes:
    """What lists call a file: a language and a digest."""
    return path.stem.removeprefix("pagefind.").encode()
