"""The site while it is being built: beside the one that is served, whose files stay until they are replaced.

MkDocs empties its folder before it builds. So it is given another one, and what it puts there is moved into the site in
one go when the build has ended well: a build that fails or is killed leaves the last good site. What is known of the
site's files lets the next build leave those alone whose source, and all else they depend on, are the same.
"""

from __future__ import annotations

import contextlib
import filecmp
import json
import os
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

VERSION = 2
"""Raised when what is noted of a file means something else."""

_STALE = 3600
"""Seconds after which a folder that a killed build left is surely nobody's."""

Mark = tuple[int, int]
"""A file's size in bytes and when it was last changed, in nanoseconds: the same mark, the same bytes."""


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a file of the site.

    Attributes:
        source: the mark of what it was made from.
        target: its own mark, as it was written.
        key: digest of all else that it depends on; "" for a copy.
        moved: it is a page of an old address, which leads on.
    """

    source: Mark
    target: Mark
    key: str = ""
    moved: bool = False


def mark(path: str | os.PathLike[str]) -> Mark | None:
    """A file's mark; None if there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - asked of every file of the site, and a Path costs as much again
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


class Stage:
    """One build's folder beside the site, and what the last build noted of the site's files."""

    def __init__(self, site: Path, cache: Path, name: str = "site") -> None:
        """Make ready to build `site`; notes, under `name`, and unfinished files lie in `cache`."""
        self.site = site
        self._notes = cache / f"{name}.json"
        cache.mkdir(parents=True, exist_ok=True)
        _clear(cache)
        self.folder = Path(tempfile.mkdtemp(prefix="site-", dir=cache))
        self._made = self._noted()

    def is_made(self, target: str, source: Mark | None, key: str = "") -> bool:
        """Whether a file of the site, by its path below it, is there as it was made, from this very source and key."""
        made = self._made.get(target)
        if made is None or source is None or (made.source, made.key) != (source, key):
            return False
        return mark(self.site / target) == made.target

    def is_moved(self, target: str) -> bool:
        """Whether a file that is made is a page of an old address."""
        return self._made[target].moved

    def commit(
        self, kept: Collection[str], sources: Mapping[str, tuple[Mark, str]], moved: Collection[str] = ()
    ) -> None:
        """Move what was built into the site, and remove what is no part of it any more.

        Files that are there with the same bytes are not touched. If this is interrupted, the notes tell of no file what
        is not so, and the next build makes the rest.

        Args:
            kept: paths below the site of files that stay as they are.
            sources: for each file that was built and that a later build may keep, its source's mark and its key.
            moved: those of them that are pages of old addresses.
        """
        staged = sorted(path.relative_to(self.folder).as_posix() for path in _files(self.folder))
        lasting = {target: self._made[target] for target in kept}
        self._note({target: made for target, made in lasting.items() if target not in staged})
        whole = self._place_folders()
        for target in staged:
            if target.partition("/")[0] not in whole:
                self._place(target)
            if target in sources and (now := mark(self.site / target)):
                lasting[target] = Made(sources[target][0], now, sources[target][1], target in moved)
        self._sweep({*staged, *kept})
        self._note(lasting)
        self.drop()

    def drop(self) -> None:
        """Remove the folder, with what is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _place_folders(self) -> set[str]:
        """Move those folders whole that the site has none of, as nearly all are when it is first built; their names."""
        found = set()
        for built in [path for path in self.folder.iterdir() if path.is_dir()]:
            there = self.site / built.name
            with contextlib.suppress(OSError):  # on another file system, where files are copied one by one
                if not there.exists() and not there.is_symlink():
                    self.site.mkdir(parents=True, exist_ok=True)
                    built.replace(there)
                    found.add(built.name)
        return found

    def _place(self, target: str) -> None:
        """Move one file into the site, unless the same is there."""
        built, there = self.folder / target, self.site / target
        with contextlib.suppress(OSError):
            if filecmp.cmp(built, there, shallow=False):
                return
        if there.is_dir() and not there.is_symlink():
            shutil.rmtree(there)
        there.parent.mkdir(parents=True, exist_ok=True)
        try:
            built.replace(there)
        except OSError:  # on another file system
            near = there.with_name(f".onrecord-{there.name}")
            shutil.copyfile(built, near)
            near.replace(there)

    def _sweep(self, wanted: Collection[str]) -> None:
        """Remove the files that are not wanted, and folders that hold nothing, as a build leaves that is killed here.

        Hidden ones at the top stay.
        """
        for parent, _, names in os.walk(self.site, topdown=False):
            folder = Path(parent).relative_to(self.site).as_posix()
            places = names if folder == "." else [f"{folder}/{name}" for name in names]
            for place in places:
                if place not in wanted and not place.startswith("."):
                    (self.site / place).unlink(missing_ok=True)
            if not folder.startswith("."):
                with contextlib.suppress(OSError):  # it holds something
                    Path(parent).rmdir()

    def _noted(self) -> dict[str, Made]:
        """What the last build noted of this very site; nothing where that cannot be read."""
        try:
            found = json.loads(self._notes.read_text(encoding="utf-8"))
            if (found["version"], found["site"]) != (VERSION, str(self.site)):
                return {}
            return {path: Made(tuple(source), tuple(target), *rest) for path, source, target, *rest in found["files"]}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def _note(self, made: Mapping[str, Made]) -> None:
        rows = [(path, one.source, one.target, one.key, one.moved) for path, one in made.items()]
        text = json.dumps({"version": VERSION, "site": str(self.site), "files": rows}, separators=(",", ":"))
        handle, name = tempfile.mkstemp(prefix="site-notes-", dir=self._notes.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(self._notes)


def _files(folder: Path) -> Iterator[Path]:
    """All files below a folder, links among them; nothing where there is none."""
    for parent, _, names in os.walk(folder):
        for name in names:
            yield Path(parent, name)


def _clear(cache: Path) -> None:
    """Remove what killed builds have left."""
    for path in cache.glob("site-*"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
