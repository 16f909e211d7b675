"""What is read and cleaned: a source as it was found, and the article in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.common import Packed, Problem, Rights


@dataclass(frozen=True, slots=True)
class Given(Packed):
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
class Source(Packed):
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


@dataclass(frozen=True, slots=True)
class Dropped(Packed):
    """A line that is no part of the article's text, and why it was left out. Nothing is ever lost."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Caption(Packed):
    """Words beneath a picture, and the credit that was printed with them."""

    text: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Article(Packed):
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
