"""Decisions ready to be pasted: entries of the authority files, as their parser takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

import yaml

from onrecord.model import Correction
from onrecord.review.desk import Desk, Said, raw_entries
from onrecord.review.findings import Remedy
from onrecord.review.terms import Suggestion
from onrecord.text import fold, words

CONFIRMED = "Checked against the article: it is right."
_QUOTE = 70  # characters of a quotation that tell it apart


def corrections(desk: Desk, ids: Iterable[str], when: str, why: str, speakers: Sequence[str] = ()) -> Remedy:
    """Credit quotations to speakers, by name; without one, to nobody."""
    speaker = speakers[0] if len(speakers) == 1 else list(speakers) or None
    entries = [
        {
            "quotation": id_,
            "quote": shortened(desk.said[id_].text),
            "action": "reattribute",
            "speaker": speaker,
            "why": why,
            "date": desk.today,
        }
        for id_ in ids
    ]
    return Remedy(when, _file(desk, "corrections.yml"), dumped(entries))


def rejection(desk: Desk, id_: str) -> Remedy:
    """Take words for nobody's."""
    entry = {
        "quotation": id_,
        "quote": shortened(desk.said[id_].text),
        "action": "reject",
        "why": "These are no words that anybody said.",
        "date": desk.today,
    }
    return Remedy("if these are nobody's words", _file(desk, "corrections.yml"), dumped([entry]))


def dispute(desk: Desk, said: Said) -> Remedy:
    """Keep a statement disputed, and say that somebody has looked at it."""
    entry = {
        "statement": said.statement,
        "quote": shortened(said.text),
        "action": "disputed",
        "why": "The outlets name different speakers, and nothing tells which of them is right.",
        "date": desk.today,
    }
    return Remedy("if it cannot be told", _file(desk, "corrections.yml"), dumped([entry]))


def person(desk: Desk, name: str, when: str, **more: Sequence[object]) -> Remedy:
    """Say something of a person: the entry of that name in `speakers.yml` with more in its lists, or a new one."""
    old = desk.entries.get(fold(name))
    where = next((entry.where for entry in desk.authority.speakers if fold(entry.name) == fold(name)), None)
    entry: dict[str, object] = {**(old or {"name": name})}
    for key, values in more.items():
        known = entry.get(key)
        had = known if isinstance(known, list) else [known] if known else []
        entry[key] = [*had, *(value for value in values if value not in had)]
    return Remedy(when, _file(desk, "speakers.yml"), dumped([entry]), where)


def topic_entry(one: Suggestion) -> str:
    """A suggested topic as an entry of `topics.yml`."""
    entry = {"id": one.id, "label": one.label, "query": one.query, "broader": one.broader}
    return dumped([{key: value for key, value in entry.items() if value is not None}])


def outlet(desk: Desk, name: str, domain: str) -> Remedy:
    """Make a domain an outlet's."""
    entry = {"name": name, "domains": [domain]}
    return Remedy(f"if {domain} is an outlet: mend its name", _file(desk, "outlets.yml"), dumped([entry]))


def beside(source: str, key: str, value: str, when: str) -> Remedy:
    """Say something of an article in the file of metadata that lies beside it."""
    path = PurePosixPath(source.partition("#")[0]).with_suffix(".yml")
    return Remedy(when, f"articles/{path}", dumped({key: value}))


def dumped(value: object) -> str:
    """Entries as YAML at the left margin, in the order of their keys, no line folded."""
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=False)
    return str(text).rstrip("\n")


def shortened(text: str) -> str:
    """The words of a quotation, or so many from its beginning as tell it apart."""
    line = " ".join(text.split())
    if len(line) <= _QUOTE:
        return line
    cut = line[: line.rfind(" ", 0, _QUOTE)] if " " in line[:_QUOTE] else line
    return cut if words(cut) else line


def _file(desk: Desk, name: str) -> str:
    return f"{desk.folder.name}/{name}"


def retarget(desk: Desk, correction: Correction, near: Said) -> Iterator[Remedy]:
    """The entry of a correction as it stands, with the id and the words of another quotation."""
    keys = {"quotation": near.id, "statement": near.statement}
    for entry in raw_entries(desk.folder / "corrections.yml"):
        named = next((key for key in keys if str(entry.get(key, "")).removeprefix("q-") == correction.target), None)
        if named and keys[named] and entry.get("quote") == correction.quote:
            kept = {key: value for key, value in entry.items() if key not in ("prefix", "suffix")}
            mended = {**kept, named: keys[named], "quote": shortened(near.text)}
            yield Remedy(
                "if this quotation is meant", _file(desk, "corrections.yml"), dumped([mended]), correction.where
            )
            return
