"""SQLite's own: how a library is opened, recognised, copied, and how its errors read.

A team's server database would replace this module.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from annotator.errors import LibraryError
from annotator.text.folding import fold

APPLICATION_ID = 0x414E4E54  # "ANNT"
SCHEMA_VERSION = 5
"""The revision this program writes; kept in SQLite's user_version."""

_MAGIC = b"SQLite format 3\0"


def state_of(path: Path) -> Literal["new", "old", "current"]:
    """State of the library at ``path``: to be made, to be migrated, or to be used as it is. The file is not touched.

    Raises LibraryError if it is another program's file, no database, or of a newer version.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return "new"
    except OSError as error:
        raise LibraryError(f"The library {path} cannot be read: {error.strerror}.") from error
    if not header:
        return "new"
    if not header.startswith(_MAGIC) or len(header) < 100:
        raise LibraryError(f"{path} is not a library of Annotator. It was left untouched; choose another file.")
    (version,) = struct.unpack(">i", header[60:64])
    (application,) = struct.unpack(">i", header[68:72])
    if application != APPLICATION_ID:
        raise LibraryError(f"{path} is a database of another program. It was left untouched; choose another file.")
    if version > SCHEMA_VERSION:
        raise LibraryError(
            f"{path} was made by a newer version of Annotator (library version {version}, this program knows "
            f"{SCHEMA_VERSION}). It was left untouched; install the newer version to open it."
        )
    return "current" if version == SCHEMA_VERSION else "old"


def engine_for(path: Path, *, read_only: bool = False) -> Engine:
    """Engine with one connection to the library at ``path``, set up for safety before speed.

    Reads begin with BEGIN; with the execution option ``write=True`` a transaction begins with BEGIN IMMEDIATE.
    """

    def connect() -> sqlite3.Connection:
        mode = "ro" if read_only else "rwc"
        if read_only and not os.access(path.parent, os.W_OK):
            mode = "ro&immutable=1"  # in WAL mode even reading needs to write beside the file
        url = f"file:{quote(os.fsencode(path.as_posix()))}?mode={mode}"
        return sqlite3.connect(url, uri=True, isolation_level=None, check_same_thread=False, timeout=5)

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=StaticPool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in ("foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("fold", 1, fold, deterministic=True)
        if read_only:
            connection.execute("PRAGMA query_only=ON")
        else:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA cache_size=-16000")  # in KB: a batch of an import is written to the disk once
        if connection.execute("PRAGMA foreign_keys").fetchone() != (1,):
            raise LibraryError("This build of SQLite does not enforce foreign keys; the library was not opened.")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write", False)
        driver_of(connection).execute("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """Connection to the library at ``path`` that only reads, in one transaction. Raises LibraryError."""
    engine = engine_for(path, read_only=True)
    try:
        with errors_in_words(), engine.connect() as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Driver's own connection, for what every edit passes: a statement takes half as long on it.

    What it raises is sqlite3's, not wrapped by SQLAlchemy.
    """
    driver: sqlite3.Connection | None = connection.connection.driver_connection
    assert driver is not None
    return driver


def set_journal(engine: Engine, mode: Literal["WAL", "DELETE"]) -> None:
    """Set the journal's mode: WAL while the library is open; DELETE before it is closed, to leave it one file."""
    with closing(engine.raw_connection()) as raw:
        raw.cursor().execute(f"PRAGMA journal_mode={mode}")


def restrict_permissions(path: Path) -> None:
    """Make the library's files readable by their owner alone."""
    for suffix in ("", "-wal", "-shm"):
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.chmod(0o600)


def back_up(path: Path, target: Path) -> None:
    """Copy the library at ``path`` to ``target`` by SQLite's own backup, verified before it takes its name.

    Raises LibraryError if the copy does not pass SQLite's check; nothing is left behind then.
    """
    temporary = target.with_name(target.name + ".tmp")
    temporary.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(temporary)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        answer = copy.execute("PRAGMA quick_check").fetchone()
    if answer != ("ok",):
        temporary.unlink()
        raise LibraryError(f"The library {path} could not be backed up: SQLite says “{answer[0]}”.")
    temporary.chmod(0o600)
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(target)


_SENTENCES = {
    "SQLITE_FULL": "The disk is full, so the change was not saved. Make room and do it again.",
    "SQLITE_READONLY": "The library cannot be written, so the change was not saved. Make its file and folder writable.",
    "SQLITE_BUSY": "Another program is writing to the library, so the change was not saved. Do it again in a moment.",
    "SQLITE_IOERR": "The disk reported an error, so the change was not saved. Check the disk, then do it again.",
    "SQLITE_CANTOPEN": "The library cannot be opened. Check that its folder is there and writable.",
    "SQLITE_CORRUPT": "The library is damaged. Close the program, keep a copy of the file, and go back to a backup.",
    "SQLITE_NOTADB": "The file is not a library of Annotator. It was left untouched; choose another file.",
}


@contextmanager
def errors_in_words() -> Iterator[None]:
    """Turn SQLite's report that the world failed into a LibraryError; what is our mistake passes through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        original: Any = error.orig if isinstance(error, DBAPIError) else error
        name = str(getattr(original, "sqlite_errorname", ""))
        for code, sentence in _SENTENCES.items():
            if name.startswith(code):
                raise LibraryError(sentence) from error
        raise
