"""The editor's word, read from `authority/*.yml`. Everything wrong in any of the files is said at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar, cast, get_args

from onrecord.config import yaml_tree
from onrecord.config.corrections import KEYS, corrections
from onrecord.config.near import suggest
from onrecord.config.yaml_tree import Reader, Tree
from onrecord.errors import ConfigError, QueryError
from onrecord.model import Alias, Authority, OutletEntry, Rights, SpeakerEntry, TopicEntry
from onrecord.query import parse
from onrecord.text import slug

TOPIC_FIELDS = ("title", "text")
"""The fields a topic's query may name."""

AUTHORITY_KEYS: dict[str, tuple[str, ...]] = {
    "speakers.yml": ("name", "aliases", "roles", "party", "wikidata", "merge", "split", "not_same_as"),
    "topics.yml": ("id", "label", "query", "broader", "iptc", "cap", "formerly", "hide"),
    "outlets.yml": ("name", "aliases", "domains", "house_lines", "wire", "rights"),
    "corrections.yml": KEYS,
}
"""The keys of an entry of each file."""

_MEDIA_TOPIC = re.compile(r"(?:medtop:)?\d{8}")

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
        corrections=_load(folder, "corrections.yml", findings, corrections),
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
    entries = list(reader.entries(tree, AUTHORITY_KEYS["speakers.yml"], ("name",)))
    one_of_several = [entry for entry in entries if any(alias.scope for alias in _aliases(entry, "aliases", Reader()))]
    distinct = _distinct((entry for entry in entries if entry not in one_of_several), "name", reader)
    return [_speaker(entry, reader) for entry in entries if entry in one_of_several or entry in distinct]


def _speaker(entry: Tree, reader: Reader) -> SpeakerEntry:
    aliases = _aliases(entry, "aliases", reader)
    split = _aliases(entry, "split", reader)
    for alias in split:
        if not alias.scope:
            reader.refuse(entry, f"'split' of '{alias.name}' needs a scope: {', '.join(_SCOPE)}, or several of them.")
    return SpeakerEntry(
        name=reader.text(entry, "name") or "",
        aliases=tuple(alias.name for alias in aliases if not alias.scope),
        scoped=tuple(alias for alias in aliases if alias.scope),
        roles=reader.texts(entry, "roles"),
        party=reader.text(entry, "party"),
        wikidata=_wikidata(entry, reader),
        merge=reader.texts(entry, "merge"),
        split=tuple(split),
        not_same_as=reader.texts(entry, "not_same_as"),
        where=entry.where,
    )


_SCOPE = ("outlet", "since", "until", "article")
"""What may be said of where a name means somebody."""


def _aliases(entry: Tree, key: str, reader: Reader) -> list[Alias]:
    """Names, each a text, or a mapping that says where it stands for the person."""
    found = []
    for item in reader.items(entry, key):
        if not isinstance(item.value, dict):
            if isinstance(item.value, str) and item.value.strip():
                found.append(Alias(item.value.strip()))
            else:
                reader.refuse(item, f"'{key}' is a list of names, each a text, or 'name' with {', '.join(_SCOPE)}.")
        elif reader.keys_are(item, item.value, ("name", *_SCOPE), ("name",)):
            alias = Alias(
                name=reader.text(item, "name") or "",
                outlet=reader.text(item, "outlet"),
                since=reader.day(item, "since"),
                until=reader.day(item, "until"),
                article=reader.text(item, "article"),
            )
            found.append(alias)
            if alias.since and alias.until and alias.since[: len(alias.until)] > alias.until:
                reader.refuse(item, f"'since' ({alias.since}) is after 'until' ({alias.until}).")
    return found


def _wikidata(entry: Tree, reader: Reader) -> str | None:
    code = reader.text(entry, "wikidata")
    if code and not (code.startswith("Q") and code[1:].isdecimal()):
        reader.refuse(entry, f"'wikidata' is an item's number such as Q359442, not '{code}'.")
    return code


def _topics(tree: Tree | None, reader: Reader) -> list[TopicEntry]:
    found: list[tuple[Tree, TopicEntry]] = []
    for entry in _distinct(reader.entries(tree, AUTHORITY_KEYS["topics.yml"], ("id", "label", "query")), "id", reader):
        topic = TopicEntry(
            id=reader.text(entry, "id") or "",
            label=reader.text(entry, "label") or "",
            query=reader.text(entry, "query") or "",
            broader=reader.text(entry, "broader"),
            iptc=reader.text(entry, "iptc"),
            cap=reader.text(entry, "cap"),
            formerly=reader.texts(entry, "formerly"),
            hide=reader.flag(entry, "hide"),
            where=entry.where,
        )
        found.append((entry, topic))
        _check_topic(entry, topic, reader)
    _check_hierarchy(found, reader)
    _check_former(found, reader)
    return [topic for _, topic in found]


def _check_topic(entry: Tree, topic: TopicEntry, reader: Reader) -> None:
    if topic.id != slug(topic.id):
        reader.refuse(entry, f"the id '{topic.id}' becomes an address: write it '{slug(topic.id) or 'like-this'}'.")
    if topic.iptc and not _MEDIA_TOPIC.fullmatch(topic.iptc):
        reader.refuse(entry, f"'iptc' is a Media Topic's number of eight digits such as 04000000, not '{topic.iptc}'.")
    try:
        parse(topic.query, TOPIC_FIELDS)
    except QueryError as error:
        reader.refuse(entry, f"the query of '{topic.id}' is not understood: {error}")


def _check_former(found: list[tuple[Tree, TopicEntry]], reader: Reader) -> None:
    """Keep findings about former ids that are somebody's now, or two topics'."""
    taken = {topic.id: topic for _, topic in found}
    for entry, topic in found:
        for former in topic.formerly:
            other = taken.get(former)
            if other is topic:
                reader.refuse(entry, f"'formerly: {former}' is an id of this topic twice. Leave it out.")
            elif other:
                reader.refuse(entry, f"'formerly: {former}' is the id of another topic, at {other.where}.")
            elif former != slug(former):
                reader.refuse(entry, f"'formerly: {former}' can't have been an id: those are like '{slug(former)}'.")
            taken[former] = topic


def _check_hierarchy(found: list[tuple[Tree, TopicEntry]], reader: Reader) -> None:
    broader = {topic.id: topic.broader for _, topic in found}
    renamed = {former: topic.id for _, topic in found for former in topic.formerly}
    for entry, topic in found:
        if topic.broader and topic.broader not in broader:
            now = renamed.get(topic.broader)
            hint = f"It is now '{now}'." if now else suggest(topic.broader, broader)
            reader.refuse(entry, f"'broader: {topic.broader}' names no topic. {hint}")
            continue
        seen, above = {topic.id}, topic.broader
        while above and above not in seen:
            seen.add(above)
            above = broader.get(above)
        if above == topic.id:
            reader.refuse(entry, f"'{topic.id}' is broader than itself, by way of '{topic.broader}'.")


def _outlets(tree: Tree | None, reader: Reader) -> list[OutletEntry]:
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
        for entry in _distinct(reader.entries(tree, AUTHORITY_KEYS["outlets.yml"], ("name",)), "name", reader)
    ]


def _distinct(entries: Iterable[Tree], key: str, reader: Reader) -> list[Tree]:
    """The entries, a finding kept for each whose `key` was there before."""
    first: dict[str, Tree] = {}
    kept = []
    for entry in entries:
        name = (reader.text(entry, key) or "").casefold()
        if not name:
            continue
        if name in first:
            reader.refuse(entry, f"'{name}' has an entry already, at {first[name].where}. Make one of the two.")
            continue
        first[name] = entry
        kept.append(entry)
    return kept
