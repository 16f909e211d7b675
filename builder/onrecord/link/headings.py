"""Topics as the editor shows them: some hidden, some under another id than before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.link.topics import About, by_member
from onrecord.model import Topic, TopicEntry


def shown(
    topics: Mapping[str, Topic], entries: Sequence[TopicEntry]
) -> tuple[dict[str, Topic], dict[str, str], About]:  # fmt: skip
    """The topics without the hidden ones, the topic that stands for each former id and each hidden one, and which of
    those shown each article, statement and report is about.

    What is narrower than a hidden topic is narrower than the one above it. A hidden topic and its former ids lead to
    the nearest broader one that is shown; "" where there is none.
    """
    hidden = {entry.id for entry in entries if entry.hide}
    broader = {id_: _shown_above(topics, id_, hidden) for id_ in topics}
    narrower: dict[str, list[str]] = {}
    for id_, above in broader.items():
        if above and id_ not in hidden:
            narrower.setdefault(above, []).append(id_)
    kept = {
        id_: replace(topic, broader=broader[id_], narrower=tuple(sorted(narrower.get(id_, ()))))
        for id_, topic in topics.items()
        if id_ not in hidden
    }
    moved = {}
    for entry in entries:
        stands = (broader[entry.id] or "") if entry.id in hidden else entry.id
        moved.update(dict.fromkeys((*entry.formerly, *({entry.id} & hidden)), stands))
    return kept, dict(sorted(moved.items())), by_member(list(kept.values()))


def _shown_above(topics: Mapping[str, Topic], id_: str, hidden: set[str]) -> str | None:
    """The nearest broader topic that is shown."""
    above = topics[id_].broader
    seen = {id_}
    while above in hidden and above not in seen:
        seen.add(above)
        above = topics[above].broader
    return above if above in topics and above not in hidden else None
