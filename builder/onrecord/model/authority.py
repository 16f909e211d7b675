"""The editor's word: what the files in `authority/` say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.common import Kind, Rights


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

    @property
    def scope(self) -> bool:
        """Whether it stands for somebody in some articles only."""
        return any((self.outlet, self.since, self.until, self.article))


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
    """A subject heading (`topics.yml`): what its query matches, and more than in passing, is about it.

    Attributes:
        formerly: ids that it had before: their addresses lead to it.
        hide: it has no page and stands nowhere, yet its broader topics hold what is about it.
    """

    id: str
    label: str
    query: str
    broader: str | None = None
    iptc: str | None = None
    cap: str | None = None
    where: str = ""
    formerly: tuple[str, ...] = ()
    hide: bool = False


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


Action = Literal["reattribute", "reject", "add", "misattributed", "disputed", "date", "response", "withhold"]
"""What the editor may say of a quotation or statement."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The editor's word on one quotation, or on all renderings of a statement (`corrections.yml`).

    Its target is named by an id and by its words; a quotation that is added, by its article and its words.

    Attributes:
        quotation: the quotation's id; "" where `statement` or `article` names the target.
        quote: its words, or a run of them; of one that is added, all of them.
        action: "reattribute" (to `speakers`), "reject" (it is no quotation), "add" (one that was missed),
            "misattributed" (the outlets credit somebody who did not say it: `speakers` did, if known), "disputed" (it
            is in doubt who said it, or whether), "date" (it was said on `said`), "response" (somebody's reply) or
            "withhold" (its words are published nowhere).
        speakers: whose words they are, in truth; none: nobody named, or nobody known.
        why: the reason, published with the correction.
        date: the day of the decision, ISO.
        where: "file:line".
        statement: the statement's id, where all its renderings are meant.
        prefix: words right before `quote` in the article; "" for any.
        suffix: words right after it; "" for any.
        article: the id or the source of the article that it stands in; "" for any.
        said: when the words were said, or the reply was given: ISO, possibly of reduced precision.
        response: the words of a reply, published beside the quotation.
        by: who replied.
        link: where the reply can be read: an address of the web.
        kind: of one that is added; None for what its marks tell.
    """

    quotation: str
    quote: str
    action: Action
    speakers: tuple[str, ...] = ()
    why: str = ""
    date: str | None = None
    where: str = ""
    statement: str = ""
    prefix: str = ""
    suffix: str = ""
    article: str = ""
    said: str | None = None
    response: str = ""
    by: str = ""
    link: str | None = None
    kind: Kind | None = None

    @property
    def target(self) -> str:
        """The id that it names, or the article that it adds to."""
        return self.quotation or self.statement or self.article


@dataclass(frozen=True, slots=True)
class Authority:
    """Everything the editor has said. It always wins over what was extracted."""

    speakers: tuple[SpeakerEntry, ...] = ()
    topics: tuple[TopicEntry, ...] = ()
    outlets: tuple[OutletEntry, ...] = ()
    corrections: tuple[Correction, ...] = ()
