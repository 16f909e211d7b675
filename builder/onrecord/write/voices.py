"""Who is quoted most: names with how much is theirs, and spark lines on one axis, so that they can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Statement
from onrecord.write import sheets
from onrecord.write.catalogue import Catalogue, Link
from onrecord.write.timeline import Axis, Spark, axis, spark


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, how many of some statements are theirs, and when; no spark line where there is no axis."""

    link: Link
    spark: Spark | None


def voices(
    catalogue: Catalogue,
    found: Sequence[Statement],
    limit: int,
    *,
    topic: str = "",
    outlet: str = "",
    steps: Axis | None = None,
) -> list[Voice]:
    """Whose some statements are, most first, at most `limit`; `charts.voices` draws them.

    Args:
        catalogue: as the page sees it.
        found: the statements.
        limit: of names.
        topic: the topic that the statements are about: each name leads to what its speaker said about it.
        outlet: the same for an outlet that carries them.
        steps: the axis of the spark lines; without it, that of the statements.
    """
    most = sheets.quoted(catalogue, (one.id for one in found))[:limit]
    times: dict[str, list[str | None]] = {speaker: [] for speaker, _ in most}
    for one in found:
        for speaker in one.speakers:
            if speaker in times:
                times[speaker].append(one.first)
    steps = steps or axis(one.first for one in found)
    return [
        Voice(sheets.link(catalogue, speaker, count, topic=topic, outlet=outlet), spark(steps, times[speaker]))
        for speaker, count in most
    ]
