"""SQLite files of other programs: read, never written, and trusted in nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from annotator.errors import RefusedText
from annotator.formats.base import Certainty, Recognise, suffixed

_HEAD = b"SQLite format 3\0"


def is_database(*suffixes: str) -> Recognise:
    """Recognises a database by its first bytes and its suffix."""
    named = suffixed(*suffixes)
    return lambda head: named(head) if head.data.startswith(_HEAD) else Certainty.NO


@contextmanager
def opened(path: Path, program: str, tables: tuple[str, ...]) -> Iterator[sqlite3.Connection]:
    """A connection that only reads. Raises RefusedText unless the file is a database with these ordinary tables."""
    try:
        with path.open("rb") as file:
            if file.read(16) != _HEAD:
                raise RefusedText(f"The file is no project of {program}: it is no SQLite database.")
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON"):
                connection.execute(f"PRAGMA {pragma}")
            there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            missing = [table for table in tables if table not in there]
            if missing:
                raise RefusedText(
                    f"The file is no project of {program}: it has no table {missing[0]}. "
                    "If it is a library of Annotator, open it with --database."
                )
            yield connection
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        raise RefusedText(f"The project of {program} is damaged: {error}.") from error
    except OSError as error:
        raise RefusedText(f"The file could not be read: {error.strerror or error}.") from error
