"""The command that says who says so."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.common import as_json_option, found_ids, print_json, reading, terminal_line
from annotator.model import VERDICTS

_LOUDEST = 15
"""How many sources are listed, the most heard first."""


@click.command("attribution")
@click.argument("query", nargs=-1)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write a report: .html, .csv or .json, by its suffix."
)
@as_json_option
@click.pass_obj
def attribution(database: str | None, query: tuple[str, ...], output: Path | None, as_json: bool) -> int:
    """Say how many claims have a source, of which kind, who is heard how often, and which images lack a credit.

    Of the whole library, or of the articles that a QUERY as of “search” finds. A PDF is made in the window.
    """
    from annotator.analysis.attribution import FIGURES
    from annotator.analysis.reporting import as_record
    from annotator.services import attribution as service

    write = service.writer_for(output) if output is not None else None
    with reading(database) as store:
        attributed = service.attribution(store, found_ids(database, store, query))
    found, images = attributed
    if output is not None and write is not None:
        service.write_report(attributed, output, write)
        click.echo(f"Written: {output}", err=True)
        return 0
    if as_json:
        print_json(as_record(found, images))
        return 0
    click.echo(f"{found.articles} articles, {len(found.claims)} claims, {found.attributed} of them attributed")
    for name, words in FIGURES:
        click.echo(f"{len(getattr(found, name)):7,}  {words}")
    for verdict, ids in found.checks.items():
        click.echo(f"{len(ids):7,}  {VERDICTS[verdict]}")
    click.echo(f"{len(found.unused_sources):7,}  sources that no claim is attributed to")
    click.echo(f"{found.share_of_words:7.0%}  of the words of claims have a source")
    for kind, count in found.claims_by_kind.most_common():
        click.echo(f"{count:7,}  claims by sources of the kind “{kind}”, {found.words_by_kind[kind]:,} words")
    for heard in found.loudest[:_LOUDEST]:
        click.echo(f"{heard.claims:7,}  {terminal_line(heard.name)} ({len(heard.articles)} articles)")
    click.echo(f"{sum(len(one.uncredited) for one in images.values()):7,}  images without a credit")
    click.echo(f"{sum(len(one.unused) for one in images.values()):7,}  credits without an image")
    return 0
