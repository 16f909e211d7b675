"""The command line's index: what was said and printed, ranked, by the query language of `query`.

An index is a cache: it lies in one folder, follows the documents of a library, writes only what differs, and may be
deleted at any time. Nothing that is published needs it. The words lie in an engine, Whoosh or tantivy; the texts stay
where they are, in the library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, cast

from onrecord.errors import ConfigError, OnRecordError, QueryError, StoreError
from onrecord.model import Span
from onrecord.query import Query, Term, leaves, parse
from onrecord.search.documents import Document, Library
from onrecord.search.engine import BusyError, Engine, Writer
from onrecord.search.marks import mark, window
from onrecord.search.state import State, files_beside, read_state, version_in, write_state

FIELDS = ("date", "kind", "outlet", "speaker", "title", "topic", "type")
"""What may stand before a colon in a query."""

VALUES = {"kind": ("direct", "partial", "indirect"), "type": ("quotation", "article")}
"""The fields of few values, and these."""

EngineName = Literal["whoosh", "tantivy"]

VERSION = 4
"""Raised when a document, a field, or the way words are taken changes: older indexes are then left alone."""

_KEY = re.compile(r"(?:article|quotation):[^\0]+")
"""What documents are called."""

_FEW = 100
"""Changed articles that are not worth making everything anew."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is, and how much there is."""


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
    """What an update did to the index: articles it wrote (new or changed, with their quotations) and took out."""

    written: int
    removed: int


def engine_of(option: str) -> EngineName:
    """The engine that an archive's `search_index` stands for: of its own accord tantivy, where it is installed.

    Raises:
        ConfigError: tantivy is asked for, and is not installed.
    """
    installed = find_spec("tantivy") is not None
    if option == "tantivy" and not installed:
        raise ConfigError(
            "search_index is tantivy, which is not installed. Install it (pip install 'onrecord[tantivy]'), or leave"
            " search_index out."
        )
    return cast("EngineName", option) if option != "auto" else "tantivy" if installed else "whoosh"


class Index:
    """The index of one engine, in a folder of its own, which is made when first needed.

    Args:
        folder: holds nothing but indexes; each engine has its place there.
        engine: which.
        patience: seconds to wait while another process is writing to it.
    """

    def __init__(self, folder: Path, engine: EngineName = "whoosh", patience: float = 20.0) -> None:
        self.folder, self._patience = folder / f"{engine}-{VERSION}", patience
        self._name, self._state = engine, self.folder / "state.json"

    @property
    def version(self) -> str | None:
        """That of the library when the index followed it last, or None; told without loading the engine.

        Raises:
            StoreError: a file of the index is gone, or of another size.
        """
        with self._guarded():
            return version_in(self._state)

    def update(self, library: Library, progress: Progress | None = None) -> Changes:
        """Make the index hold just what the library does: write what is new or changed, take out what is gone.

        It happens at once, or (after an error) not at all.

        Raises:
            StoreError: another process is writing, or the folder does not hold a whole index.
        """
        wanted = library.digests()
        with self._guarded():
            self.folder.mkdir(parents=True, exist_ok=True)
            engine = self._engine()
            with engine.writing(self._patience) as writer:
                known = read_state(self._state) if engine.exists else None
                written, gone = _differences(known, wanted)
                if len(written) == len(wanted):
                    writer.clear()
                with self._changing(known or State(), [*written, *gone]):
                    _write(writer, library, written, gone, progress)
            write_state(self._state, State(library.version, wanted, files_beside(self._state)))
            self._sweep()
        return Changes(len(written), len(gone))

    def search(self, text: str, library: Library, limit: int = 10, *, newest: bool = False) -> Results:
        """What matches the query, best first; a query of fields alone, and any if `newest`, gives the newest first.

        Args:
            text: the query.
            library: as the index last followed it: it holds what is shown.
            limit: hits to show, at most.
            newest: in the order of dates.

        Raises:
            QueryError: the query is not understood.
            StoreError: the index cannot be read.
        """
        tree = parse(text, FIELDS)
        _refuse_unknown_values(text, tree)
        by_score = not newest and any(leaf.field in (None, "title") for leaf in leaves(tree))
        with self._guarded():
            found = self._engine().find(tree, limit, by_score=by_score)
            if not all(_KEY.fullmatch(key) for key in found.keys):
                raise ValueError("what was found is no document")
        return Results(found.total, tuple(_hit(tree, document) for document in library.documents(found.keys)))

    def _engine(self) -> Engine:
        if self._name == "tantivy":
            from onrecord.search.with_tantivy import TantivyEngine  # noqa: PLC0415 - an extra, and not for nothing

            return TantivyEngine(self.folder)
        from onrecord.search.with_whoosh import WhooshEngine  # noqa: PLC0415 - it takes long to load

        return WhooshEngine(self.folder)

    @contextmanager
    def _changing(self, known: State, articles: Collection[str]) -> Iterator[None]:
        """Nothing is sure of these articles from here on, unless an error calls off the changes."""
        write_state(self._state, known.while_changing(articles))
        try:
            yield
        except BaseException:
            write_state(self._state, known)
            raise

    def _sweep(self) -> None:
        """Delete what former versions of onrecord left beside this index."""
        import shutil  # noqa: PLC0415 - who only searches need not wait for it

        for old in self.folder.parent.iterdir():
            if old.is_dir() and old != self.folder and re.fullmatch(rf"{self._name}-\d+", old.name):
                shutil.rmtree(old, ignore_errors=True)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Whatever goes wrong with the files, as a StoreError that says what to do."""
        try:
            yield
        except OnRecordError:
            raise
        except BusyError as error:
            raise StoreError(
                f"{self.folder}: another onrecord has been writing this index for {self._patience:.0f} seconds. Wait"
                " until it is done; if none is running, delete the folder: it will be made again."
            ) from error
        except Exception as error:  # engines raise anything at all over a damaged file
            raise StoreError(
                f"{self.folder}: the search index cannot be used ({type(error).__name__}: {error})."
                " Delete the folder: it will be made again."
            ) from error


def _differences(known: State | None, wanted: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The articles to write, and those to take out. Where most are to be written, all are: that is quicker."""
    if known is None:
        return list(wanted), []
    changed = [article for article, digest in wanted.items() if known.digests.get(article) != digest]
    if len(changed) > max(len(wanted) // 3, _FEW):
        return list(wanted), []
    return changed, sorted(known.digests.keys() - wanted.keys())


def _write(
    writer: Writer, library: Library, written: Sequence[str], gone: Sequence[str], progress: Progress | None
) -> None:
    for article in gone:
        writer.remove(article)
    for done, article in enumerate(written, 1):
        writer.remove(article)
        for document in library.lot(article):
            writer.add(document)
        if progress and (done % 100 == 0 or done == len(written)):
            progress("index", done, len(written))


def _hit(tree: Query, document: Document) -> Hit:
    headline = mark(document.title, tree, "title") if document.type == "article" else ()
    return Hit(document, mark(document.text, tree), headline)


def _refuse_unknown_values(text: str, tree: Query) -> None:
    """Make sure that a field of few values is asked for one of them: another would silently find nothing."""
    for leaf in leaves(tree):
        values = VALUES.get(getattr(leaf, "field", None) or "")
        if values and isinstance(leaf, Term) and leaf.word not in values:
            place = re.search(rf"{leaf.field}:", text, re.IGNORECASE)
            raise QueryError(
                text, place.start() if place else 0, f'{leaf.field} is {" or ".join(values)}, never "{leaf.word}".'
            )
