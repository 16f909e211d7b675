"""What a build tells of itself when it is done."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model.archive import Archive
from onrecord.model.common import Problem


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many of each noun an archive holds; `reported` of the quotations are given without marks."""

    articles: int = 0
    quotations: int = 0
    reported: int = 0
    speakers: int = 0
    statements: int = 0
    topics: int = 0
    outlets: int = 0

    @classmethod
    def of(cls, archive: Archive) -> Holdings:
        """What an archive holds."""
        return cls(
            articles=len(archive.entries),
            quotations=len(archive.renderings),
            reported=sum(rendering.reported for rendering in archive.renderings.values()),
            speakers=len(archive.speakers),
            statements=len(archive.statements),
            topics=len(archive.topics),
            outlets=len(archive.outlets),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    Attributes:
        holdings: how much the archive holds.
        problems: of every stage, in the order of the articles.
        written: the files that changed, relative to the folder of mkdocs.yml.
        removed: the files that went.
        kept: pages that somebody has edited by hand, left as they are.
        extracted: how many files were processed, the others' records being cached.
        seconds: how long each stage took, by its name.
    """

    holdings: Holdings
    problems: tuple[Problem, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    extracted: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that somebody should act on."""
        return tuple(problem for problem in self.problems if problem.level == "warning")
