"""The command line: the same program without a window and without Qt, for scripts, servers and tests.

Exit status 0 when all went well, 1 when something was refused or left out (and was listed), 2 for wrong usage or when
nothing could be done.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator import __version__, settings
from annotator.collecting import making_many
from annotator.errors import AnnotatorError, LibraryError
from annotator.formats import EXPORTS, KINDS

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from annotator.formats.intake import Parsed
    from annotator.storage.intake import Outcome
    from annotator.storage.store import Store

_AT_ONCE = 64
"""How many files become one step of undo."""

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def run() -> int:
    """Run the command line of this process and return its exit status."""
    try:
        result = main.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        click.echo("Stopped. What was done before is kept.", err=True)
        return 1
    except AnnotatorError as error:
        click.echo(str(error), err=True)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    return int(result or 0)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--database", metavar="FILE", help="The library to use, instead of the one in the user's data folder.")
@click.option("--verbose", is_flag=True, help="Say on standard error what is done.")
@click.version_option(__version__, prog_name="annotator")
@click.pass_context
def main(context: click.Context, database: str | None, verbose: bool) -> int | None:
    """Mark claims, sources, image credits and locations in news articles.

    Without a command, open the window.
    """
    context.obj = database
    if verbose:
        logging.basicConfig(stream=sys.stderr, format="%(name)s: %(message)s")
        logging.getLogger("annotator").setLevel(logging.INFO)
    if context.invoked_subcommand is None:
        from annotator.__main__ import open_window

        return open_window([], database)
    return None


@main.command("open")
@click.argument("files", nargs=-1, type=click.Path())
@click.pass_obj
def open_(database: str | None, files: tuple[str, ...]) -> int:
    """Open the window with these articles: files, or addresses of web pages."""
    from annotator.__main__ import open_window

    return open_window(list(files), database)


@main.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL…")
@click.option("--as", "kind", type=click.Choice(KINDS), help="What the files are, instead of finding it out.")
@click.option("--encoding", help="The encoding of texts and pages, instead of finding it out.")
@click.option("--password", help="The password of PDF files that need one.")
@click.option("--whole-page", is_flag=True, help="Of web pages, take all the text and not only the article.")
@_as_json
@click.pass_obj
def import_(
    database: str | None,
    sources: tuple[str, ...],
    kind: str | None,
    encoding: str | None,
    password: str | None,
    whole_page: bool,
    as_json: bool,
) -> int:
    """Bring files, the files in folders, or web pages into the library: articles and annotations alike."""
    from annotator.formats.registry import parse_address, parse_file
    from annotator.readers.files import is_address, walk
    from annotator.readers.kinds import Options
    from annotator.storage.intake import take_in
    from annotator.storage.store import Store

    addresses = [s for s in sources if is_address(s)]
    files: list[Path | str] = [*addresses, *walk(Path(s) for s in sources if not is_address(s))]
    if not files:
        raise LibraryError("There are no files in there, so nothing was imported.")
    annotator, options = settings.Settings().annotator, Options(encoding, password)
    outcomes: list[Outcome] = []

    def parse(source: Path | str) -> Parsed:
        if isinstance(source, Path):
            return parse_file(source, kind=kind, options=options, whole_page=whole_page)
        return parse_address(source, whole_page=whole_page)

    path = settings.library_path(database)
    with Store.open(path) as store, _progress(len(files), "Importing", as_json) as bar, making_many():
        for batch in _batches(files):
            done, _ = take_in(store, list(map(parse, batch)), annotator)
            for source, outcome in zip(batch, done, strict=True):
                outcome.name = str(source)
            outcomes += done
            bar.update(len(batch))
    if as_json:
        _print_json([{**asdict(o), "ok": o.ok} for o in outcomes])
    else:
        _report(outcomes)
    if all(o.ok for o in outcomes):
        return 0
    return 1 if any(o.article_ids for o in outcomes) else 2


def _report(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        guessed = f", read as {outcome.guessed_encoding} (a guess)" if outcome.guessed_encoding else ""
        if outcome.article_ids:
            parts = [
                f"{outcome.added} added" if outcome.added else "",
                f"{outcome.already_there} already there" if outcome.already_there else "",
                f"{outcome.annotations} annotations" if outcome.annotations else "",
                f"{outcome.links} links" if outcome.links else "",
            ]
            left_out = f"; without {', '.join(outcome.left_out)}" if outcome.left_out else ""
            click.echo(f"{outcome.name}: {', '.join(filter(None, parts))}{guessed}{left_out}")
        for problem in outcome.problems:
            click.echo(f"{outcome.name}: left out: {problem}", err=True)


@main.command("export")
@click.option("--format", "format_", type=click.Choice(EXPORTS), required=True, help="The format to write.")
@click.option("-o", "output", type=click.Path(path_type=Path), help="The file to write; standard output without it.")
@click.option("--article", "ids", multiple=True, metavar="ID", help="Only this article; may be given more than once.")
@click.pass_obj
def export(database: str | None, format_: str, output: Path | None, ids: tuple[str, ...]) -> int:
    """Write articles with their annotations, all of them or those named."""
    from annotator.formats.files import replacing
    from annotator.formats.registry import WRITERS

    with _reading(database) as store:
        there = store.article_ids()
        missing = [i for i in ids if i not in set(there)]
        for article_id in missing:
            click.echo(f"There is no article {article_id}; it was left out. “annotator list” shows the ids.", err=True)
        chosen = [i for i in ids if i not in missing] if ids else there
        if not chosen:
            raise LibraryError("There is nothing to export.")
        contents, tags = store.contents(chosen), store.tags()
        if output is None:
            with making_many():
                WRITERS[format_](sys.stdout.buffer, contents, tags=tags)
        else:
            with making_many(), replacing(output) as file, _progress(len(chosen), "Exporting") as bar:
                WRITERS[format_](file, contents, tags=tags, after_each=partial(bar.update, 1))
            click.echo(f"{len(chosen)} articles written to {output}", err=True)
    return 1 if missing else 0


@main.command("list")
@click.argument("query", nargs=-1)
@_as_json
@click.pass_obj
def list_(database: str | None, query: tuple[str, ...], as_json: bool) -> int:
    """List the articles of the library, newest first; with a QUERY as of “search” only those it finds."""
    with _reading(database) as store:
        articles = store.articles()
    if query:
        from annotator.querying import asked
        from annotator.storage.search import search as find

        found = {hit.article_id for hit in find(settings.library_path(database), asked(" ".join(query)))}
        articles = [a for a in articles if a.id in found]
    if as_json:
        _print_json(
            [
                {
                    "id": a.id,
                    "title": a.title,
                    "site": a.site,
                    "published_at": a.published_at,
                    "imported_at": a.imported_at,
                    "status": str(a.state.status),
                    "annotations": a.counts,
                }
                for a in articles
            ]
        )
        return 0
    for a in articles:
        click.echo(f"{a.id}  {sum(a.counts.values()):5}  {_one_line(a.title)}")
    if not articles:
        click.echo("Nothing was found." if query else "The library is empty.", err=True)
    return 0


@main.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option("--most", default=200, show_default=True, help="How many articles to list, the best first.")
@_as_json
@click.pass_obj
def search(database: str | None, query: tuple[str, ...], most: int, as_json: bool) -> int:
    """Find articles: words, "phrases", prefix*, and keys that narrow down.

    The keys: tag:claim, site:name, status:todo|started|done, keyword:word, annotator:name, after:2024-01-01,
    before:2024-02, collection:name, tag:claim>5, has:note, has:unsourced (claims without a source).
    """
    from annotator.querying import asked
    from annotator.storage import search as searching

    path = settings.library_path(database)
    _reading(database).close()
    wanted = asked(" ".join(query))
    if wanted.everything:
        raise LibraryError("There is no word to look for in this.")
    hits = searching.search(path, wanted, most=most)
    if as_json:
        _print_json([{**hit._asdict(), "snippet": _plain(hit.snippet)} for hit in hits])
    else:
        for hit in hits:
            click.echo(f"{hit.article_id}  {_one_line(hit.title)}")
            if hit.snippet:
                click.echo(f"    {_one_line(_plain(hit.snippet, bold=sys.stdout.isatty()))}")
    if not hits:
        click.echo("Nothing was found.", err=True)
    return 0


def _plain(snippet: str, *, bold: bool = False) -> str:
    from annotator.querying import END, START

    return snippet.replace(START, "»" if bold else "").replace(END, "«" if bold else "")


@main.command("check")
@click.option("--rebuild-index", is_flag=True, help="First make the search index anew from what is stored.")
@_as_json
@click.pass_obj
def check(database: str | None, rebuild_index: bool, as_json: bool) -> int:
    """Verify the library: SQLite's own integrity, every text's hash, every quote and the search index."""
    from annotator.storage.check import check as run_check
    from annotator.storage.store import Store

    path = settings.library_path(database)
    _reading(database).close()
    if rebuild_index:
        with Store.open(path) as store:
            store.rebuild_indexes()
    report = run_check(path)
    if as_json:
        _print_json({"database": str(path), "ok": not report.problems, **asdict(report)})
    else:
        for problem in report.problems:
            click.echo(problem)
        found = f"{len(report.problems)} problems" if report.problems else "no problems"
        click.echo(
            f"{report.articles} articles, {report.annotations} annotations, {report.links} links checked: {found}."
        )
    return 1 if report.problems else 0


def _reading(database: str | None) -> Store:
    from annotator.storage.store import Store

    return Store.open(settings.library_path(database), read_only=True)


def _batches(files: Sequence[Path | str]) -> Iterator[list[Path | str]]:
    rest = iter(files)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch


def _progress(length: int, label: str, quiet: bool = False) -> ProgressBar[Any]:
    """A progress bar on standard error where a person looks at it; else nothing."""
    hidden = quiet or not sys.stderr.isatty()
    return click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden)


def _one_line(text: str) -> str:
    """A title as one line that cannot steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
