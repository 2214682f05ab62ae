"""The commands by which articles and annotations come in and go out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator import settings
from annotator.cli.common import as_json_option, counted, found_ids, print_json, progress, reading
from annotator.errors import AnnotatorError, LibraryError
from annotator.gc_control import gc_paused
from annotator.model import LinkKind
from annotator.readers import KINDS

if TYPE_CHECKING:
    from annotator.formats.base import Format
    from annotator.formats.exporting.export import AnnotationSelection, Contents
    from annotator.formats.importing.draft import Choices
    from annotator.formats.importing.result import Parsed
    from annotator.model import Content
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
    from annotator.formats.importing import parsing
    from annotator.formats.importing.detection import format_of
    from annotator.formats.importing.draft import Choices, Unit
    from annotator.formats.registry import named
    from annotator.readers.files import source_of, walk
    from annotator.readers.registry import Options
    from annotator.storage.import_batch import of_files
    from annotator.storage.store import Store

    format_ = named(kind) if kind is not None and kind not in KINDS else None
    choices = Choices(Unit(unit) if unit else None, labels, new_tags, layer)
    named_by = [(s, source_of(s)) for s in sources]
    addresses = [source for _, source in named_by if isinstance(source, str)]
    paths = [Path(text) for text, source in named_by if isinstance(source, Path)]
    if format_ is None or not format_.folder:
        paths = [p for path in paths for p in ([path] if kind not in KINDS and _is_one(path) else walk([path]))]
    todo: list[Path | str] = [*addresses, *paths]
    if not todo:
        raise LibraryError("There are no files in there, so nothing was imported.")
    options = Options(encoding, password)
    with Store.open(settings.library_path(database)) as store, progress(len(todo), "Importing", as_json) as bar:

        def parse(source: Path | str) -> Iterable[Parsed]:
            if isinstance(source, str):
                return [parsing.parse_address(source, whole_page=whole_page)]
            foreign = format_ or (format_of(source) if kind is None else None)
            if foreign is not None:
                return parsing.parse_annotations(source, foreign, remembered(foreign, choices, store), store.tags())
            return [parsing.parse_file(source, kind=kind, options=options, whole_page=whole_page)]

        outcomes = list(of_files(_bring(store, todo, parse, bar.update)))
    if as_json:
        print_json([{**asdict(o), "ok": o.ok} for o in outcomes])
    else:
        _report(outcomes)
    if all(o.ok for o in outcomes):
        return 0
    return 1 if any(o.article_ids for o in outcomes) else 2


def _is_one(path: Path) -> bool:
    """Whether a folder is one project of another program."""
    from annotator.formats.importing.detection import format_of

    return path.is_dir() and format_of(path) is not None


def _bring(
    store: Store,
    todo: Sequence[Path | str],
    parse: Callable[[Path | str], Iterable[Parsed]],
    after: Callable[[int], object],
) -> Iterator[Outcome]:
    """The outcomes of the files and of their parts; what came in is one step of undo at the end."""
    from annotator.formats.importing.result import in_batches
    from annotator.storage.import_batch import take_in

    annotator = settings.Settings().annotator
    batches = in_batches(chain.from_iterable(map(parse, todo)))
    sources, steps = iter(todo), []
    while True:
        with gc_paused():
            batch = next(batches, None)
            if batch is None:
                break
            outcomes, applied = take_in(store, batch, annotator)
        steps += [applied.step.seq] if applied is not None else []
        for outcome in outcomes:
            if not outcome.continues:
                outcome.name = str(next(sources))
                after(1)
            yield outcome
    if len(steps) > 1:
        store.merge_steps(steps)


def remembered(format_: Format, choices: Choices, store: Store) -> Choices:
    """The choices with the tags that labels of this format stood for before; what is said now is remembered."""
    known = settings.Settings().labels(format_.name)
    labels = {**known, **choices.labels}
    tags = {tag.id for tag in store.tags()}
    unknown = [tag for tag in choices.labels.values() if tag and tag not in tags and tag not in set(LinkKind)]
    if unknown:
        raise AnnotatorError(f"There is no tag “{unknown[0]}”. There are: {', '.join(sorted(tags))}.")
    if labels != known:
        settings.Settings().set_labels(format_.name, labels)
    return choices._replace(labels=labels, known=store.article_by_text)


def _report(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        guessed = f", read as {outcome.guessed_encoding} (a guess)" if outcome.guessed_encoding else ""
        if outcome.article_ids:
            parts = [
                f"{outcome.added} added" if outcome.added else "",
                f"{outcome.already_there} already there" if outcome.already_there else "",
                counted(outcome.annotations, "annotation") if outcome.annotations else "",
                counted(outcome.links, "link") if outcome.links else "",
            ]
            left_out = f"; without {', '.join(outcome.left_out)}" if outcome.left_out else ""
            click.echo(f"{outcome.name}: {', '.join(filter(None, parts))}{guessed}{left_out}")
        for problem in outcome.problems:
            click.echo(f"{outcome.name}: left out: {problem}", err=True)
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
    from annotator.formats.exporting.export import AnnotationSelection, export, write_to, writer_of
    from annotator.formats.registry import named

    format_ = named(name)
    writer_of(format_)  # or it is refused before the library is opened
    with reading(database) as store:
        there = found_ids(database, store, query)
        missing = [i for i in ids if i not in set(there)]
        for article_id in missing:
            click.echo(f"There is no article {article_id}; it was left out. “annotator list” shows the ids.", err=True)
        chosen = [i for i in ids if i not in missing] if ids else there
        if not chosen:
            raise LibraryError("There is nothing to export.")
        contents = partial(_contents, store, chosen, AnnotationSelection(frozenset(tags), frozenset(annotators)))
        _say_losses(format_, contents)
        known = store.tags()
        with gc_paused():
            if output is None:
                with closing(contents()) as stored:
                    write_to(format_, sys.stdout.buffer, stored, known, options)
            else:
                with progress(len(chosen), "Exporting") as bar:
                    export(format_, output, contents, known, options, partial(bar.update, 1))
                click.echo(f"{counted(len(chosen), 'article')} written to {output}", err=True)
    return 1 if missing else 0


def _contents(store: Store, ids: Sequence[str], only: AnnotationSelection) -> Generator[Content, None, None]:
    with closing(store.contents(ids)) as contents:
        yield from only.of(contents)


def _say_losses(format_: Format, contents: Contents) -> None:
    """Say on standard error what the export would lose, and how much of it."""
    from annotator.formats.base import ALL
    from annotator.formats.exporting.loss_report import in_words, losses, warnings

    if format_.carries != ALL:
        with closing(contents()) as stored:
            lost = losses(format_, stored)
        if lost:
            click.echo(f"{format_.title} cannot hold: {'; '.join(in_words(lost))}.", err=True)
    with closing(contents()) as stored:
        for line in warnings(format_, stored):
            click.echo(line, err=True)


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
