"""The columns of a record set, made of the nouns themselves: what a record gains, a set gains."""

from __future__ import annotations

import importlib
from dataclasses import is_dataclass
from functools import cache
from typing import Any, Literal, cast, get_args, get_origin

from onrecord.errors import OnRecordError
from onrecord.model import Problem, Quotation, Record
from onrecord.recordset.nouns import inner, typed

FORMAT = 1
"""Raised when sets made earlier can no longer be read. A new field of a noun does that."""

OWN = ("file", "source", "digest", "problem")
"""The columns that are none of a record's: where it came from, and why there is none."""

WORDS = "words"
"""What a quotation has besides its own fields: its words, so that nobody has to cut them out of the text."""


def library(name: str) -> Any:
    """A module of pyarrow.

    Raises:
        OnRecordError: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise OnRecordError("record sets need pyarrow. Install it: pip install 'onrecord[dask]'") from error


@cache
def schema() -> Any:
    """The columns, and what is nested in them. Of a file that gave no record all of a record's are empty."""
    pa = library("pyarrow")
    own = [_field("file", str), _field("source", str), _field("digest", str | None), _field("problem", Problem | None)]
    record = [_field(name, hint) for name, hint in typed(Record).items()]
    return pa.schema([*own, *(field.with_nullable(True) if field.name == "article" else field for field in record)])


def _field(name: str, hint: Any) -> Any:
    pa = library("pyarrow")
    kind, optional = inner(hint)
    return pa.field(name, _type(kind), nullable=optional)


def _type(kind: Any) -> Any:
    """The Arrow type of a type in a noun."""
    pa = library("pyarrow")
    if is_dataclass(kind):
        nested = [_field(name, hint) for name, hint in typed(cast("type", kind)).items()]
        if kind is Quotation:
            nested.append(pa.field(WORDS, pa.string(), False))
        return pa.struct(nested)
    if get_origin(kind) is tuple:
        return pa.list_(_field("element", get_args(kind)[0]))
    if kind is str or get_origin(kind) is Literal:
        return pa.string()
    return {bool: pa.bool_(), int: pa.int32()}[kind]
