"""The linked archive, and what is remembered of it between builds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Literal

from onrecord.model.authority import Correction
from onrecord.model.common import Packed, Problem, Rights
from onrecord.model.record import Quotation, Record
from onrecord.model.remembered import Registered


@dataclass(frozen=True, slots=True)
class Rendering:
    """One quotation as it stands in the archive: its id, whose words it is, the statement it renders.

    Attributes:
        id: ten characters made of the article's id and the quotation's words: the same words in the same article keep
            their id through every rebuild, correction and merge. Its anchor is `q-<id>`.
        quotation: as extracted (or as corrected).
        statement: a `Statement.id`; None where it stands without marks: no words that could be compared were said.
        speakers: `Speaker.id`s: one, several (a joint statement), or none: nobody named.
        corrections: the editor's words that were applied to it, in the order of the file.
        holds: of one without marks, the id of the quotation in marks, by the same speaker, within its clause: the two
            are shown together.
        topics: of one without marks, what it is about; one in marks has its statement's.
    """

    id: str
    quotation: Quotation
    statement: str | None
    speakers: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    holds: str | None = None
    topics: tuple[str, ...] = ()

    @property
    def article(self) -> str:
        """The id of the article it stands in."""
        return self.quotation.article

    @property
    def speaker(self) -> str | None:
        """Whose words they are: of a joint statement, the speaker named first."""
        return self.speakers[0] if self.speakers else None

    @property
    def reported(self) -> bool:
        """Whether it stands without marks: what somebody said, in the outlet's words."""
        return self.quotation.reported

    @property
    def uncertain(self) -> bool:
        """Whether somebody is named for it who may well not have said it."""
        return bool(self.speakers) and self.quotation.confidence == "unsure"


def disagree(credited: Iterable[Collection[str]]) -> bool:
    """Whether two of some credits, the speakers each, name nobody in common. To name nobody agrees with all."""
    named = [set(credit) for credit in credited if credit]
    return any(one.isdisjoint(other) for one, other in combinations(named, 2))


@dataclass(frozen=True, slots=True)
class Entry:
    """One article's entry in the archive: its record, and what the archive knows beyond it.

    Attributes:
        digest: changes whenever the record does.
    """

    id: str
    record: Record
    renderings: tuple[str, ...] = ()
    outlet: str | None = None
    story: str | None = None
    topics: tuple[str, ...] = ()
    digest: bytes = field(default=b"", compare=False)


@dataclass(frozen=True, slots=True)
class Role(Packed):
    """A title or role, as outlets put it: who did, in which articles, and when.

    Attributes:
        name: in the spelling most used; as the editor has it, where the editor gave it.
        articles: those that use it, sorted; none where only the editor does.
        outlets: `Outlet.id`s of those articles, most articles first.
        first: the earliest date of publication among them, or None: all undated.
        last: the latest.
    """

    name: str
    articles: tuple[str, ...]
    outlets: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None


NameReason = Literal[
    "own",
    "editor",
    "spelling",
    "middle",
    "nickname",
    "initial",
    "suffix",
    "surnames",
    "stray",
    "misspelt",
    "article",
    "words",
    "story",
    "role",
    "usual",
    "unresolved",
]
"""Why a printed name was taken for a speaker's; `reasons.naming` says each in words."""


@dataclass(frozen=True, slots=True)
class Naming(Packed):
    """One printed form of a name, where it was taken for a speaker's, and why: each merge can be looked into.

    Attributes:
        form: as printed.
        reason: what decided. The name that is shown, and what differs from it in nothing, is the speaker's "own".
        articles: the ids of those in which it was taken for the speaker's for this reason, sorted.
        like: the name that it was found to be another form of; None where it is the speaker's own.
    """

    form: str
    reason: NameReason
    articles: tuple[str, ...]
    like: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person whose words the archive holds: one identity across all articles.

    Or, if `unresolved`, a surname that articles credit words to while nothing tells whose it is there: no person, and
    perhaps several. It is nobody's alias, and no dispute with any of its candidates.

    Attributes:
        aliases: every other form of the name.
        roles: the editor's first, then those used in most articles.
        names: each form of the name with the articles that use it and why they mean this speaker: the speaker's own
            first, then by reason and form.
        unresolved: only a surname is known.
        candidates: of an unresolved surname, the `Speaker.id`s of those who may be meant, likeliest first.
        unheard: of an unresolved surname, the names of people who may be meant and have no words in the archive.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    renderings: tuple[str, ...] = ()
    party: str | None = None
    wikidata: str | None = None
    names: tuple[Naming, ...] = ()
    unresolved: bool = False
    candidates: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One utterance, however many outlets carry it, each in its own cut: words in marks, which can be compared.

    Attributes:
        id: the id of the quotation it was first known by.
        wording: its fullest wording, marks left out: that of the article which gives most words of it; where that
            quotes it in several pieces, these, with " … " between.
        speakers: `Speaker.id`s, several where it was made jointly or where outlets disagree; empty: nobody named.
        renderings: `Rendering.id`s, ordered by date (undated last), article and place.
        outlets: `Outlet.id`s, in that order, each once.
        first: the earliest known date of publication, or None.
        said: the day on which it was said, as the editor knows it, or None.
        disputed: outlets name different speakers, nobody in common, for the same words.
        recurs: ids of statements of the same speaker that repeat a phrase of it on another occasion.
        reports: its articles in groups that are one report each, in the order of `articles`: wire copies count once.
    """

    id: str
    wording: str
    speakers: tuple[str, ...]
    renderings: tuple[str, ...]
    articles: tuple[str, ...]
    outlets: tuple[str, ...] = ()
    first: str | None = None
    disputed: bool = False
    topics: tuple[str, ...] = ()
    recurs: tuple[str, ...] = ()
    said: str | None = None
    reports: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one event: its title is the earliest one's headline, its id that of the earliest at first."""

    id: str
    title: str
    articles: tuple[str, ...]
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject heading, and what is about it. A broader topic holds what its narrower ones hold.

    Attributes:
        reported: `Rendering.id`s of the quotations without marks that are about it.
    """

    id: str
    label: str
    query: str
    broader: str | None = None
    narrower: tuple[str, ...] = ()
    iptc: str | None = None
    cap: str | None = None
    articles: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published articles of the archive."""

    id: str
    name: str
    articles: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    wire: bool = False
    rights: Rights | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """A correction, and what it was applied to.

    Attributes:
        correction: the editor's word.
        quotations: the ids of the quotations; what was rejected or withheld is no rendering any more.
        articles: the ids of the articles that they stand in, each once.
        words: the words of the first of them, as its article prints them; "" where they are withheld.
    """

    correction: Correction
    quotations: tuple[str, ...]
    articles: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Archive:
    """The linked archive: all that pages, data and search are made of.

    Every mapping is from ids to nouns and is ordered by id, so that the same articles and authority files always give
    the same archive, whatever the order in which they were read.

    Attributes:
        registry: the registry after this build, in file order (old lines first, as they were; new ones after).
        problems: what linking had to say: corrections that match nothing, dead references.
        applied: the corrections that are in force, in the order of the file.
        withheld: by id, quotations whose words the editor keeps back: each is the place of the notice in its article.
        moved_topics: for a former id of a topic, or that of a hidden one, the topic that stands for it; "" for none.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    renderings: Mapping[str, Rendering] = field(default_factory=dict)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    outlets: dict[str, Outlet] = field(default_factory=dict)
    registry: tuple[Registered, ...] = ()
    problems: tuple[Problem, ...] = ()
    applied: tuple[Applied, ...] = ()
    withheld: dict[str, Rendering] = field(default_factory=dict)
    moved_topics: dict[str, str] = field(default_factory=dict)

    def words(self, rendering: Rendering) -> str:
        """The words of a rendering, verbatim from its article."""
        return rendering.quotation.content.of(self.entries[rendering.article].record.article.text)

    def without(self, hidden: Collection[str]) -> Archive:
        """The archive without some of its renderings, and without the statements of which no other is left.

        Of other statements the fullest wording that is left is shown. The words stay in the articles' texts.
        """
        reduced = {i: self._reduced(found, hidden) for i, found in self.statements.items()}
        kept = {i: found for i, found in reduced.items() if found is not None}
        return replace(
            self,
            entries={i: replace(e, renderings=_left(e.renderings, hidden)) for i, e in self.entries.items()},
            renderings={i: r for i, r in self.renderings.items() if i not in hidden},
            statements={i: replace(s, recurs=tuple(r for r in s.recurs if r in kept)) for i, s in kept.items()},
            speakers={i: replace(s, renderings=_left(s.renderings, hidden)) for i, s in self.speakers.items()},
            topics={
                i: replace(
                    topic,
                    statements=tuple(s for s in topic.statements if s in kept),
                    reported=_left(topic.reported, hidden),
                )
                for i, topic in self.topics.items()
            },
        )

    def _reduced(self, statement: Statement, hidden: Collection[str]) -> Statement | None:
        """A statement without some of its renderings; None where none is left."""
        left = [self.renderings[i] for i in _left(statement.renderings, hidden)]
        if len(left) == len(statement.renderings):
            return statement
        if not left:
            return None
        outlets = (self.entries[rendering.article].outlet for rendering in left)
        gone = {self.renderings[i].article for i in statement.renderings} - {rendering.article for rendering in left}
        return replace(
            statement,
            wording=self._fullest(left),
            speakers=tuple(dict.fromkeys(speaker for rendering in left for speaker in rendering.speakers)),
            renderings=tuple(rendering.id for rendering in left),
            articles=tuple(dict.fromkeys(rendering.article for rendering in left)),
            outlets=tuple(dict.fromkeys(outlet for outlet in outlets if outlet)),
            disputed=statement.disputed and disagree(rendering.speakers for rendering in left),
            reports=tuple(found for report in statement.reports if (found := _left(report, gone))),
        )

    def _fullest(self, renderings: Iterable[Rendering]) -> str:
        """The fullest wording among some renderings: of the article that gives most words, its pieces in order."""
        by_article: dict[str, list[Rendering]] = {}
        for rendering in sorted(renderings, key=lambda one: -len(self.words(one))):
            pieces = by_article.setdefault(rendering.article, [])
            if not any(self.words(rendering) in self.words(piece) for piece in pieces):
                pieces.append(rendering)
        for pieces in by_article.values():
            pieces.sort(key=lambda one: one.quotation.content)
        return max((" … ".join(map(self.words, pieces)) for pieces in by_article.values()), key=len)

    def rights(self, entry: Entry, default: Rights = "full") -> Rights:
        """How much of an article is published: its own word, else its outlet's, else the `default` of the site."""
        outlet = self.outlets.get(entry.outlet or "")
        return entry.record.article.rights or (outlet.rights if outlet else None) or default

    def corrections(self, statement: Statement) -> tuple[Correction, ...]:
        """The editor's words that were applied to renderings of a statement, each once."""
        found = filter(None, map(self.renderings.get, statement.renderings))
        return tuple(dict.fromkeys(correction for rendering in found for correction in rendering.corrections))

    def has_page(self, statement: Statement) -> bool:
        """Whether a statement has a page of its own: it has several renderings, or the editor corrected one."""
        ids = statement.renderings
        found = self.renderings.get(ids[0]) if len(ids) == 1 else None
        return len(ids) > 1 or (found is not None and bool(found.corrections))


def _left(ids: Iterable[str], hidden: Collection[str]) -> tuple[str, ...]:
    """The ids that are not hidden."""
    return tuple(id_ for id_ in ids if id_ not in hidden)
