"""The data files' description, as Frictionless Data's tools read it: `datapackage.json`, version 2 of the standard."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as resources

import yaml

from onrecord import addresses
from onrecord.model import Archive
from onrecord.text import slug
from onrecord.write.site import Site

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {
    "text": "string",
    "text or null": "string",
    "number": "integer",
    "true or false": "boolean",
    "list of texts": "array",
    "list of objects": "array",
}
_MEDIA_TYPES = {"csv": "text/csv", "jsonl": "application/jsonl"}


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a data file: its type and meaning, and the file whose ids it holds."""

    name: str
    type: str
    meaning: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A data file, whatever its format."""

    name: str
    title: str
    columns: tuple[Column, ...]


@cache
def tables() -> tuple[Table, ...]:
    """The data files, in the order in which they are listed."""
    told = yaml.load(resources("onrecord.write").joinpath("fields.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple(
        Table(
            name,
            table["title"],
            tuple(Column(key, one["type"], one["means"], one.get("of", "")) for key, one in table["fields"].items()),
        )
        for name, table in told.items()
    )


def described(archive: Archive, site: Site, written: Mapping[str, tuple[int, str]]) -> tuple[str, str]:
    """The path and the content of the description of the data files that were `written`: of each, bytes and SHA-256."""
    known = sorted(entry.record.date[:10] for entry in archive.entries.values() if entry.record.date)
    name = site.name or "onrecord"
    package = {
        "$schema": _PROFILE,
        "name": slug(name) or "onrecord",
        "title": f"{name}: who said what",
        "description": "Quotations with their speakers, articles and outlets, as CSV and JSON Lines.",
        **({"homepage": site.url} if site.url else {}),
        **({"temporal": {"start": known[0], "end": known[-1]}} if known else {}),
        "contributors": [{"title": name, "roles": ["publisher"]}],
        "resources": [*_resources(written)],
    }
    return addresses.PACKAGE, json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resources(written: Mapping[str, tuple[int, str]]) -> Iterator[dict[str, object]]:
    for ending, media_type in _MEDIA_TYPES.items():
        for table in tables():
            size, digest = written[f"{addresses.DATA}/{table.name}.{ending}"]
            if not size:
                continue  # a file without a line, which tools take for a broken one
            yield {
                "name": table.name if ending == "csv" else f"{table.name}-{ending}",
                "title": table.title,
                "type": "table",
                "path": f"{table.name}.{ending}",
                "format": ending,
                "mediatype": media_type,
                "encoding": "utf-8",
                "bytes": size,
                "hash": f"sha256:{digest}",
                "schema": _schema(table.columns, keyed=ending == "csv"),
            }


def _schema(columns: Sequence[Column], *, keyed: bool) -> dict[str, object]:
    """The fields; in the files that are looked things up in (`keyed`), also which of them are keys."""
    found: dict[str, object] = {
        "fields": [{"name": one.name, "type": _TYPES[one.type], "description": one.meaning} for one in columns]
    }
    if columns[0].name == "id":
        found["primaryKey"] = ["id"]
    links = [{"fields": [one.name], "reference": _reference(one, columns)} for one in columns if one.of]
    return {**found, "foreignKeys": links} if keyed and links else found


def _reference(column: Column, columns: Sequence[Column]) -> dict[str, object]:
    """Where a column's values are found: `columns` are those of its own file, which it may refer to itself."""
    within = any(one.columns == columns and one.name == column.of for one in tables())
    return {"fields": ["id"]} if within else {"resource": column.of, "fields": ["id"]}
