"""Search for articles by words, on a connection of its own that only reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection

from annotator.model import AUTHORS_OWN, CLAIM, SAMPLE_MARKS, LinkKind
from annotator.queries.article_query import END, START, ArticleQuery
from annotator.storage import fts_index
from annotator.storage.sqlite import reading

MOST = 200
"""How many articles are found by words at most, the best ones."""

_SNIPPET = f"'{START}', '{END}', '…', 14"
_WEIGHTS = "10.0, 1.0, 2.0, 2.0"  # title, text, note, keywords

_MARKED = "EXISTS (SELECT 1 FROM annotations m WHERE m.article_id = a.id"
_AS_IN_SAMPLE = f"m.id IN {SAMPLE_MARKS} AND m.updated_at = m.created_at"
_PROGRESS = f"CASE WHEN a.status = 'todo' AND {_MARKED} AND NOT ({_AS_IN_SAMPLE})) THEN 'in_progress' ELSE a.status END"
"""As ``ArticleSummary.progress``."""

_TAGGED = "m.tag IN (SELECT id FROM tags WHERE fold(id) = fold(?) OR replace(fold(name), ' ', '_') = fold(?))"
_UNSOURCED = (
    f"m.tag = '{CLAIM.id}' AND instr(m.attributes, '\"{AUTHORS_OWN}\"') = 0 AND NOT EXISTS "
    f"(SELECT 1 FROM links k WHERE k.from_id = m.id AND k.kind = '{LinkKind.ATTRIBUTED_TO}')"
)
"""As ``Document.is_unsourced``."""

_AS_TYPED = "fold(replace(c.value, '\"', ''))"
"""The name of a collection as ``key_for`` writes it."""


class Hit(NamedTuple):
    """Hit: an article that was found, and a passage of it with START and END around what was asked for."""

    article_id: str
    title: str
    snippet: str


def annotators(library: Path) -> list[str]:
    """Names of everybody who has marked something, in their order. Raises LibraryError."""
    with reading(library) as connection:
        names = connection.exec_driver_sql("SELECT DISTINCT annotator FROM annotations ORDER BY 1").scalars()
        return list(filter(None, names))


def search(library: Path, asked: ArticleQuery, *, most: int = MOST) -> list[Hit]:
    """Hits in the library at ``library`` that ``asked`` means, the best first. Raises LibraryError."""
    with reading(library) as connection:
        return found(connection, asked, most)


def found(connection: Connection, asked: ArticleQuery, most: int) -> list[Hit]:
    """Hits on an open connection, the best first; without words, all articles that fit, newest first."""
    where, values = _narrowed(asked)
    if not asked.match:
        listed = f"SELECT a.id, a.title, '' FROM articles a WHERE {where} ORDER BY a.imported_at DESC, a.id"
        return [Hit(*row) for row in connection.exec_driver_sql(listed, tuple(values))]
    hits = {} if asked.tags else {hit.article_id: hit for hit in _by_text(connection, asked, where, values, most)}
    for hit in _by_marks(connection, asked, where, values, most - len(hits)):
        hits.setdefault(hit.article_id, hit)
    return list(hits.values())


def _by_text(connection: Connection, asked: ArticleQuery, where: str, values: Sequence[Any], most: int) -> list[Hit]:
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


def _by_marks(connection: Connection, asked: ArticleQuery, where: str, values: Sequence[Any], most: int) -> list[Hit]:
    """By what is marked: the notes, and where tags are asked for the passages of these tags."""
    match, tags = asked.match, ""
    if asked.tags:
        tags = f"AND ({' OR '.join([_TAGGED] * len(asked.tags))})"
    else:
        match = f"note : ({match})"
    hits: dict[str, Hit] = {}
    for index in ("mark_search", *fts_index.index_of_waiting(connection)):
        rows = connection.exec_driver_sql(
            f"SELECT a.id, a.title, snippet({index}, -1, {_SNIPPET}) FROM {index} f "
            "JOIN annotations m ON m.rowid = f.rowid JOIN articles a ON a.id = m.article_id "
            f"WHERE f.{index} MATCH ? {tags} AND {where} ORDER BY f.rank LIMIT ?",
            (match, *(tag for tag in asked.tags for _ in "12"), *values, max(0, most) * 4),
        )
        for row in rows:
            hits.setdefault(row[0], Hit(*row))
    return list(hits.values())[: max(0, most)]


def _narrowed(asked: ArticleQuery) -> tuple[str, list[str | int]]:
    """The condition on the article ``a`` and its values."""
    parts = ["a.removed_at IS NULL"]
    values: list[str | int] = []

    def ask(condition: str, *of: str | int) -> None:
        parts.append(condition)
        values.extend(of)

    for tag in asked.tags:
        ask(f"{_MARKED} AND {_TAGGED})", tag, tag)
    for site in asked.sites:
        ask("instr(fold(coalesce(a.site, '') || ' ' || coalesce(a.url, '')), fold(?)) > 0", site)
    if asked.statuses:
        ask(f"{_PROGRESS} IN ({', '.join('?' * len(asked.statuses))})", *asked.statuses)
    if asked.has_note:
        ask(f"(a.note <> '' OR {_MARKED} AND m.note <> ''))")
    if asked.unsourced:
        ask(f"{_MARKED} AND {_UNSOURCED})")
    for keyword in asked.keywords:
        ask("instr(fold(a.keywords), fold(?)) > 0", keyword)
    for name in asked.collections:
        ask(f"EXISTS (SELECT 1 FROM json_each(a.collections) c WHERE {_AS_TYPED} = fold(?))", name)
    for tag, sign, count in asked.counts:
        ask(f"(SELECT count(*) FROM annotations m WHERE m.article_id = a.id AND {_TAGGED}) {sign} ?", tag, tag, count)
    for annotator in asked.annotators:
        ask(f"{_MARKED} AND instr(fold(m.annotator), fold(?)) > 0)", annotator)
    for date, sign in ((asked.after, ">="), (asked.before, "<")):
        if date:
            ask(f"coalesce(a.published_at, a.imported_at) {sign} ?", date)
    return " AND ".join(parts), values
