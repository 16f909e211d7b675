"""A statement's page: its fullest wording, who is credited with it, and how each outlet cut it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Correction, Rendering, Statement
from onrecord.text import normalise
from onrecord.write import escape
from onrecord.write.carried import by_article, carried, credit, printed
from onrecord.write.catalogue import Catalogue, Item, Link, counted, spoken, uncertain
from onrecord.write.cuts import shared, signature
from onrecord.write.editorial import words
from onrecord.write.margin import role
from onrecord.write.render import Page

_STRAY = re.compile(r"[,;:–—]\s+\S+$")
"""A first word of the next clause."""
LONG = 60
"""Words from which the wording is set smaller."""


@dataclass(frozen=True, slots=True)
class Credited:
    """Some outlets that agree on who said it; nobody: none of them names anybody."""

    outlets: tuple[str, ...]
    speakers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """Words of the statement that came back on other occasions."""

    phrase: str
    items: tuple[Item, ...]


def page(catalogue: Catalogue, statement: Statement) -> Page:
    """The statement's page."""
    found = catalogue.renderings(statement)
    common = _common(found)
    rows = carried(catalogue, statement, common)
    cuts = len({signature(printed(catalogue, one, spoken(statement.wording))) for one in by_article(found).values()})
    names = [catalogue.archive.speakers[i].name for i in statement.speakers]
    return Page("statement.md.j2", _meta(catalogue, statement, names), {
        "statement": statement,
        "wording": spoken(statement.wording),
        "long": len(statement.wording.split()) > LONG,
        **_who(catalogue, statement, found),
        "first": _first(catalogue, statement, found),
        "counts": _counts(catalogue, statement, cuts),
        "cuts": cuts,
        "carriers": "article" if catalogue.outlets_of(statement.articles) == 1 else "outlet",
        "reworded": any(piece.kind == "other" for one in rows for piece in one.cut.pieces),
        "topics": catalogue.topics(statement.topics),
        "carried": rows,
        "editor": words(catalogue, common),
        "again": _again(catalogue, statement),
    })  # fmt: skip


def _who(catalogue: Catalogue, statement: Statement, found: Sequence[Rendering]) -> dict[str, object]:
    """Whose words the page says they are, and how far the outlets agree on it."""
    credited = _credits(catalogue, found)
    return {
        "who": catalogue.speakers(statement.speakers),
        "role": role(catalogue, next((one for one in found if one.speakers), found[0])),
        "uncertain": catalogue.unsure if uncertain(found) else None,
        "credits": credited if statement.disputed else [],
        "agreed": "" if statement.disputed or len(statement.reports) == 1 else _agreed(credited),
        "silent": next((one.outlets for one in credited if not one.speakers), ()) if len(credited) > 1 else (),
        "reasons": [] if statement.speakers else list(dict.fromkeys(map(catalogue.nobody, found))),
    }


def _counts(catalogue: Catalogue, statement: Statement, cuts: int) -> list[str]:
    """How much carries it: "3 outlets", "5 articles", "3 reports, copies counted once", "2 cuts"."""
    articles, outlets = len(statement.articles), catalogue.outlets_of(statement.articles) or 1
    said = [counted(outlets, "outlet")] if outlets > 1 else []
    said += [counted(articles, "article")] if articles != outlets or articles == 1 else []
    if 0 < len(statement.reports) < articles:
        said.append(f"{counted(len(statement.reports), 'report')}, counting copies once")
    if articles > 1:
        said.append(counted(cuts, "cut") if cuts > 1 else "the same words")
    return said


def _first(catalogue: Catalogue, statement: Statement, found: Sequence[Rendering]) -> str:
    """The outlet that carried it first, if it was alone on that day; else ""."""
    days = {catalogue.carrier_name(one.article) for one in found if catalogue.date(one) == statement.first}
    return days.pop() if statement.first and len(days) == 1 and len(statement.articles) > 1 else ""


def _meta(catalogue: Catalogue, statement: Statement, names: list[str]) -> dict[str, object]:
    archive = catalogue.archive
    who = (" or " if statement.disputed else " and ").join(names) or "Nobody named"
    return {
        "title": escape.heading(f"{who}: “{escape.shortened(spoken(statement.wording), 70)}”"),
        "description": escape.heading(f"“{escape.shortened(spoken(statement.wording), 150)}”"),
        "date": statement.first,
        "speakers": names,
        "topics": [archive.topics[i].label for i in statement.topics if i in archive.topics],
    }


def _credits(catalogue: Catalogue, found: Sequence[Rendering]) -> list[Credited]:
    """Who is credited, and by which outlets, in the order they were carried."""
    by_speaker: dict[tuple[str, ...], dict[str, None]] = {}
    for article, renderings in by_article(found).items():
        by_speaker.setdefault(credit(renderings), {})[catalogue.carrier_name(article)] = None
    return [Credited(tuple(outlets), catalogue.speakers(who)) for who, outlets in by_speaker.items()]


def _agreed(credited: Sequence[Credited]) -> str:
    """That all outlets agree, where there are several: "both outlets agree"; "" where there is nothing to agree on."""
    many = len(credited[0].outlets)
    if len(credited) > 1 or many == 1 or not credited[0].speakers:
        return ""
    return f"all {many} outlets agree" if many > len(("one", "other")) else "both outlets agree"


def _common(found: Sequence[Rendering]) -> tuple[Correction, ...]:
    """What the editor says of every rendering, and so of the statement."""
    first = found[0].corrections
    return tuple(word for word in first if all(word in rendering.corrections for rendering in found))


def _again(catalogue: Catalogue, statement: Statement) -> list[Again]:
    """The statements that repeat words of this one, by the words they repeat, as this one has them."""
    known = catalogue.archive.statements
    phrases: dict[str, tuple[str, list[Item]]] = {}
    for other in (known[i] for i in statement.recurs if i in known):
        phrase = _STRAY.sub("", shared(spoken(statement.wording), spoken(other.wording)))
        phrases.setdefault(normalise(phrase), (phrase, []))[1].append(catalogue.item(other))
    return [Again(phrase, tuple(items)) for phrase, items in phrases.values()]
