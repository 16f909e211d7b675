"""What is remembered between builds: the files that were written, and the ids that were given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RegisteredKind = Literal["article", "speaker", "statement", "outlet", "story"]
"""What has its ids in the registry. A quotation's id is made of its content; a topic's is the editor's."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is known of a file that onrecord wrote: enough to tell, without reading it, that nobody has touched it.

    Attributes:
        path: relative to the folder of mkdocs.yml, with `/`.
        digest: hex SHA-256 of its bytes.
        size: in bytes.
        mtime_ns: when it was last changed, in nanoseconds.
    """

    path: str
    digest: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Registered:
    """One line of the registry: an id, once given, is never given to anything else.

    Attributes:
        kind: of thing.
        id: the id, which is also the last part of the address.
        names: what it is known by. Article: its source and digest. Speaker, outlet: the names it has carried.
            Statement: the ids of its quotations when it was last built. Story: its articles, and those it lost.
        moved_to: the id that has taken its place (merged or renamed); "" where it was withdrawn; None while it lives.
    """

    kind: RegisteredKind
    id: str
    names: tuple[str, ...] = ()
    moved_to: str | None = None
