"""What the dataset knows of one thing, and which thing an id means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from urllib.parse import unquote

from onrecord import reasons
from onrecord.errors import OnRecordError
from onrecord.store import Dataset
from onrecord.text import slug

KINDS = ("article", "quotation", "statement", "speaker", "topic", "outlet")

Facts = dict[str, object]

_ADDRESS = re.compile(r"(?:^|/)(article|quotation|statement|speaker|topic|outlet)s?[/:]([^/#?]+)/?(?:[?#].*)?$")
_ANCHOR = re.compile(r"#q-(\w+)$")
_NAMED = 6  # of the things that an id may mean, in a message
_LISTS = frozenset({"authors", "aliases", "outlets", "speakers"})


class UnknownIdError(OnRecordError):
    """No one thing of the archive is meant by an id."""


def find(dataset: Dataset, name: str, among: Sequence[str] = KINDS) -> tuple[str, str]:
    """The kind and the id of the one thing that `name` means: an id, a part of one, a name or an address.

    Args:
        dataset: what is published.
        name: what was asked for.
        among: the kinds of things that may be meant.

    Raises:
        UnknownIdError: nothing is meant, or more than one thing; it says what is near.
    """
    if not name.strip():
        raise UnknownIdError("an id has letters in it. Look for one: onrecord search WORDS.")
    given, wanted = _wanted(name)
    kinds = [kind for kind in given if kind in among]
    if not kinds:
        raise UnknownIdError(f'"{name}" is no {" or ".join(among)}.')
    ids = {kind: [str(row["id"]) for row in dataset.rows(f"{kind}s")] for kind in kinds}
    for candidate in dict.fromkeys((wanted, slug(wanted))):
        exact = [(kind, candidate) for kind in kinds if candidate in ids[kind]]
        if exact:
            return _one(dataset, name, exact)
    part = slug(wanted) or wanted
    for holds in (_begins_with_words, _begins, _has_words):
        found = [(kind, key) for kind in kinds for key in ids[kind] if holds(key, part)]
        if found:
            return _one(dataset, name, found)
    near = get_close_matches(part, sorted({key for keys in ids.values() for key in keys}), n=3)
    guess = f" Did you mean {' or '.join(near)}?" if near else " Look for it: onrecord search WORDS."
    raise UnknownIdError(f'nothing in the archive has the id "{name}".{guess}')


def _begins_with_words(key: str, part: str) -> bool:
    return key.startswith(f"{part}-")


def _begins(key: str, part: str) -> bool:
    return key.startswith(part)


def _has_words(key: str, part: str) -> bool:
    return f"-{part}-" in f"-{key}-"


def _wanted(name: str) -> tuple[tuple[str, ...], str]:
    """The kinds of things that are meant, and the id."""
    if anchor := _ANCHOR.search(name):
        return ("quotation",), anchor[1]
    if address := _ADDRESS.search(unquote(name)):
        return (address[1],), address[2]
    return KINDS, name.removeprefix("q-") if re.fullmatch(r"q-\w{10}", name) else name


def _one(dataset: Dataset, name: str, found: list[tuple[str, str]]) -> tuple[str, str]:
    """The only one of `found`; of a statement and the quotation that it has its id from, the one that shows more."""
    for kind, key in [pair for pair in found if ("quotation", pair[1]) in found and pair[0] == "statement"]:
        several = sum(1 for _ in dataset.rows("quotations", statement=key)) > 1
        found.remove(("quotation" if several else kind, key))
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{kind}/{key}" for kind, key in found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
    raise UnknownIdError(f'"{name}" may mean {len(found)} things: {listed}. Say which, as it is written here.')


def facts(dataset: Dataset, kind: str, key: str) -> Facts:
    """Everything about one thing: its row, and what belongs to it, lists as lists."""
    row = _plain(next(dataset.rows(f"{kind}s", id=key)))
    return {"type": kind, **row, **_MORE[kind](dataset, key)}


def _plain(row: dict[str, object]) -> Facts:
    return {name: json.loads(str(value)) if name in _LISTS else value for name, value in row.items()}


def _column(dataset: Dataset, table: str, column: str, **where: str) -> list[str]:
    return sorted(str(row[column]) for row in dataset.rows(table, **where))


def _article(dataset: Dataset, key: str) -> Facts:
    return {
        "topics": _column(dataset, "article_topics", "topic", article=key),
        "captions": list(dataset.rows("captions", article=key)),
        "quotations": [
            _quoted(dataset, row)
            for row in sorted(dataset.rows("quotations", article=key), key=lambda row: int(str(row["start"])))
        ],
    }


def _quotation(dataset: Dataset, key: str) -> Facts:
    found = next(dataset.rows("quotations", id=key))
    topics = _column(dataset, "quotation_topics", "topic", quotation=key)
    return {**_quoted(dataset, found), "topics": topics, **_published(dataset, str(found["article"]))}


def _quoted(dataset: Dataset, row: Facts) -> Facts:
    """A quotation's row, with the names of all its speakers or, where nobody is named, the reason."""
    found = _plain(row)
    speakers = found["speakers"] if isinstance(found["speakers"], list) else []
    if len(speakers) > 1:
        names = [str(person["name"]) for speaker in speakers for person in dataset.rows("speakers", id=speaker)]
    else:
        names = [str(row["speaker_name"])] if speakers else []
    nobody = None if speakers else reasons.nobody(str(row["rule"]), str(row["mention"] or ""))
    return {**found, "speaker_names": names, "nobody": nobody}


def _published(dataset: Dataset, article: str) -> Facts:
    found = next(dataset.rows("articles", id=article))
    return {name: found[name] for name in ("headline", "outlet", "outlet_name", "date")}


def _statement(dataset: Dataset, key: str) -> Facts:
    speakers = _column(dataset, "statement_speakers", "speaker", statement=key)
    return {
        "speakers": speakers,
        "speaker_names": [str(row["name"]) for speaker in speakers for row in dataset.rows("speakers", id=speaker)],
        "topics": _column(dataset, "statement_topics", "topic", statement=key),
        "quotations": _dated(dataset, statement=key),
    }


def _dated(dataset: Dataset, **where: str) -> list[Facts]:
    """Quotations with the headline, outlet and date of their articles, the oldest first, the undated last."""
    return _by_date(dataset, dataset.rows("quotations", **where))


def _by_date(dataset: Dataset, found: Iterable[Facts]) -> list[Facts]:
    rows = [{**_quoted(dataset, row), **_published(dataset, str(row["article"]))} for row in found]
    return sorted(rows, key=lambda row: (row["date"] is None, str(row["date"]), str(row["article"])))


def _speaker(dataset: Dataset, key: str) -> Facts:
    roles = dict.fromkeys(str(found["role"]) for found in dataset.rows("roles", speaker=key))
    ids = _column(dataset, "quotation_speakers", "quotation", speaker=key)
    said = (row for id_ in ids for row in dataset.rows("quotations", id=id_))
    perhaps = [found["name"] for found in dataset.rows("candidates", speaker=key)]
    names = list(dataset.rows("names", speaker=key))
    return {"roles": list(roles), "candidates": perhaps, "names": names, "quotations": _by_date(dataset, said)}


def _topic(dataset: Dataset, key: str) -> Facts:
    return {
        "narrower": _column(dataset, "topics", "id", broader=key),
        "articles": _column(dataset, "article_topics", "article", topic=key),
        "statements": _column(dataset, "statement_topics", "statement", topic=key),
        "reported": _column(dataset, "quotation_topics", "quotation", topic=key),
    }


def _outlet(dataset: Dataset, key: str) -> Facts:
    shown = ("id", "headline", "date", "path")
    found = [{name: row[name] for name in shown} for row in dataset.rows("articles", outlet=key)]
    return {"articles": sorted(found, key=lambda a: (a["date"] is None, str(a["date"]), str(a["id"])))}


_MORE = {
    "article": _article,
    "quotation": _quotation,
    "statement": _statement,
    "speaker": _speaker,
    "topic": _topic,
    "outlet": _outlet,
}


def rows_of(found: Facts, name: str) -> Iterator[Facts]:
    """The rows of a list among the facts."""
    listed = found[name]
    assert isinstance(listed, list)
    yield from listed
