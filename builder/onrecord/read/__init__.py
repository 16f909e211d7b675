"""Stage 1: from a saved file to a `Source`, or to a `Problem` that says what is wrong with it.

A file that somebody has edited, cut or broken is the normal case here: whatever can be read is, and what was wrong is
said with its place. Formats are a mapping from suffix to reader (`READERS`): a new one is a module and a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from onrecord.model import Problem, Source
from onrecord.read import plain
from onrecord.read.files import Reader, is_sidecar, open_saved, parts, problem, uri_of, walk

VERSION = 1
"""Raised whenever what this stage makes of the same bytes changes: part of the cache key."""

READERS: Mapping[str, Reader] = {
    ".txt": plain.read_text,
    ".text": plain.read_text,
    ".md": plain.read_markdown,
    ".markdown": plain.read_markdown,
}
"""Which reader takes which files: lower-case suffix with its dot -> reader."""

__all__ = ["READERS", "VERSION", "discover", "parts", "read"]


def discover(root: Path) -> tuple[list[Path], list[Problem]]:
    """The files below `root` that a reader exists for, sorted by their uri, and a problem for each other file.

    Hidden files and folders, README files and sidecars are skipped without a word. Links to folders are not followed,
    so a loop of links cannot trap the walk. A `root` that is no folder gives no file and one warning.
    """
    if not root.is_dir():
        return [], [problem(str(root), "this is no folder.", "Create it, or set `articles` to the right one.")]
    found: list[Path] = []
    problems: list[Problem] = []
    for path in walk(root):
        verdict = _verdict(path, root)
        if isinstance(verdict, Problem):
            problems.append(verdict)
        elif verdict:
            found.append(path)
    return sorted(found, key=lambda path: uri_of(path, root)), sorted(problems, key=str)


def _verdict(path: Path, root: Path) -> Problem | bool:
    """Whether `path` is an article, or the problem with it."""
    uri = uri_of(path, root)
    if not _encodable(uri):
        shown = uri.encode("utf-8", "backslashreplace").decode()
        return problem(shown, "its name is not valid UTF-8.", "Rename the file.")
    if path.is_symlink() and path.is_dir():
        return problem(uri, "a link to a folder is not followed.", "Copy the folder here.", note=True)
    if path.suffix.lower() in READERS:
        return path.stem.lower() != "readme"
    if path.stem.lower() == "readme" or is_sidecar(path, READERS):
        return False
    known = ", ".join(sorted(READERS))
    return problem(uri, f"no reader for {path.suffix or 'a file without suffix'}.", f"Known: {known}.", note=True)


def _encodable(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def read(path: Path, root: Path) -> Iterator[Source | Problem]:
    """What the file at `path` holds: one source (some formats: several), or a problem where it cannot be read.

    `path` lies below `root`; the uri of a source is relative to it. Never raises for what a file holds.
    """
    saved = open_saved(path, root)
    if isinstance(saved, Problem):
        yield saved
        return
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        yield problem(saved.uri, f"no reader for {path.suffix or 'a file without suffix'}.")
        return
    yield from reader(saved)
