"""Whose words: attributions that may be wrong, and where outlets or renderings do not agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord import reasons
from onrecord.review import remedies
from onrecord.review.desk import Desk, Said
from onrecord.review.findings import Finding, Remedy, worth
from onrecord.text import words

_DISPUTED, _UNNAMED, _UNSURE = 0.5, 0.5, 0.4
"""How likely one of the named is wrong: of those called unsure, four in ten (the bands' figures)."""
_SUPPORTED = 0.1  # the same, where another rendering names the same speaker, and is sure of it
_REPORTED = 0.5  # of what is reported without marks no words can be held against anybody
_SENTENCE = 10  # words of a wording that weighs as much as any
_SHOWN = 60  # characters of a wording in a title


def unsure(desk: Desk) -> Iterator[Finding]:
    """Attributions called unsure, one finding for each statement and speaker."""
    groups: dict[tuple[str, tuple[str, ...]], list[Said]] = {}
    for said in desk.said.values():
        if said.statement in desk.disputed:
            continue  # which lists it
        if said.speakers and said.confidence == "unsure" and not desk.corrected(said.id):
            groups.setdefault((said.statement or said.id, said.speakers), []).append(said)
    for (key, speakers), found in groups.items():
        carriers = _renderings(desk, found[0])
        surer = [s for s in carriers if s.confidence != "unsure" and set(s.speakers) & set(speakers)]
        doubt = (_SUPPORTED if surer else _UNSURE) * (_REPORTED if found[0].reported else 1) * _weight(found[0].text)
        articles = {said.article for said in carriers}
        yield Finding(
            kind="unsure",
            key=f"{key}:{'+'.join(speakers)}",
            title=f"{desk.named(found[0])}? {wording(found[0].text)}",
            value=worth(doubt, len(articles), desk.quoted(speakers)),
            why=tuple(_why_unsure(desk, found, carriers, surer)),
            places=tuple(desk.place(said.id) for said in found),
            remedies=tuple(_for_unsure(desk, found)),
            day=desk.newest(articles),
        )


def _weight(text: str) -> float:
    """What a wording weighs: whole sentences all, a word or two, which may be no speech at all, little."""
    return min(1.0, len(words(text)) / _SENTENCE)


def _why_unsure(desk: Desk, found: Sequence[Said], carriers: Sequence[Said], surer: Sequence[Said]) -> Iterator[str]:
    told = dict.fromkeys(reasons.explained(said.rule) or said.rule for said in found)
    yield from (f"decided by: {reason}" for reason in told)
    yield reach(desk, carriers, found[0].speakers)
    if surer:
        yield f"{surer[0].article} named them to the same speaker, and is sure of it"


def _for_unsure(desk: Desk, found: Sequence[Said]) -> Iterator[Remedy]:
    ids = [said.id for said in found]
    name = desk.named(found[0])
    yield remedies.corrections(desk, ids, f"if {name} said it", remedies.CONFIRMED, _names(desk, found[0]))
    yield remedies.corrections(desk, ids, "if it is not told who said it", "The article does not say who.")
    if not found[0].reported:
        yield from (remedies.rejection(desk, id_) for id_ in ids[:1] if len(ids) == 1)


def disputed(desk: Desk) -> Iterator[Finding]:
    """Statements that outlets credit to different speakers, none in common."""
    for key in sorted(desk.disputed):
        carriers = [desk.said[id_] for id_ in desk.statements.get(key, ())]
        named = _credits(carriers)
        if not len(named) > 1 or any(desk.corrected(said.id) for said in carriers):
            continue
        articles = {said.article for said in carriers}
        speakers = {speaker for credit in named for speaker in credit}
        yield Finding(
            kind="disputed",
            key=key,
            title=f"{_either(desk, named)}? {wording(carriers[0].text)}",
            value=worth(_DISPUTED, len(articles), desk.quoted(speakers)),
            why=tuple(_support(desk, said) for said in named.values()),
            places=tuple(desk.place(said.id) for said in carriers),
            remedies=tuple(_for_disputed(desk, named)),
            day=desk.newest(articles),
        )


def _for_disputed(desk: Desk, named: dict[tuple[str, ...], list[Said]]) -> Iterator[Remedy]:
    for speakers, said in named.items():
        others = [one.id for credit, found in named.items() if set(credit).isdisjoint(speakers) for one in found]
        when, why = f"if it was {desk.named(said[0])}", f"{_outlets(desk, said)} had it right."
        if others:
            yield remedies.corrections(desk, others, when, why, _names(desk, said[0]))
    yield remedies.dispute(desk, next(iter(named.values()))[0])


def unnamed(desk: Desk) -> Iterator[Finding]:
    """Statements whose speaker some renderings name, and others do not."""
    for key, ids in desk.statements.items():
        carriers = [desk.said[id_] for id_ in ids]
        nobody = [said for said in carriers if not said.speakers and not desk.corrected(said.id)]
        named = _credits(carriers)
        if not nobody or not named:
            continue
        articles = {said.article for said in nobody}
        yield Finding(
            kind="unnamed",
            key=key,
            title=f"{_either(desk, named)}, or nobody? {wording(nobody[0].text)}",
            value=worth(_UNNAMED, len(articles), desk.quoted({s for credit in named for s in credit})),
            why=(
                *(_support(desk, said) for said in named.values()),
                *(f"{_outlets(desk, [said])} names nobody: {_nobody(said)}" for said in nobody),
            ),
            places=tuple(desk.place(said.id) for said in carriers),
            remedies=tuple(_for_unnamed(desk, nobody, named)),
            day=desk.newest(said.article for said in carriers),
        )


def _for_unnamed(desk: Desk, nobody: Sequence[Said], named: dict[tuple[str, ...], list[Said]]) -> Iterator[Remedy]:
    ids = [said.id for said in nobody]
    for found in named.values():
        when, why = f"if it was {desk.named(found[0])}", f"{_outlets(desk, found)} named the speaker."
        yield remedies.corrections(desk, ids, when, why, _names(desk, found[0]))


def _names(desk: Desk, said: Said) -> list[str]:
    return [desk.people[speaker].name for speaker in said.speakers]


def _either(desk: Desk, named: dict[tuple[str, ...], list[Said]]) -> str:
    return " or ".join(desk.named(said[0]) for said in named.values())


def _nobody(said: Said) -> str:
    return reasons.nobody(said.rule, said.mention or "")


def wording(text: str) -> str:
    """A wording in marks, cut short."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _SHOWN else f"“{line[: line.rfind(' ', 0, _SHOWN)].rstrip()} …”"


def reach(desk: Desk, carriers: Sequence[Said], speakers: Iterable[str]) -> str:
    """How far words go, and how much quoted those are who are credited with them."""
    articles = {said.article for said in carriers}
    outlets = {desk.papers[article].outlet for article in articles} - {None}
    named = ", ".join(f"{desk.people[one].name} is quoted {times(len(desk.people[one].said))}" for one in speakers)
    several = f" of {len(outlets)} outlets" if len(outlets) > 1 else ""
    return f"carried by {len(articles)} article{'s' * (len(articles) != 1)}{several}" + (f"; {named}" if named else "")


def times(count: int) -> str:
    """How often, in words."""
    return "once" if count == 1 else f"{count} times"


def _renderings(desk: Desk, said: Said) -> list[Said]:
    return [desk.said[id_] for id_ in desk.statements.get(said.statement or "", (said.id,))]


def _credits(carriers: Iterable[Said]) -> dict[tuple[str, ...], list[Said]]:
    """The renderings by whom they name, best supported first."""
    found: dict[tuple[str, ...], list[Said]] = {}
    for said in carriers:
        if said.speakers:
            found.setdefault(said.speakers, []).append(said)
    sure = {"certain": 3, "likely": 2, "unsure": 1}
    return dict(sorted(found.items(), key=lambda one: (-sum(sure[said.confidence] for said in one[1]), one[0])))


def _support(desk: Desk, found: Sequence[Said]) -> str:
    """Who names whom, and how sure that is."""
    sure = " and ".join(dict.fromkeys(said.confidence for said in found))
    return f"{desk.named(found[0])}: {_outlets(desk, found)} ({sure})"


def _outlets(desk: Desk, found: Iterable[Said]) -> str:
    papers = [desk.papers[said.article] for said in found]
    return ", ".join(dict.fromkeys(paper.outlet or paper.id for paper in papers))
