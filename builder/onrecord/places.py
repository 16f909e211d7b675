"""Folders, here or elsewhere: a path on the disk, or the address of one in a bucket (s3://, gs://, memory:// …).

What lies on the disk needs no library; for all else fsspec is asked, which knows each kind of store by its scheme.
"""

from __future__ import annotations

import importlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from onrecord.errors import OnRecordError

UNFINISHED = ".onrecord-"
"""How the names of files begin that are not whole yet."""

_AT_ONCE = frozenset({"memory", "s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss"})
"""Stores where a file appears whole or not at all. Elsewhere it is written under another name first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a folder holds: a name in it, and whether that is a folder too."""

    name: str
    folder: bool
    size: int = 0


class Place(Protocol):
    """A folder. Names are relative to it, with `/`."""

    @property
    def address(self) -> str:
        """Where it is, as one would write it."""

    def entries(self, below: str = "") -> list[Entry]:
        """What it holds, or the folder `below` in it; nothing where there is no such folder."""

    def open(self, name: str) -> Any:
        """A file in it, for a context, to be read in any order. FileNotFoundError where there is none."""

    def read(self, names: Sequence[str]) -> list[bytes | OSError]:
        """The bytes of some files, all asked for together; for one that is missing or closed to us, the error."""

    def put(self, name: str, data: bytes) -> None:
        """Make a file in it hold `data`: whoever reads sees the old file or the new one, never half of either."""

    def remove(self, name: str) -> None:
        """Remove a file in it, if it is there."""

    def has(self, name: str) -> bool:
        """Whether it holds that file."""


def is_address(where: str) -> bool:
    """Whether this is an address rather than a path."""
    return "://" in where


def place(where: str) -> Place:
    """The folder at a path or an address; it need not be there yet.

    Raises:
        OnRecordError: fsspec, or what it needs for this kind of store, is not installed.
    """
    if not is_address(where):
        return _Disk(Path(where).absolute())
    if where.startswith("file://"):
        return _Disk(Path(where.removeprefix("file://")))
    try:
        fs, path = importlib.import_module("fsspec.core").url_to_fs(where)
    except ImportError as error:
        raise OnRecordError(
            f"{where}: what reads such an address is missing here: {error}. Install it: pip install 'onrecord[dask]',"
            " and s3fs for s3://, gcsfs for gs://."
        ) from error
    except ValueError as error:
        raise OnRecordError(f"{where}: {error}.") from error
    return _Bucket(fs, str(path).rstrip("/"), where.rstrip("/"))


@dataclass(frozen=True, slots=True)
class _Disk:
    """A folder on the disk."""

    folder: Path

    @property
    def address(self) -> str:
        return str(self.folder)

    def entries(self, below: str = "") -> list[Entry]:
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(self.folder / below) as found:
            return [Entry(e.name, e.is_dir(), 0 if e.is_dir() else e.stat().st_size) for e in found]
        return []

    def open(self, name: str) -> BinaryIO:
        return (self.folder / name).open("rb")

    def read(self, names: Sequence[str]) -> list[bytes | OSError]:
        return [_or_error(self.folder / name) for name in names]

    def put(self, name: str, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(prefix=UNFINISHED, dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(unfinished).chmod(0o644)
            Path(unfinished).replace(self.folder / name)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise

    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def has(self, name: str) -> bool:
        return (self.folder / name).is_file()


def _or_error(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error


@dataclass(frozen=True, slots=True)
class _Bucket:
    """A folder somewhere else, which fsspec knows how to reach."""

    fs: Any
    path: str
    address: str

    def entries(self, below: str = "") -> list[Entry]:
        folder = f"{self.path}/{below}".rstrip("/")
        with _reached(f"{self.address}/{below}".rstrip("/")):
            try:
                found = self.fs.ls(folder, detail=True)
            except FileNotFoundError:
                return []
        named = ((str(info["name"]).rstrip("/").rpartition("/")[2], info) for info in found)
        return [
            Entry(name, info["type"] == "directory", int(info.get("size") or 0))
            for name, info in named
            if name and str(info["name"]).strip("/") != folder.strip("/")  # a bucket may list a folder in itself
        ]

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        with _reached(f"{self.address}/{name}"):
            file = self.fs.open(f"{self.path}/{name}", "rb")
        with file:
            yield cast("BinaryIO", file)

    def read(self, names: Sequence[str]) -> list[bytes | OSError]:
        paths = [f"{self.path}/{name}" for name in names]
        with _reached(self.address):
            found = self.fs.cat(paths, on_error="return") if paths else {}
            stripped = {str(path).strip("/"): data for path, data in found.items()}
            each = [stripped.get(path.strip("/"), FileNotFoundError(path)) for path in paths]
            for data in each:
                if isinstance(data, Exception) and not isinstance(data, FileNotFoundError | PermissionError):
                    raise data  # the network, not the file: to be tried again, not to be remembered
        return each

    def put(self, name: str, data: bytes) -> None:
        target, unfinished = f"{self.path}/{name}", f"{self.path}/{UNFINISHED}{os.getpid()}-{name}"
        protocol = self.fs.protocol
        with _reached(f"{self.address}/{name}"):
            if _AT_ONCE.isdisjoint({protocol} if isinstance(protocol, str) else protocol):
                self.fs.makedirs(self.path, exist_ok=True)
                self.fs.pipe_file(unfinished, data)
                self.fs.mv(unfinished, target)
            else:
                self.fs.pipe_file(target, data)

    def remove(self, name: str) -> None:
        with _reached(f"{self.address}/{name}"), suppress(FileNotFoundError):
            self.fs.rm_file(f"{self.path}/{name}")

    def has(self, name: str) -> bool:
        with _reached(f"{self.address}/{name}"):
            return bool(self.fs.isfile(f"{self.path}/{name}"))


@contextmanager
def _reached(address: str) -> Iterator[None]:
    """What a store refuses, as an error that says where. A file that is not there is told as it is."""
    try:
        yield
    except (FileNotFoundError, OnRecordError):
        raise
    except Exception as error:  # each kind of store has errors of its own
        raise OnRecordError(
            f"{address}: cannot be reached or used: {type(error).__name__}: {error}. Check the address, the network and"
            " the credentials, then run the command again."
        ) from error
