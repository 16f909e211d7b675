"""One file of a record set: rows to Parquet and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from onrecord.errors import OnRecordError
from onrecord.model import Article, Problem, Record, Span
from onrecord.recordset.nouns import NounError, plain, revive, typed
from onrecord.recordset.schema import WORDS, library, schema

_RECORD = tuple(typed(Record))
_NONE: dict[str, Any] = {"article": None, "people": [], "quotations": [], "problems": []}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")
_ID = re.compile(r"""[^\s/\\.:?#%*<>|"'&\x00-\x1f]+\Z""")  # slugs may be of any script
_URL = re.compile(r"https?://", re.I)
_LEVEL = 6  # of zstd: a tenth smaller than the default, and still far quicker than extraction


@dataclass(frozen=True, slots=True)
class Row:
    """What one source gave.

    Attributes:
        file: the file it lies in, relative to the folder of articles, with `/`.
        digest: of the source; None where the file could not be read.
        result: its record, or why there is none.
    """

    file: str
    digest: str | None
    result: Record | Problem


def encode(rows: Iterable[Row]) -> bytes:
    """The rows as a Parquet file: the same rows, the same bytes (of one release of pyarrow)."""
    pa, parquet = library("pyarrow"), library("pyarrow.parquet")
    told = [_plain(row) for row in rows]
    table = pa.Table.from_pylist(told, schema=schema())
    sink = pa.BufferOutputStream()
    parquet.write_table(
        table, sink, row_group_size=max(1, len(told)), compression="zstd", compression_level=_LEVEL,
        store_schema=False, write_page_checksum=True,
    )  # fmt: skip
    return bytes(sink.getvalue())


def decode(file: BinaryIO, name: str) -> Iterator[Row]:
    """The rows of a Parquet file called `name`, in their order.

    Raises:
        OnRecordError: it is damaged, of another format, or holds what is no record.
    """
    for number, told in enumerate(_read(file, name, None), 1):
        try:
            yield _row(told)
        except NounError as error:
            raise OnRecordError(f"{name}: row {number} is no record: {error}.") from error


def digests(file: BinaryIO, name: str) -> dict[str, tuple[str, ...]]:
    """By file, the digests of its sources, without reading more than these. Raises what `decode` does."""
    found: dict[str, tuple[str, ...]] = {}
    for told in _read(file, name, ["file", "digest"]):
        found[told["file"]] = (*found.get(told["file"], ()), *([told["digest"]] if told["digest"] else []))
    return found


def failures(file: BinaryIO, name: str) -> list[Problem]:
    """Why sources gave no record, without reading the records. Raises what `decode` does."""
    told = (row["problem"] for row in _read(file, name, ["problem"]))
    return [revive(Problem, problem) for problem in told if problem]


def _read(file: BinaryIO, name: str, columns: Sequence[str] | None) -> list[dict[str, Any]]:
    pa, parquet = library("pyarrow"), library("pyarrow.parquet")
    try:
        opened = parquet.ParquetFile(file, page_checksum_verification=True)
        fits = opened.schema_arrow.remove_metadata().equals(schema())
        if fits:
            found: list[dict[str, Any]] = opened.read(columns, use_threads=False).to_pylist()
            return found
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise OnRecordError(f"{name}: is damaged: {error}. Delete it, and extract again.") from error
    raise OnRecordError(f"{name}: has other columns than this onrecord's record sets. Extract again.")


# --- rows -------------------------------------------------------------------------------------------------------------


def _plain(row: Row) -> dict[str, Any]:
    own: dict[str, Any]
    if isinstance(row.result, Problem):
        own = {"source": row.result.uri, "problem": plain(row.result), **_NONE}
    else:
        own = {"source": row.result.article.source, "problem": None, **plain(row.result)}
        for quotation, told in zip(row.result.quotations, own["quotations"], strict=True):
            told[WORDS] = quotation.content.of(row.result.article.text)
    return {"file": row.file, "digest": row.digest, **own}


def _row(told: dict[str, Any]) -> Row:
    if (told["article"] is None) == (told["problem"] is None):
        raise NounError("it has neither an article nor a problem, or both")
    if told["problem"] is not None:
        return Row(told["file"], told["digest"], revive(Problem, told["problem"]))
    record = revive(Record, {name: told[name] for name in _RECORD})
    _check_names(record.article, record.date)
    _check(record, [quotation[WORDS] for quotation in told["quotations"]])
    if (record.article.source, record.article.digest) != (told["source"], told["digest"]):
        raise NounError("its article is another than it says")
    return Row(told["file"], told["digest"], record)


def _check(record: Record, words: Sequence[str]) -> None:
    """Raise NounError where a record does not say what stands in its article."""
    article, length = record.article, len(record.article.text)
    for span in _spans(record):
        if not 0 <= span.start <= span.end <= length:
            raise NounError(f"it points at {span.start}–{span.end} of a text of {length} characters")
    for quotation, told in zip(record.quotations, words, strict=True):
        if quotation.content.of(article.text) != told or quotation.article != article.id:
            raise NounError("a quotation is not what the article says")


def _check_names(article: Article, date: str | None) -> None:
    """Raise NounError where an address would be made of what is none."""
    if not _ID.match(article.id):
        raise NounError(f"{article.id!r} is no article's id")
    for day in (date, article.date, article.retrieved):
        if day is not None and not _DATE.match(day):
            raise NounError(f"{day!r} is no date")
    if article.url is not None and not _URL.match(article.url):
        raise NounError(f"{article.url!r} is no address of an article")


def _spans(record: Record) -> Iterator[Span]:
    for quotation in record.quotations:
        yield from filter(None, (quotation.content, quotation.cue, quotation.mention))
    for person in record.people:
        yield from (mention.span for mention in person.mentions)
