"""Speakers: one identity for each person, from every name an article credits words to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from onrecord.link import bulk, names, people
from onrecord.link.ids import Claim, Ledger, settle
from onrecord.link.memo import Memo
from onrecord.link.people import People
from onrecord.link.portrayals import Portrayal, marks
from onrecord.link.quoted import Quotations
from onrecord.link.roll import Roll
from onrecord.link.scopes import Scopes
from onrecord.link.uses import Setting, Uses
from onrecord.link.voices import Voices
from onrecord.model import Record, Speaker, SpeakerEntry


def find(
    quotations: Quotations,
    entries: Sequence[SpeakerEntry],
    events: Mapping[str, str],
    outlet_of: Mapping[str, str],
    ledger: Ledger,
    *,
    parts: Mapping[str, People] | None = None,
    memo: Memo | None = None,
) -> tuple[dict[str, Speaker], Quotations]:
    """The speakers by id, and the quotations with their `speakers` told.

    Args:
        quotations: of all articles, after the editor's corrections.
        entries: the editor's people.
        events: the story of each article that has one.
        outlet_of: the outlet of each article that has one.
        ledger: of kind "speaker"; brought up to date.
        parts: by article id, what `people.prepared` made of each; made here if not given.
        memo: what was found before.
    """
    records = quotations.records
    ready = parts or {record.article.id: people.prepared(record) for record in records}
    settings = _settings(records, events, outlet_of)
    voices = Voices(quotations)
    uses = Uses(voices.credited(ready), settings)
    scopes = Scopes(entries, settings, ledger)
    roll = Roll(uses, scopes, Memo() if memo is None else memo)
    voices.tell(uses, roll)
    shown = roll.portrayals(voices.persons)
    claims = _claims(shown, voices, roll)
    given = settle(ledger, claims, lambda place: (shown[place].name, voices.first[place]))
    return _found(given, shown, voices, roll)


def _settings(
    records: Sequence[Record], events: Mapping[str, str], outlet_of: Mapping[str, str]
) -> dict[str, Setting]:  # fmt: skip
    ids = [record.article.id for record in records]
    made = bulk.made(
        Setting,
        len(ids),
        date=[record.date for record in records],
        outlet=[record.outlet for record in records],
        outlet_id=list(map(outlet_of.get, ids)),
        story=list(map(events.get, ids)),
    )
    return dict(zip(ids, made, strict=True))


def _found(
    ids: Sequence[str], shown: Sequence[Portrayal], voices: Voices, roll: Roll
) -> tuple[dict[str, Speaker], Quotations]:
    """The speakers under their ids, and the quotations with them."""
    made = _speakers(ids, shown, list(voices.heard()))
    found = {ids[at]: made[at] for at in sorted(range(len(ids)), key=ids.__getitem__)}
    id_of = dict(zip(voices.persons, ids, strict=True))
    for number in roll.entries.keys() & id_of.keys():
        entry = roll.entries[number]
        found[id_of[number]] = replace(found[id_of[number]], party=entry.party, wikidata=entry.wikidata)
    bare = {id_: person for id_, person, one in zip(ids, voices.persons, shown, strict=True) if one.unresolved}
    for id_, person in bare.items():
        found[id_] = _doubtful(found[id_], roll.ranked(person), id_of)
    return found, voices.told(ids, bare)


def _claims(shown: Sequence[Portrayal], voices: Voices, roll: Roll) -> list[Claim]:
    """What each speaker is known by, and may have been: by uses once taken for a namesake's, and by a bare name.

    That is, one that only they have, or that the editor gives them.
    """
    marked = roll.scopes.marked
    told = Counter(chain.from_iterable(map(attrgetter("keys"), shown)))
    former = [tuple([key for key, by_editor in one.bare if by_editor or told[key] == 1]) for one in shown]
    parted = {names.unmarked(known) for known in marked}
    for at, one in enumerate(shown if parted else ()):
        if not parted.isdisjoint(one.keys):
            own = marks(roll.person(voices.persons[at])).intersection(marked)
            former[at] = tuple(sorted(own.union(former[at])))
    base, known = [one.base for one in shown], [one.known for one in shown]
    return bulk.made(Claim, len(shown), base=base, names=known, former=former)


def _speakers(
    ids: Sequence[str], shown: Sequence[Portrayal], heard: Sequence[tuple[str, ...]]
) -> list[Speaker]:  # fmt: skip
    return bulk.made(
        Speaker,
        len(ids),
        id=ids,
        name=[one.name for one in shown],
        aliases=[one.aliases for one in shown],
        roles=[one.roles for one in shown],
        renderings=heard,
        names=[one.namings for one in shown],
        unresolved=[one.unresolved for one in shown],
    )


def _doubtful(speaker: Speaker, ranked: Sequence[tuple[int, str]], id_of: Mapping[int, str]) -> Speaker:
    """A surname that nobody resolves, with those who may be meant, `ranked` with their names."""
    heard = tuple(id_of[person] for person, _ in ranked if person in id_of)
    return replace(speaker, candidates=heard, unheard=tuple(name for person, name in ranked if person not in id_of))
