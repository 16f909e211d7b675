"""Facts about one thing, as lines for people to read."""

from __future__ import annotations

from collections.abc import Iterator

import click

from onrecord.cli.facts import Facts, rows_of
from onrecord.cli.words import address, emphasised, line_of, plain, quoted, together
from onrecord.model import Span

_MOST = 20  # quotations that are listed; --json gives all


def card(found: Facts, site_url: str | None) -> Iterator[str]:
    """The lines that show a thing: what it is called, what is known, what belongs to it, where it is published."""
    yield from _CARDS[str(found["type"])](found)
    yield click.style(address(site_url, str(found["path"])), fg="cyan")


def _article(found: Facts) -> Iterator[str]:
    yield click.style(plain(str(found["headline"])), bold=True)
    if found["deck"]:
        yield plain(str(found["deck"]))
    authors = " and ".join(map(str, found["authors"])) if isinstance(found["authors"], list) else ""
    yield line_of(_known(found["outlet_name"], "outlet unknown"), _day(found), authors and f"by {authors}")
    yield line_of(f"from {plain(str(found['source']))}", _text(found["url"]), f"published: {found['rights']}")
    yield from _listed("topics", found["topics"])
    yield from _said(list(rows_of(found, "quotations")), whose=True)


def _quotation(found: Facts) -> Iterator[str]:
    yield _in_sentence(_text(found["sentence"]) or "", _text(found["text"]) or "")
    yield f"  said by  {_whose(found)}"
    yield from _field("as", found["mention"])
    yield from _field("cue", found["cue"])
    yield from _field("rule", found["rule"])
    yield from _field("sure", found["confidence"])
    yield from _field("kind", "indirect: reported, not in marks" if _is_reported(found) else found["kind"])
    yield from _field("in", line_of(plain(str(found["headline"])), _text(found["outlet_name"]), _day(found)))
    yield from _field("renders", found["statement"] and f"statement/{found['statement']}")
    yield from _field("with", found["holds"] and f"quotation/{found['holds']}")
    yield from _field("editor", found["correction"])


def _in_sentence(sentence: str, words: str) -> str:
    at = sentence.find(words) if words else -1
    if at < 0:
        return emphasised(words, [Span(0, len(words))]) if words else quoted(None)
    return emphasised(sentence, [Span(at, at + len(words))])


def _statement(found: Facts) -> Iterator[str]:
    yield quoted(_text(found["text"]))
    speakers = found["speaker_names"]
    apart = " / " if found["disputed"] else " and "
    whose = apart.join(map(str, speakers)) if isinstance(speakers, list) and speakers else "nobody named"
    yield line_of(click.style(plain(whose), bold=True), _text(found["first"]) or "undated", _disputed(found))
    yield from _listed("topics", found["topics"])
    joint = isinstance(speakers, list) and len(speakers) > 1
    yield from _said(list(rows_of(found, "quotations")), whose=joint)


def _disputed(found: Facts) -> str | None:
    return "disputed: outlets name different speakers" if found["disputed"] else None


def _speaker(found: Facts) -> Iterator[str]:
    yield line_of(click.style(plain(str(found["name"])), bold=True), _text(found["party"]), _text(found["wikidata"]))
    yield from _listed("also", found["aliases"])
    yield from _listed("roles", found["roles"])
    if found["unresolved"]:
        yield from _field("whose", "unresolved: a surname alone, perhaps of several people")
    yield from _listed("perhaps", found["candidates"])
    for name in rows_of(found, "names"):
        if name["reason"] not in ("own", "unresolved"):
            yield from _field("name", f"“{name['form']}”: {name['why']} ({name['articles']})")
    yield from _said(list(rows_of(found, "quotations")), whose=False)


def _topic(found: Facts) -> Iterator[str]:
    codes = [f"IPTC {found['iptc']}" if found["iptc"] else None, f"CAP {found['cap']}" if found["cap"] else None]
    yield line_of(click.style(plain(str(found["label"])), bold=True), *codes)
    yield from _field("query", found["query"])
    yield from _field("broader", found["broader"])
    yield from _listed("narrower", found["narrower"])
    counts = [f"{name}: {_count(found, name)}" for name in ("articles", "statements", "reported")]
    yield f"  {', '.join(counts)}"


def _outlet(found: Facts) -> Iterator[str]:
    wire = "wire agency" if found["wire"] else None
    yield line_of(click.style(plain(str(found["name"])), bold=True), wire, f"articles: {_count(found, 'articles')}")
    for article in list(rows_of(found, "articles"))[:_MOST]:
        yield f"  {_day(article):<10}  {plain(str(article['headline']))}  ({article['id']})"
    yield from _rest(_count(found, "articles"))


_CARDS = {
    "article": _article,
    "quotation": _quotation,
    "statement": _statement,
    "speaker": _speaker,
    "topic": _topic,
    "outlet": _outlet,
}


def _said(quotations: list[Facts], *, whose: bool) -> Iterator[str]:
    """Quotations, each with its id, where and when it was published if that is known, and its speaker if asked."""
    if not quotations:
        yield "  no quotations"
    for row in quotations[:_MOST]:
        published = [_text(row["outlet_name"]), _day(row)] if "outlet_name" in row else []
        head = [_whose(row)] if whose else []
        yield "  " + line_of(click.style(str(row["id"]), dim=True), *published) + "".join(f" · {one}" for one in head)
        words = _text(row["text"])
        yield f"    {'reported: ' + plain(words) if words and _is_reported(row) else quoted(words)}"
    yield from _rest(len(quotations))


def _rest(count: int) -> Iterator[str]:
    if count > _MOST:
        yield f"  … and {count - _MOST} more: --json gives all"


def _whose(row: Facts) -> str:
    names = row["speaker_names"]
    if not isinstance(names, list) or not names:
        return f"nobody named: {plain(str(row['nobody']))}"
    unsure = " (uncertain attribution)" if row["confidence"] == "unsure" else ""
    return click.style(plain(together(names)), bold=True) + unsure


def _is_reported(row: Facts) -> bool:
    return row["kind"] == "indirect"


def _day(row: Facts) -> str:
    return plain(_text(row["date"]) or "undated")


def _field(name: str, value: object) -> Iterator[str]:
    if value:
        yield f"  {name:<8} {plain(str(value))}"


def _listed(name: str, values: object) -> Iterator[str]:
    if isinstance(values, list) and values:
        yield from _field(name, ", ".join(map(str, values)))


def _count(found: Facts, name: str) -> int:
    values = found[name]
    return len(values) if isinstance(values, list) else 0


def _known(value: object, otherwise: str) -> str:
    return plain(_text(value) or otherwise)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
