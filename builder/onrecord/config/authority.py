"""The editor's word, read from `authority/*.yml`. Everything wrong in any of the files is said at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast, get_args

from onrecord.config import yaml_tree
from onrecord.config.yaml_tree import Reader, Tree, suggest
from onrecord.errors import ConfigError, QueryError
from onrecord.model import Authority, Correction, OutletEntry, Rights, SpeakerEntry, TopicEntry
from onrecord.query import parse
from onrecord.text import slug

TOPIC_FIELDS = ("title", "text")
"""The fields a topic's query may name."""

_Entry = TypeVar("_Entry")


def load_authority(folder: Path) -> Authority:
    """The editor's word in the files of `folder`; files that are not there say nothing.

    Raises:
        ConfigError: with every finding, each with its file and line.
    """
    findings: list[str] = []
    authority = Authority(
        speakers=_load(folder, "speakers.yml", findings, _speakers),
        topics=_load(folder, "topics.yml", findings, _topics),
        outlets=_load(folder, "outlets.yml", findings, _outlets),
        corrections=_load(folder, "corrections.yml", findings, _corrections),
    )
    if findings:
        raise ConfigError(*findings)
    return authority


def _load(
    folder: Path, name: str, findings: list[str], entries: Callable[[Tree | None, Reader], list[_Entry]]
) -> tuple[_Entry, ...]:
    path, reader = folder / name, Reader()
    if not path.is_file():
        return ()
    try:
        found = tuple(entries(yaml_tree.read(path, f"{folder.name}/{name}"), reader))
    except ConfigError as error:
        findings.extend(error.findings)
        return ()
    findings.extend(reader.findings)
    return found


def _speakers(tree: Tree | None, reader: Reader) -> list[SpeakerEntry]:
    known = ("name", "aliases", "roles", "party", "wikidata", "not_same_as")
    return [
        SpeakerEntry(
            name=reader.text(entry, "name") or "",
            aliases=reader.texts(entry, "aliases"),
            roles=reader.texts(entry, "roles"),
            party=reader.text(entry, "party"),
            wikidata=_wikidata(entry, reader),
            not_same_as=reader.texts(entry, "not_same_as"),
            where=entry.where,
        )
        for entry in _distinct(reader.entries(tree, known, ("name",)), "name", reader)
    ]


def _wikidata(entry: Tree, reader: Reader) -> str | None:
    code = reader.text(entry, "wikidata")
    if code and not (code.startswith("Q") and code[1:].isdecimal()):
        reader.refuse(entry, f"'wikidata' is an item's number such as Q359442, not '{code}'.")
    return code


def _topics(tree: Tree | None, reader: Reader) -> list[TopicEntry]:
    found: list[tuple[Tree, TopicEntry]] = []
    known = ("id", "label", "query", "broader", "iptc", "cap")
    for entry in _distinct(reader.entries(tree, known, ("id", "label", "query")), "id", reader):
        topic = TopicEntry(
            id=reader.text(entry, "id") or "",
            label=reader.text(entry, "label") or "",
            query=reader.text(entry, "query") or "",
            broader=reader.text(entry, "broader"),
            iptc=reader.text(entry, "iptc"),
            cap=reader.text(entry, "cap"),
            where=entry.where,
        )
        found.append((entry, topic))
        _check_topic(entry, topic, reader)
    _check_hierarchy(found, reader)
    return [topic for _, topic in found]


def _check_topic(entry: Tree, topic: TopicEntry, reader: Reader) -> None:
    if topic.id != slug(topic.id):
        reader.refuse(entry, f"the id '{topic.id}' becomes an address: write it '{slug(topic.id) or 'like-this'}'.")
    try:
        parse(topic.query, TOPIC_FIELDS)
    except QueryError as error:
        reader.refuse(entry, f"the query of '{topic.id}' is not understood: {error}")


def _check_hierarchy(found: list[tuple[Tree, TopicEntry]], reader: Reader) -> None:
    broader = {topic.id: topic.broader for _, topic in found}
    for entry, topic in found:
        if topic.broader and topic.broader not in broader:
            reader.refuse(entry, f"'broader: {topic.broader}' names no topic. {suggest(topic.broader, broader)}")
            continue
        seen, above = {topic.id}, topic.broader
        while above and above not in seen:
            seen.add(above)
            above = broader.get(above)
        if above == topic.id:
            reader.refuse(entry, f"'{topic.id}' is broader than itself, by way of '{topic.broader}'.")


def _outlets(tree: Tree | None, reader: Reader) -> list[OutletEntry]:
    known = ("name", "aliases", "domains", "house_lines", "wire", "rights")
    return [
        OutletEntry(
            name=reader.text(entry, "name") or "",
            aliases=reader.texts(entry, "aliases"),
            domains=tuple(domain.lower().removeprefix("www.") for domain in reader.texts(entry, "domains")),
            house_lines=reader.texts(entry, "house_lines"),
            wire=reader.flag(entry, "wire"),
            rights=cast("Rights | None", reader.choice(entry, "rights", get_args(Rights))),
            where=entry.where,
        )
        for entry in _distinct(reader.entries(tree, known, ("name",)), "name", reader)
    ]


def _corrections(tree: Tree | None, reader: Reader) -> list[Correction]:
    known = ("quotation", "quote", "action", "speaker", "why", "date")
    found = []
    for entry in _distinct(reader.entries(tree, known, ("quotation", "quote", "action")), "quotation", reader):
        action = reader.choice(entry, "action", ("reattribute", "reject"))
        if action == "reattribute" and isinstance(entry.value, dict) and "speaker" not in entry.value:
            reader.refuse(entry, "'reattribute' needs 'speaker': a name, or null for nobody named.")
        if action is None:
            continue
        found.append(
            Correction(
                quotation=(reader.text(entry, "quotation") or "").removeprefix("q-"),
                quote=reader.text(entry, "quote") or "",
                action="reject" if action == "reject" else "reattribute",
                speaker=reader.text(entry, "speaker"),
                why=reader.text(entry, "why") or "",
                date=reader.text(entry, "date"),
                where=entry.where,
            )
        )
    return found


def _distinct(entries: object, key: str, reader: Reader) -> list[Tree]:
    """The entries, a finding kept for each whose `key` was there before."""
    first: dict[str, Tree] = {}
    kept = []
    for entry in cast("list[Tree]", entries):
        name = (reader.text(entry, key) or "").casefold()
        if not name:
            continue
        if name in first:
            reader.refuse(entry, f"'{name}' has an entry already, at {first[name].where}. Make one of the two.")
            continue
        first[name] = entry
        kept.append(entry)
    return kept
