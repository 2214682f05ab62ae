"""Full-text indexes (SQLite's FTS5): kept in step with what they find, in the transaction of every change.

They are FTS5 tables over the content of ``articles`` and ``annotations``, by SQLite's rowid. Triggers would do the same
unasked, but SQLite does not let a trigger write to a virtual table while the schema is not trusted, and it never is.
Whoever rebuilds one of the two tables, or runs VACUUM, calls ``rebuild``: rowids change then.

New annotations wait until there are some dozens: to index one writes nine pages, where the annotation itself and its
step in the history take four. Who searches looks at those that wait too.
"""

from __future__ import annotations

from collections.abc import Sequence

import orjson
from sqlalchemy import Connection

TOKENS = "unicode61 remove_diacritics 2"
"""How the indexes tell words apart, the same since they were first made."""

_AMONG = "(SELECT value FROM json_each(?))"
_ARTICLE = "rowid, title, text, note, keywords"
_MARK = "rowid, quote, note"
_INDEXED = "coalesce((SELECT max(id) FROM mark_search_docsize), 0)"
"""Every annotation up to this rowid is in the index, and none beyond."""
_ARTICLES = f"FROM articles WHERE id IN {_AMONG}"
_MARKS = f"FROM annotations WHERE id IN {_AMONG} AND rowid <= {_INDEXED}"
_WAITING = f"FROM annotations WHERE rowid > {_INDEXED}"
_ADD_ARTICLES = f"INSERT INTO article_search ({_ARTICLE}) SELECT {_ARTICLE} {_ARTICLES}"
_DROP_ARTICLES = f"INSERT INTO article_search (article_search, {_ARTICLE}) SELECT 'delete', {_ARTICLE} {_ARTICLES}"
_ADD_MARKS = f"INSERT INTO mark_search ({_MARK}) SELECT {_MARK} {_MARKS}"
_DROP_MARKS = f"INSERT INTO mark_search (mark_search, {_MARK}) SELECT 'delete', {_MARK} {_MARKS}"
_ADD_WAITING = f"INSERT INTO mark_search ({_MARK}) SELECT {_MARK} {_WAITING}"
_AT_ONCE = 64
INDEXES = {"article_search": "articles", "mark_search": "annotations"}
"""Each index, and the table of what it finds."""


def _run(connection: Connection, statement: str, ids: Sequence[str]) -> None:
    if ids:
        connection.exec_driver_sql(statement, (orjson.dumps(list(ids)).decode(),))


def add_articles(connection: Connection, ids: Sequence[str]) -> None:
    """Index these articles, which were just stored, by title, text, note and keywords."""
    _run(connection, _ADD_ARTICLES, ids)


def drop_articles(connection: Connection, ids: Sequence[str]) -> None:
    """Take these articles out of their index; to be called while they are still stored as they were."""
    _run(connection, _DROP_ARTICLES, ids)


def add_marks(connection: Connection, newest: int | None = None) -> None:
    """Index annotations that were just stored by quote and note; ``newest`` is the rowid if it is a single one."""
    if newest is None or newest % _AT_ONCE == 0:
        connection.exec_driver_sql(_ADD_WAITING)


def drop_marks(connection: Connection, ids: Sequence[str]) -> None:
    """Take these annotations out of their index; to be called while they are still stored as they were."""
    _run(connection, _DROP_MARKS, ids)


def change_marks(connection: Connection, ids: Sequence[str]) -> None:
    """Index these annotations, of which ``drop_marks`` was told and which then changed, as they are now."""
    _run(connection, _ADD_MARKS, ids)


def index_of_waiting(connection: Connection) -> list[str]:
    """Name of an index, made for this connection alone, of the annotations that wait for theirs, if any do.

    The connection is one that only searches: it may write to tables of its own from now on.
    """
    waiting = connection.exec_driver_sql(f"SELECT {_MARK} {_WAITING}").fetchall()
    if not waiting:
        return []
    connection.exec_driver_sql("PRAGMA query_only=OFF")  # the library itself is opened to be read
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.marks_waiting USING fts5(quote, note, tokenize='{TOKENS}')")
    rows = [tuple(row) for row in waiting]
    connection.exec_driver_sql(f"INSERT INTO temp.marks_waiting ({_MARK}) VALUES (?, ?, ?)", rows)
    return ["marks_waiting"]


def rebuild(connection: Connection) -> None:
    """Make the indexes there are anew from what is stored."""
    there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    for index in INDEXES.keys() & there:
        connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def compact(connection: Connection) -> None:
    """Merge the indexes, so that words which nothing holds any more are in them no longer."""
    for index in INDEXES:
        connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('optimize')")


def strays(connection: Connection, index: str) -> int:
    """Number of rows that an index lacks, or has too many."""
    ids = f"SELECT id FROM {index}_docsize"
    there = connection.exec_driver_sql(f"SELECT count(*) FROM {index}_docsize").scalar_one()
    said = abs(_rows_said(connection, index) - there)  # what was taken from the end would else count as waiting
    rows = f"SELECT rowid FROM {INDEXES[index]}" + (f" WHERE rowid <= {_INDEXED}" if index == "mark_search" else "")
    return said or int(
        connection.exec_driver_sql(
            f"SELECT (SELECT count(*) FROM ({rows} EXCEPT {ids})) + (SELECT count(*) FROM ({ids} EXCEPT {rows}))"
        ).scalar_one()
    )


def _rows_said(connection: Connection, index: str) -> int:
    """How many rows an index itself says it has: the first varint of its record 1 (SQLite, fts5_index.c)."""
    record: bytes = connection.exec_driver_sql(f"SELECT block FROM {index}_data WHERE id = 1").scalar() or b"\0"
    rows = 0
    for byte in record:
        rows = rows << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return rows
