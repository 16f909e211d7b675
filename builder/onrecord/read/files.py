"""Files on the disk: which belong together, and their bytes.

The only input of the whole system. What stands in a file is the readers' business.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeVar

from onrecord.model import Problem, Source

P = TypeVar("P", bound=PurePath)

MAX_BYTES = 20 * 1024 * 1024
"""A larger file is no article that somebody saved: the longest newspaper texts stay under 1 MB."""

SIDECARS = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class Saved:
    """The bytes of one source as they lie on the disk.

    Attributes:
        uri: the path relative to the folder of articles, with `/`.
        data: the file's bytes.
        sidecar: the bytes of its sidecar, or None where there is none.
        sidecar_name: the sidecar's file name, for messages.
        digest: hex SHA-256 of both.
        problems: what opening them had to say.
    """

    uri: str
    data: bytes
    digest: str
    sidecar: bytes | None = None
    sidecar_name: str = ""
    problems: tuple[Problem, ...] = ()


Reader = Callable[[Saved], Iterator[Source | Problem]]
"""A format: what the bytes of a saved file hold."""


def problem(uri: str, message: str, hint: str = "", *, note: bool = False) -> Problem:
    """A problem of this stage: a warning, or a note."""
    return Problem(uri, "read", message, hint, "note" if note else "warning")


def uri_of(path: Path, root: Path) -> str:
    """`path` relative to `root`, with `/`."""
    return path.relative_to(root).as_posix()


def walk(root: Path) -> Iterator[Path]:
    """Every file below `root` and every link to a folder, hidden ones left out, in the order of their uris.

    No more than the names of the folders on the way are held at a time. What cannot be listed is passed over.
    """
    try:
        with os.scandir(root) as found:
            named = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in found]
    except OSError:
        return
    for name, folder in sorted(named, key=lambda each: f"{each[0]}/" if each[1] else each[0]):
        if name.startswith("."):
            continue
        if folder:
            yield from walk(root / name)
        else:
            yield root / name


def parts(path: Path) -> tuple[Path, ...]:
    """The files that one source is made of: the file, and its sidecar `NAME.yml` or `NAME.yaml` if there is one."""
    for suffix in SIDECARS:
        sidecar = path.with_suffix(suffix)
        if sidecar != path and sidecar.is_file():
            return path, sidecar
    return (path,)


def is_sidecar(path: P, suffixes: Collection[str], exists: Callable[[P], bool]) -> bool:
    """Whether `path` is the sidecar of an article (with one of `suffixes`) that lies beside it."""
    if path.suffix.lower() not in SIDECARS:
        return False
    return any(exists(path.with_suffix(suffix)) for suffix in (*suffixes, *(s.upper() for s in suffixes)))


def open_saved(path: Path, root: Path) -> Saved | Problem:
    """The bytes of the article at `path` with its sidecar's; a problem where they cannot be had.

    A sidecar that cannot be had costs only itself.
    """
    uri = uri_of(path, root)
    data = _bytes(path, root)
    if isinstance(data, str):
        return problem(uri, *data.split("|"))
    beside = parts(path)[1:]
    return saved(uri, data, beside[0].name, _bytes(beside[0], root)) if beside else saved(uri, data)


def saved(uri: str, data: bytes, name: str = "", extra: bytes | str = "") -> Saved:
    """The bytes of an article with those of its sidecar `name`, or "what is wrong with that|what to do"."""
    digest = hashlib.sha256(data)
    if not name:
        return Saved(uri, data, digest.hexdigest())
    if isinstance(extra, str):
        message, hint = extra.split("|")
        found = problem(uri, f"its sidecar {name}: {message}", hint)
        return Saved(uri, data, digest.hexdigest(), None, name, (found,))
    # A separator, so that bytes moved from the file to its sidecar make another digest.
    digest.update(b"\0sidecar\0" + extra)
    return Saved(uri, data, digest.hexdigest(), extra, name)


def _bytes(path: Path, root: Path) -> bytes | str:
    """The bytes at `path`, or "what is wrong|what to do"."""
    try:
        if not path.resolve(strict=True).is_relative_to(root.resolve()):
            return "a link that leads out of the folder of articles.|Copy the file here instead."
        if not path.is_file():
            return "this is no regular file.|Remove it."
        size = path.stat().st_size
        return too_large(size) if size > MAX_BYTES else path.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, on Python 3.11 and 3.12
        return unreadable(getattr(error, "strerror", None) or "a loop of links")


def too_large(size: int) -> str:
    """What is wrong with a file of so many bytes, and what to do: parted by "|"."""
    return f"{size / 1_048_576:.0f} MB is too large for an article.|Save only the article's text."


def unreadable(reason: str) -> str:
    """Likewise, of a file that the disk or a store does not hand out."""
    return f"it cannot be read ({reason}).|Check that the file is there and may be read."
