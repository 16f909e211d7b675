"""What one article says by itself: people, quotations, outlet, date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from onrecord.model.article import Article
from onrecord.model.common import Confidence, Kind, Packed, Problem, Span


@dataclass(frozen=True, slots=True)
class Mention(Packed):
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
class Person(Packed):
    """Somebody an article names, whether or not they are quoted.

    Attributes:
        name: the fullest name the article gives, without title: "Ada Lane".
        mentions: in the order of the text.
    """

    name: str
    mentions: tuple[Mention, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles the article gives the person, each once, in the order of the text."""
        return tuple(dict.fromkeys(m.role for m in self.mentions if m.role))


@dataclass(frozen=True, slots=True)
class Quotation(Packed):
    """A stretch of one article that is somebody's words.

    Attributes:
        article: the article's id.
        content: the words inside the marks, the marks left out: `content.of(article.text)` is the quotation.
        kind: direct, partial or indirect.
        rule: the name of the rule that decided who spoke.
        speaker: the fullest name the article gives the speaker, without title, or None: nobody named.
        cue: the words that attribute it ("said in a statement"), where there are any.
        mention: the words that point at the speaker ("Lane", "he", "An aide to the mayor"): for an
            unnamed source these are all that is known.
        confidence: how sure it is that these are the speaker's words (or, without one, that nobody is named).
        others: further speakers of a joint statement, as `speaker` has the first.
        marked: it stands in marks. A turn of a transcript, an answer, a tweet and a block have none, and are direct all
            the same: by their form they are the speaker's own words.
    """

    article: str
    content: Span
    kind: Kind
    rule: str
    speaker: str | None = None
    cue: Span | None = None
    mention: Span | None = None
    confidence: Confidence = "unsure"
    others: tuple[str, ...] = ()
    marked: bool = True

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody whose words they are: one, several (a joint statement), or none."""
        return (self.speaker, *self.others) if self.speaker else ()

    @property
    def reported(self) -> bool:
        """Whether these are the outlet's words for what somebody said."""
        return self.kind == "indirect"


@dataclass(frozen=True, slots=True)
class Record(Packed):
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

    def fold(self) -> None:
        """Let go of what can be unpacked again: a record of many that have been looked at once."""

    def under(self, id_: str) -> Record:
        """The same, its article under another id."""
        quotations = tuple(replace(quotation, article=id_) for quotation in self.quotations)
        return replace(self, article=replace(self.article, id=id_), quotations=quotations)
