"""Searching the archive from the command line: documents in, ranked hits with the words marked out.

Nothing of an engine is loaded before something is searched or indexed: whoever only marks words need not wait for it.
"""

from onrecord.search.documents import Document, Library, Published
from onrecord.search.index import FIELDS, Changes, Hit, Index, Results, engine_of
from onrecord.search.marks import mark, window

__all__ = [
    "FIELDS",
    "Changes",
    "Document",
    "Hit",
    "Index",
    "Library",
    "Published",
    "Results",
    "engine_of",
    "mark",
    "window",
]
