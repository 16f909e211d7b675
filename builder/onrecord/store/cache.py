"""What a build remembers between two runs, in SQLite: the records, what linking found out, the files it wrote.

It is a cache: it may be deleted at any time, and is then made again.
"""

from __future__ import annotations

import json
import os
import pickle
import sqlite3
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from weakref import finalize

from onrecord.errors import StoreError
from onrecord.model import Problem, Record, Stamp
from onrecord.store.shelf import Light, Shelf, bulk, light, shelved

VERSION = 10
"""Raised when the tables, or the pickled nouns, change: an older store is dropped and made again."""

Rows = dict[str, dict[Hashable, Any]]
"""Plain data by kind and key: what linking remembers."""

_BULK = "SELECT results FROM bulk WHERE path = ?"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS harvest (
    path TEXT PRIMARY KEY, signature TEXT NOT NULL, options TEXT NOT NULL, digests TEXT NOT NULL, results BLOB NOT NULL,
    prepared BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS bulk (path TEXT PRIMARY KEY, results BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS blob (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS row (n INTEGER PRIMARY KEY, changes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS stamp (
    path TEXT PRIMARY KEY, digest TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What one file gave, and when that is still true.

    Attributes:
        path: the file, relative to the folder of articles.
        signature: sizes and times of the files it is made of: unchanged, the file need not be read.
        options: digest of the versions and options it was processed with.
        digests: of its sources: unchanged, the file need not be processed.
        results: a record or a problem for each source.
        prepared: what linking prepares of each, None of a problem; the store does not look into it.
    """

    path: str
    signature: str
    options: str
    digests: tuple[str, ...]
    results: tuple[Record | Problem, ...]
    prepared: tuple[object, ...] = ()


class Store:
    """The cache of one archive. Use it as a context: changes are kept when it ends well, all of them or none.

    Whoever is in the context is alone in it: a second build waits until the first has ended.
    """

    def __init__(self, path: Path, patience: float = 30) -> None:
        """Open the store at `path`; to enter it will wait up to `patience` seconds for another build to end."""
        self._path, self._patience = path.absolute(), patience
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = self._opened()
            self._shelf = Shelf(self._bulk)
            self._reading: tuple[int, sqlite3.Connection | None] = (0, None)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=self._patience, isolation_level=None)
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version != VERSION:
            db.close()
            self._path.unlink(missing_ok=True)
            db = sqlite3.connect(self._path, timeout=self._patience, isolation_level=None)
            db.executescript(f"{_SCHEMA} PRAGMA user_version = {VERSION};")
        return db

    def __enter__(self) -> Self:
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            self._db.close()
            raise self._unusable(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._db.commit()
            elif not isinstance(error, sqlite3.DatabaseError):
                self._db.rollback()
        except sqlite3.Error as failed:
            raise self._unusable(failed) from failed
        finally:
            self._db.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> StoreError:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            return StoreError(f"{self._path}: is in use by another build. Wait until that has ended, then try again.")
        return StoreError(f"{self._path}: cannot be used: {error}. Delete it: it will be made again.")

    def harvests(self) -> Iterator[Harvest]:
        """What every file gave when it was last processed. Rows that cannot be read any more are left out."""
        rows = self._db.execute("SELECT * FROM harvest ORDER BY path")
        for path, signature, options, digests, *blobs in rows:
            try:
                results, prepared = map(pickle.loads, blobs)
            except Exception:  # noqa: BLE001, S112 - an unpickler may raise anything; the file is processed again
                continue
            found = self._shelved(path, results)
            yield Harvest(path, signature, options, tuple(json.loads(digests)), found, prepared)

    def _shelved(self, path: str, results: Iterable[Light | Problem]) -> tuple[Record | Problem, ...]:
        """The records of a file, by their first parts."""
        return tuple(shelved(result, self._shelf, path, number) for number, result in enumerate(results))

    def _bulk(self, path: str) -> bytes:
        """The second parts of a file's records, also when this store is closed again."""
        try:
            row = self._db.execute(_BULK, (path,)).fetchone()
        except sqlite3.ProgrammingError:  # closed
            row = self._reader().execute(_BULK, (path,)).fetchone()
        if row is None:
            raise StoreError(f"{self._path}: has lost what {path} gave. Delete it: it will be made again.")
        return bytes(row[0])

    def _reader(self) -> sqlite3.Connection:
        """A connection that reads the closed store, as long as any of its records is there; one for each process."""
        process, db = self._reading
        if db is None or process != os.getpid():
            db = sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
            finalize(self._shelf, db.close)
            self._reading = os.getpid(), db
        return db

    def keep(self, harvest: Harvest) -> Harvest:
        """Remember what a file gave; at once, so that an interrupted build need not do it again.

        It comes back with the bulk of its records on the shelf: a first build has no more in memory than any other.
        """
        row = (harvest.path, harvest.signature, harvest.options, json.dumps(harvest.digests))
        first = tuple(map(light, harvest.results))
        blobs = map(_pickled, (first, harvest.prepared))
        self._db.execute("INSERT OR REPLACE INTO harvest VALUES (?, ?, ?, ?, ?, ?)", (*row, *blobs))
        heavy = _pickled(tuple(map(bulk, harvest.results)))
        self._db.execute("INSERT OR REPLACE INTO bulk VALUES (?, ?)", (harvest.path, heavy))
        return replace(harvest, results=self._shelved(harvest.path, first))

    def checkpoint(self) -> None:
        """Make what was kept so far durable."""
        self._db.commit()
        self._db.execute("BEGIN IMMEDIATE")

    def forget(self, paths: Iterable[str]) -> None:
        """Drop what files gave that are gone."""
        gone = [(path,) for path in paths]
        self._db.executemany("DELETE FROM harvest WHERE path = ?", gone)
        self._db.executemany("DELETE FROM bulk WHERE path = ?", gone)

    def stamps(self) -> dict[str, Stamp]:
        """Every file that onrecord wrote, by path, as it was when written."""
        return {row[0]: Stamp(*row) for row in self._db.execute("SELECT * FROM stamp ORDER BY path")}

    def replace_stamps(self, stamps: Mapping[str, Stamp], before: Mapping[str, Stamp] | None = None) -> None:
        """Remember the files that are there now, in place of those `before` (as they were read here)."""
        known = self.stamps() if before is None else before
        self._db.executemany("DELETE FROM stamp WHERE path = ?", [(path,) for path in known.keys() - stamps.keys()])
        new = (stamp for path, stamp in stamps.items() if known.get(path) != stamp)
        rows = [(stamp.path, stamp.digest, stamp.size, stamp.mtime_ns) for stamp in new]
        self._db.executemany("INSERT OR REPLACE INTO stamp VALUES (?, ?, ?, ?)", rows)

    def noted(self) -> Any:
        """What writing remembered of the last build; None if nothing, or if it cannot be read."""
        row = self._db.execute("SELECT value FROM blob WHERE key = 'written'").fetchone()
        try:
            return pickle.loads(row[0]) if row else None  # noqa: S301 - our own cache
        except Exception:  # noqa: BLE001 - an unpickler may raise anything; all is written again
            return None

    def note_written(self, notes: object) -> None:
        """Remember what writing wants to know next time."""
        self._db.execute("INSERT OR REPLACE INTO blob VALUES ('written', ?)", (_pickled(notes),))

    def note(self, key: str) -> str | None:
        """A small fact that was remembered under `key`."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def remember(self, key: str, value: str) -> None:
        """Remember a small fact."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def linked(self) -> tuple[Problem, ...]:
        """What linking had to say in the last build."""
        return tuple(Problem(**row) for row in json.loads(self.note("linked") or "[]"))

    def remember_linked(self, problems: Iterable[Problem]) -> None:
        """Remember what linking had to say: `review` tells it again."""
        self.remember("linked", json.dumps([asdict(problem) for problem in problems]))

    def rows(self, version: str) -> Rows:
        """The rows that were kept, by kind and key; none where they are of another `version`, or cannot be read."""
        if self.note("rows") == version:
            try:
                rows = self._db.execute("SELECT changes FROM row ORDER BY n").fetchall()
                return _replayed(map(pickle.loads, next(zip(*rows, strict=True), ())))
            except sqlite3.Error:
                raise
            except Exception:  # noqa: BLE001, S110 - an unpickler may raise anything; the rows are made again
                pass
        self._db.execute("DELETE FROM row")
        self.remember("rows", version)
        return {}

    def keep_rows(self, version: str, new: Rows, gone: Mapping[str, Iterable[Hashable]]) -> None:
        """Keep what has changed since the `rows` were read: only that is written.

        Every so often, when the changes have become half as large as what they changed, all is written in one.
        """
        if self.note("rows") != version:
            self.rows(version)
        if new or gone:
            self._db.execute("INSERT INTO row (changes) VALUES (?)", (_pickled((new, gone)),))
        sizes = [size for (size,) in self._db.execute("SELECT length(changes) FROM row ORDER BY n")]
        if sum(sizes[1:]) > sum(sizes[:1]) / 2:
            whole = _pickled((self.rows(version), {}))
            self._db.execute("DELETE FROM row")
            self._db.execute("INSERT INTO row (changes) VALUES (?)", (whole,))

    def clear(self) -> None:
        """Forget everything, the stamps too: a page is then told from a stranger's by reading it."""
        for table in ("harvest", "bulk", "meta", "row", "blob", "stamp"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours


def _pickled(what: object) -> bytes:
    return pickle.dumps(what, protocol=pickle.HIGHEST_PROTOCOL)


def _replayed(changes: Iterable[tuple[Rows, Mapping[str, Iterable[Hashable]]]]) -> Rows:
    """The rows that are there after some changes: new ones, and the keys of those that are gone."""
    known: Rows = {}
    for new, gone in changes:
        for kind, keys in gone.items():
            for key in keys:
                del known[kind][key]
        for kind, rows in new.items():
            known.setdefault(kind, {}).update(rows)
    return known
