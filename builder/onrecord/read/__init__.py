"""Stage 1: from a saved file to a `Source`, or to a `Problem` that says what is wrong with it.

A file that somebody has edited, cut or broken is the normal case here: whatever can be read is, and what was wrong is
said with its place. Formats are a mapping from suffix to reader (`READERS`): a new one is a module and a line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from onrecord.model import Problem, Source
from onrecord.read import plain
from onrecord.read.files import (
    MAX_BYTES,
    SIDECARS,
    Reader,
    Saved,
    is_sidecar,
    open_saved,
    parts,
    problem,
    saved,
    too_large,
    unreadable,
    uri_of,
    walk,
)

VERSION = 1
"""Raised whenever what this stage makes of the same bytes changes: part of the cache key."""

READERS: Mapping[str, Reader] = {
    ".txt": plain.read_text,
    ".text": plain.read_text,
    ".md": plain.read_markdown,
    ".markdown": plain.read_markdown,
}
"""Which reader takes which files: lower-case suffix with its dot -> reader."""

__all__ = ["READERS", "VERSION", "browse", "discover", "fetched", "parts", "read", "sidecar", "verdict"]


def discover(root: Path) -> tuple[list[Path], list[Problem]]:
    """The files below `root` that a reader exists for, sorted by their uri, and a problem for each other file.

    Hidden files and folders, README files and sidecars are skipped without a word. Links to folders are not followed,
    so a loop of links cannot trap the walk. A `root` that is no folder gives no file and one warning.
    """
    if not root.is_dir():
        return [], [problem(str(root), "this is no folder.", "Create it, or set `articles` to the right one.")]
    found: list[Path] = []
    problems: list[Problem] = []
    for item in browse(root):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            found.append(item)
    return found, sorted(problems, key=str)


def browse(root: Path) -> Iterator[Path | Problem]:
    """What `discover` finds below a folder, one by one, in the order of the uris."""
    for path in walk(root):
        uri = uri_of(path, root)
        if _encodable(uri) and path.is_symlink() and path.is_dir():
            yield problem(uri, "a link to a folder is not followed.", "Copy the folder here.", note=True)
            continue
        is_beside = path.suffix.lower() in SIDECARS and is_sidecar(path, READERS, Path.exists)
        said = verdict(uri, beside=is_beside)
        if isinstance(said, Problem):
            yield said
        elif said:
            yield path


def verdict(uri: str, *, beside: bool) -> Problem | bool:
    """Whether the file at `uri` is an article, or the problem with it; `beside`: it is the sidecar of one."""
    if not _encodable(uri):
        shown = uri.encode("utf-8", "backslashreplace").decode()
        return problem(shown, "its name is not valid UTF-8.", "Rename the file.")
    path = PurePosixPath(uri)
    if path.suffix.lower() in READERS:
        return path.stem.lower() != "readme"
    if path.stem.lower() == "readme" or beside:
        return False
    known = ", ".join(sorted(READERS))
    return problem(uri, f"no reader for {path.suffix or 'a file without suffix'}.", f"Known: {known}.", note=True)


def sidecar(name: str, names: Collection[str]) -> str | bool:
    """Of an article, the name of its sidecar among the `names` in its folder, or ""; else whether it is a sidecar."""
    path = PurePosixPath(name)
    if path.suffix.lower() in READERS:
        return next((each for each in (path.with_suffix(s).name for s in SIDECARS) if each in names), "")
    return is_sidecar(path, READERS, lambda other: other.name in names)


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
    found = open_saved(path, root)
    yield from [found] if isinstance(found, Problem) else _read(found)


def fetched(
    uri: str, data: bytes | OSError, sidecar_name: str = "", sidecar_data: bytes | OSError = b""
) -> Iterator[Source | Problem]:
    """The same of a file that somebody has fetched from elsewhere, with its sidecar; or of what the store answered."""
    body = _usable(data)
    if isinstance(body, str):
        yield problem(uri, *body.split("|"))
    else:
        yield from _read(saved(uri, body, sidecar_name, _usable(sidecar_data)))


def _usable(data: bytes | OSError) -> bytes | str:
    """The bytes, or "what is wrong|what to do"."""
    if isinstance(data, OSError):
        return unreadable(data.strerror or "it is not there")
    return too_large(len(data)) if len(data) > MAX_BYTES else data


def _read(found: Saved) -> Iterator[Source | Problem]:
    suffix = PurePosixPath(found.uri).suffix
    reader = READERS.get(suffix.lower())
    if reader is None:
        yield problem(found.uri, f"no reader for {suffix or 'a file without suffix'}.")
        return
    yield from reader(found)
