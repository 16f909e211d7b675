"""An article's margin: beside each paragraph, who said the words marked in it, and who else carries them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord import addresses
from onrecord.model import Rendering
from onrecord.text import normalise
from onrecord.write import escape, marks
from onrecord.write.catalogue import Catalogue, Link
from onrecord.write.editorial import Word, words

_ALSO = 4


@dataclass(frozen=True, slots=True)
class NoteLine:
    """What the margin says about one quotation: who else carries it, and the link to it.

    Attributes:
        words: its opening words, where the note holds several quotations; else "".
        reported: it stands without marks, so none are put around its words.
        uncertain: where that is explained, if somebody is named who may well not have said it.
        also: the other articles that carry it; `more` counts those not named, `relation` says how they do.
        original: its place at the outlet, if the article's address is known.
        statement: the page that sets the cuts side by side, if there is one.
        editor: what the editor says of it.
        clause: the place of the reported clause that it stands in, if there is one.
    """

    words: str
    anchor: Markup
    original: Markup | None
    reported: bool
    uncertain: Markup | None
    relation: str
    also: tuple[Link, ...]
    more: int
    statement: Markup | None
    disputed: bool
    editor: tuple[Word, ...]
    clause: Markup | None

    @property
    def remarks(self) -> tuple[str, ...]:
        """What there is to say about the quotation, in this order."""
        said = {
            "clause": self.clause,
            "also": self.also,
            "disputed": self.disputed,
            "corrected": self.editor,
            "compare": self.statement,
        }
        return tuple(name for name, value in said.items() if value)


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin for one speaker, for those who spoke jointly, or for nobody (`nobody` says why).

    Where the editor has `withheld` the words, `nobody` says why that is.
    """

    speakers: tuple[Link, ...]
    role: str
    nobody: str
    lines: tuple[NoteLine, ...]
    withheld: bool = False

    @property
    def uncertain(self) -> Markup | None:
        """Where uncertainty is explained, if all of it is uncertain: that need be said only once."""
        return self.lines[0].uncertain if all(line.uncertain for line in self.lines) else None

    @property
    def reported(self) -> bool:
        """Whether nothing of it stands in marks: that, too, need be said only once."""
        return all(line.reported for line in self.lines)

    @property
    def plain(self) -> bool:
        """Whether there is nothing to say beyond the name."""
        return len(self.lines) == 1 and not self.lines[0].remarks


def blocks(catalogue: Catalogue, shown: Sequence[marks.Paragraph]) -> list[tuple[marks.Paragraph, tuple[Note, ...]]]:
    """The paragraphs, each with what stands in the margin."""
    introduced = _introductions(shown)
    return [(paragraph, _notes(catalogue, paragraph.begins, introduced)) for paragraph in shown]


def _introductions(shown: Iterable[marks.Paragraph]) -> frozenset[str]:
    """The quotations by which a speaker first appears: only there does the margin tell the role."""
    first: dict[tuple[str, ...], str] = {}
    for paragraph in shown:
        for rendering in paragraph.begins:
            first.setdefault(rendering.speakers, rendering.id)
    return frozenset(first.values())


def _notes(catalogue: Catalogue, begins: Iterable[Rendering], introduced: frozenset[str]) -> tuple[Note, ...]:
    """The margin notes of a paragraph, one for each speaker, in the order of their words."""
    here = {rendering.id: rendering for rendering in begins}
    groups: dict[tuple[tuple[str, ...], str, bool], list[Rendering]] = {}
    for rendering in here.values():
        told = here.get(rendering.holds or "", rendering)  # a clause is told with the words in marks that it holds
        key = (told.speakers, catalogue.nobody(told), told.id in catalogue.archive.withheld)
        groups.setdefault(key, []).append(rendering)
    return tuple(
        _note(catalogue, nobody, found, introduce=bool(introduced.intersection(one.id for one in found)))
        for (_, nobody, _), found in groups.items()
    )


def _note(catalogue: Catalogue, nobody: str, found: Sequence[Rendering], *, introduce: bool) -> Note:
    here = {one.id for one in found}
    clauses = {one.holds: one for one in found if one.holds in here}
    told = [one for one in found if one not in clauses.values()]
    several = len(told) > 1
    return Note(
        speakers=catalogue.speakers(told[0].speakers),
        role=role(catalogue, told[0]) if introduce else "",
        nobody=nobody,
        lines=tuple(
            _line(catalogue, one, clauses.get(one.id), several=several, last=one.statement not in later)
            for one, later in zip(told, _later(told), strict=True)
        ),
        withheld=told[0].id in catalogue.archive.withheld,
    )


def role(catalogue: Catalogue, rendering: Rendering) -> str:
    """The role the article gives the speaker, the first one it prints; "" where several speak."""
    if len(rendering.speakers) != 1:
        return ""
    speaker = catalogue.archive.speakers[rendering.speakers[0]]
    return next((role.name for role in speaker.roles if rendering.article in role.articles), "")


def _later(told: Sequence[Rendering]) -> list[set[str]]:
    """For each quotation of a note, the statements of those behind it."""
    return [{one.statement for one in told[number:] if one.statement} for number in range(1, len(told) + 1)]


def _line(
    catalogue: Catalogue, rendering: Rendering, clause: Rendering | None, *, several: bool, last: bool
) -> NoteLine:
    """What the margin says about one quotation; `clause` is the reported one that holds it, and is told with it.

    Of several pieces of one statement the `last` tells what there is to say of it.
    """
    archive = catalogue.archive
    statement = archive.statements.get(rendering.statement or "")
    article = archive.entries[rendering.article].record.article
    printed = archive.words(rendering)
    others: dict[str, Rendering] = {}
    for other in catalogue.renderings(statement) if statement else ():
        if other.article != rendering.article:
            others.setdefault(other.article, other)
    also = [catalogue.rendering(other) for other in others.values()]
    same = all(normalise(archive.words(other)) == normalise(printed) for other in others.values())
    paged = statement is not None and archive.has_page(statement)
    return NoteLine(
        words=_opening(printed) if several else "",
        anchor=anchor(rendering),
        original=escape.passage(article.url, article.text, rendering.quotation.content),
        reported=rendering.reported,
        uncertain=catalogue.unsure if rendering.uncertain else None,
        relation="also carried by" if same else "also carried, cut differently, by",
        also=tuple(also[:_ALSO]) if last else (),
        more=max(0, len(also) - _ALSO),
        statement=catalogue.file(addresses.statement(archive, statement)) if statement and paged and last else None,
        disputed=statement is not None and statement.disputed and last,
        editor=words(catalogue, () if rendering.id in archive.withheld else rendering.corrections),
        clause=anchor(clause) if clause else None,
    )


def anchor(rendering: Rendering) -> Markup:
    """The link to a quotation within its own page."""
    return Markup(f"#q-{escape.attribute(rendering.id)}")  # noqa: S704  # escaped


def _opening(words: str, limit: int = 5) -> str:
    tokens = words.split()
    return " ".join(tokens[:limit]).rstrip(",;:") + ("…" if len(tokens) > limit else "")
