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
    """

    version: str | None = None
    digests: Mapping[str, str] = field(default_factory=dict)

    def while_changing(self, articles: Collection[str]) -> State:
        """The same, nothing being sure of some articles."""
        return State(None, {**self.digests, **dict.fromkeys(articles, UNKNOWN)})


def version_in(path: Path) -> str | None:
    """The version alone, which costs no more than opening a file; None where there is none, or it is not sure."""
    try:
        with path.open(encoding="utf-8") as file:
            return _version(file.readline())
    except FileNotFoundError:
        return None


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
    return State(_version(first), digests)


def write_state(path: Path, state: State) -> None:
    """Put it in place of what is there, in one step."""
    new = path.with_suffix(".new")  # nobody else makes one: who writes holds the engine's lock
    new.write_text(f"{json.dumps({'version': state.version})}\n{json.dumps(state.digests)}\n", encoding="utf-8")
    new.replace(path)


def _version(line: str) -> str | None:
    head = json.loads(line)
    if not isinstance(head, dict) or not isinstance(head.get("version"), str | None):
        raise ValueError("not the version of an index")
    return head.get("version")
