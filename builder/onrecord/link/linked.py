"""What the stages found, before it becomes the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.quoted import Quoted
from onrecord.model import Outlet, Speaker, Statement, Story


@dataclass(frozen=True, slots=True)
class Linked:
    """Outlets, stories, speakers and statements, and what belongs to which.

    Attributes:
        outlets: by id.
        outlet_of: the outlet of each article that has one.
        stories: by id.
        story_of: the story of each article that has one.
        speakers: by id.
        statements: by id, without topics.
        extracted: the quotations as extraction found them, in the order of the articles and by place.
        added: the editor's besides.
        changed: for the id of each of both of which the editor says something, what it is now; None: nothing.
        quotations: those of both that the editor leaves, by article and place, told their speakers and statements.
    """

    outlets: dict[str, Outlet]
    outlet_of: dict[str, str]
    stories: dict[str, Story]
    story_of: dict[str, str]
    speakers: dict[str, Speaker]
    statements: dict[str, Statement]
    extracted: Sequence[Quoted]
    added: Sequence[Quoted]
    changed: Mapping[str, Quoted | None]
    quotations: Sequence[Quoted]

    def now(self, quoted: Quoted) -> Quoted | None:
        """What the editor makes of a quotation that was extracted or added."""
        return self.changed.get(quoted.id, quoted) if self.changed else quoted
