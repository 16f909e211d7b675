"""The editor's word on single quotations and statements, read from `corrections.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast, get_args
from urllib.parse import urlsplit

from onrecord.config.yaml_tree import Reader, Tree
from onrecord.model import Action, Correction, Kind

_TARGET = ("quotation", "statement", "article", "quote", "prefix", "suffix", "action", "why", "date")
_OWN: dict[Action, tuple[str, ...]] = {
    "reattribute": ("speaker",),
    "reject": (),
    "add": ("speaker", "kind"),
    "misattributed": ("speaker",),
    "disputed": (),
    "date": ("said",),
    "response": ("response", "by", "link", "said"),
    "withhold": (),
}
"""The keys that only some actions take."""

_NEEDED: dict[Action, tuple[str, ...]] = {
    "add": ("article",),
    "misattributed": ("why",),
    "disputed": ("why",),
    "date": ("said",),
    "response": ("by",),
    "withhold": ("why",),
}
"""The keys that an action cannot do without, besides its target and its words."""

_LAST: tuple[Action, ...] = ("reject", "withhold")
"""What leaves nothing else to be said of a quotation."""

KEYS = tuple(dict.fromkeys([*_TARGET, *(key for keys in _OWN.values() for key in keys)]))
"""All keys of a correction."""


def corrections(tree: Tree | None, reader: Reader) -> list[Correction]:
    """The corrections of a file; a finding is kept for each that is not one."""
    found = [
        (entry, correction)
        for entry in reader.entries(tree, KEYS, ("quote", "action"))
        if (correction := _correction(entry, reader)) is not None
    ]
    kept: dict[tuple[str, str], list[Correction]] = {}
    for entry, correction in found:
        if correction.action != "add":
            target = (correction.quotation, correction.statement)
            _check_conflict(entry, correction, kept.setdefault(target, []), reader)
    return [correction for _, correction in found]


def _correction(entry: Tree, reader: Reader) -> Correction | None:
    action = cast("Action | None", reader.choice(entry, "action", get_args(Action)))
    if action is None:
        return None
    _check_keys(entry, action, reader)
    return Correction(
        quotation=(reader.text(entry, "quotation") or "").removeprefix("q-"),
        statement=reader.text(entry, "statement") or "",
        article=reader.text(entry, "article") or "",
        quote=reader.text(entry, "quote") or "",
        prefix=reader.text(entry, "prefix") or "",
        suffix=reader.text(entry, "suffix") or "",
        action=action,
        speakers=tuple(dict.fromkeys(reader.texts(entry, "speaker"))),
        why=reader.text(entry, "why") or "",
        date=reader.day(entry, "date"),
        said=reader.day(entry, "said"),
        response=reader.text(entry, "response") or "",
        by=reader.text(entry, "by") or "",
        link=_link(entry, reader),
        kind=cast("Kind | None", reader.choice(entry, "kind", get_args(Kind))),
        where=entry.where,
    )


def _check_keys(entry: Tree, action: Action, reader: Reader) -> None:
    """Keep findings about keys that the action does not take, and about those that it needs."""
    keys = entry.value if isinstance(entry.value, dict) else {}
    for key in keys:
        if key not in (*_TARGET, *_OWN[action]):
            takes = ", ".join(f"'{one}'" for one in _OWN[action]) or "no key of its own"
            reader.refuse(keys[key], f"'{key}' is not for '{action}', which takes {takes}.")
    for key in _NEEDED.get(action, ()):
        if key not in keys or keys[key].value is None:
            reader.refuse(entry, f"'{action}' needs '{key}'.")
    if action in ("reattribute", "add") and "speaker" not in keys:
        reader.refuse(entry, f"'{action}' needs 'speaker': a name, a list of names, or null for nobody named.")
    if action == "response" and not ({"response", "link"} & keys.keys()):
        reader.refuse(entry, "'response' needs 'response', its words, or 'link', where it can be read; or both.")
    _check_target(entry, action, list(_targets(entry)), reader)


def _targets(entry: Tree) -> Iterator[str]:
    keys = entry.value if isinstance(entry.value, dict) else {}
    yield from (key for key in ("quotation", "statement") if key in keys and keys[key].value)


def _check_target(entry: Tree, action: Action, targets: list[str], reader: Reader) -> None:
    if action == "add":
        if targets:
            reader.refuse(entry, f"'add' names no '{targets[0]}': its target is 'article' and 'quote', word for word.")
    elif len(targets) != 1:
        reader.refuse(entry, "name the target: either 'quotation' or 'statement', with its id.")


def _link(entry: Tree, reader: Reader) -> str | None:
    link = reader.text(entry, "link")
    if link is None:
        return None
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or any(map(str.isspace, link)):
        reader.refuse(entry, f"'link' is an address that begins with https:// or http://, not '{link}'.")
    return link


def _check_conflict(entry: Tree, new: Correction, before: list[Correction], reader: Reader) -> None:
    """Keep a finding where one target is told two things that cannot both be."""
    for old in before:
        if old.action == new.action and new.action != "response":
            reader.refuse(entry, f"'{new.target}' has this action already, at {old.where}. Make one of the two.")
            return
        if {old.action, new.action} & set(_LAST):
            said = f"'{old.action}' and '{new.action}' of '{new.target}' cannot both be: the other is at {old.where}."
            reader.refuse(entry, f"{said} Leave one of them.")
            return
    before.append(new)
