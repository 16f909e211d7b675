"""A record set gives back exactly what was put in, the same bytes each time, and nothing that is no record."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies

from onrecord.build import Options, extract
from onrecord.errors import OnRecordError
from onrecord.model import Article, Caption, Problem, Quotation, Record, Span
from onrecord.recordset import Manifest, Part, Row, decode, encode, parts, schema
from tests.conftest import REPOSITORY
from tests.guide import GUIDE, codes, section

pa = pytest.importorskip("pyarrow", reason="record sets need pyarrow: pip install 'onrecord[dask]'")
parquet = pytest.importorskip("pyarrow.parquet")

TEXT = "It rained. “At last,” said Ada Lane."
RECORD = Record(
    Article("rain", "rain.txt", "0" * 64, "Rain", "given", TEXT, date="2025-02", url="https://gull.example/rain"),
    quotations=(Quotation("rain", Span(12, 19), "direct", "cue", "Ada Lane", Span(21, 25), Span(26, 34)),),
    date="2025-02",
    date_source="given",
)
ROW = Row("rain.txt", "0" * 64, RECORD)


def rows_of(data: bytes) -> list[Row]:
    """What a part holds."""
    return list(decode(io.BytesIO(data), "part"))


def rows_from(folder: Path) -> list[Row]:
    """A row for each article of a folder."""
    found = list(extract([folder], Options(), jobs=1))
    return [
        Row(f.uri, None, f) if isinstance(f, Problem) else Row(f.article.source, f.article.digest, f) for f in found
    ]


def test_records_come_back_as_they_were() -> None:
    """Every field of each record of the sample archive, at every depth, of the same type; and again the same bytes."""
    rows = rows_from(REPOSITORY / "articles")
    assert len(rows) > 10
    data = encode(rows)
    back = rows_of(data)
    assert back == rows
    assert [repr(row) for row in back] == [repr(row) for row in rows]
    assert encode(back) == data


@given(strategies.text(strategies.characters(exclude_categories=["Cs"])), strategies.none() | strategies.text("aé🜚\0"))
def test_any_text_comes_back(text: str, credit: str | None) -> None:
    """Whatever Unicode a text holds, offsets keep meaning the same characters; nothing is not the same as empty."""
    words = Quotation("a", Span(0, len(text)), "indirect", "none")
    article = Article("a", "a.txt", "", text, "lede", text, deck=credit, captions=(Caption(text, credit),))
    row = Row("a.txt", "", Record(article, quotations=(words,)))
    assert rows_of(encode([row])) == [row]


def test_problems_come_back() -> None:
    """A file that gave no record keeps the reason, all of it."""
    row = Row("a.txt", None, Problem("a.txt", "read", "the file is empty.", "Save it.", "note", "detail"))
    data = encode([row, ROW])
    assert rows_of(data) == [row, ROW]
    assert parts.failures(io.BytesIO(data), "part") == [row.result]
    assert parts.digests(io.BytesIO(data), "part") == {"a.txt": (), "rain.txt": ("0" * 64,)}


def changed(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Puts a value into a row, at a path of names and numbers."""

    def change(row: dict[str, Any]) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        place: Any = row
        for step in way:
            place = place[step]
        place[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changed("article.id", "../../index"), "is no article's id"),
        (changed("article.id", "a b"), "is no article's id"),
        (changed("article.headline_source", "guess"), "is none of"),
        (changed("article.url", "javascript:alert(1)"), "is no address"),
        (changed("article.date", "../2025"), "is no date"),
        (changed("date", "2025-02-01\n"), "is no date"),
        (changed("article.rights", "all"), "is none of"),
        (changed("quotations.0.kind", "shouted"), "is none of"),
        (changed("quotations.0.words", "No, never"), "is not what the article says"),
        (changed("quotations.0.article", "other"), "is not what the article says"),
        (changed("quotations.0.content.end", 900), "it points at"),
        (changed("quotations.0.cue.start", -1), "it points at"),
        (changed("source", "other.txt"), "its article is another"),
        (changed("digest", "1" * 64), "its article is another"),
        (changed("article", None), "neither an article nor a problem"),
    ],
)
def test_what_is_no_record_is_refused(change: Callable[[dict[str, Any]], None], said: str) -> None:
    """A set may come from anywhere: a row that would mislead, or lead out of the archive, is told with its number."""
    row = parts._plain(ROW)
    assert rows_of(written([row])) == [ROW]
    change(row)
    with pytest.raises(OnRecordError, match="part: row 1 is no record") as told:
        rows_of(written([row]))
    assert said in str(told.value)


def written(rows: list[dict[str, Any]]) -> bytes:
    """Rows as somebody else may write them."""
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(rows, schema=schema()), sink, store_schema=False)
    return bytes(sink.getvalue())


def test_what_is_damaged_is_told() -> None:
    """Bytes that are missing, changed or no Parquet at all, and other columns, are an error with the part's name."""
    data = encode([ROW])
    flipped = bytearray(data)
    flipped[40] ^= 0xFF
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table({"file": ["a"]}), sink)
    for broken in (data[:-20], bytes(flipped), b"PAR1", b"", bytes(sink.getvalue())):
        with pytest.raises(OnRecordError, match=r"^part: "):
            rows_of(broken)


def test_a_list_names_parts_only() -> None:
    """What a list of a set says is taken only where it is of this format and names parts: never a path elsewhere."""
    whole = Manifest({"read": 1}, (Part(f"part-{'0' * 20}.parquet", 1, "a", "a"),), (Problem("b", "read", "No."),))
    assert Manifest.read(whole.text.encode(), "list") == whole
    stranger = replace(whole, parts=(Part("../../../etc/passwd", 1, "a", "a"),))
    newer = json.dumps({**json.loads(whole.text), "format": 99})
    for text in (stranger.text, newer, "[]", "{", "{}", json.dumps({"format": 1, "parts": [{}]})):
        with pytest.raises(OnRecordError, match=r"^list: "):
            Manifest.read(text.encode(), "list")


def test_the_columns_are_in_the_guide() -> None:
    """The guide names each column, and no other."""
    page = (GUIDE / "a-million.md").read_text(encoding="utf-8")
    assert codes(section(page, "## The record set")) == schema().names


def test_others_can_read_it() -> None:
    """Any reader of Parquet finds the nouns as columns, quotations nested with their words, and no code."""
    table = parquet.read_table(io.BytesIO(encode([ROW])))
    assert table.column_names == schema().names
    (said,) = table.column("quotations")[0].as_py()
    assert (said["words"], said["speaker"]) == ("At last", "Ada Lane")
    assert table.schema.metadata is None
