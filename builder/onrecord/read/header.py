"""Metadata in YAML: the header between `---` lines, or the sidecar.

YAML is only composed, never constructed: what comes out is strings and lists of strings, with the line each key stands
on, so that no value can become an object, fail to convert, or lose its leading zeros.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, get_args

import yaml

from onrecord.model import Given, Problem, Rights
from onrecord.read.dates import iso
from onrecord.read.files import problem

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_SYNONYMS = {
    "title": ("headline", "heading", "head"),
    "outlet": ("source", "publisher", "publication", "site", "sitename", "newspaper"),
    "date": ("published", "publishedat", "publicationdate", "pubdate", "datepublished", "day"),
    "authors": ("author", "byline", "by", "creator", "creators", "writer", "writers"),
    "url": ("link", "href", "address", "permalink", "canonical", "sourceurl"),
    "retrieved": ("accessed", "saved", "archived", "retrievedat", "accessdate", "dateaccessed"),
    "deck": ("subtitle", "subhead", "subheadline", "standfirst", "summary", "description", "dek", "abstract"),
    "language": ("lang", "locale"),
    "rights": (),
}
_FIELDS = {name: field for field, names in _SYNONYMS.items() for name in (field, *names)}

_RIGHTS: tuple[str, ...] = get_args(Rights)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")
_LANGUAGES = {"english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt"}
_FENCE = re.compile(r"\A\s*---[ \t]*\n(?P<header>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_KEY = re.compile(r"""["']?(?P<key>[A-Za-z][A-Za-z _-]{0,40})["']?\s*:(?:\s+(?P<value>.*))?$""")
_LONGEST = 64_000
_DEEPEST = 12
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What a header or a sidecar gave, and what was wrong with it."""

    given: Given
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What stands after a key: its strings (none for null), its line, and whether it was more than strings."""

    strings: tuple[str, ...]
    line: int
    nested: bool = False


def split(text: str) -> tuple[str | None, str, int]:
    """(header or None, body, lines before the header).

    The header stands between two `---` lines at the top, and its first line has a key: a text that merely opens with a
    rule has none. Looks no further than 64,000 characters.
    """
    if not text.lstrip().startswith("---"):
        return None, text, 0
    match = _FENCE.match(text[:_LONGEST])
    if not match:
        return None, text, 0
    header = match["header"]
    lines = [line for line in header.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    if lines and not _KEY.match(lines[0]) and not lines[0].startswith(("{", "?", "!", "&", "%", "[", "-", '"')):
        return None, text, 0
    return header, text[match.end() :], text[: match.start("header")].count("\n")


def metadata(uri: str, text: str, where: str, offset: int) -> Found:
    """The metadata in YAML `text`, of the sidecar named `where` or ("") of the header that begins after `offset` lines.

    Broken YAML is read line by line instead, and said; a value that cannot be used is left out, and said.
    """

    def say(line: int, message: str, hint: str = "", *, note: bool = False) -> Problem:
        place = f"{where}, line {line + offset + 1}" if where else f"line {line + offset + 1}"
        return problem(uri, f"{place}: {message}", hint, note=note)

    problems: list[Problem] = []
    try:
        values = _compose(text)
    except _BrokenError as error:
        kind = "sidecar" if where else "header"
        hint = 'Put values that hold a colon or other marks in quotes: title: "…".'
        problems.append(say(error.line, f"the {kind} is no valid YAML ({error}).", hint))
        values = _salvage(text)
    taken, unknown = _sort(values)
    for key, value in unknown.items():
        problems.append(say(value.line, f"the key {_show(key)} is not known and was left out.", note=True))
    given, wrong = _given(taken)
    problems.extend(say(line, message, hint) for line, message, hint in wrong)
    return Found(given, tuple(problems))


class _BrokenError(Exception):
    def __init__(self, message: str, line: int) -> None:
        self.line = line
        super().__init__(message)


def _compose(text: str) -> dict[str, Value]:
    """Key -> value of the mapping in `text`. Raises _BrokenError where it is no YAML, no mapping, or too deep."""
    try:
        _measure(text)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _BrokenError(str(getattr(error, "problem", None) or "unreadable"), mark.line if mark else 0) from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise _BrokenError("no `key: value` lines", node.start_mark.line if node.start_mark else 0)
    return {
        key.value: _value(value, key.start_mark.line) for key, value in node.value if isinstance(key, yaml.ScalarNode)
    }


def _measure(text: str) -> None:
    """Raises _BrokenError where `text` nests deeper than any header does: composing recurses, and would crash."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _BrokenError("nested too deep", event.start_mark.line if event.start_mark else 0)


def _value(node: yaml.Node, line: int) -> Value:
    if isinstance(node, yaml.ScalarNode):
        return Value(_scalar(node), line)
    if isinstance(node, yaml.SequenceNode):
        strings = [string for item in node.value for string in _named(item)]
        whole = all(isinstance(item, yaml.ScalarNode) or _named(item) for item in node.value)
        return Value(tuple(strings), line, nested=not whole)
    return Value(_named(node), line, nested=not _named(node))


def _scalar(node: yaml.ScalarNode) -> tuple[str, ...]:
    text = " ".join(node.value.split())
    is_null = not node.style and text in ("", "~", "null", "Null", "NULL")
    return () if is_null or not text else (text,)


def _named(node: yaml.Node) -> tuple[str, ...]:
    """A string, or the one under `name` (people write `- name: …` for authors)."""
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.MappingNode):
        pairs = ((key.value, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
        return next((_scalar(v) for k, v in pairs if k == "name" and isinstance(v, yaml.ScalarNode)), ())
    return ()


def _salvage(text: str) -> dict[str, Value]:
    """What `key: value` lines say where the whole is no YAML: a colon in an unquoted title is the usual reason."""
    values: dict[str, Value] = {}
    for number, line in enumerate(text.split("\n")):
        match = _KEY.match(line[:2000])
        if match and _fold(match["key"]) in _FIELDS and match["value"]:
            value = " ".join(match["value"].split()).strip("\"'")
            values.setdefault(match["key"], Value((value,) if value else (), number))
    return values


def _fold(key: str) -> str:
    return re.sub(r"[^a-z]", "", key.lower())


def _sort(values: Mapping[str, Value]) -> tuple[dict[str, Value], dict[str, Value]]:
    """(field -> value, unknown key -> value). A field's own name goes before its synonyms."""
    taken: dict[str, Value] = {}
    unknown: dict[str, Value] = {}
    for key, value in sorted(values.items(), key=lambda item: _FIELDS.get(_fold(item[0])) != _fold(item[0])):
        field = _FIELDS.get(_fold(key))
        if field == "outlet" and _fold(key) == "source" and value.strings and _is_web(value.strings[0]):
            field = "url"  # both are written so
        if field is None:
            unknown[key] = value
        elif value.strings or value.nested:
            taken.setdefault(field, value)
    return taken, unknown


def _is_web(text: str) -> bool:
    return bool(re.match(r"https?://[^\s/]", text, re.I))


def _show(text: str) -> str:
    """`text` for a message: in quotes, and short."""
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")


Wrong = tuple[int, str, str]
"""(line, what is wrong, what to do)"""


def _given(taken: Mapping[str, Value]) -> tuple[Given, list[Wrong]]:
    """The metadata in the values, and what could not be used."""
    out: dict[str, Any] = {}
    wrong: list[Wrong] = []
    for field, value in taken.items():
        if not value.strings or (value.nested and field != "authors"):
            wrong.append((value.line, f"{field} is no plain text and was left out.", f"Write it as `{field}: …`."))
            continue
        if field == "authors":
            out[field] = authors(value.strings)
            continue
        text = ", ".join(value.strings)
        check = _CHECKS.get(field)
        checked = check(text) if check else text
        if checked is None:
            wrong.append((value.line, f"{field} {_show(text)} is not understood and was left out.", _HINTS[field]))
        else:
            out[field] = checked
    return Given(**out), wrong


def _language(text: str) -> str | None:
    tag = _LANGUAGES.get(text.lower(), text.lower().replace("_", "-"))
    return tag if _LANGUAGE.fullmatch(tag) else None


def _url(text: str) -> str | None:
    return text if _is_web(text) and not re.search(r"\s", text) else None


def _rights(text: str) -> str | None:
    return text.lower() if text.lower() in _RIGHTS else None


_CHECKS: Mapping[str, Callable[[str], str | None]] = {
    "date": iso,
    "retrieved": iso,
    "language": _language,
    "url": _url,
    "rights": _rights,
}
_HINTS: Mapping[str, str] = {
    "date": "Write it as 2016-01-07.",
    "retrieved": "Write it as 2016-01-07.",
    "language": "Write a code such as en or pt-BR.",
    "url": "Write it whole, with https://.",
    "rights": f"Write one of {', '.join(_RIGHTS)}.",
}

_AND = re.compile(r"\s*;\s*|\s*(?:,\s*)?(?:\band\b|&)\s+")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,3}")


def authors(strings: tuple[str, ...]) -> tuple[str, ...]:
    """The names in author fields: "By A and B" is two; a comma parts names only between full names."""
    names: dict[str, None] = {}
    for string in strings:
        line = re.sub(r"^by:?\s+", "", string, flags=re.I)
        for name in _names(line):
            names.setdefault(name)
    return tuple(names)


def _names(line: str) -> Iterator[str]:
    pieces = [piece for piece in _AND.split(line) if piece]
    if not all(" " in piece for piece in pieces) and ";" not in line:
        pieces = [line]
    for piece in pieces:
        parts = [part.strip() for part in piece.split(",")]
        yield from parts if len(parts) > 1 and all(_NAME.fullmatch(part) for part in parts) else (piece.strip(" ,"),)


def merge(first: Found, second: Found) -> Found:
    """Both, field by field; `first` goes before `second`."""
    changes = {
        field.name: value for field in fields(Given) if (value := getattr(first.given, field.name)) not in (None, ())
    }
    return Found(replace(second.given, **changes), (*first.problems, *second.problems))
