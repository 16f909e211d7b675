"""Generated blocks inside pages that the editor writes: each stands between two comments, and nothing else is touched.

    <!-- onrecord: most-quoted 8 -->
    …
    <!-- /onrecord 1f2e3d4c5b6a -->

The closing comment carries the digest of what was put there, so that a person's work between the two is known as such,
and kept. The pages stay plain Markdown: any engine publishes them as they are.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord import addresses
from onrecord.model import Problem

_OPENING = re.compile(r"<!--\s*onrecord:\s*(?P<name>[^\s>]+)(?:\s+(?P<number>\d{1,3}))?\s*-->\s*")
_CLOSING = re.compile(r"<!--\s*/onrecord(?:\s+(?P<digest>[0-9a-f]{12}))?\s*-->\s*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_SIGN = b"onrecord:"

_UNKNOWN = "there is no block “{}”, so nothing was put there."
_UNKNOWN_HINT = "There are: {}."
_OPEN = "the block “{}” does not end, so nothing was put there."
_OPEN_HINT = "Put the line <!-- /onrecord --> where it is to end."
_EDITED = "what stands in the block “{}” was written or edited by hand, so it was left as it is."
_EDITED_HINT = "Move it above or below the block's two comments; or delete it, to have it made again."

Make = Callable[[str, int | None], str]
"""Makes the Markdown of a block by its name, with the number that its comment gives."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A page with its blocks made anew, and what is wrong with those that are not: line, what, and what to do."""

    text: str
    wrong: tuple[tuple[int, str, str], ...] = ()


@dataclass(slots=True)
class _Page:
    """A page while it is gone through, line by line."""

    make: Make
    known: Collection[str]
    lines: list[str]
    done: list[str] = field(default_factory=list)
    wrong: list[tuple[int, str, str]] = field(default_factory=list)

    def block(self, start: int, opening: re.Match[str]) -> int:
        """Brings the block that opens at a line up to date, if it is one; the number of the line after it."""
        name, end = opening["name"], self._end(start + 1)
        if name not in self.known:
            self._leave(start, _UNKNOWN.format(name), _UNKNOWN_HINT.format(", ".join(sorted(self.known))))
        elif end is None:
            self._leave(start, _OPEN.format(name), _OPEN_HINT)
        else:
            return self._fill(start, end, opening)
        return start + 1

    def _end(self, start: int) -> int | None:
        """The line that closes a block; None where another opens first, or none does."""
        for number in range(start, len(self.lines)):
            if _CLOSING.fullmatch(self.lines[number]):
                return number
            if _OPENING.fullmatch(self.lines[number]):
                return None
        return None

    def _fill(self, start: int, end: int, opening: re.Match[str]) -> int:
        inside = "\n".join(self.lines[start + 1 : end]).strip()
        closing = _CLOSING.fullmatch(self.lines[end])
        if inside and not (closing and closing["digest"] == _digest(inside)):
            self.wrong.append((start + 1, _EDITED.format(opening["name"]), _EDITED_HINT))
            self.done += self.lines[start : end + 1]
            return end + 1
        made = self.make(opening["name"], int(opening["number"]) if opening["number"] else None).strip()
        body = ["", *made.split("\n"), ""] if made else []
        self.done += [self.lines[start].rstrip(), *body, f"<!-- /onrecord {_digest(made)} -->"]
        return end + 1

    def _leave(self, line: int, what: str, hint: str) -> None:
        self.wrong.append((line + 1, what, hint))
        self.done.append(self.lines[line])


def fill(text: str, known: Collection[str], make: Make) -> Filled:
    """The page with the blocks of `known` names made anew; what is shown as code stays as it is."""
    crlf = "\r\n" in text
    page = _Page(make, known, text.replace("\r\n", "\n").split("\n"))
    fence, number = "", 0
    while number < len(page.lines):
        line = page.lines[number]
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line.strip(f" {fence[0]}"):
            fence = ""
        opening = None if fence else _OPENING.fullmatch(line)
        if opening:
            number = page.block(number, opening)
        else:
            page.done.append(line)
            number += 1
    return Filled("\n".join(page.done).replace("\n", "\r\n" if crlf else "\n"), tuple(page.wrong))


def pages(docs: Path) -> Iterator[tuple[str, str]]:
    """The editor's pages that may have blocks: the path within docs, and the text."""
    generated = {docs / name for name in (*addresses.FOLDERS, addresses.DATA, addresses.FEEDS, addresses.BUNDLE)}
    for folder, folders, files in os.walk(docs):
        folders[:] = sorted(name for name in folders if Path(folder, name) not in generated)
        for name in sorted(files):
            if name.endswith(".md") and _SIGN in (content := Path(folder, name).read_bytes()):
                yield Path(folder, name).relative_to(docs).as_posix(), content.decode("utf-8", errors="surrogateescape")


def problems(name: str, filled: Filled) -> list[Problem]:
    """What is wrong with the blocks of a page."""
    return [Problem(f"{name}:{line}", "write", what, hint) for line, what, hint in filled.wrong]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:12]
