"""The disk: `put`, the only write of generated files, and the folder of pages, where edits by hand are kept."""

from __future__ import annotations

import contextlib
import filecmp
import hashlib
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from onrecord.addresses import ASSETS, CITATIONS, DATA, FEEDS, FOLDERS
from onrecord.errors import OnRecordError
from onrecord.model import Problem, Stamp
from onrecord.write import front_matter
from onrecord.write.site import Site, Written
from onrecord.write.spliced import Long

_UNFINISHED = ".onrecord-"
"""How the names of files begin that are not whole yet. A build that was killed leaves one."""
_ALL_OURS = (f"{CITATIONS}/", f"{FEEDS}/")
"""Folders that hold nothing but onrecord's files."""
_READABLE = 0o644
_LEADING_OUT = re.compile(r"^/|^$|[\\:\0]|(?:^|/)\.\.(?:/|$)")
"""What no address may have that stays within a folder."""

_EDITED = "this page was edited by hand, so it was left as it is."
_EDITED_HINT = (
    "To keep what you changed, say it in authority/corrections.yml (or in the article itself); "
    "then, or to drop the change, delete the page and build again."
)
_TAKEN = "this page is not onrecord's, but stands where a page of the archive belongs; it was left as it is."
_TAKEN_HINT = "Move it elsewhere, then build again."
_TWICE = "two pages of the archive have this address; only the first was written."
_TWICE_HINT = "Give one of them another id ('index' is the hub's)."
_ORPHAN = "this page was edited by hand; what it showed is no longer in the archive, yet it was left as it is."
_ORPHAN_HINT = "Delete it, or take the line 'generated:' out of its header to keep it as a page of your own."


def put(path: Path, content: str | bytes) -> bool:
    """Makes the file hold `content`; whether it had to be written.

    Atomic: a reader sees the old file or the new one, never half of either. Folders are made as needed.
    """
    data = content.encode() if isinstance(content, str) else content
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    _replace(path, data)
    return True


def _replace(path: Path | str, data: bytes) -> os.stat_result:
    """Makes the file hold `data`; what it is then."""
    name = _beside(path)
    try:
        try:
            _new(name, data)
        except FileNotFoundError:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            _new(name, data)
        return _finished(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _beside(path: Path | str) -> str:
    """The name of a file that is to take another's place. Each has its own: two builds may run at a time."""
    folder, _ = os.path.split(path)
    return os.path.join(folder, _UNFINISHED + os.urandom(6).hex())  # noqa: PTH118 - quicker, of every page


def _finished(name: str, path: Path | str) -> os.stat_result:
    """Puts a file that is whole in its place; what it is then."""
    status = os.stat(name)  # noqa: PTH116 - quicker, of every page
    if stat.S_IMODE(status.st_mode) != _READABLE:  # as on a system that keeps files from others
        os.chmod(name, _READABLE)  # noqa: PTH101 - quicker, of every page
    os.replace(name, path)  # noqa: PTH105 - quicker, of every page
    return status


def _new(name: str, data: bytes) -> None:
    """Makes a file; without Python's own, which asks the system three things more about each."""
    file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _READABLE)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)


@dataclass(slots=True)
class Output:
    """The folder of pages while it is being written: it compares, writes what changed, and keeps the account."""

    site: Site
    stamps: Mapping[str, Stamp]
    _prefix: str = field(init=False)
    _docs: str = field(init=False)
    _new: dict[str, Stamp] = field(default_factory=dict)
    _expected: set[str] = field(default_factory=set)
    _written: list[str] = field(default_factory=list)
    _removed: list[str] = field(default_factory=list)
    _kept: list[str] = field(default_factory=list)
    _problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._prefix, self._docs = self.site.prefix, str(self.site.docs)

    def page(self, path: str, content: str) -> None:
        """Brings the page up to date, unless a person has edited it, or it is not onrecord's at all.

        A second page for an address is reported; the first stands.
        """
        if path in self._expected:
            self._refuse(path)
            return
        self._file(path, content.encode(), guarded=True)

    def data(self, path: str, content: str | bytes, digest: str = "") -> None:
        """Brings a data file up to date. `digest` is its SHA-256, where that is known."""
        self._file(path, content.encode() if isinstance(content, str) else content, digest, guarded=False)

    @contextlib.contextmanager
    def long(self, path: str) -> Iterator[Long]:
        """A long data file, to be given its content: when that is whole, it is brought up to date."""
        self._expected.add(path)
        target, name, made = self._target(path), self._name(path), Path(_beside(self._place(path)))
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with made.open("xb") as file:
                yield (long := Long(file))
            status = _status(str(target))
            if status is None or not self._holds_all(name, target, status, made, long.sha256):
                status = _finished(str(made), target)
                self._written.append(name)
        finally:
            made.unlink(missing_ok=True)
        self._new[name] = Stamp(name, long.sha256, status.st_size, status.st_mtime_ns)

    @contextlib.contextmanager
    def untouched(self, path: str) -> Iterator[BinaryIO | None]:
        """A file, if nobody has touched it since it was written."""
        status = _status(self._place(path))
        if status is None or not self._untouched(self._name(path), status):
            yield None
            return
        with self._target(path).open("rb") as file:
            yield file

    def keep(self, paths: Collection[str]) -> bool:
        """Takes files as they are, if all of them are as they were written and no others have their addresses."""
        found = {}
        for path in paths:
            status, name = _status(self._place(path)), self._name(path)
            stamp = self._untouched(name, status) if status and path not in self._expected else None
            if stamp is None:
                return False
            found[name] = stamp
        self._new |= found
        self._expected.update(paths)
        return True

    def editors(self, path: str, text: str, problems: Iterable[Problem]) -> None:
        """Brings the blocks in a page of the editor's up to date; the page is never removed."""
        if put(self._target(path), text.encode("utf-8", errors="surrogateescape")):
            self._written.append(self._name(path))
        self._problems.extend(replace(problem, uri=self._prefix + problem.uri) for problem in problems)

    def _refuse(self, path: str) -> None:
        """Reports a second page for the same address; the first stands."""
        self._problems.append(Problem(self._name(path), "write", _TWICE, _TWICE_HINT))

    def sweep(self) -> None:
        """Removes pages of ours that are no part of the archive any more; those edited by hand stay.

        What a killed build left half written goes, too.
        """
        for path in self._present():
            name = path.rpartition("/")[2]
            if name.startswith(_UNFINISHED):
                Path(self._docs, path).unlink(missing_ok=True)
            elif path in self._expected:
                continue
            elif path.startswith(_ALL_OURS) and "." in name:
                self._remove(path)
            elif name.endswith(".md") and not path.startswith(f"{DATA}/"):
                self._clear(path)

    def _clear(self, path: str) -> None:
        """Removes a page that is no part of the archive any more, unless somebody has edited it."""
        text = self._target(path).read_bytes().decode(errors="replace")
        if front_matter.untouched(text):
            self._remove(path)
        elif front_matter.claims(text):
            self._keep(path, _ORPHAN, _ORPHAN_HINT)

    def account(self) -> Written:
        """What was done."""
        return Written(
            stamps=dict(sorted(self._new.items())),
            written=tuple(sorted(self._written)),
            removed=tuple(sorted(self._removed)),
            kept=tuple(sorted(self._kept)),
            problems=tuple(sorted(self._problems, key=lambda problem: problem.uri)),
        )

    def _file(self, path: str, data: bytes, digest: str = "", *, guarded: bool) -> None:
        self._expected.add(path)
        target, name, digest = self._place(path), self._name(path), digest or hashlib.sha256(data).hexdigest()
        status = _status(target)
        if status is None or not self._holds(name, target, status, data, digest):
            if status is not None and guarded and self._foreign(path, status):
                return
            status = _replace(target, data)
            self._written.append(name)
        self._new[name] = Stamp(name, digest, status.st_size, status.st_mtime_ns)

    def _untouched(self, name: str, status: os.stat_result) -> Stamp | None:
        """The stamp of a file that nobody has touched since it was made, known without reading it."""
        stamp = self.stamps.get(name)
        fresh = stamp is not None and (stamp.size, stamp.mtime_ns) == (status.st_size, status.st_mtime_ns)
        return stamp if fresh else None

    def _holds(self, name: str, target: str, status: os.stat_result, data: bytes, digest: str) -> bool:
        """Whether the file is up to date; read only where its stamp does not tell."""
        stamp = self._untouched(name, status)
        if stamp:
            return stamp.digest == digest
        return status.st_size == len(data) and Path(target).read_bytes() == data

    def _holds_all(self, name: str, target: Path, status: os.stat_result, made: Path, digest: str) -> bool:
        """The same of a long file, which is `made` beside it."""
        stamp = self._untouched(name, status)
        return stamp.digest == digest if stamp else filecmp.cmp(made, target, shallow=False)

    def _foreign(self, path: str, status: os.stat_result) -> bool:
        """Whether a page is a person's work, edited or all their own; it is kept then, and reported."""
        if self._untouched(self._name(path), status):
            return False
        text = self._target(path).read_bytes().decode(errors="replace")
        if front_matter.untouched(text):
            return False
        edited = front_matter.claims(text)
        self._keep(path, _EDITED if edited else _TAKEN, _EDITED_HINT if edited else _TAKEN_HINT)
        return True

    def _keep(self, path: str, message: str, hint: str) -> None:
        self._kept.append(self._name(path))
        self._problems.append(Problem(self._name(path), "write", message, hint))

    def _remove(self, path: str) -> None:
        target = self._target(path)
        target.unlink()
        self._removed.append(self._name(path))
        with contextlib.suppress(OSError):  # not empty, or the root of its kind: it stays
            if target.parent != self.site.docs:
                target.parent.rmdir()

    def _present(self) -> list[str]:
        """The files in the folders that onrecord writes to, as paths within docs, in order."""
        folders = (*FOLDERS, DATA, FEEDS, ASSETS)
        return sorted(path for folder in folders for path in _files(f"{self._docs}/{folder}", folder))

    def _target(self, path: str) -> Path:
        return Path(self._place(path))

    def _place(self, path: str) -> str:
        if _LEADING_OUT.search(path):
            raise OnRecordError(f"{path}: this address would leave {self.site.docs}. Mend its id in the registry.")
        return f"{self._docs}/{path}"

    def _name(self, path: str) -> str:
        return self._prefix + path


def _files(folder: str, name: str) -> Iterator[str]:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{name}/{entry.name}")
            else:
                yield f"{name}/{entry.name}"


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116 - quicker, of every page
    except (FileNotFoundError, NotADirectoryError):
        return None
