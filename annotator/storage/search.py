"""Finding articles by words, on a connection of its own that only reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection

from annotator.querying import END, START, Asked
from annotator.storage.sqlite import engine_for, errors_in_words

MOST = 200
"""How many articles are found at most, the best ones."""

_SNIPPET = f"'{START}', '{END}', '…', 14"
_WEIGHTS = "10.0, 1.0, 2.0, 2.0"  # title, text, note, keywords


_MARKED = "EXISTS (SELECT 1 FROM annotations m WHERE m.article_id = a.id"
_PROGRESS = f"CASE WHEN a.status = 'todo' AND {_MARKED}) THEN 'in_progress' ELSE a.status END"
"""As ``ArticleSummary.progress``."""


class Hit(NamedTuple):
    """An article that was found, and a passage of it with START and END around what was asked for."""

    article_id: str
    title: str
    snippet: str


def search(library: Path, asked: Asked, *, most: int = MOST) -> list[Hit]:
    """The articles of the library at ``library`` that ``asked`` means, the best first. Raises LibraryError."""
    engine = engine_for(library, read_only=True)
    try:
        with errors_in_words(), engine.connect() as connection, connection.begin():
            return found(connection, asked, most)
    finally:
        engine.dispose()


def found(connection: Connection, asked: Asked, most: int) -> list[Hit]:
    """The same on an open connection."""
    where, values = _narrowed(asked)
    if not asked.match:
        rows = connection.exec_driver_sql(
            f"SELECT a.id, a.title, '' FROM articles a WHERE {where} ORDER BY a.imported_at DESC, a.id LIMIT ?",
            (*values, most),
        )
        return [Hit(*row) for row in rows]
    hits = {} if asked.tags else {hit.article_id: hit for hit in _by_text(connection, asked, where, values, most)}
    for hit in _by_marks(connection, asked, where, values, most - len(hits)):
        hits.setdefault(hit.article_id, hit)
    return list(hits.values())


def _by_text(connection: Connection, asked: Asked, where: str, values: Sequence[Any], most: int) -> list[Hit]:
    """By title, text, note and keywords of the article; snippets are made of the best alone, for they are dear."""
    best = connection.exec_driver_sql(
        "SELECT f.rowid, a.id, a.title FROM article_search f JOIN articles a ON a.rowid = f.rowid "
        f"WHERE f.article_search MATCH ? AND f.rank MATCH 'bm25({_WEIGHTS})' AND {where} ORDER BY f.rank LIMIT ?",
        (asked.match, *values, most),
    ).fetchall()
    if not best:
        return []
    marks = ", ".join("?" * len(best))
    rows = connection.exec_driver_sql(
        f"SELECT rowid, snippet(article_search, -1, {_SNIPPET}) FROM article_search "
        f"WHERE article_search MATCH ? AND rowid IN ({marks})",
        (asked.match, *(row[0] for row in best)),
    )
    snippets: dict[int, str] = dict(rows.fetchall())
    return [Hit(id_, title, snippets.get(rowid, "")) for rowid, id_, title in best]


def _by_marks(connection: Connection, asked: Asked, where: str, values: Sequence[Any], most: int) -> list[Hit]:
    """By what is marked: the notes, and where tags are asked for the passages of these tags."""
    match, tags = asked.match, ""
    if asked.tags:
        tags = f"AND m.tag IN ({', '.join('?' * len(asked.tags))})"
    else:
        match = f"note : ({match})"
    rows = connection.exec_driver_sql(
        f"SELECT a.id, a.title, snippet(mark_search, -1, {_SNIPPET}) FROM mark_search f "
        "JOIN annotations m ON m.rowid = f.rowid JOIN articles a ON a.id = m.article_id "
        f"WHERE f.mark_search MATCH ? {tags} AND {where} ORDER BY f.rank LIMIT ?",
        (match, *asked.tags, *values, max(0, most) * 4),
    )
    hits: dict[str, Hit] = {}
    for row in rows:
        hits.setdefault(row[0], Hit(*row))
    return list(hits.values())[: max(0, most)]


def _narrowed(asked: Asked) -> tuple[str, list[str]]:
    """The condition on the article ``a`` and its values."""
    parts, values = ["a.removed_at IS NULL"], []
    for tag in asked.tags:
        parts.append("EXISTS (SELECT 1 FROM annotations t WHERE t.article_id = a.id AND t.tag = ?)")
        values.append(tag)
    for site in asked.sites:
        parts.append("instr(lower(coalesce(a.site, '') || ' ' || coalesce(a.url, '')), lower(?)) > 0")
        values.append(site)
    if asked.statuses:
        parts.append(f"{_PROGRESS} IN ({', '.join('?' * len(asked.statuses))})")
        values += asked.statuses
    if asked.has_note:
        parts.append(f"(a.note <> '' OR {_MARKED} AND m.note <> ''))")
    return " AND ".join(parts), values
