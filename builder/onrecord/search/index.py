"""The command line's index: what was said and printed, ranked, by the query language of `query`.

The only door to Whoosh. An index is a cache: it lies in one folder, follows the documents it is given, writes only what
differs, and may be deleted at any time. Nothing that is published needs it.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import OnRecordError, QueryError, StoreError
from onrecord.model import Span
from onrecord.query import And, Not, Or, Phrase, Prefix, Query, Range, Term, leaves, opening, parse
from onrecord.search.documents import Document
from onrecord.search.marks import forms_of, mark, window
from onrecord.text import words

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)  # its regexes, at the first compile by Python 3.12 and later
    from whoosh import columns, fields, index, matching, query, scoring, sorting
    from whoosh.analysis import Analyzer, Token
    from whoosh.filedb.filestore import FileStorage

VERSION = 2
"""Raised when the schema, a document, or the way words are taken changes: an older index is then made anew."""

FIELDS = ("date", "kind", "outlet", "speaker", "title", "topic", "type")
"""What may stand before a colon in a query."""

VALUES = {"kind": ("direct", "partial", "indirect"), "type": ("quotation", "article")}
"""The fields of few values, and these."""

_NAME = f"onrecord{VERSION}"
_FREE = {"text": 1.0, "title": 1.5, "speaker": 1.5}
"""Where a word without a field is looked for, and what a find there weighs."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found.

    Attributes:
        marks: the stretches of `document.text` that match the query, in order, none touching another.
        title_marks: the same in `document.title`; none for a quotation, whose article's headline is not searched.
    """

    document: Document
    marks: tuple[Span, ...]
    title_marks: tuple[Span, ...] = ()

    def excerpt(self, width: int = 300) -> tuple[str, tuple[Span, ...]]:
        """The most telling `width` characters of the text, whole words, and the marks within them."""
        text = self.document.text
        if len(text) <= width:
            return text, self.marks
        shown = window(text, self.marks, width)
        before, after = "… " if shown.start else "", " …" if shown.end < len(text) else ""
        moved = len(before) - shown.start
        inside = (m for m in self.marks if shown.start <= m.start and m.end <= shown.end)
        return before + shown.of(text) + after, tuple(Span(m.start + moved, m.end + moved) for m in inside)


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found: how many in all, and the best of them, in order."""

    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update did to the index: documents it added (new or changed) and took out (changed or withdrawn)."""

    added: int
    removed: int


class Index:
    """The index in one folder, which is made when first needed.

    Args:
        folder: holds nothing but this index.
        patience: seconds to wait while another process is writing to it.
    """

    def __init__(self, folder: Path, patience: float = 20.0) -> None:
        self._folder, self._patience = folder, patience

    @property
    def version(self) -> str | None:
        """What the last update said the documents are a version of, or None."""
        with self._guarded():
            if not self._exists():
                return None
            with self._opened().searcher() as searcher:
                stored = searcher.document(key=_VERSION_KEY)
                return str(stored["stored"]) if stored else None

    def update(self, documents: Iterable[Document], version: str = "") -> Changes:
        """Make the index hold exactly these documents: adds what is new or changed, takes out what is not among them.

        It happens at once, or (after an error) not at all.

        Args:
            documents: all of them, each key once.
            version: remembered as `version`, to tell next time that nothing has to be done.

        Raises:
            StoreError: another process is writing, or the folder does not hold a whole index.
        """
        with self._guarded():
            opened = self._opened()
            writer = opened.writer(timeout=self._patience, limitmb=256)
            try:
                changes = _follow(writer, _digests(opened), documents)
                writer.delete_by_term("key", _VERSION_KEY)
                writer.add_document(key=_VERSION_KEY, age=0, stored=version)
            except BaseException:
                writer.cancel()
                raise
            writer.commit()
        return changes

    def search(self, text: str, limit: int = 10, *, newest: bool = False) -> Results:
        """What matches the query, best first; a query of fields alone, and any if `newest`, gives the newest first.

        Raises:
            QueryError: the query is not understood.
            StoreError: the index cannot be read.
        """
        tree = parse(text, FIELDS)
        _refuse_unknown_values(text, tree)
        by_score = not newest and any(leaf.field in (None, "title") for leaf in leaves(tree))
        with self._guarded(), self._opened().searcher(weighting=scoring.BM25F()) as searcher:
            found = searcher.search(_translated(tree), limit=max(limit, 1), sortedby=_order(by_score))
            hits = tuple(_hit(tree, row) for row in found[:limit])
            return Results(len(found), hits)

    def _exists(self) -> bool:
        return self._folder.is_dir() and bool(index.exists_in(str(self._folder), _NAME))

    def _opened(self) -> Any:
        if self._exists():
            return FileStorage(str(self._folder)).open_index(_NAME)
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.iterdir():
            if _OURS.match(old.name):
                old.unlink()
        return FileStorage(str(self._folder)).create_index(_schema(), _NAME)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Whatever goes wrong with the files, as a StoreError that says what to do."""
        try:
            yield
        except (OnRecordError, KeyboardInterrupt):
            raise
        except index.LockError as error:
            raise StoreError(
                f"{self._folder}: another onrecord has been writing this index for {self._patience:.0f} seconds. Wait"
                " until it is done; if none is running, delete the folder: it will be made again."
            ) from error
        except Exception as error:  # Whoosh raises anything at all over a damaged file
            raise StoreError(
                f"{self._folder}: the search index cannot be used ({type(error).__name__}: {error})."
                " Delete the folder: it will be made again."
            ) from error


class Words(Analyzer):  # type: ignore[misc]  # whoosh has no types
    """Takes text for the index as `text.words` does, each possessive as its bare name too, in the same place."""

    def __call__(self, value: str, **options: Any) -> Iterator[Any]:
        """The tokens of `value`, one object used again and again, as Whoosh wants it."""
        token = Token(**options)
        position = 0
        for part in value.split(_APART):
            for word in words(part):
                for form in forms_of(word):
                    token.text, token.pos, token.boost, token.stopped = form, position, 1.0, False
                    yield token
                position += 1
            position += 100


_APART = "\x1f"  # between names in one field, so that no phrase reaches from one into the next
_VERSION_KEY = "version"  # the key of a document that no query finds, since it has no other field
_OURS = re.compile(r"_?onrecord\d+_")


def _schema() -> Any:
    return fields.Schema(
        key=fields.ID(unique=True, sortable=True),
        digest=fields.COLUMN(columns.VarBytesColumn()),
        age=fields.COLUMN(columns.NumericColumn("i")),
        day=fields.ID(),
        text=fields.TEXT(Words()),
        title=fields.TEXT(Words()),
        speaker=fields.TEXT(Words()),
        outlet=fields.TEXT(Words()),
        topic=fields.TEXT(Words()),
        kind=fields.ID,
        type=fields.ID,
        stored=fields.STORED,  # what is shown of it, in one compressed piece
    )


def _digests(opened: Any) -> dict[str, bytes]:
    """The digest of each document in the index, by key; read from columns, which spares unpacking what is stored."""
    known: dict[str, bytes] = {}
    with opened.reader() as reader:
        for leaf, _ in reader.leaf_readers():
            if not leaf.has_column("digest"):
                continue
            keys, digests = leaf.column_reader("key"), leaf.column_reader("digest")
            known.update((keys[number], digests[number]) for number in leaf.all_doc_ids())
    known.pop(_VERSION_KEY, None)
    return known


def _follow(writer: Any, known: dict[str, bytes], wanted: Iterable[Document]) -> Changes:
    """Write what differs between `known` and the `wanted` documents."""
    added, removed, left = 0, 0, set(known)
    for document in wanted:
        left.discard(document.key)
        old = known.get(document.key)
        if old == document.digest.encode():
            continue
        if old is not None:
            writer.delete_by_term("key", document.key)
            removed += 1
        writer.add_document(**_row(document))
        added += 1
    for key in sorted(left):
        writer.delete_by_term("key", key)
    return Changes(added, removed + len(left))


def _row(document: Document) -> dict[str, object]:
    """A document as the index takes it; only an article's own headline is searched, not its quotations' too."""
    names = [*document.speakers, *document.names]
    row = {
        "key": document.key,
        "digest": document.digest.encode(),
        "age": _age(document.date),
        "day": document.date,
        "text": document.text,
        "title": document.title if document.type == "article" else None,
        "speaker": _APART.join(names) or None,
        "outlet": document.outlet,
        "topic": _APART.join([*document.topics, *document.subjects]) or None,
        "kind": document.kind,
        "type": document.type,
        "stored": astuple(document),
    }
    return {field: value for field, value in row.items() if value is not None}


def _hit(tree: Query, row: Any) -> Hit:
    document = Document(*row["stored"])
    headline = mark(document.title, tree, "title") if document.type == "article" else ()
    return Hit(document, mark(document.text, tree), headline)


def _order(by_score: bool) -> Any:
    newest = [sorting.FieldFacet("age"), sorting.FieldFacet("key")]
    return sorting.MultiFacet([sorting.ScoreFacet(), *newest] if by_score else newest)


def _age(day: str | None) -> int:
    """A number that is the greater the longer ago the day is, and greatest for no day."""
    return -int(day.replace("-", "").ljust(8, "0")) if day else 0


class _Except(query.AndNot):  # type: ignore[misc]  # whoosh has no types
    """What `a` finds without what `b` finds. Whoosh's own matchers of exclusion let through what they should not."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Goes through what `a` finds in one segment, leaving out the numbers of what `b` finds there."""
        unwanted = frozenset(self.b.matcher(searcher, searcher.boolean_context()).all_ids())
        return matching.FilterMatcher(self.a.matcher(searcher, context), unwanted, exclude=True)


def _refuse_unknown_values(text: str, tree: Query) -> None:
    """Make sure that a field of few values is asked for one of them: another would silently find nothing."""
    for leaf in leaves(tree):
        values = VALUES.get(getattr(leaf, "field", None) or "")
        if values and isinstance(leaf, Term) and leaf.word not in values:
            place = re.search(rf"{leaf.field}:", text, re.IGNORECASE)
            raise QueryError(
                text, place.start() if place else 0, f'{leaf.field} is {" or ".join(values)}, never "{leaf.word}".'
            )


def _translated(tree: Query) -> Any:
    """The query as Whoosh takes it."""
    match tree:
        case And(parts):
            wanted = [_translated(part) for part in parts if not isinstance(part, Not)]
            unwanted = [_translated(part.part) for part in parts if isinstance(part, Not)]
            found = query.And(wanted) if wanted else query.Every()
            return _Except(found, query.Or(unwanted)) if unwanted else found
        case Or(parts):
            return query.Or([_translated(part) for part in parts])
        case Not(part):
            return _Except(query.Every(), _translated(part))
        case Range(_, start, end):
            return query.TermRange("day", start and opening(start), end and f"{end}~")
        case _:
            places = _FREE if tree.field is None else {tree.field: 1.0}
            return query.Or([_leaf(tree, place, weight) for place, weight in places.items()])


def _leaf(leaf: Term | Prefix | Phrase, place: str, weight: float) -> Any:
    match leaf:
        case Term(word):
            return query.Term(place, word, boost=weight)
        case Prefix(stem):
            return query.Prefix(place, stem, boost=weight)
        case Phrase(run):
            return query.Phrase(place, list(run), boost=weight)
