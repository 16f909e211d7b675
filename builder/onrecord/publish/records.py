"""What a result of the search is shown with, in few files: Pagefind keeps one for each stub, of which hosts bear not
enough.

Records lie together, as many as make a small file, what was said apart from whole articles, which are long. What
Pagefind calls a stub the browser is told of each result; so the ids that it made of digests are replaced by ones that
say all that is to be known before the record is there: the part that a result is of, its day, the file of its record
and the place in that, as `16b8ad1366-0813-1f-3`. These follow each other and can be compressed, which digests cannot.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.publish.stubs import Stub

FILE = 16_000
"""Characters of one file of records, about: five kilobytes as it is sent."""

_MAGIC = b"pagefind_dcd"
_TEXT, _LONG = 0x60, 0x18
"""How a text begins in Pagefind's list (CBOR): with its length added, if that is less than `_LONG`."""

_ID = re.compile(rb"[\x60-\x77]([A-Za-z0-9-]+_[0-9a-f]{7,})")
"""An id in Pagefind's list: a language and a digest."""


@dataclass(frozen=True, slots=True)
class Told:
    """A record.

    Attributes:
        id: Pagefind's, of the stub.
        day: month and day, as four digits, as far as they are known.
        kind: of thing, as the stub's.
        text: the record as JSON.
    """

    id: str
    day: str
    kind: str
    text: str


def told(fragments: Iterable[tuple[str, bytes]], stubs: Sequence[Stub]) -> list[Told]:
    """The record of each stub, in the order in which they were indexed.

    Args:
        fragments: what Pagefind made of each stub, by its id: they tell where each passage begins.
        stubs: by the numbers that they were indexed with.
    """
    found: dict[int, Told] = {}
    for id_, content in fragments:
        fragment = _read(content)
        number = int(fragment["url"].removeprefix("/"))
        stub = stubs[number]
        found[number] = Told(id_, _day(stub.shown["date"]), stub.kind, _json(_record(fragment, stub)))
    return [found[number] for number in sorted(found)]


def pack(records: Sequence[Told], part: str, target: Path) -> list[str]:
    """Write the records of a part of the bundle below `target`: `0.json`, `1.json` … Returns the new id of each.

    Args:
        records: in the order in which they were indexed.
        part: what tells it from all others.
        target: the folder, which is made.
    """
    ids = [""] * len(records)
    files: list[list[str]] = []
    room = 0
    for number, record in sorted(enumerate(records), key=lambda numbered: numbered[1].kind == "article"):
        if room <= 0:
            files.append([])
            room = FILE
        ids[number] = f"{part}-{record.day}-{len(files) - 1:x}-{len(files[-1]):x}"
        files[-1].append(record.text)
        room -= len(record.text)
    target.mkdir(parents=True)
    for number, held in enumerate(files):
        (target / f"{number:x}.json").write_text(f"[{','.join(held)}]\n", encoding="utf-8")
    return ids


def renamed(listed: bytes, ids: Mapping[str, str]) -> bytes:
    """Pagefind's list of a part, which begins with all stubs, with new ids.

    Raises:
        OnRecordError: the list is not as it was.
    """
    raw = gzip.decompress(listed)
    found = list(islice(_ID.finditer(raw), len(ids)))  # what comes after may be called alike: digests are short
    if {one[1].decode() for one in found} != ids.keys():
        raise OnRecordError("Pagefind lists its records in a way that this onrecord does not understand. Update both.")
    pieces: list[bytes] = []
    at = 0
    for one in found:
        pieces += raw[at : one.start()], _text(ids[one[1].decode()])
        at = one.end()
    return gzip.compress(b"".join([*pieces, raw[at:]]), mtime=0)


def _text(value: str) -> bytes:
    """A text as Pagefind's list has it."""
    length = [_TEXT + len(value)] if len(value) < _LONG else [_TEXT + _LONG, len(value)]
    return bytes(length) + value.encode()


def _day(date: object) -> str:
    """Month and day of a date, as far as they are known."""
    return str(date or "")[5:10].replace("-", "")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _read(content: bytes) -> Mapping[str, str]:
    found: Mapping[str, str] = json.loads(gzip.decompress(content).removeprefix(_MAGIC))
    return found


def _record(fragment: Mapping[str, object], stub: Stub) -> dict[str, object]:
    """What the browser shows: what the stub says of itself, and its passages, each with the number of its first word.

    Pagefind counts words; only it knows where each passage begins.
    """
    anchors = fragment["anchors"]
    begins = {anchor["id"]: anchor["location"] for anchor in anchors} if isinstance(anchors, list) else {}
    passages = [[anchor, begins[anchor], words] for anchor, words in stub.passages if anchor in begins]
    return {**stub.shown, "kind": stub.kind, "passages": passages or [["", 0, fragment["content"]]]}
