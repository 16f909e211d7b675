"""The engine that every installation has: Whoosh keeps the files, we read and write what is in them.

The only door to Whoosh. Of it come the commits that are made whole or not at all, the lock, the segments, the table of
words and the columns of numbers. Postings are ours (`postings`): Whoosh's own way, one by one, takes four times as long
to write and, for a word that is everywhere, twenty times as long to read.
"""

from __future__ import annotations

import sys
import warnings
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.query import Query
from onrecord.search.documents import Document
from onrecord.search.engine import FREE, SEARCHED, BusyError, Found, order_of, texts_of
from onrecord.search.evaluate import best
from onrecord.search.postings import Gathered, Postings, starts_of


@contextmanager
def _hurried() -> Iterator[None]:
    """Whoosh as it is imported: its warnings unsaid, and without urllib.request.

    It takes as long to load as all of Whoosh, which only gives one of its functions another name, and never calls it.
    """
    name = "urllib.request"
    spared = None if name in sys.modules else ModuleType(name)
    if spared is not None:
        spared.__dict__["urlretrieve"] = None
        sys.modules[name] = spared
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # its regexes, at the first compile by Python 3.12 and later
            yield
    finally:
        if spared is not None:
            del sys.modules[name]


with _hurried():
    from whoosh import columns, fields, index, reading
    from whoosh.codec import whoosh3
    from whoosh.filedb.filestore import FileStorage

_NAME = "onrecord"
_LARGEST = 20_000_000
"""Words that a segment holds at most, so that memory is bounded: about twice those of ten thousand articles."""
_SMALL, _MOST = 10, 4
"""A segment is small that is so many times smaller than the largest; more small ones than this are made one."""

_KEPT = {"order": "q"} | {f"length_{name}": "H" for name in FREE}
_NUMBERS = _KEPT | {f"end_{name}": "I" for name in FREE}
"""The columns of numbers, and their sorts: a document's order, a field's words, and the places that they take."""


class WhooshEngine:
    """An index in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def exists(self) -> bool:
        """Whether there is an index."""
        return self._folder.is_dir() and bool(index.exists_in(str(self._folder), _NAME))

    @contextmanager
    def writing(self, patience: float) -> Iterator[_Writer]:
        """A writer, in force at the end of the block."""
        from whoosh.writing import SegmentWriter  # noqa: PLC0415 - who only searches need not wait for it

        opened = self._opened() if self.exists else self._made()
        try:
            whole = SegmentWriter(opened, timeout=patience, codec=_Codec(), compound=False)
        except index.LockError as error:
            raise BusyError from error
        writer = _Writer(opened, whole, SegmentWriter)
        try:
            yield writer
            segments = writer.segments()
        except BaseException:
            whole.cancel()
            raise
        finally:
            writer.close()
        whole.commit(mergetype=lambda *_: segments)

    def find(self, tree: Query, limit: int, *, by_score: bool) -> Found:
        """What matches."""
        opened = self._opened()
        segments = [_Segment(opened.storage, segment) for segment in opened._segments()]
        try:
            total, first = best(segments, tree, limit, by_score=by_score)
            return Found(total, tuple(segments[nth].key(id_) for nth, id_ in first))
        finally:
            for segment in segments:
                segment.close()

    def _opened(self) -> Any:
        return FileStorage(str(self._folder)).open_index(_NAME, schema=_schema())

    def _made(self) -> Any:
        return FileStorage(str(self._folder)).create_index(_schema(), _NAME)


class _Numbers(columns.NumericColumn):  # type: ignore[misc]  # whoosh has no types
    """A column of numbers that is read at once."""

    class Reader(columns.NumericColumn.Reader):  # type: ignore[misc]  # whoosh has no types
        """Reads them."""

        def load(self) -> array[int]:
            """A number for each document."""
            found = array(self._typecode)
            found.frombytes(self._dbfile.get(self._basepos, self._count * found.itemsize))
            if sys.byteorder == "little":
                found.byteswap()
            found.extend([self._default] * (self._doccount - len(found)))
            return found


class _PostingsWriter(whoosh3.W3PostingsWriter):  # type: ignore[misc]  # whoosh has no types
    """Writes all postings of a word in one piece."""

    def put(self, found: Postings, starts: Sequence[int]) -> None:
        """Take those of the word that was started."""
        self._found, self._starts = found, starts

    def finish_postings(self) -> Any:
        """Where they are, for the table of words."""
        self._terminfo = None
        self._postfile.write(self._found.to_bytes(self._starts))
        info = whoosh3.W3TermInfo(df=len(self._found))
        info.set_extent(self._startoffset, self._postfile.tell() - self._startoffset)
        return info


class _FieldWriter(whoosh3.W3FieldWriter):  # type: ignore[misc]  # whoosh has no types
    """Writes the table of words and their postings."""

    def write(self, schema: Any, gathered: Gathered) -> None:
        """All of a segment, in the order of fields and words."""
        for name, held in sorted(gathered.fields.items()):
            self.start_field(name, schema[name])
            starts = gathered.starts(name) if name in FREE else [0]
            for word, found in sorted((word.encode(), found) for word, found in held.items()):
                self.start_term(word)
                self._postwriter.put(found, starts)
                self.finish_term()
            self.finish_field()


class _Codec(whoosh3.W3Codec):  # type: ignore[misc]  # whoosh has no types
    """How a segment's parts are written and read: Whoosh's own way, but for the postings."""

    def field_writer(self, storage: Any, segment: Any) -> _FieldWriter:
        """Ours."""
        return _FieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> _PostingsWriter:
        """Ours."""
        return _PostingsWriter(dbfile, self._blocklimit, byteids=byteids)

    def postings_reader(self, dbfile: Any, terminfo: Any, *_: Any, **__: Any) -> Postings:
        """All of a word's postings."""
        offset, (length,) = terminfo.extent()  # read back, a length is a tuple of one: a mistake in Whoosh
        return Postings.from_bytes(dbfile.get(offset, length))


@cache
def _schema() -> Any:
    named = {name: fields.ID() for name in ("article", *SEARCHED)}
    numbers = {name: fields.COLUMN(_Numbers(code)) for name, code in _NUMBERS.items()}
    return fields.Schema(key=fields.COLUMN(columns.VarBytesColumn()), **named, **numbers)


class _Segment:
    """A part of the index, opened for reading."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self.whole = segment
        self._terms = segment.codec().terms_reader(storage, segment)
        self._rows = segment.codec().per_document_reader(storage, segment)
        self._read: dict[tuple[str, str], Postings | None] = {}
        self._columns: dict[str, Sequence[int]] = {}

    @property
    def size(self) -> int:
        return int(self.whole.doc_count_all())

    @property
    def gone(self) -> Collection[int]:
        return frozenset(self.whole.deleted_docs())

    @cached_property
    def orders(self) -> Sequence[int]:
        return self.numbers("order")

    def lengths(self, field: str) -> Sequence[int]:
        return self.numbers(f"length_{field}")

    def starts(self, field: str) -> Sequence[int]:
        return starts_of(self.numbers(f"end_{field}"))

    def numbers(self, name: str) -> Sequence[int]:
        if name not in self._columns:
            self._columns[name] = self._read_numbers(name)
        return self._columns[name]

    def postings(self, field: str, word: str) -> Postings | None:
        if (field, word) not in self._read:
            try:
                self._read[field, word] = self._terms.matcher(field, word.encode(), None)
            except reading.TermNotFound:
                self._read[field, word] = None
        return self._read[field, word]

    def beginning(self, field: str, stem: str) -> Iterator[str]:
        for name, word in self._terms.terms_from(field, stem.encode()):
            if name != field or not word.startswith(stem.encode()):
                break
            yield word.decode()

    def key(self, id_: int) -> str:
        return bytes(self._keys[id_]).decode()

    def words(self) -> Iterator[tuple[str, str]]:
        for name, word in self._terms.terms():
            yield name, word.decode()

    def close(self) -> None:
        self._terms.close()
        self._rows.close()

    @cached_property
    def _keys(self) -> Any:
        return self._rows.column_reader("key", _schema()["key"].column_type)

    def _read_numbers(self, name: str) -> Sequence[int]:
        if not self._rows.has_column(name):
            return array("q", bytes(8 * self.size))
        loaded: array[int] = self._rows.column_reader(name, _schema()[name].column_type).load()
        return loaded


class _Writer:
    """Takes changes: new segments are made beside the old ones, and become the index when all are done."""

    def __init__(self, opened: Any, whole: Any, make: Any) -> None:
        self._opened, self._whole, self._make = opened, whole, make
        self._read = self._old = [_Segment(opened.storage, segment) for segment in whole.segments]
        self._new: list[Any] = []
        self._part: _Part | None = None

    def clear(self) -> None:
        """Without the old segments."""
        self._old = []

    def remove(self, article: str) -> None:
        """Take out an article's documents."""
        for segment in self._old:
            if postings := segment.postings("article", article):
                for id_ in postings.ids:
                    segment.whole.delete_document(id_)

    def add(self, document: Document) -> None:
        """Put one in."""
        part, numbers = self._open(), {"order": order_of(document)}
        for name, texts in texts_of(document).items():
            length = part.gathered.take(name, texts, part.size)
            if name in FREE:
                numbers[f"length_{name}"] = min(length, 65_535)
        part.gathered.put("article", document.article, part.size, ())
        part.finish(document.key, numbers)

    def segments(self) -> list[Any]:
        """Those that the index is to consist of."""
        kept = [segment for segment in self._old if segment.whole.deleted_count() < segment.size]
        largest = max((segment.size for segment in kept), default=0)
        small = [segment for segment in kept if segment.size * _SMALL < largest]
        worn = [segment for segment in kept if segment.whole.deleted_count() * 2 > segment.size]
        again = {*worn, *(small if len(small) > _MOST else ())}
        for segment in kept:
            if segment in again:
                self._copy(segment)
        if self._part:
            self._new.append(self._part.closed())
        return [*(segment.whole for segment in kept if segment not in again), *self._new]

    def close(self) -> None:
        """Let go of the old segments' files."""
        for segment in self._read:
            segment.close()

    def _open(self) -> _Part:
        if self._part and self._part.gathered.size > _LARGEST:
            self._new.append(self._part.closed())
            self._part = None
        if self._part is None:
            self._part = _Part(self._make(self._opened, _lk=False, codec=_Codec(), compound=False))
        return self._part

    def _copy(self, segment: _Segment) -> None:
        """What is left of an old segment, into the new one."""
        part, moved = self._open(), {}
        gone = segment.gone
        for id_ in range(segment.size):
            if id_ not in gone:
                moved[id_] = part.size
                for name in FREE:
                    part.gathered.put_end(name, segment.numbers(f"end_{name}")[id_])
                part.finish(segment.key(id_), {name: segment.numbers(name)[id_] for name in _KEPT})
        for name, word in segment.words():
            postings = segment.postings(name, word)
            for id_, places in postings.by_document(moved) if postings else ():
                part.gathered.put(name, word, moved[id_], places)


class _Part:
    """A segment in the making."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self.gathered = Gathered()
        self.size = 0

    def finish(self, key: str, numbers: Mapping[str, int]) -> None:
        """Write what is kept of the document whose words were gathered."""
        rows = self._writer.perdocwriter
        rows.start_doc(self.size)
        self._put("key", key.encode())
        for name, number in numbers.items():
            self._put(name, number)
        for name in FREE:
            self._put(f"end_{name}", self.gathered.ends[name][-1])
        rows.finish_doc()
        self.size += 1

    def closed(self) -> Any:
        """The segment, all written."""
        writer = self._writer
        writer.perdocwriter.close()
        writer.fieldwriter.write(writer.schema, self.gathered)
        writer.fieldwriter.close()
        writer.newsegment.set_doc_count(self.size)
        return writer.newsegment

    def _put(self, name: str, value: object) -> None:
        self._writer.perdocwriter.add_column_value(name, _schema()[name].column_type, value)
