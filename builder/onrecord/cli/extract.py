"""`onrecord extract`: what single articles say by themselves, one line of JSON each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

import click

from onrecord import build
from onrecord.build import Options
from onrecord.cli.options import jobs_option, say_options, settings_of
from onrecord.cli.recording import PLACE, Recording, recording_options
from onrecord.cli.reports import progress_bars, tell_problem
from onrecord.cli.settings import Settings
from onrecord.cli.words import json_text
from onrecord.config import load_authority
from onrecord.model import Article, Attribution, Problem, Quotation, Record, Span
from onrecord.text import slug


@click.command("extract")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PLACE)
@recording_options
@click.option(
    "--attribution",
    type=click.Choice(get_args(Attribution)),
    default="balanced",
    help="How readily a quotation is credited to a person.",
)
@click.option("--min-words", type=click.IntRange(min=0), default=1, help="Articles with fewer words are problems.")
@click.option(
    "-a",
    "--authority",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder whose outlets.yml says what outlets are called and which lines are theirs.",
)
@jobs_option
@say_options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    recording: Recording,
    attribution: Attribution,
    min_words: int,
    authority: Path | None,
    jobs: int | None,
) -> None:
    """Print what articles say, one line of JSON for each; or write it into a record set.

    PATHs are files, or folders of them; no archive is needed. A line holds "source", "id", "headline", "deck",
    "outlet", "date", "authors", "captions", "text", "quotes", "people", "dropped" and "problems". Each of "quotes" has
    "start" and "end" (offsets into "text", in characters), "text", "speaker" (the fullest name the article gives, or
    null), "speakers" (all of a joint statement's), "mention" and "cue" (the words that name and attribute), "kind"
    (direct or partial in marks, indirect without), "verbatim" (the speaker's own words: in marks, or by their form,
    such as a turn of a transcript), "rule" and "confidence" (certain, likely or unsure).

    --attribution balanced names a speaker where that is likelier than not, precise only where little speaks against
    it, rules by the rules alone.

    A file that cannot be read or holds no article is told on stderr, and printed too: as a line without text whose
    "problems" say why.

    With --output, a record set is written instead: Parquet files that `onrecord build --records` takes. Its PATHs, and
    itself, may have addresses (s3://, gs://), and --engine dask shares the work among the machines of a cluster. What
    is there already is not made again, so a run that was interrupted is taken up where it stopped.

    \b
    Examples:
      onrecord extract articles/ferry.txt --authority authority
      onrecord extract articles --jobs 2 > records.jsonl
      onrecord extract articles | jq -r '.quotes[] | [.speaker, .text] | @tsv'
      onrecord extract s3://news/saved -o s3://news/records --engine dask --scheduler tcp://head:8786
    """  # noqa: D301 - click keeps the lines after \b as they are
    settings = settings_of(ctx)
    outlets = load_authority(authority).outlets if authority else ()
    options = Options(
        attribution=attribution, min_words=min_words, outlets=tuple(replace(o, where="") for o in outlets)
    )
    if recording.wanted(paths):
        recording.run(settings, paths, options, jobs or 0)
    else:
        _print(settings, [Path(path) for path in paths], options, jobs or 0)


def _print(settings: Settings, paths: Sequence[Path], options: Options, jobs: int) -> None:
    """Print a line for each article, and tell what gave none."""
    failed = 0
    with progress_bars(settings) as progress:
        for result in build.extract(paths, options, jobs=jobs, progress=progress):
            if isinstance(result, Problem):
                tell_problem(settings, result)
                if result.level == "note":  # a file that is no article, such as a picture
                    continue
                failed += 1
            click.echo(json_text(line(result)))
    if failed:
        settings.say(f"{failed} of these gave no article: see above.")


def line(result: Record | Problem) -> dict[str, object]:
    """What is printed for one source, ready for JSON."""
    if isinstance(result, Problem):
        return _line(Record(_nothing(result), problems=(result,)))
    return _line(result)


def _nothing(problem: Problem) -> Article:
    """The article of a source that gave none."""
    return Article(slug(Path(problem.uri).stem), problem.uri, "", "", "lede", "")


def _line(record: Record) -> dict[str, object]:
    article = record.article
    return {
        "source": article.source,
        "id": article.id,
        "headline": article.headline or None,
        "headline_source": article.headline_source if article.headline else None,
        "deck": article.deck,
        "outlet": record.outlet,
        "outlet_source": record.outlet_source,
        "date": record.date,
        "date_source": record.date_source,
        "authors": article.authors,
        "captions": [{"text": caption.text, "credit": caption.credit} for caption in article.captions],
        "text": article.text,
        "quotes": [_quote(quotation, article.text) for quotation in record.quotations],
        "people": [{"name": person.name, "roles": person.roles} for person in record.people],
        "dropped": [{"text": dropped.text, "reason": dropped.reason} for dropped in article.dropped],
        "problems": _problems(record.problems),
    }


def _quote(quotation: Quotation, text: str) -> dict[str, object]:
    def words(span: Span | None) -> str | None:
        return span.of(text) if span else None

    return {
        "start": quotation.content.start,
        "end": quotation.content.end,
        "text": quotation.content.of(text),
        "speaker": quotation.speaker,
        "speakers": quotation.speakers,
        "mention": words(quotation.mention),
        "cue": words(quotation.cue),
        "kind": quotation.kind if quotation.marked else "indirect",
        "verbatim": not quotation.reported,
        "rule": quotation.rule,
        "confidence": quotation.confidence,
    }


def _problems(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [{"level": p.level, "stage": p.stage, "message": p.message, "hint": p.hint} for p in problems]
