"""`onrecord search`: ask the archive."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from onrecord.addresses import DATASET
from onrecord.cli.options import Settings, say_options, settings_of, where_options
from onrecord.cli.words import address, emphasised, json_text, line_of, plain, quoted, together
from onrecord.search import Hit, Index, Library, Published, Results, engine_of
from onrecord.store import Dataset

if TYPE_CHECKING:
    from onrecord.config import Config


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option("-n", "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Show at most so many.")
@click.option("--newest", is_flag=True, help="The newest first, rather than the best.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: total and hits.")
@where_options
@say_options
@click.pass_context
def command(ctx: click.Context, query: tuple[str, ...], limit: int, newest: bool, as_json: bool) -> None:
    """Find quotations and articles, the best first, their words marked.

    All words must occur, unless OR stands between them: in the words of a quotation or its speaker's name, in the text
    of an article or its headline. What was built last is searched; the index follows it by itself.

    \b
      ferry hope            both words, in any order and case
      "ferry of hope"       these words next to each other
      deport*               every word that begins so
      ferry OR boat         either; ( ) group
      ferry -toll           without that word; NOT toll does the same
      speaker:lane          whose words they are: any part of a name or alias
      topic:immigration     the id or label of a topic of the words, or of their article
      outlet:gull           who published it
      date:2016-01          a year, a month or a day; date:[2015-12 TO 2016-02]
      kind:partial          direct, partial or indirect
      type:article          article or quotation
      title:toll            in the headline of an article

    Quote the query for the shell. A query that begins with a dash comes after --.

    \b
    Examples:
      onrecord search 'speaker:"Ada Lane" topic:transport "ferry of hope" date:2016'
      onrecord search --newest --limit 50 'speaker:(lane OR odell) -toll'
      onrecord search --json ferry | jq -r '.hits[].text'
    """  # noqa: D301 - click keeps the lines after \b as they are
    settings = settings_of(ctx)
    config = settings.config()
    index = Index(config.cache / "index", engine_of(config.search_index))
    with closing(Dataset(config.docs / DATASET)) as dataset:
        library = Published(dataset)
        follow(index, library, settings)
        results = index.search(text := " ".join(query), library, limit, newest=newest)
    if as_json:
        hits = [_row(hit, config) for hit in results.hits]
        click.echo(json_text({"query": text, "total": results.total, "hits": hits}, indent=2))
        return
    for number, hit in enumerate(results.hits, 1):
        click.echo("\n".join(_shown(number, hit, config)))
    settings.say(_summary(results))


def follow(index: Index, library: Library, settings: Settings) -> None:
    """Bring the index up to the library, where it is not; the versions of the two tell that at once."""
    if index.version != library.version:
        from onrecord.cli.reports import progress_bars  # noqa: PLC0415 - who only searches need not wait for it

        with progress_bars(settings) as progress:
            index.update(library, progress)


def _row(hit: Hit, config: Config) -> dict[str, object]:
    row = dataclasses.asdict(hit.document)
    row["speaker"] = hit.document.speaker
    row["speaker_names"] = row.pop("names")
    row["topic_labels"] = row.pop("subjects")
    row["url"] = address(config.site_url, hit.document.path) if config.site_url else None
    row["marks"] = [[mark.start, mark.end] for mark in hit.marks]
    return row


def _shown(number: int, hit: Hit, config: Config) -> Iterator[str]:
    found = hit.document
    words, marks = hit.excerpt()
    if found.type == "quotation":
        whose = click.style(plain(together(found.speakers) or "nobody named"), bold=bool(found.speakers))
        kind = "reported, not in marks" if found.kind == "indirect" else found.kind
        unsure = "uncertain attribution" if found.speakers and found.confidence == "unsure" else None
        yield f"{number:>3}. {line_of(whose, found.outlet, found.date or 'undated', kind, unsure)}"
        yield f"     {emphasised(words, marks) if found.kind == 'indirect' else quoted(words, marks)}"
    else:
        yield f"{number:>3}. {line_of(emphasised(found.title, hit.title_marks), found.outlet, found.date or 'undated')}"
        if words:
            yield f"     {emphasised(words, marks)}"
    yield f"     {click.style(address(config.site_url, found.path), fg='cyan')}"


def _summary(results: Results) -> str:
    if not results.total:
        return "Nothing found. Fewer words, a prefix such as ferr*, or OR between words find more."
    more = f"; --limit {min(results.total, 1000)} shows more" if results.total > len(results.hits) else ""
    return f"{len(results.hits)} of {results.total}{more}."
