"""What the stages found, before it becomes the archive."""

from __future__ import annotations

from collections.abc import Sequence
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
        extracted: the quotations as extraction found them, in the order of the articles and by place.
        added: the editor's besides.
        quotations: those of both that the editor leaves, by id, with their speakers, by article and place.
        statements: by id, without topics.
        statement_of: the statement of each quotation in marks.
    """

    outlets: dict[str, Outlet]
    outlet_of: dict[str, str]
    stories: dict[str, Story]
    story_of: dict[str, str]
    speakers: dict[str, Speaker]
    extracted: Sequence[Quoted]
    added: Sequence[Quoted]
    quotations: dict[str, Quoted]
    statements: dict[str, Statement]
    statement_of: dict[str, str]
