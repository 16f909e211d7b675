"""`onrecord search`: ask the archive."""

from __future__ import annotations

from functools import partial

import click

from onrecord.cli.hits import summary, told
from onrecord.cli.options import say_options, settings_of, where_options
from onrecord.cli.quick import Asked
from onrecord.cli.settings import Settings
from onrecord.search import Index, Library


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
    asked = Asked(" ".join(query), limit, newest)
    results = asked.found(config, partial(_follow, settings))
    click.echo(told(asked.text, results, config.site_url, as_json=as_json), nl=False)
    if not as_json:
        settings.say(summary(results))


def _follow(settings: Settings, index: Index, library: Library) -> None:
    """Bring the index up to the library, where it is not; the versions of the two tell that at once."""
    if index.version != library.version:
        from onrecord.cli.reports import progress_bars  # noqa: PLC0415 - who only searches need not wait for it

        with progress_bars(settings) as progress:
            index.update(library, progress)
