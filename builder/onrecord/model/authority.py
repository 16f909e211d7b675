"""The editor's word: what the files in `authority/` say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.common import Rights


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """A person as the editor knows them (`speakers.yml`)."""

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    party: str | None = None
    wikidata: str | None = None
    not_same_as: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A subject heading (`topics.yml`): what its query matches, and more than in passing, is about it."""

    id: str
    label: str
    query: str
    broader: str | None = None
    iptc: str | None = None
    cap: str | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """An outlet as the editor knows it (`outlets.yml`)."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    house_lines: tuple[str, ...] = ()
    wire: bool = False
    rights: Rights | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """The editor's word on one quotation (`corrections.yml`), found by its id and by its words.

    Attributes:
        quotation: the quotation's id.
        quote: its words, or enough of them to know it by.
        action: "reattribute" (to `speaker`, None for nobody named) or "reject" (it is no quotation).
        why: the reason, published with the correction.
    """

    quotation: str
    quote: str
    action: Literal["reattribute", "reject"]
    speaker: str | None = None
    why: str = ""
    date: str | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Authority:
    """Everything the editor has said. It always wins over what was extracted."""

    speakers: tuple[SpeakerEntry, ...] = ()
    topics: tuple[TopicEntry, ...] = ()
    outlets: tuple[OutletEntry, ...] = ()
    corrections: tuple[Correction, ...] = ()
