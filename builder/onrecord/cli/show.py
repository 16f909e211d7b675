"""`onrecord show`: one thing of the archive, by its id."""

from __future__ import annotations

import click

from onrecord.addresses import DATASET
from onrecord.cli import why as explain
from onrecord.cli.cards import card
from onrecord.cli.facts import KINDS, facts, find
from onrecord.cli.options import say_options, settings_of, where_options
from onrecord.cli.words import json_text
from onrecord.store import Dataset


@click.command("show")
@click.argument("name", metavar="ID")
@click.option("--why", is_flag=True, help="Of a quotation: show the words and the rule that decided whose it is.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@where_options
@say_options
@click.pass_context
def command(ctx: click.Context, name: str, why: bool, as_json: bool) -> None:
    """Show an article, quotation, statement, speaker, topic or outlet.

    ID is its id, the beginning of it or words of it, a name, or an address on the site. Where several things may be
    meant, they are listed; say which: speaker/ada-lane, topic/ports.

    \b
    Examples:
      onrecord show ada-lane                       a speaker, and what they said
      onrecord show "Ada Lane"                     the same; so does lane, if there is no other
      onrecord show 7k2m9x4q1z                     a quotation in its sentence, and whose it is
      onrecord show --why 7k2m9x4q1z               … and why
      onrecord show statement/7k2m9x4q1z           all its renderings
      onrecord show articles/ferry-vote/#q-7k2m9x4q1z
      onrecord show --json topic/ports | jq .statements
    """  # noqa: D301 - click keeps the lines after \b as they are
    config = settings_of(ctx).config()
    dataset = Dataset(config.docs / DATASET)
    try:
        found = facts(dataset, *find(dataset, name, ("quotation",) if why else KINDS))
        reason = explain.why(dataset, found, config) if why else None
    finally:
        dataset.close()
    if as_json:
        click.echo(json_text({**found, "why": reason} if reason else found, indent=2))
        return
    click.echo("\n".join(card(found, config.site_url)))
    if reason:
        click.echo("\n".join(["", *explain.lines(reason)]))
