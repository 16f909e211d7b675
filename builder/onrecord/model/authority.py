"""The editor's word: what the files in `authority/` say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.common import Rights


@dataclass(frozen=True, slots=True)
class Alias:
    """A name, and where it stands for somebody: everywhere, or only in some articles. All that is said must hold.

    Attributes:
        name: as articles print it.
        outlet: the name, or another name, of the outlet whose articles are meant; None for any.
        since: the first day, ISO, possibly of reduced precision ("2016", "2016-05"); None for no first day.
        until: the last day, likewise, itself included. An undated article is in no stretch of days.
        article: the id of the only article that is meant.
    """

    name: str
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """A person as the editor knows them (`speakers.yml`).

    Attributes:
        name: as it is shown. Two entries may have one name, if aliases with a scope tell whose uses are whose.
        aliases: further names of theirs, wherever they stand.
        scoped: names that are theirs in some articles only. These win over every alias and name without a scope.
        merge: speakers who are this person: their ids, present or former, or their names.
        split: uses of a name, within a scope, that are not this person's but somebody else's of that name: another
            entry's, if its `scoped` says so, else a speaker of their own.
        not_same_as: names of people who are not this one.
    """

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    party: str | None = None
    wikidata: str | None = None
    not_same_as: tuple[str, ...] = ()
    where: str = ""
    scoped: tuple[Alias, ...] = ()
    merge: tuple[str, ...] = ()
    split: tuple[Alias, ...] = ()


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
