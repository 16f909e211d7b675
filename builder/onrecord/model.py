"""The nouns of onrecord: what one stage hands to the next.

Every noun is frozen, slotted and picklable, so that a record can be made in any process and cached. Offsets count
characters (code points) of `Article.text`; dates are ISO 8601 strings, possibly of reduced precision ("2016-01").
Collections are tuples, or dicts in a stated order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["direct", "partial", "indirect"]
"""How a quotation is given: whole in marks, a fragment in marks, or reported without marks."""

Rights = Literal["full", "excerpt", "quotations", "metadata"]
"""How much of an article is published."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Article.text`: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span in `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one article that a person should know. It never stops a build.

    A `note` is worth a line in the report (no date was found); a `warning` means that something is missing from the
    archive, or wrong in it, until somebody acts: under `--strict` it makes the command fail. `detail` is for those who
    mend onrecord itself: a traceback.
    """

    uri: str
    stage: str
    message: str
    hint: str = ""
    level: Literal["note", "warning"] = "warning"
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.uri}: {self.message}" + (f" {self.hint}" if self.hint else "")


# --- read ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata that came with a source: its header, its sidecar file, or what its format carries. All optional."""

    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    retrieved: str | None = None
    deck: str | None = None
    language: str | None = None
    rights: Rights | None = None


@dataclass(frozen=True, slots=True)
class Source:
    r"""One saved article as it was found.

    Attributes:
        uri: its path relative to the folder of articles, with `/` (plus `#n` where one file holds several).
        media_type: "text/plain", "text/markdown", …: tells `clean` how to take the body apart.
        body: the text after decoding, line ends as `\n`, without any header.
        given: metadata that came with it.
        digest: hex SHA-256 of the bytes of the file and of its sidecar: the same digest, the same source.
        encoding: the encoding it was decoded from.
        problems: what reading had to say ("decoded as cp1252").
    """

    uri: str
    media_type: str
    body: str
    given: Given
    digest: str
    encoding: str = "utf-8"
    problems: tuple[Problem, ...] = ()


# --- clean --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is no part of the article's text, and why it was left out. Nothing is ever lost."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Caption:
    """Words beneath a picture, and the credit that was printed with them."""

    text: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One text by one outlet, cleaned.

    Attributes:
        id: the article's address in the archive: the slug of its `source`; unique there (the builder sees to it).
        source: the `Source.uri` it came from.
        digest: the `Source.digest`.
        headline: as printed, or made from the first sentence; never empty.
        headline_source: "given" (header or sidecar), "text" (recognised in the body) or "lede" (made by us).
        outlet: the outlet as given, or None: `Record.outlet` is what the archive uses.
        date: the date as given, in ISO form, or None: `Record.date` is what the archive uses.
        dateline: the place (and agency) a report opens with, "WASHINGTON (AP)", or None.
        text: the body alone: paragraphs joined by one blank line. All offsets point into it.
        agency: the wire agency credited in it ("Associated Press"), or None.
    """

    id: str
    source: str
    digest: str
    headline: str
    headline_source: Literal["given", "text", "lede"]
    text: str
    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    retrieved: str | None = None
    deck: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    agency: str | None = None
    captions: tuple[Caption, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    language: str = "en"
    rights: Rights | None = None
    problems: tuple[Problem, ...] = ()


# --- extract ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in an article's text where a person is named or described.

    Attributes:
        span: where.
        name: the fullest name the article gives the person.
        role: the title or role printed with this mention ("Vermont Sen.", "campaign spokeswoman"), or None.
    """

    span: Span
    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody an article names, whether or not they are quoted.

    Attributes:
        name: the fullest name the article gives, without title: "Bernie Sanders".
        mentions: in the order of the text.
    """

    name: str
    mentions: tuple[Mention, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles the article gives the person, each once, in the order of the text."""
        return tuple(dict.fromkeys(m.role for m in self.mentions if m.role))


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of one article that is somebody's words.

    Attributes:
        article: the article's id.
        content: the words inside the marks, the marks left out: `content.of(article.text)` is the quotation.
        kind: direct, partial or indirect.
        rule: the name of the rule that decided who spoke.
        speaker: the fullest name the article gives the speaker, without title, or None: nobody named.
        cue: the words that attribute it ("said in a statement"), where there are any.
        mention: the words that point at the speaker ("Sanders", "he", "An official inside the government"): for an
            unnamed source these are all that is known.
    """

    article: str
    content: Span
    kind: Kind
    rule: str
    speaker: str | None = None
    cue: Span | None = None
    mention: Span | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that one article says by itself: the unit that is made in parallel, and cached.

    Attributes:
        article: the cleaned article.
        people: in the order of their first mention.
        quotations: in the order of the text.
        outlet: who published it, or None.
        outlet_source: how that is known: "given", "url", "text" or None.
        date: the day of publication, or None: undated.
        date_source: how that is known: "given", "dateline", "url", "text" or None.
        problems: of every stage so far, the source's and the article's included.
    """

    article: Article
    people: tuple[Person, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    outlet: str | None = None
    outlet_source: Literal["given", "url", "text"] | None = None
    date: str | None = None
    date_source: Literal["given", "dateline", "url", "text"] | None = None
    problems: tuple[Problem, ...] = ()


# --- the editor's word (authority/) -------------------------------------------------------------------------------


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
    """A subject heading (`topics.yml`): whatever the query matches is about it."""

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


# --- write --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is known of a file that onrecord wrote: enough to tell, without reading it, that nobody has touched it.

    Attributes:
        path: relative to the folder of mkdocs.yml, with `/`.
        digest: hex SHA-256 of its bytes.
        size: in bytes.
        mtime_ns: when it was last changed, in nanoseconds.
    """

    path: str
    digest: str
    size: int
    mtime_ns: int


# --- link: the archive --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Registered:
    """One line of the registry: an id, once given, is never given to anything else.

    Attributes:
        kind: "article", "speaker", "statement" or "outlet".
        id: the id, which is also the last part of the address.
        names: what it is known by. Article: its source and digest. Speaker, outlet: the names it has carried.
            Statement: the ids of its quotations when it was last built.
        moved_to: the id that has taken its place (merged or renamed); "" where it was withdrawn; None while it lives.
    """

    kind: Literal["article", "speaker", "statement", "outlet"]
    id: str
    names: tuple[str, ...] = ()
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Rendering:
    """One quotation as it stands in the archive: its id, whose words it is, the statement it renders.

    Attributes:
        id: ten characters made of the article's id and the quotation's words: the same words in the same article keep
            their id through every rebuild, correction and merge. Its anchor is `q-<id>`.
        quotation: as extracted (or as corrected).
        speaker: a `Speaker.id`, or None: nobody named.
        statement: a `Statement.id`.
        correction: the editor's word that was applied to it, if any.
    """

    id: str
    quotation: Quotation
    statement: str
    speaker: str | None = None
    correction: Correction | None = None

    @property
    def article(self) -> str:
        """The id of the article it stands in."""
        return self.quotation.article


@dataclass(frozen=True, slots=True)
class Entry:
    """One article's entry in the archive: its record, and what the archive knows beyond it."""

    id: str
    record: Record
    renderings: tuple[str, ...] = ()
    outlet: str | None = None
    story: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A title or role, as outlets put it, and the articles that did."""

    name: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person whose words the archive holds: one identity across all articles."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    renderings: tuple[str, ...] = ()
    party: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One utterance, however many outlets carry it, each in its own cut.

    Attributes:
        id: the id of the quotation it was first known by.
        wording: its fullest wording among the renderings, marks left out.
        speakers: `Speaker.id`s, more than one where outlets disagree; empty: nobody named.
        renderings: `Rendering.id`s, ordered by date (undated last), article and place.
        outlets: `Outlet.id`s, in that order, each once.
        first: the earliest known date of publication, or None.
        disputed: outlets name different speakers for the same words.
        recurs: ids of statements of the same speaker that repeat a phrase of it on another occasion.
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


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one event."""

    id: str
    title: str
    articles: tuple[str, ...]
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject heading, and what is about it. A broader topic holds what its narrower ones hold."""

    id: str
    label: str
    query: str
    broader: str | None = None
    narrower: tuple[str, ...] = ()
    iptc: str | None = None
    cap: str | None = None
    articles: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


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
class Archive:
    """The linked archive: all that pages, data and search are made of.

    Every dict maps ids to nouns and is ordered by id, so that the same articles and authority files always give the
    same archive, whatever the order in which they were read.

    Attributes:
        registry: the registry after this build, in file order (old lines first, as they were; new ones after).
        problems: what linking had to say: corrections that match nothing, dead references.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    renderings: dict[str, Rendering] = field(default_factory=dict)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    outlets: dict[str, Outlet] = field(default_factory=dict)
    registry: tuple[Registered, ...] = ()
    problems: tuple[Problem, ...] = ()

    def words(self, rendering: Rendering) -> str:
        """The words of a rendering, verbatim from its article."""
        return rendering.quotation.content.of(self.entries[rendering.article].record.article.text)

    def rights(self, entry: Entry, default: Rights = "full") -> Rights:
        """How much of an article is published: its own word, else its outlet's, else the `default` of the site."""
        outlet = self.outlets.get(entry.outlet or "")
        return entry.record.article.rights or (outlet.rights if outlet else None) or default

    def has_page(self, statement: Statement) -> bool:
        """Whether a statement has a page of its own: it has several renderings, or the editor corrected one."""
        ids = statement.renderings
        return len(ids) > 1 or any(self.renderings[i].correction for i in ids if i in self.renderings)
