"""`onrecord topics`: the topics there are, those there might be, and what a query would catch."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

import click

from onrecord import review
from onrecord.addresses import DATASET
from onrecord.cli.options import say_options, settings_of, where_options
from onrecord.cli.review import plain_line
from onrecord.cli.settings import Settings
from onrecord.cli.words import emphasised, json_text, line_of, paragraph, plain
from onrecord.config import TOPIC_FIELDS, Config, load_authority
from onrecord.errors import OnRecordError
from onrecord.model import Record
from onrecord.query import Query, parse
from onrecord.review import Covered, Suggestion, Trial
from onrecord.search import mark, window
from onrecord.store import Dataset
from onrecord.text import sentences_around

_EXAMPLES = 3
"""Articles that a suggestion is shown with; --json gives all."""
_WIDEST = 200
"""Characters of a sentence that is shown."""


class UnknownTopicError(OnRecordError):
    """No topic of topics.yml is meant."""


@dataclass(frozen=True, slots=True)
class _Archive:
    """What the commands look at: the records of the last build, and what it made of them."""

    records: tuple[Record, ...]
    topics: dict[str, dict[str, object]]
    covered: Covered
    statements: dict[str, int]


def _opened(config: Config) -> _Archive:
    """The archive as it was last built, with the topics as they stand in topics.yml now."""
    authority = load_authority(config.authority)
    dataset = Dataset(config.docs / DATASET)
    try:
        records, _ = review.remembered(config.cache, {str(r["source"]): str(r["id"]) for r in dataset.rows("articles")})
        return _Archive(
            records=records,
            topics={str(row["id"]): row for row in dataset.rows("topics")},
            covered=_covered(dataset, {entry.id: parse(entry.query, TOPIC_FIELDS) for entry in authority.topics}),
            statements=_sizes(dataset, "statement_topics"),
        )
    finally:
        dataset.close()


def _covered(dataset: Dataset, queries: dict[str, Query]) -> Covered:
    topics: dict[str, set[str]] = {}
    for row in dataset.rows("article_topics"):
        topics.setdefault(str(row["article"]), set()).add(str(row["topic"]))
    article_of = {str(row["id"]): str(row["article"]) for row in dataset.rows("quotations")}
    speakers: dict[str, set[str]] = {}
    for row in dataset.rows("quotation_speakers"):
        speakers.setdefault(article_of[str(row["quotation"])], set()).add(str(row["speaker"]))
    return Covered(topics, _sizes(dataset, "article_topics"), speakers, queries)


def _sizes(dataset: Dataset, table: str) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for row in dataset.rows(table):
        sizes[str(row["topic"])] = sizes.get(str(row["topic"]), 0) + 1
    return sizes


# --- onrecord topics --------------------------------------------------------------------------------------------------


@click.group("topics", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@where_options
@say_options
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the topics, find new ones, try a query.

    Alone, it lists the topics with the articles and statements each has, narrower ones below their broader one.

    \b
    Examples:
      onrecord topics                           those there are
      onrecord topics suggest                   those there might be
      onrecord topics test 'ferry OR harbour'   what a query would catch, and miss
    """  # noqa: D301 - click keeps the lines after \b as they are
    if ctx.invoked_subcommand:
        return
    settings = settings_of(ctx)
    archive = _opened(settings.config())
    rows = [_topic_row(archive, depth, id_) for depth, id_ in _tree(archive)]
    if as_json:
        click.echo(json_text(rows, indent=2))
        return
    for row in rows:
        click.echo("\n".join(_topic_line(row)))
    none = sum(1 for record in archive.records if not archive.covered.topics.get(record.article.id))
    settings.say(f"{len(rows)} topics. {none} of {len(archive.records)} articles have none: onrecord topics suggest")


def _tree(archive: _Archive) -> Iterator[tuple[int, str]]:
    """The topics by label, each followed by its narrower ones, with how deep they stand."""

    def below(broader: str | None, depth: int) -> Iterator[tuple[int, str]]:
        own = [id_ for id_, row in archive.topics.items() if _above(archive, row) == broader]
        for id_ in sorted(own, key=lambda id_: (str(archive.topics[id_]["label"]).casefold(), id_)):
            yield depth, id_
            yield from below(id_, depth + 1)

    return below(None, 0)


def _above(archive: _Archive, row: dict[str, object]) -> str | None:
    broader = row["broader"]
    return str(broader) if broader in archive.topics else None


def _topic_row(archive: _Archive, depth: int, id_: str) -> dict[str, object]:
    row = archive.topics[id_]
    counts = {"articles": archive.covered.sizes.get(id_, 0), "statements": archive.statements.get(id_, 0)}
    return {**row, "depth": depth, **counts}


def _topic_line(row: dict[str, object]) -> list[str]:
    codes = [f"{name.upper()} {row[name]}" for name in ("iptc", "cap") if row[name]]
    label = click.style(plain(str(row["label"])), bold=True)
    counts = f"{row['articles']} articles, {row['statements']} statements"
    indent = 2 * int(str(row["depth"]))
    return paragraph(line_of(f"{label} ({plain(str(row['id']))})", counts, *codes), indent, hanging=4)


# --- onrecord topics suggest ------------------------------------------------------------------------------------------


@command.command("suggest")
@click.option("-n", "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array, with every article.")
@where_options
@say_options
@click.pass_context
def suggest_command(ctx: click.Context, limit: int, as_json: bool) -> None:
    """Propose topics from the archive's own words.

    Looks for words and pairs of words that are bunched in some articles, in several outlets, and that no topic's query
    looks for yet. Those come first that most articles without any topic are about. Each is shown with what it would
    catch, and with lines to paste into authority/topics.yml. Words that the same articles are about make one proposal.

    Looks at the archive as it was last built, and changes nothing.

    \b
    Examples:
      onrecord topics suggest
      onrecord topics suggest --limit 40 --json | jq -r '.[].query'
    """  # noqa: D301 - click keeps the lines after \b as they are
    settings = settings_of(ctx)
    config = settings.config()
    archive = _opened(config)
    found = review.suggest(archive.records, archive.covered, limit)
    if as_json:
        click.echo(json_text([{**asdict(one), "paste": review.topic_entry(one)} for one in found], indent=2))
        return
    for number, one in enumerate(found, 1):
        click.echo("\n".join(_suggested(number, one, archive, f"{config.authority.name}/topics.yml")))
    if not found:
        settings.say("Nothing to propose: no words stand out that no topic has yet.")


def _suggested(number: int, one: Suggestion, archive: _Archive, file: str) -> Iterator[str]:
    by_id = {record.article.id: record for record in archive.records}
    yield from paragraph(f"{number}. {plain(one.label)}", bold=True)
    said = f"{len(one.articles)} articles, {one.uncovered} of them without any topic"
    spread = f"{_many(one.outlets, 'outlet')}, {_many(one.speakers, 'speaker')}"
    between = f"{one.first} to {one.last}" if one.first != one.last else one.first
    yield from paragraph(line_of(said, spread, between), indent=3)
    wanted = parse(one.query, TOPIC_FIELDS)
    for article in one.articles[:_EXAMPLES]:
        yield from _example(by_id[article], wanted)
    yield ""
    yield f"   → into {file}:"
    yield from (click.style(plain_line(line), fg="green") for line in review.topic_entry(one).splitlines())
    yield ""


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + "s" * (count != 1)


def _example(record: Record, wanted: Query) -> Iterator[str]:
    """An article's headline, and the sentence in which it first says what a query looks for."""
    article = record.article
    yield from paragraph(
        line_of(emphasised(article.headline, mark(article.headline, wanted, "title")), record.outlet, record.date),
        indent=3, hanging=2,
    )  # fmt: skip
    sentence = _sentence(article.text, wanted)
    if sentence:
        yield from paragraph(emphasised(sentence, mark(sentence, wanted)), indent=5)


def _sentence(text: str, wanted: Query) -> str | None:
    """The first sentence that has words a query looks for, cut where it is long; None where the text has none."""
    marks = mark(text, wanted)
    if not marks:
        return None
    first = marks[0]
    start, end = sentences_around(text, first.start, first.end, (first.start, first.end))
    sentence = text[start:end]
    if len(sentence) <= _WIDEST:
        return sentence
    shown = window(sentence, mark(sentence, wanted), _WIDEST)
    return ("… " if shown.start else "") + shown.of(sentence) + (" …" if shown.end < len(sentence) else "")


# --- onrecord topics test ---------------------------------------------------------------------------------------------


@command.command("test")
@click.argument("query", nargs=-1)
@click.option("-t", "--topic", metavar="ID", help="Compare with this topic; without a QUERY, try the topic's own.")
@click.option(
    "-n", "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many of each."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, with every article.")
@where_options
@say_options
@click.pass_context
def test_command(ctx: click.Context, query: tuple[str, ...], topic: str | None, limit: int, as_json: bool) -> None:
    """Show what a topic's query would catch, and what it would miss.

    Lists the articles that would be about the topic, with the matching words in their sentence; those that the query
    matches only in passing, which do not count; and near misses: articles that it does not match, though they have the
    words that tell its matches from all other articles.

    An article is about a topic if the query matches it and the words stand in its headline, deck or first paragraph,
    or often enough in its text: twice from 100 words on, and once more for every 200, at most four times.

    \b
    Examples:
      onrecord topics test 'ferry OR "harbour master"'
      onrecord topics test --topic transport               a topic as it is
      onrecord topics test --topic transport 'bus OR tram' what a new query would change
    """  # noqa: D301 - click keeps the lines after \b as they are
    settings = settings_of(ctx)
    archive = _opened(settings.config())
    old = _known(archive, topic) if topic else None
    text = " ".join(query)
    if not text.strip() and not topic:
        raise click.UsageError("Give a query, or --topic ID for a topic's own.", ctx)
    wanted = parse(text, TOPIC_FIELDS) if text.strip() else old
    assert wanted is not None
    found = review.trial(archive.records, wanted, len(archive.records) if as_json else limit)
    before = review.trial(archive.records, old, 0) if old and text.strip() else None
    if as_json:
        click.echo(json_text(_trial_row(text, found, before), indent=2))
        return
    click.echo("\n".join(_tried(archive, wanted, found, before, limit)))
    _tell(settings, archive, found)


def _known(archive: _Archive, topic: str) -> Query:
    wanted = archive.covered.queries.get(topic)
    if wanted is None:
        known = ", ".join(sorted(archive.covered.queries)) or "none"
        raise UnknownTopicError(f'no topic has the id "{topic}". Known are: {known}.')
    return wanted


def _changes(found: Trial, before: Trial) -> tuple[list[str], list[str]]:
    """The articles that a query catches and the one before does not, and the other way round."""
    gained = [article for article in found.about if article not in before.about]
    return gained, [article for article in before.about if article not in found.about]


def _trial_row(text: str, found: Trial, before: Trial | None) -> dict[str, object]:
    row: dict[str, object] = {"query": text or None, **asdict(found)}
    if before:
        row["gained"], row["lost"] = _changes(found, before)
    return row


def _tried(archive: _Archive, wanted: Query, found: Trial, before: Trial | None, limit: int) -> Iterator[str]:
    if before:
        gained, lost = _changes(found, before)
        yield from _listed(archive, wanted, "Gained: about the topic with this query, not with its own", gained, limit)
        yield from _listed(archive, wanted, "Lost: about the topic with its own query, not with this", lost, limit)
        kept = [article for article in found.about if article in before.about]
        yield from _listed(archive, wanted, "Kept", kept, limit)
    else:
        yield from _listed(archive, wanted, "Caught", found.about, limit)
    yield from _listed(archive, wanted, "In passing: the words stand there, but too seldom", found.passing, limit)
    yield from _near(archive, replace(found, near=found.near[:limit]))


def _listed(archive: _Archive, wanted: Query, title: str, articles: Collection[str], limit: int) -> Iterator[str]:
    by_id = {record.article.id: record for record in archive.records}
    yield click.style(f"{title} ({len(articles)})", bold=True)
    for article in list(articles)[:limit]:
        yield from _example(by_id[article], wanted)
    if len(articles) > limit:
        yield f"   … and {len(articles) - limit} more: --limit {len(articles)}"
    yield ""


def _near(archive: _Archive, found: Trial) -> Iterator[str]:
    by_id = {record.article.id: record for record in archive.records}
    yield click.style(f"Near misses: not matched, though they read alike ({len(found.near)})", bold=True)
    for miss in found.near:
        record = by_id[miss.article]
        yield from paragraph(line_of(plain(record.article.headline), record.outlet, record.date), indent=3, hanging=2)
        yield from paragraph(f"has also: {plain(', '.join(miss.words))}", indent=5)


def _tell(settings: Settings, archive: _Archive, found: Trial) -> None:
    fresh = sum(1 for article in found.about if not archive.covered.topics.get(article))
    telling: Sequence[str] = found.telling[:8]
    settings.say(f"{_many(len(found.about), 'article')} caught, {fresh} of them without any topic so far.")
    if telling:
        settings.say(f"What else tells them from all others: {', '.join(telling)}.")
