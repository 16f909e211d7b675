"""What a result of the search is shown with, in few files: Pagefind keeps one for each stub, of which hosts bear not
enough.

Records lie together by the id of a stub, which the browser knows of a result: its first seven hexadecimal digits,
modulo the number of files. So the ten results of a page need at most ten small files.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.publish.stubs import Stub

PER_FILE = 16
"""Records of one file, about: ten kilobytes as it is sent."""

_MAGIC = b"pagefind_dcd"
_BETWEEN = 32
"""Bytes from one id to the next in Pagefind's list, at most; from its beginning to the first, too."""

_ID = re.compile(r"_([0-9a-f]{7})[0-9a-f]*\Z")


def told(fragments: Iterable[tuple[str, bytes]], stubs: Sequence[Stub]) -> list[tuple[str, str]]:
    """The id and the record of each stub, in the order in which they were indexed.

    Args:
        fragments: what Pagefind made of each stub, by its id: they tell where each passage begins.
        stubs: by the numbers that they were indexed with.

    Raises:
        OnRecordError: Pagefind's fragments are not as they were.
    """
    found: dict[int, tuple[str, str]] = {}
    for id_, content in fragments:
        fragment = _read(content)
        number = int(fragment["url"].removeprefix("/"))
        found[number] = id_, _json(_record(fragment, stubs[number]))
    return [found[number] for number in sorted(found)]


def numbered(listed: bytes, records: list[tuple[str, str]]) -> tuple[bytes, list[tuple[str, str]]]:
    """Pagefind's list of stubs, and their records, with ids that follow each other, as they were indexed.

    Pagefind's own are made of digests, which cannot be compressed: more than half of the first file that a search
    waits for. Where the list does not begin with the ids in this order, both stay as they are.
    """
    ids = {id_: _following(id_, number) for number, (id_, _) in enumerate(records)}
    raw, at = gzip.decompress(listed), 0
    changed = bytearray(raw)
    for id_, new in ids.items():
        at = raw.find(id_.encode(), at, at + len(id_) + _BETWEEN)
        if at < 0:
            return listed, records
        changed[at : at + len(id_)] = new.encode()
        at += len(id_)
    return gzip.compress(bytes(changed), mtime=0), [(ids[id_], record) for id_, record in records]


def pack(records: Sequence[tuple[str, str]], target: Path) -> None:
    """Write the records of a part of the bundle, each with its id, below `target`: `0.json`, `1.json` …"""
    files = files_for(len(records))
    together: list[list[str]] = [[] for _ in range(files)]
    for id_, record in records:
        together[place(id_, files)].append(f"{_json(id_)}:{record}")
    target.mkdir(parents=True)
    for number, held in enumerate(together):
        (target / f"{number}.json").write_text(f"{{{','.join(held)}}}\n", encoding="utf-8")


def files_for(records: int) -> int:
    """How many files so many records need."""
    return max(1, -(-records // PER_FILE))


def place(id_: str, files: int) -> int:
    """The number of the file that holds a record, of so many files."""
    found = _ID.search(id_)
    if not found:
        raise OnRecordError(f"Pagefind calls a record {id_!r}, which this onrecord does not understand. Update both.")
    return int(found[1], 16) % files


def _following(id_: str, number: int) -> str:
    """The id of as many characters for what is indexed as the `number`th."""
    language, _, digest = id_.rpartition("_")
    return f"{language}_{number:0{len(digest)}x}"


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
