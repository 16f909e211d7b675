"""Indirect speech: what is reported without marks, and who said it.

A cue of the sentence reports a clause after it ("said the plan would fail"), before it ("…, she said") or around it.
The outer statement wins: what one speaker reports of another stays inside. Nothing is taken from another's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.extract.contents import CLAUSES, Content, after, before, opening
from onrecord.extract.cues import links as links_of
from onrecord.extract.endings import end_of
from onrecord.extract.phrases import is_adverb
from onrecord.extract.pointers import Link, Row
from onrecord.extract.reports import further, may_trail, named, opens_sentence, states, turned
from onrecord.extract.sources import label, lowered, plain
from onrecord.extract.speakers import Story, Verdict, credit
from onrecord.extract.vocabulary import Rules
from onrecord.model import Confidence, Span

LEAST = 5
"""Words that must stand outside marks where a reported clause holds some: else the fragment says it all."""
SOME = 4
"""Words of the shortest thing that is told of, praised or criticized."""
FEW = 3
"""Words of the shortest reported clause."""
NAMES = {"before": "trailing", "around": "inserted", "opening": "according", "label": "labelled"}
"""The names of the rules, by where the words stand; where they follow the cue it is "reported"."""


def indirect(story: Story, verdicts: Sequence[Verdict]) -> list[tuple[Span, Verdict]]:
    """What is reported without marks, and by whom, in the order of the text; no two overlap.

    `verdicts` are those on the stretches in marks: nothing is taken from another's words.
    """
    out: list[tuple[Span, Verdict]] = []
    rules = story.scene.rules
    more = _finding(rules)
    for n in range(len(story.scene.links)):
        row, links = _links(story, n, more)
        for content, link in reported(row, links, rules) if links else ():
            verdict = credit(story, n, link, NAMES.get(content.frame, "reported"))
            if not _of_others(verdicts, row, content, verdict):
                sure = _confidence(row, link, verdict, rules)
                if sure == "certain" and row is not story.scene.sentences[n].tokens:
                    sure = "likely"  # where names begin and end is less sure in a headline
                out.append((_span(story, n, content), replace(verdict, confidence=sure)))
    return out


def _finding(rules: Rules) -> Rules:
    """The rules with the verbs of findings for cues; kept for the rules that were asked for last."""
    for known, found in _last:
        if known is rules:
            return found
    first = frozenset(cue.partition(" ")[0] for cue in rules.findings)
    made = replace(rules, cues=rules.findings, triggers=first)
    _last[:] = [(rules, made)]
    return made


_last: list[tuple[Rules, Rules]] = []


def _links(story: Story, n: int, more: Rules) -> tuple[Row, Sequence[Link]]:
    """The tokens of a sentence, and every cue that may report something there; `more` has the verbs of findings."""
    rules = story.scene.rules
    row: Row = story.scene.sentences[n].tokens
    links: Sequence[Link] = story.scene.links[n]
    if headline := lowered(row, rules):
        row, links = headline, links_of(headline, rules)
    if n == 0 and (labelled := label(row, rules)):
        links = [labelled, *links]
    keys = [t.key for t in row]
    if not more.triggers.isdisjoint(keys):
        links = further(row, links, more)
    if not rules.reporting.plain.isdisjoint(keys) or not rules.reporting.things.isdisjoint(keys):
        links = [*links, *plain(row, links, rules)]
    return row, links


def reported(row: Row, links: Sequence[Link], rules: Rules) -> list[tuple[Content, Link]]:
    """The statements of a sentence with the cues that report them, in order."""
    turns = sorted((named(row, turned(row, k, rules), rules) for k in links), key=lambda k: k.at)
    out: list[tuple[Content, Link]] = []
    floor = 0
    for link in turns:
        if link.at < floor or not states(row, link, rules):
            continue
        content = _content(row, link, turns, floor, rules)
        if content and _enough(row, content, link) and not _told_in_marks(row, content, rules):
            out.append((content, link))
            floor = content.last
    return out


def _content(row: Row, link: Link, links: Sequence[Link], floor: int, rules: Rules) -> Content | None:
    """Where the words are that a cue reports."""
    if link.relation == "label":
        return Content(link.end, end_of(row, link.end, link, (), rules), "label")
    if opens_sentence(row, link, rules):
        return opening(row, link, rules)
    if link.cue is None:
        return before(row, link, rules, floor)
    found = after(row, link, links, rules)
    if found or not rules.reporting.frames.get(link.cue.lemma, frozenset()) & CLAUSES:
        return found
    return before(row, link, rules, floor) if may_trail(row, link, rules) else None


def _enough(row: Row, content: Content, link: Link) -> bool:
    """Whether enough words stand outside marks to be worth a quotation of its own."""
    inside = row[content.first : content.last]
    plain = sum(t.kind in {"word", "name"} for t in inside)
    around = (row[content.first : content.last + 2], row[link.last : link.last + 2])  # `Most of them, X wrote, "…"`
    marked = any(t.kind == "quote" for part in around for t in part)
    least = LEAST if marked else SOME if content.frame == "object" else FEW
    return plain >= least


def _told_in_marks(row: Row, content: Content, rules: Rules) -> bool:
    """Whether the words around an attribution only lead up to those in marks, and are the reporter's.

    `The hymn, he said, would be "…"` is the speaker's.
    """
    inside = row[content.first : content.last]
    if content.frame not in {"before", "around"} or all(t.kind != "quote" for t in inside):
        return False
    if content.frame == "before":
        return any(t.key == ":" for t in inside)
    last = inside[-1].kind == "quote" and sum(t.kind == "quote" for t in inside) == 1
    resumed = any(a.key == "," and b.key in rules.auxiliaries for a, b in pairwise(inside))
    return not (last and resumed)


def _of_others(verdicts: Sequence[Verdict], row: Row, content: Content, verdict: Verdict) -> bool:
    """Whether words in marks inside are somebody else's."""
    inside = (verdicts[t.index].person for t in row[content.first : content.last] if t.kind == "quote")
    return any(person >= 0 and person != verdict.person for person in inside)


def _span(story: Story, sentence: int, content: Content) -> Span:
    """The offsets of a content; a title that belongs to the name it begins with is part of it.

    It stays in the line of its cue: lists and headings without a stop are no part of it.
    """
    text, begun = story.scene.text, story.scene.sentences[sentence]
    first = begun.tokens[content.first].start
    gap = text[begun.tokens[content.first - 1].end if content.first else begun.start : first]
    start = first - len(gap.rpartition("\n")[2].lstrip())
    end = begun.tokens[content.last - 1].end
    if content.frame == "before" and (line := text.rfind("\n", start, end)) >= 0:
        return Span(line + 1 + len(text[line + 1 : end]) - len(text[line + 1 : end].lstrip()), end)
    line = text.find("\n", first, end)
    return Span(start, end if line < 0 else line - len(text[first:line]) + len(text[first:line].rstrip()))


def _confidence(row: Row, link: Link, verdict: Verdict, rules: Rules) -> Confidence:
    """How sure it is that these are the speaker's words, by how the speaker is pointed at."""
    pointer = link.subject
    if pointer.kind == "name" and not verdict.others:
        strong = link.cue is None or "clause" in rules.reporting.frames.get(link.cue.lemma, ())
        between = row[pointer.last : link.at]
        close = all(t.key in rules.auxiliaries or is_adverb(t, rules) for t in between)
        return (
            "certain" if strong and close and link.relation in NEAR else "unsure" if link.relation in FAR else "likely"
        )
    return "unsure" if verdict.person >= 0 and pointer.kind != "pronoun" else "likely"


NEAR = frozenset(["subject", "inverted", "opening"])
"""How a subject is found that stands beside its cue."""
FAR = frozenset(["relative", "owned", "blamed", "agent"])
"""How a subject is found that may well be another."""
