"""What a result of the search is shown with, in few files: Pagefind keeps one for each stub, of which hosts bear not
enough.

Records lie together by the id that Pagefind gives a stub, which the browser knows of a result: its first seven
hexadecimal digits, modulo the number of files. So the ten results of a page need at most ten small files.
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
_ID = re.compile(r"_([0-9a-f]{7})[0-9a-f]*\Z")


def pack(fragments: Iterable[tuple[str, bytes]], target: Path, stubs: Sequence[Stub]) -> None:
    """Write the records of a part of the bundle below `target`.

    Args:
        fragments: what Pagefind made of each stub, by its id: they tell where each passage begins.
        target: the folder for `0.json`, `1.json` …
        stubs: by the numbers that they were indexed with.

    Raises:
        OnRecordError: Pagefind's fragments are not as they were.
    """
    files = files_for(len(stubs))
    records: list[dict[str, str]] = [{} for _ in range(files)]
    for id_, content in fragments:
        fragment = _read(content)
        record = _record(fragment, stubs[int(fragment["url"].removeprefix("/"))])
        records[place(id_, files)][id_] = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    target.mkdir(parents=True)
    for number, held in enumerate(records):
        text = ",".join(f"{json.dumps(id_)}:{record}" for id_, record in sorted(held.items()))
        (target / f"{number}.json").write_text(f"{{{text}}}\n", encoding="utf-8")


def files_for(records: int) -> int:
    """How many files so many records need."""
    return max(1, -(-records // PER_FILE))


def place(id_: str, files: int) -> int:
    """The number of the file that holds a record, of so many files."""
    found = _ID.search(id_)
    if not found:
        raise OnRecordError(f"Pagefind calls a record {id_!r}, which this onrecord does not understand. Update both.")
    return int(found[1], 16) % files


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
