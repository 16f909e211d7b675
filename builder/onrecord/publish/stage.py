"""The site while it is being built: beside the one that is served, whose files stay until they are replaced.

MkDocs empties its folder before it builds. So it is given another one, and what it puts there is moved into the site in
one go when the build has ended well: a build that fails or is killed leaves the last good site. What is known of the
site's files lets the next build leave those alone whose source, and all else they depend on, are the same.
"""

from __future__ import annotations

import atexit
import contextlib
import filecmp
import json
import os
import shutil
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.publish.recall import Place, Recall, Told

VERSION = 3
"""Raised when what is noted of a file means something else."""

_STALE = 3600
"""Seconds after which a folder that a killed build left is surely nobody's."""

_AT_ONCE = 8
"""Files that are moved at a time: a move waits for the disk, to give back what the file before it took."""

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
        told: where the record is of what templates are told of it.
    """

    source: Mark
    target: Mark
    key: str = ""
    moved: bool = False
    told: Place | None = None


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
        self._top = Path(tempfile.mkdtemp(prefix="site-", dir=cache))
        atexit.register(shutil.rmtree, self._top, ignore_errors=True)  # of an interruption MkDocs tells nobody
        self.folder = self._top / "site"
        self.folder.mkdir()
        self._flat = self._top / "pages"
        self._flat.mkdir()
        self._apart: dict[str, str] = {}
        self._records = ""
        self._made = self._noted()
        self._there = (self._records, self._made)
        self._recall = Recall(cache / f"{name}.pages", self._records)
        if self._recall.id != self._records:  # which are lost
            self._made = {target: replace(made, told=None) for target, made in self._made.items()}
        self._told: dict[str, Place] = {}

    def is_made(self, target: str, source: Mark | None, key: str = "") -> bool:
        """Whether a file of the site, by its path below it, is there as it was made, from this very source and key."""
        made = self._made.get(target)
        if made is None or source is None or (made.source, made.key) != (source, key):
            return False
        return mark(self.site / target) == made.target

    def is_moved(self, target: str) -> bool:
        """Whether a file that is made is a page of an old address."""
        return self._made[target].moved

    def standing(self, target: str) -> bytes | None:
        """A page of the site, if it is there as it was made, from whatever."""
        made = self._made.get(target)
        if made is None:
            return None
        path = f"{self.site}/{target}"
        with contextlib.suppress(OSError), open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as in `mark`
            status = os.fstat(file.fileno())
            if (status.st_size, status.st_mtime_ns) == made.target:
                return file.readall()
        return None

    def told(self, target: str, source: Mark | None, key: str, standing: bytes) -> Told | None:
        """What templates are told of a page that stands in the site, if its source, and the key, are as they were."""
        made = self._made[target]
        if made.told is None or made.source != source:
            return None
        return self._recall.read(target, made.told, key, standing)

    def keep(self, target: str, record: bytes) -> None:
        """Keep what templates are told of a page, by its path in the site."""
        self._told[target] = self._recall.append(record)

    def set_apart(self, targets: Iterable[str]) -> None:
        """Have pages put apart whose folders the site has, perhaps: to make theirs and remove them would cost most."""
        there = {entry.name for entry in os.scandir(self.site)} if self.site.is_dir() else set()
        apart = (target for target in targets if target.partition("/")[0] in there)
        self._apart = {target: str(self._flat / str(number)) for number, target in enumerate(apart)}

    def path(self, target: str) -> str:
        """Where a page is put, by its path in the site, until it is moved there."""
        return self._apart.get(target) or str(self.folder / target)

    def commit(
        self, kept: Collection[str], sources: Mapping[str, tuple[Mark, str]], moved: Collection[str] = ()
    ) -> None:
        """Move what was built into the site, and remove what is no part of it any more.

        Files that are there with the same bytes are not touched. If this is interrupted, the notes tell of no file what
        is not true of it.

        Args:
            kept: files of the site, by their paths below it, that stay.
            sources: what files were made from, those that stay among them, and the key they were made with.
            moved: which of the files are pages of old addresses.
        """
        staged = dict.fromkeys(self._staged())
        lasting = {target: self._again(target, sources, moved) for target in kept}
        self._note({target: made for target, made in lasting.items() if target not in staged})
        self._place_all(staged)
        for target in staged:
            if target in sources and (now := mark(self.site / target)):
                source, key = sources[target]
                lasting[target] = Made(source, now, key, target in moved, self._place_told(target, source))
        self._sweep({*staged, *kept})
        self._note(self._tidied(lasting))
        self.drop()

    def _staged(self) -> list[str]:
        """All files that were built, by their paths in the site."""
        apart = {entry.path for entry in os.scandir(self._flat)}
        return sorted({*_files(self.folder), *(target for target, path in self._apart.items() if path in apart)})

    def _again(self, target: str, sources: Mapping[str, tuple[Mark, str]], moved: Collection[str]) -> Made:
        """What is known of a file that stays as it is, whatever it was made from this time."""
        made = self._made[target]
        if target not in sources:
            return made
        source, key = sources[target]
        return Made(source, made.target, key, target in moved, self._place_told(target, source))

    def _place_told(self, target: str, source: Mark) -> Place | None:
        """Where the record is of a page that was made from `source`: the last one, or this build's."""
        made = self._made.get(target)
        return self._told.get(target, made.told if made and made.source == source else None)

    def _tidied(self, lasting: Mapping[str, Made]) -> dict[str, Made]:
        """The same with records in their places when those are dropped that nobody needs."""
        places = {target: made.told for target, made in lasting.items() if made.told}
        moved = self._recall.tidied(places)
        return {
            target: made if moved.get(target) == made.told else replace(made, told=moved[target])
            for target, made in lasting.items()
        }

    def drop(self) -> None:
        """Remove the folder, with what is in it."""
        self._recall.close()
        shutil.rmtree(self._top, ignore_errors=True)

    def _place_all(self, staged: Iterable[str]) -> None:
        """Move what was built into the site."""
        whole = self._place_folders()
        rest = (target for target in staged if target in self._apart or target.partition("/")[0] not in whole)
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            for _ in threads.map(self._place, rest):
                pass  # what one raises is raised here

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
        built, there = self.path(target), f"{self.site}/{target}"
        with contextlib.suppress(OSError):
            if filecmp.cmp(built, there, shallow=False):
                return
        try:
            os.replace(built, there)  # noqa: PTH105 - of every page, and a Path costs as much again
        except OSError:
            _force(Path(built), Path(there))

    def _sweep(self, wanted: Collection[str]) -> None:
        """Remove the files that are not wanted, and folders that hold nothing, as a build leaves that is killed here.

        Hidden ones at the top stay.
        """
        for folder, names in _folders(self.site, topdown=False):
            gone = [name for name in names if f"{folder}{name}" not in wanted and not f"{folder}{name}".startswith(".")]
            for name in gone:
                (self.site / folder / name).unlink(missing_ok=True)
            if len(gone) == len(names) and folder and not folder.startswith("."):
                with contextlib.suppress(OSError):  # it holds something
                    (self.site / folder).rmdir()

    def _noted(self) -> dict[str, Made]:
        """What the last build noted of this very site; nothing where that cannot be read."""
        try:
            found = json.loads(self._notes.read_text(encoding="utf-8"))
            if (found["version"], found["site"]) != (VERSION, str(self.site)):
                return {}
            self._records = str(found["records"])
            return {
                path: Made(tuple(source), tuple(target), key, moved, tuple(told) if told else None)
                for path, source, target, key, moved, told in found["files"]
            }
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def _note(self, made: dict[str, Made]) -> None:
        """Note what is known of the site's files, unless the very same is noted."""
        if made and (self._recall.id, made) == self._there:
            return
        rows = [(path, one.source, one.target, one.key, one.moved, one.told) for path, one in made.items()]
        notes = {"version": VERSION, "site": str(self.site), "records": self._recall.id, "files": rows}
        text = json.dumps(notes, separators=(",", ":"))
        handle, name = tempfile.mkstemp(prefix="site-notes-", dir=self._notes.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(self._notes)
        self._there = (self._recall.id, made)


def _force(built: Path, there: Path) -> None:
    """Move a file to where something is in its way: a folder, or none to hold it, or the border of a file system."""
    if there.is_dir() and not there.is_symlink():
        shutil.rmtree(there)
    there.parent.mkdir(parents=True, exist_ok=True)
    try:
        built.replace(there)
    except OSError:  # on another file system
        near = there.with_name(f".onrecord-{there.name}")
        shutil.copyfile(built, near)
        near.replace(there)


def _folders(root: Path, *, topdown: bool = True) -> Iterator[tuple[str, list[str]]]:
    """All folders of a folder, by what the paths of their files begin with, and the names of these, links too."""
    start = len(str(root)) + 1
    for parent, _, names in os.walk(root, topdown=topdown):
        below = parent[start:].replace(os.sep, "/")
        yield f"{below}/" if below else "", names


def _files(root: Path) -> Iterator[str]:
    """All files below a folder, by their paths; nothing where there is none."""
    return (f"{folder}{name}" for folder, names in _folders(root) for name in names)


def _clear(cache: Path) -> None:
    """Remove what killed builds have left."""
    for path in cache.glob("site-*"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
