"""The published dataset, opened: what the command line searches and shows, loaded without what writes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from onrecord.errors import StoreError

VERSION = 4
"""Raised when a table changes."""

Row = tuple[object, ...]


class Dataset:
    """A published dataset, opened for reading.

    Rows are dicts of column to value, as in the file: lists are JSON texts.

    Attributes:
        digest: of everything the archive was made of: the same digest, the same archive.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StoreError(f"{path}: is not there. Build the archive first: onrecord build")
        try:
            self._db = _opened(path)
            self._db.row_factory = _as_dict
            meta = {row["key"]: str(row["value"]) for row in self.rows("meta")}
            self.digest, version = meta["digest"], meta["version"]
        except (sqlite3.Error, KeyError) as error:
            raise StoreError(f"{path}: is no dataset of onrecord ({error}). Build it again: onrecord build") from error
        if version != str(VERSION):
            self.close()
            raise StoreError(f"{path}: was made by another version of onrecord. Build it again: onrecord build")

    def rows(self, table: str, **where: str) -> Iterator[dict[str, object]]:
        """The rows of `table` whose columns have the given values, in the order of their ids."""
        wanted = " AND ".join(f'"{column}" = ?' for column in where)
        sql = f'SELECT * FROM "{table}"' + (f" WHERE {wanted}" if wanted else "")  # noqa: S608 - names are the code's
        yield from self._db.execute(sql, tuple(where.values()))

    def columns(self, table: str, *columns: str) -> Iterator[Row]:
        """These columns of all rows of `table`, as tuples in the order of their ids: quicker where there are many."""
        names = ", ".join(f'"{column}"' for column in columns)
        cursor = self._db.cursor()
        cursor.row_factory = None
        yield from cursor.execute(f'SELECT {names} FROM "{table}"')  # noqa: S608 - names are the code's

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def same_rows(one: Path, other: Path) -> bool:
    """Whether two datasets hold the same, wherever in the file it lies."""
    try:
        with closing(_opened(one)) as first, closing(_opened(other)) as second:
            pairs = zip_longest(first.iterdump(), second.iterdump())
            return all(mine == theirs for mine, theirs in pairs)
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _opened(path: Path) -> sqlite3.Connection:
    """A database, which is only read."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _as_dict(cursor: sqlite3.Cursor, row: Row) -> dict[str, object]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
