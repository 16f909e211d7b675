"""Searching the archive from the command line: documents in, ranked hits with the words marked out."""

from onrecord.search.documents import Document, documents
from onrecord.search.index import FIELDS, VERSION, Changes, Hit, Index, Results
from onrecord.search.marks import mark, window

__all__ = ["FIELDS", "VERSION", "Changes", "Document", "Hit", "Index", "Results", "documents", "mark", "window"]
