"""What an index holds, told without opening it: the version of the documents, and each article's digest.

The file is written twice in each update. First with the articles that are about to change marked as unknown, then, once
the changes are in force, as they are now. So whatever kills the update, the next one does again what may not be done.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

UNKNOWN = ""
"""The digest of an article that an update was about."""


@dataclass(frozen=True, slots=True)
class State:
    """What an index holds.

    Attributes:
        version: of the documents; None while that is not sure.
        digests: by article.
        files: the sizes of the index's files, by name; none while they change.
    """

    version: str | None = None
    digests: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)

    def while_changing(self, articles: Collection[str]) -> State:
        """The same, nothing being sure of some articles."""
        return State(None, {**self.digests, **dict.fromkeys(articles, UNKNOWN)})


def version_in(path: Path) -> str | None:
    """The version alone, which costs little more than opening a file; None where there is none, or it is not sure.

    Raises:
        ValueError: it, or a file of the index, is damaged.
    """
    version, files = _head_of(path)
    for name, size in files.items():
        if _size(path.with_name(name)) != size:
            if _head_of(path) != (version, files):
                return None  # somebody is writing
            raise ValueError(f"{name} is not as it was written")
    return version


def read_state(path: Path) -> State | None:
    """What was written, or None.

    Raises:
        ValueError: it is damaged.
    """
    try:
        first, _, second = path.read_text(encoding="utf-8").partition("\n")
    except FileNotFoundError:
        return None
    digests = json.loads(second)
    if not isinstance(digests, dict):
        raise ValueError("not the digests of articles")
    version, files = _head(first)
    return State(version, digests, files)


def write_state(path: Path, state: State) -> None:
    """Put it in place of what is there, in one step."""
    new = path.with_suffix(".new")  # nobody else makes one: who writes holds the engine's lock
    head = {"version": state.version, "files": state.files}
    new.write_text(f"{json.dumps(head)}\n{json.dumps(state.digests)}\n", encoding="utf-8")
    new.replace(path)


def files_beside(path: Path) -> dict[str, int]:
    """The files of an index with their sizes, but those that only lock it or are the engine's own list of them."""
    found = (other for other in path.parent.iterdir() if other.is_file() and not other.name.startswith("."))
    return {other.name: size for other in found if other.stem != path.stem and (size := _size(other))}


def _size(path: Path) -> int:
    """A file's size; -1 where it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _head_of(path: Path) -> tuple[str | None, Mapping[str, int]]:
    try:
        with path.open(encoding="utf-8") as file:
            return _head(file.readline())
    except FileNotFoundError:
        return None, {}


def _head(line: str) -> tuple[str | None, Mapping[str, int]]:
    """What the first line tells: the version, and the files."""
    head = json.loads(line)
    if not isinstance(head, dict) or not isinstance(head.get("version"), str | None):
        raise ValueError("not the version of an index")
    files = head.get("files", {})
    if not isinstance(files, dict):
        raise ValueError("not the files of an index")
    return head.get("version"), files
