"""Speakers: one identity for each person, from every name an article credits words to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

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
    shown = dict(zip(voices.persons, roll.portrayals(voices.persons), strict=True))
    first = dict(zip(voices.persons, voices.first, strict=True))
    order = sorted(shown, key=lambda person: (shown[person].name, first[person]))
    given = settle(ledger, _claims([(person, shown[person]) for person in order], roll, scopes.marked))
    return _found(dict(zip(order, given, strict=True)), shown, voices, roll)


def _settings(
    records: Iterable[Record], events: Mapping[str, str], outlet_of: Mapping[str, str]
) -> dict[str, Setting]:  # fmt: skip
    ids = ((record.article.id, record) for record in records)
    return {id_: Setting(record.date, record.outlet, outlet_of.get(id_), events.get(id_)) for id_, record in ids}


def _found(
    id_of: Mapping[int, str], shown: Mapping[int, Portrayal], voices: Voices, roll: Roll
) -> tuple[dict[str, Speaker], Quotations]:
    """The speakers under their ids, and the quotations with them."""
    heard = dict(zip(voices.persons, voices.heard(), strict=True))
    persons = sorted(id_of, key=id_of.__getitem__)
    made = _speakers([id_of[one] for one in persons], [shown[one] for one in persons], [heard[one] for one in persons])
    found = {speaker.id: speaker for speaker in made}
    for number in roll.entries.keys() & id_of.keys():
        entry = roll.entries[number]
        found[id_of[number]] = replace(found[id_of[number]], party=entry.party, wikidata=entry.wikidata)
    bare = {id_of[person]: person for person, one in shown.items() if one.unresolved}
    for id_, person in bare.items():
        found[id_] = _doubtful(found[id_], roll.ranked(person), id_of)
    return found, voices.told([id_of[person] for person in voices.persons], bare)


def _claims(found: Sequence[tuple[int, Portrayal]], roll: Roll, marked: Collection[str]) -> list[Claim]:
    """What each speaker is known by, and may have been: by uses once taken for a namesake's, and by a bare name.

    That is, one that only they have, or that the editor gives them.
    """
    told = Counter(key for _, shown in found for key in shown.keys)
    parted = {names.unmarked(known) for known in marked}
    claims = []
    for person, shown in found:
        former = {key for key, by_editor in shown.bare if by_editor or told[key] == 1}
        if parted and not parted.isdisjoint(shown.keys):
            former |= marks(roll.person(person)).intersection(marked)
        claims.append(Claim(shown.base, shown.known, tuple(sorted(former))))
    return claims


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
