"""`onrecord review`: what most deserves an editor's eye, each with corrections ready to paste."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date

import click

from onrecord import review
from onrecord.addresses import DATASET
from onrecord.cli.options import say_options, settings_of, where_options
from onrecord.cli.settings import Settings
from onrecord.cli.words import address, emphasised, json_text, line_of, paragraph, plain, quoted
from onrecord.config import Config, load_authority
from onrecord.extract import load_ranker, load_rules
from onrecord.model import Span
from onrecord.query import opening
from onrecord.review import KINDS, Alternatives, Desk, Finding, Kind, Place, Remedy
from onrecord.search import window
from onrecord.store import Dataset

_PLACES = 4
"""Places that are shown of one finding; --json gives all."""
_WIDEST = 240
"""Characters of a sentence that is shown around the words in question."""


def _day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001 - click's signature
    if value is None:
        return None
    try:
        year, month, day = (*value.split("-"), "01", "01")[:3]
        return opening(date(int(year), int(month), int(day)).isoformat())
    except ValueError:
        raise click.BadParameter(f'"{value}" is no date. Write 2016, 2016-01 or 2016-01-07.') from None


@click.command("review")
@click.option(
    "-k", "--kind", "kinds", multiple=True, type=click.Choice(list(KINDS)), metavar="KIND",
    help=f"Only this kind; may be given several times: {', '.join(KINDS)}.",
)  # fmt: skip
@click.option("-n", "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many.")
@click.option(
    "--since", callback=_day, metavar="DATE", help="Only what concerns articles published then or later, or undated."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, with every place.")
@where_options
@say_options
@click.pass_context
def command(ctx: click.Context, kinds: tuple[Kind, ...], limit: int, since: str | None, as_json: bool) -> None:
    """List what most deserves an editor's eye, the most valuable first.

    Each item says where to look, why it is listed, and which lines to paste into a file of authority/ for each way to
    decide. Then build again. What you have decided is listed no more.

    \b
    The kinds:
      correction   a correction that no longer matches anything
      disputed     outlets name different speakers for the same words
      speakers     two names that may be one person's
      surname      a surname alone, and nobody knows whose
      unnamed      words that one outlet credits to nobody, and another to somebody
      unsure       words that may well be somebody else's
      date         an article without a date, in a story whose other articles have one
      outlet       articles without an outlet

    What counts is how likely something is wrong, how many articles carry it, and how much quoted those are whom it
    concerns. A correction that no longer matches comes before all else.

    Looks at the archive as it was last built, and changes nothing.

    \b
    Examples:
      onrecord review                             the ten most valuable
      onrecord review --kind speakers --limit 50  people who may be one
      onrecord review --since 2016-03             only of what is new
      onrecord review --json --limit 1000 | jq '.findings[].title'
    """  # noqa: D301 - click keeps the lines after \b as they are
    settings = settings_of(ctx)
    config = settings.config()
    opened = desk(config)
    found = review.findings(opened, kinds, since)
    shown = _weighed(found[:limit], opened, config)
    if as_json:
        rows = [_row(finding, config) for finding in shown]
        click.echo(json_text({"total": len(found), "kinds": _counts(found), "findings": rows}, indent=2))
        return
    for number, finding in enumerate(shown, 1):
        click.echo("\n".join(_shown(number, finding, config)))
    _summary(settings, found, limit)


def desk(config: Config) -> Desk:
    """What an editor of this archive looks at."""
    authority = load_authority(config.authority)
    dataset = Dataset(config.docs / DATASET)
    try:
        return review.open_desk(dataset, config.cache, authority, config.authority, date.today().isoformat())  # noqa: DTZ011 - the editor's day, where they sit
    finally:
        dataset.close()


def _weighed(found: Sequence[Finding], opened: Desk, config: Config) -> list[Finding]:
    """The findings, those about unsure attributions with whom else the words may be by."""
    if config.attribution == "rules" or not any(finding.kind == "unsure" for finding in found):
        return list(found)
    ranker = load_ranker(config.language, config.attribution)
    if ranker is None:
        return list(found)
    rules = load_rules(config.language, opened.authority.outlets)
    alternatives = Alternatives(opened, rules, ranker)
    return [alternatives.told(finding) for finding in found]


def _row(finding: Finding, config: Config) -> dict[str, object]:
    row = asdict(finding)
    for place in row["places"]:
        place["url"] = address(config.site_url, place["path"]) if config.site_url else None
    return row


def _counts(found: Sequence[Finding]) -> dict[str, int]:
    counts = Counter(finding.kind for finding in found)
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def _shown(number: int, finding: Finding, config: Config) -> Iterator[str]:
    """A finding for people to read: all but the lines to paste keeps to the width of the terminal."""
    yield from paragraph(f"{number}. {plain(finding.title)}", bold=True)
    yield from paragraph(line_of(KINDS[finding.kind], f"worth {finding.value:g}"), indent=3)
    for reason in finding.why:
        yield from paragraph(f"- {plain(reason)}", indent=3, hanging=2)
    for place in finding.places[:_PLACES]:
        yield from _where(place, config)
    if len(finding.places) > _PLACES:
        yield f"   … and {len(finding.places) - _PLACES} more places: --json gives all"
    for remedy in finding.remedies:
        yield from _to_paste(remedy)
    yield ""


def _where(place: Place, config: Config) -> Iterator[str]:
    """Where to look: the article, the sentence with the words marked, the address."""
    yield ""
    yield from paragraph(line_of(place.outlet or "outlet unknown", place.date or "undated", place.headline), indent=3)
    if place.words is not None:
        yield from paragraph(_sentence(place), indent=5)
        yield from paragraph(f"credited to {plain(place.credit) or 'nobody'}", indent=5)
    yield "   " + click.style(address(config.site_url, place.path), fg="cyan")


def _sentence(place: Place) -> str:
    """The sentence with the words in question marked, cut where it is long."""
    words, sentence = place.words or "", place.sentence or ""
    at = sentence.find(words) if words else -1
    if at < 0 or len(words) > _WIDEST:
        cut = words if len(words) <= _WIDEST else f"{words[:_WIDEST].rsplit(' ', 1)[0]} …"
        return quoted(cut, [Span(0, len(cut))])
    found = Span(at, at + len(words))
    shown = window(sentence, [found], max(_WIDEST, len(words))) if len(sentence) > _WIDEST else Span(0, len(sentence))
    before, after = "… " if shown.start else "", " …" if shown.end < len(sentence) else ""
    inside = Span(max(found.start - shown.start, 0), min(found.end, shown.end) - shown.start)
    return before + emphasised(shown.of(sentence), [inside]) + after


def _to_paste(remedy: Remedy) -> Iterator[str]:
    """Lines to paste, at the left margin, so that they can be copied as they are."""
    into = f"in place of {remedy.replaces}" if remedy.replaces else f"into {remedy.file}"
    yield ""
    yield from paragraph(f"→ {plain(remedy.when)}, {plain(into)}:", indent=3)
    yield from (click.style(plain_line(line), fg="green") for line in remedy.paste.splitlines())


def plain_line(line: str) -> str:
    """A line of YAML as it stands, without what would steer a terminal."""
    indent = line[: len(line) - len(line.lstrip(" "))]
    return indent + plain(line)


def _summary(settings: Settings, found: Sequence[Finding], limit: int) -> None:
    if not found:
        settings.say("Nothing to review.")
        return
    counts = ", ".join(f"{kind} {count}" for kind, count in _counts(found).items())
    more = f"; --limit {min(len(found), 1000)} shows more" if len(found) > limit else ""
    settings.say(f"{min(limit, len(found))} of {len(found)} ({counts}){more}.")
