"""The commands by which articles and annotations come in and go out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator import settings
from annotator.cli.common import (
    as_json_option,
    counted,
    found_ids,
    print_json,
    progress,
    reading,
    telling,
    terminal_line,
)
from annotator.errors import AnnotatorError, LibraryError
from annotator.model import LinkKind
from annotator.readers import KINDS

if TYPE_CHECKING:
    from annotator.formats.base import Format
    from annotator.formats.importing.draft import Choices
    from annotator.storage.import_batch import Outcome
    from annotator.storage.store import Store

_pairs = partial(click.option, multiple=True, callback=lambda _context, _option, values: _split(values))


def _split(values: Sequence[str]) -> dict[str, str]:
    found = {}
    for value in values:
        name, sign, said = value.partition("=")
        if not sign or not name:
            raise click.BadParameter(f"“{value}” is not of the form NAME=VALUE.")
        found[name] = said
    return found


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL…")
@click.option("--as", "kind", metavar="KIND", help=f"What the files are: {', '.join(KINDS)}, or a name of “formats”.")
@click.option("--encoding", help="The encoding of texts and pages, instead of finding it out.")
@click.option("--password", help="The password of PDF files that need one.")
@click.option("--whole-page", is_flag=True, help="Of web pages, take all the text and not only the article.")
@_pairs(
    "--map",
    "labels",
    metavar="LABEL=TAG",
    help="The tag or link that a foreign label stands for; is remembered.",
)
@click.option("--new-tags", is_flag=True, help="Labels that are no tags become tags.")
@click.option("--unit", type=click.Choice(("code-points", "utf-16", "utf-8")), help="What places are counted in.")
@click.option("--layer", default="", metavar="TYPE[:FEATURE]", help="Which spans of a UIMA file are meant.")
@as_json_option
@click.pass_obj
def import_(
    database: str | None,
    sources: tuple[str, ...],
    kind: str | None,
    encoding: str | None,
    password: str | None,
    whole_page: bool,
    labels: dict[str, str],
    new_tags: bool,
    unit: str | None,
    layer: str,
    as_json: bool,
) -> int:
    """Bring files, the files in folders, or web pages into the library: articles and annotations alike."""
    from annotator.formats.importing.draft import Choices, Unit
    from annotator.readers.files import source_of
    from annotator.readers.registry import Options
    from annotator.readers.sandbox import Sandbox
    from annotator.services.importing import ImportRequest, add, from_sources, into
    from annotator.storage.store import Store

    choices = Choices(Unit(unit) if unit else None, labels, new_tags, layer)
    how = ImportRequest(kind, Options(encoding, password), whole_page, partial(_remember, choices))
    sandbox = Sandbox()
    todo = from_sources(map(source_of, sources), how, sandbox)
    if not todo:
        raise LibraryError("There are no files in there, so nothing was imported.")
    path = settings.library_path(database)
    with sandbox, Store.open(path) as store, progress(len(todo), "Importing", as_json) as bar:
        _check_tags(labels, store)
        outcomes = add(todo, into(store, settings.Settings().annotator), telling(bar))
        bar.update(len(todo) - bar.pos)
    if as_json:
        print_json([_record(o) for o in outcomes])
    else:
        _report(outcomes)
    if all(o.ok for o in outcomes):
        return 0
    return 1 if any(o.article_ids for o in outcomes) else 2


def _record(outcome: Outcome) -> dict[str, Any]:
    """What became of a file, for programs."""
    from annotator.readers.files import shown

    record = asdict(outcome)
    record["name"] = shown(record.pop("source"))
    return {**record, "ok": outcome.ok}


def _check_tags(labels: dict[str, str], store: Store) -> None:
    tags = {tag.id for tag in store.tags()}
    unknown = [tag for tag in labels.values() if tag and tag not in tags and tag not in set(LinkKind)]
    if unknown:
        raise AnnotatorError(f"There is no tag “{unknown[0]}”. There are: {', '.join(sorted(tags))}.")


def _remember(choices: Choices, format_: Format) -> Choices:
    """The choices for a format; what they say of its labels is known the next time."""
    from annotator.services.importing import remembered

    known = remembered(format_, choices)
    if choices.labels:
        settings.Settings().set_labels(format_.name, dict(known.labels))
    return known


_WORDS = {
    "added": ", {} added",
    "already there": ", {} already there",
    "guessed": ", read as {} (a guess)",
    "left out": "; without {}",
}


def _report(outcomes: Sequence[Outcome]) -> None:
    from annotator.readers.files import shown
    from annotator.services.importing import facts

    for outcome in outcomes:
        name = terminal_line(shown(outcome.source or outcome.name))
        if outcome.article_ids:
            told = (_WORDS[f].format(v) if f in _WORDS else f", {counted(int(v), f)}" for f, v in facts(outcome))
            click.echo(f"{name}: {''.join(told)[2:]}")
        for problem in outcome.problems:
            click.echo(f"{name}: left out: {problem}", err=True)
        if outcome.unmapped:
            click.echo("Say what labels mean with --map LABEL=TAG, or make them tags with --new-tags.", err=True)


@click.command("export")
@click.argument("query", nargs=-1)
@click.option("--format", "name", metavar="FORMAT", required=True, help="The format to write; see “formats”.")
@click.option("-o", "output", type=click.Path(path_type=Path), help="The file or folder; standard output without it.")
@click.option("--article", "ids", multiple=True, metavar="ID", help="Only this article; may be given more than once.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only annotations of this tag.")
@click.option("--annotator", "annotators", multiple=True, metavar="NAME", help="Only annotations by this person.")
@_pairs("--option", "-O", "options", metavar="NAME=VALUE", help="An option of the format; see “formats”.")
@click.pass_obj
def export(
    database: str | None,
    query: tuple[str, ...],
    name: str,
    output: Path | None,
    ids: tuple[str, ...],
    tags: tuple[str, ...],
    annotators: tuple[str, ...],
    options: dict[str, str],
) -> int:
    """Write articles with their annotations: all of them, those named, or those that a QUERY as of “search” finds.

    What the format cannot carry is counted and said first; what is written is read back before it takes the place of
    a file that is there.
    """
    from annotator.formats.exporting.export import AnnotationSelection
    from annotator.services import exporting

    title = exporting.format_to_write(name).title
    request = exporting.ExportRequest(name, options, AnnotationSelection(frozenset(tags), frozenset(annotators)))
    with reading(database) as store:
        there = found_ids(database, store, query)
        missing = [i for i in ids if i not in set(there)]
        for article_id in missing:
            click.echo(f"There is no article {article_id}; it was left out. “annotator list” shows the ids.", err=True)
        chosen = [i for i in ids if i not in missing] if ids else there
        if not chosen:
            raise LibraryError("There is nothing to export.")
        left_out: list[str] = []
        lost = exporting.losses(store, chosen, request)
        for line in ([f"{title} cannot hold: {'; '.join(lost.kinds)}."] if lost.kinds else []) + lost.warnings:
            click.echo(line, err=True)
        if output is None:
            exporting.write_to(store, chosen, sys.stdout.buffer, request)
        else:
            with progress(len(chosen), "Exporting") as bar:
                left_out = exporting.export(store, chosen, output, request, telling(bar))
            for line in left_out:
                click.echo(f"left out: {line}", err=True)
            click.echo(f"{counted(len(chosen) - len(left_out), 'article')} written to {output}", err=True)
    return 1 if missing or left_out else 0


@click.command("formats")
@as_json_option
def list_formats(as_json: bool) -> int:
    """List the formats: whether each is read and written, what places are counted in, and what it carries."""
    from annotator.formats.registry import formats

    if as_json:
        print_json(
            [
                {
                    "name": f.name,
                    "title": f.title,
                    "suffix": f.suffix,
                    "reads": f.reads,
                    "writes": f.writes,
                    "folder": f.folder,
                    "unit": f.unit or None,
                    "carries": sorted(f.carries),
                    "purpose": f.purpose,
                    "options": {option.name: option.allowed for option in f.options},
                }
                for f in formats().values()
            ]
        )
        return 0
    for f in formats().values():
        ways = "read, write" if f.reads and f.writes else "read" if f.reads else "write"
        click.echo(
            f"{f.name:13} {ways:11} {f.unit or '–':11} {f.title}: {', '.join(sorted(f.carries)) or 'flat spans'}"
        )
        for option in f.options:
            click.echo(f"{'':37} --option {option.name}={'|'.join(option.allowed)}")
    return 0
