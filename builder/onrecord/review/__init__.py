"""What most deserves an editor's eye in an archive that has been built, and what its topics might be.

Nothing here changes anything: a finding comes with corrections that an editor may paste.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from onrecord.review import attributions, holdings, people
from onrecord.review.alternatives import Alternatives
from onrecord.review.desk import Desk, open_desk, remembered
from onrecord.review.findings import KINDS, Finding, Kind, Place, Remedy
from onrecord.review.remedies import topic_entry
from onrecord.review.terms import Covered, Suggestion, suggest
from onrecord.review.trial import NearMiss, Trial, trial

__all__ = [
    "KINDS",
    "Alternatives",
    "Covered",
    "Desk",
    "Finding",
    "Kind",
    "NearMiss",
    "Place",
    "Remedy",
    "Suggestion",
    "Trial",
    "findings",
    "open_desk",
    "remembered",
    "suggest",
    "topic_entry",
    "trial",
]

_FINDERS: dict[Kind, Callable[[Desk], Iterator[Finding]]] = {
    "correction": holdings.lost,
    "disputed": attributions.disputed,
    "speakers": people.speakers,
    "surname": people.surnames,
    "unnamed": attributions.unnamed,
    "unsure": attributions.unsure,
    "date": holdings.undated,
    "outlet": holdings.nameless,
}


def findings(desk: Desk, kinds: Collection[Kind] = (), since: str | None = None) -> list[Finding]:
    """What deserves an editor's eye, the most valuable first.

    Args:
        desk: the archive.
        kinds: those that are wanted; all, if none is named.
        since: a date, of any precision: only what concerns an article published then or later, or one without a date.
    """
    wanted = [kind for kind in KINDS if not kinds or kind in kinds]
    found = [finding for kind in wanted for finding in _FINDERS[kind](desk)]
    late = [one for one in found if since is None or one.day is None or one.day >= since]
    return sorted(late, key=lambda finding: finding.order)
