"""The command line: the same program without a window and without Qt, for scripts, servers and tests.

Exit status 0 when all went well, 1 when something was refused or left out (and was listed), 2 for wrong usage or when
nothing could be done.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import asdict

import click

from annotator import __version__, settings
from annotator.cli import exchange
from annotator.cli.attribution import attribution
from annotator.cli.common import as_json_option, counted, found_ids, print_json, reading, terminal_line
from annotator.cli.suggest import suggest
from annotator.errors import AnnotatorError, LibraryError, not_loaded


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
    except ImportError as error:
        click.echo(not_loaded(error), err=True)
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
        from annotator.launcher import open_window

        return open_window([], database)
    return None


@main.command("open")
@click.argument("files", nargs=-1, type=click.Path())
@click.pass_obj
def open_(database: str | None, files: tuple[str, ...]) -> int:
    """Open the window with these articles: files, or addresses of web pages."""
    from annotator.launcher import open_window

    return open_window(list(files), database)


@main.command("list")
@click.argument("query", nargs=-1)
@as_json_option
@click.pass_obj
def list_(database: str | None, query: tuple[str, ...], as_json: bool) -> int:
    """List the articles of the library, newest first; with a QUERY as of “search” only those it finds."""
    with reading(database) as store:
        found = set(found_ids(database, store, query))
        articles = [a for a in store.articles() if a.id in found]
    if as_json:
        print_json(
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
        click.echo(f"{a.id}  {sum(a.counts.values()):5}  {terminal_line(a.title)}")
    if not articles:
        click.echo("Nothing was found." if query else "The library is empty.", err=True)
    return 0


@main.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option("--most", default=200, show_default=True, help="How many articles to list, the best first.")
@as_json_option
@click.pass_obj
def search(database: str | None, query: tuple[str, ...], most: int, as_json: bool) -> int:
    """Find articles: words, "phrases", prefix*, and keys that narrow down.

    The keys: tag:claim, site:name, status:todo|started|done, keyword:word, annotator:name, after:2024-01-01,
    before:2024-02, collection:name, tag:claim>5, has:note, has:unsourced (claims without a source).
    """
    from annotator.queries.article_query import asked
    from annotator.storage import search as searching

    path = settings.library_path(database)
    reading(database).close()
    wanted = asked(" ".join(query))
    if wanted.everything:
        raise LibraryError("There is no word to look for in this.")
    hits = searching.search(path, wanted, most=most)
    if as_json:
        print_json([{**hit._asdict(), "snippet": _plain(hit.snippet)} for hit in hits])
    else:
        for hit in hits:
            click.echo(f"{hit.article_id}  {terminal_line(hit.title)}")
            if hit.snippet:
                click.echo(f"    {terminal_line(_plain(hit.snippet, bold=sys.stdout.isatty()))}")
    if not hits:
        click.echo("Nothing was found.", err=True)
    return 0


def _plain(snippet: str, *, bold: bool = False) -> str:
    from annotator.queries.article_query import END, START

    return snippet.replace(START, "»" if bold else "").replace(END, "«" if bold else "")


@main.command("check")
@click.option("--rebuild-index", is_flag=True, help="First make the search index anew from what is stored.")
@as_json_option
@click.pass_obj
def check(database: str | None, rebuild_index: bool, as_json: bool) -> int:
    """Verify the library: SQLite's own integrity, every text's hash, every quote and the search index."""
    from annotator.storage.check import check as run_check
    from annotator.storage.store import Store

    path = settings.library_path(database)
    reading(database).close()
    if rebuild_index:
        with Store.open(path) as store:
            store.rebuild_indexes()
    report = run_check(path)
    if as_json:
        print_json({"database": str(path), "ok": not report.problems, **asdict(report)})
    else:
        for problem in report.problems:
            click.echo(problem)
        found = counted(len(report.problems), "problem") if report.problems else "no problems"
        checked = [(report.articles, "article"), (report.annotations, "annotation"), (report.links, "link")]
        click.echo(f"{', '.join(counted(*one) for one in checked)} checked: {found}.")
    return 1 if report.problems else 0


for command in (exchange.import_, exchange.export, exchange.list_formats, attribution, suggest):
    main.add_command(command)
