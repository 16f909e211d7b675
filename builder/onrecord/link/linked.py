"""What the stages found, before it becomes the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.link.bulk import Made
from onrecord.link.columns import Places
from onrecord.link.quoted import NOWHERE, Quotations, Quoted
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
        extracted: the quotations as extraction found them.
        added: the editor's besides.
        places: where each of both is among the `quotations`.
        quotations: those of both that the editor leaves, told their speakers and statements.
    """

    outlets: dict[str, Outlet]
    outlet_of: dict[str, str]
    stories: dict[str, Story]
    story_of: dict[str, str]
    speakers: dict[str, Speaker]
    statements: Made[Statement]
    extracted: Quotations
    added: Sequence[Quoted]
    places: Places
    quotations: Quotations

    def now(self, number: int) -> int | None:
        """Where a quotation is now that was extracted or, counted on from these, added; None where it is left out."""
        place = int(self.places[number])
        return None if place == NOWHERE else place

    def saying(self, number: int) -> tuple[str, bool] | None:
        """What such a quotation renders: a statement; or itself, without marks. And whether it is without."""
        place = self.now(number)
        return None if place is None else (self.quotations.sayings[place], bool(self.quotations.reported[place]))
