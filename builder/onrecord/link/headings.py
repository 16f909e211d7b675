"""Topics as the editor shows them: some hidden, some under another id than before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from onrecord.link.topics import About
from onrecord.model import Topic, TopicEntry


def shown(
    topics: Mapping[str, Topic], about: About, entries: Sequence[TopicEntry]
) -> tuple[dict[str, Topic], About, dict[str, str]]:
    """The topics, and what everything is about, without the hidden ones; for each former id and each hidden one the
    topic that stands for it.

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
    return kept, _without(hidden, about) if hidden else about, dict(sorted(moved.items()))


def _without(hidden: Collection[str], about: About) -> About:
    """What everything is about, some topics left out."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def left(found: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for topics in found.values():
            if topics not in known:
                known[topics] = tuple(topic for topic in topics if topic not in hidden)
        return {id_: known[topics] for id_, topics in found.items() if known[topics]}

    return About(left(about.articles), left(about.statements), left(about.reported))


def _shown_above(topics: Mapping[str, Topic], id_: str, hidden: set[str]) -> str | None:
    """The nearest broader topic that is shown."""
    above = topics[id_].broader
    seen = {id_}
    while above in hidden and above not in seen:
        seen.add(above)
        above = topics[above].broader
    return above if above in topics and above not in hidden else None
