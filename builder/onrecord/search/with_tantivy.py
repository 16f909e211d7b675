"""The engine for those who install it (`onrecord[tantivy]`): tantivy, which is written in Rust.

The only door to tantivy. Words are taken by us, so that it finds what the other engine finds; its own query language is
not used.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tantivy import DocAddress, FieldType, Index, IndexWriter, Occur, Order, Query, Schema, SchemaBuilder, Searcher
from tantivy import Document as Row

from onrecord.query import And, Not, Or, Phrase, Prefix, Range, Term
from onrecord.query import Query as Tree
from onrecord.search.documents import Document
from onrecord.search.engine import FREE, SEARCHED, BusyError, Found, forms, order_of, orders_in, texts_of
from onrecord.text import words

_MEMORY = 100_000_000
"""Bytes that words may take before they are written out."""
_PAUSE = 0.1
"""Seconds between two attempts at writing."""


class TantivyEngine:
    """An index in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    @property
    def exists(self) -> bool:
        """Whether there is an index."""
        return Index.exists(self._folder)

    @contextmanager
    def writing(self, patience: float) -> Iterator[_Writer]:
        """A writer, in force at the end of the block."""
        writer = self._locked(Index(_schema(), self._folder), patience)
        try:
            yield _Writer(writer)
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()

    def find(self, tree: Tree, limit: int, *, by_score: bool) -> Found:
        """What matches."""
        searcher = Index(_schema(), self._folder).searcher()
        query = _translated(tree)
        ranked, total = _ranked(searcher, query, limit, by_score=by_score)
        keys = (searcher.doc(address).get_first("key") for *_, address in ranked[:limit])
        return Found(total, tuple(str(key) for key in keys))

    def _locked(self, index: Index, patience: float) -> IndexWriter:
        last = time.monotonic() + patience
        while True:
            try:
                return index.writer(_MEMORY, num_threads=1)
            except ValueError as error:
                if "lock" not in str(error).lower():
                    raise
                if time.monotonic() >= last:
                    raise BusyError from error
            time.sleep(_PAUSE)


class _Writer:
    """Takes changes."""

    def __init__(self, writer: IndexWriter) -> None:
        self._writer = writer

    def clear(self) -> None:
        """Without what there was."""
        self._writer.delete_all_documents()

    def remove(self, article: str) -> None:
        """Take out an article's documents."""
        self._writer.delete_documents_by_term("article", article)

    def add(self, document: Document) -> None:
        """Put one in, its words as we take them."""
        row = Row()
        row.add_text("key", document.key)
        row.add_text("article", document.article)
        row.add_integer("order", order_of(document))
        for name, texts in texts_of(document).items():
            for text in texts:
                row.add_text(name, " ".join(words(text)))
        self._writer.add_document(row)


@cache
def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("article", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("order", indexed=True, fast=True)
    for name in SEARCHED:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    return builder.build()


def _ranked(
    searcher: Searcher, query: Query, limit: int, *, by_score: bool
) -> tuple[list[tuple[float, int, DocAddress]], int]:
    """The first so many and all that equal the last of them, in order; and how many there are."""
    wanted = limit + 1
    while True:
        if by_score:
            found = searcher.search(query, wanted)
            scores = [-float(score) for score, _ in found.hits]
        else:
            found = searcher.search(query, wanted, order_by_field="order", order=Order.Asc)
            scores = [0.0 for _ in found.hits]
        addresses = [address for _, address in found.hits]
        total = int(found.count)  # type: ignore[attr-defined]  # its stubs forget it
        orders = [int(order or 0) for order in searcher.fast_field_values("order", addresses)]
        ranked = sorted(zip(scores, orders, addresses, strict=True), key=lambda one: one[:2])
        if not by_score or len(ranked) <= limit or len(ranked) == total or ranked[limit - 1][0] < ranked[-1][0]:
            return ranked, total
        wanted = min(total, wanted * 4)


def _translated(tree: Tree) -> Query:
    """The query as tantivy takes it."""
    match tree:
        case And(parts):
            wanted = [(Occur.Must, _translated(part)) for part in parts if not isinstance(part, Not)]
            unwanted = [(Occur.MustNot, _translated(part.part)) for part in parts if isinstance(part, Not)]
            return Query.boolean_query([*(wanted or [(Occur.Must, _everything())]), *unwanted])
        case Or(parts):
            return _any([_translated(part) for part in parts])
        case Not(part):
            return Query.boolean_query([(Occur.Must, _everything()), (Occur.MustNot, _translated(part))])
        case Range():
            first, last = orders_in(tree)
            return _unranked(Query.range_query(_schema(), "order", FieldType.Integer, first, last))
        case Term(field=None) | Prefix(field=None) | Phrase(field=None):
            return _any([Query.boost_query(_leaf(tree, place), weight) for place, weight in FREE.items()])
        case Term(field="title") | Prefix(field="title") | Phrase(field="title"):
            return Query.boost_query(_leaf(tree, "title"), FREE["title"])
        case _:
            return _unranked(_leaf(tree, str(tree.field)))


def _leaf(leaf: Term | Prefix | Phrase, field: str) -> Query:
    match leaf:
        case Term(word):
            return _any([Query.term_query(_schema(), field, form, "freq") for form in forms(word)])
        case Prefix(stem):
            return Query.const_score_query(Query.regex_query(_schema(), field, f"{stem}.*"), 1.0)
        case Phrase(run):
            return Query.regex_phrase_query(_schema(), field, [f"{word}('s)?" for word in run])


def _any(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _everything() -> Query:
    return _unranked(Query.all_query())


def _unranked(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)
