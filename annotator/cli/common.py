"""What the commands share."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from annotator import settings

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from annotator.services import Tell
    from annotator.storage.store import Store

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def reading(database: str | None) -> Store:
    """The library, opened for reading only."""
    from annotator.storage.store import Store

    return Store.open(settings.library_path(database), read_only=True)


def progress(length: int, label: str, quiet: bool = False) -> ProgressBar[Any]:
    """A progress bar on standard error where a person looks at it; else nothing."""
    hidden = quiet or not sys.stderr.isatty()
    return click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden)


def telling(bar: ProgressBar[Any]) -> Tell:
    """What moves a progress bar on while a service works."""
    return lambda done, total: bar.update(done - bar.pos) if total else None


def print_json(value: object) -> None:
    """Print a value as JSON, for programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def terminal_line(text: str) -> str:
    """A text as one line that cannot steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def counted(count: int, noun: str) -> str:
    """ "1 article", "2 articles"."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def found_ids(database: str | None, store: Store, query: Sequence[str]) -> list[str]:
    """The ids of the articles that a query finds, oldest first; of all without one."""
    there = store.article_ids()
    if not query:
        return there
    from annotator.queries.article_query import asked
    from annotator.storage.search import search

    found = {hit.article_id for hit in search(settings.library_path(database), asked(" ".join(query)), most=len(there))}
    return [id_ for id_ in there if id_ in found]
