"""Queries of an import: whether what comes in is there already, and beside what it would stand."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, exists, select

from annotator.model import ArticleState, LinkKind
from annotator.storage import record_writer
from annotator.storage import tables as t
from annotator.storage.rows import state_of


def states_by_text(connection: Connection, hashes: Iterable[str]) -> dict[str, ArticleState]:
    """States of the articles, removed ones too, whose text has one of these SHA-256, by that."""
    c = t.articles.c
    statement = select(c.text_sha256, c.id, c.status, c.removed_at).where(c.text_sha256.in_(record_writer.IDS))
    rows = connection.execute(statement, record_writer.among(hashes))
    return {row[0]: state_of(row[1:]) for row in rows}


def older_version(connection: Connection, url: str, than: str) -> str | None:
    """Id of the newest other article from an address in which something is marked; None if there is none."""
    c, m = t.articles.c, t.annotations.c
    marked = exists().where(m.article_id == c.id)
    statement = select(c.id).where(c.url == url, c.id != than, c.removed_at.is_(None), marked)
    newest: str | None = connection.execute(statement.order_by(c.imported_at.desc()).limit(1)).scalar()
    return newest


def joined(connection: Connection, from_ids: Iterable[str]) -> set[tuple[LinkKind, str, str]]:
    """Links that are stored and begin at these annotations: kind, from, to."""
    c = t.links.c
    statement = select(c.kind, c.from_id, c.to_id).where(c.from_id.in_(record_writer.IDS))
    rows = connection.execute(statement, record_writer.among(from_ids))
    return {(LinkKind(kind), start, end) for kind, start, end in rows}
