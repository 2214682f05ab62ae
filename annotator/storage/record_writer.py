"""Record writer: a Delta's records are written into the tables, after a look at whether it still applies."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, Select, TableClause, bindparam, delete, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from annotator.errors import StaleEdit
from annotator.model import (
    CARD,
    Annotation,
    Article,
    ArticleMetadata,
    ArticleState,
    Delta,
    Link,
    NewArticle,
    Record,
    Tag,
    Verdict,
)
from annotator.storage import fts_index
from annotator.storage import tables as t
from annotator.storage.rows import (
    annotation_of,
    annotation_row,
    article_values,
    card_from,
    card_values,
    link_of,
    link_values,
    state_of,
    tag_of,
    tag_values,
    verdict_of,
    verdict_values,
)
from annotator.storage.sqlite import driver_of

IDS = select(func.json_each(bindparam("ids")).table_valued("value").c.value)
"""Any number of ids, handed over as one parameter."""

# By rows and not by dictionaries: with 100,000 annotations SQLAlchemy's parameters cost as much as the inserts.
_COLUMNS = [f'"{column.name}"' for column in t.annotations.c]
_INSERT = f"INSERT INTO annotations ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_UPDATE = f"UPDATE annotations SET {', '.join(f'{column} = ?' for column in _COLUMNS)} WHERE id = ?"

_CARD = (literal(CARD) + t.articles.c.id, *(t.articles.c[name] for name in ArticleMetadata._fields[1:]))
_STATE = (t.articles.c.id, t.articles.c.status, t.articles.c.removed_at)
_STORED: dict[type[Record], tuple[Select[Any], Callable[[Any], Record]]] = {
    Annotation: (select(t.annotations).where(t.annotations.c.id.in_(IDS)), annotation_of),
    Link: (select(t.links).where(t.links.c.id.in_(IDS)), link_of),
    ArticleState: (select(*_STATE).where(t.articles.c.id.in_(IDS)), state_of),
    Tag: (select(t.tags).where(t.tags.c.id.in_(IDS)), tag_of),
    Verdict: (select(t.verdicts).where(t.verdicts.c.id.in_(IDS)), verdict_of),
    ArticleMetadata: (select(*_CARD).where(t.articles.c.id.in_(IDS)), card_from),
}
"""What finds the records of each type by their ids, and what makes one of a row."""

_STALE = "This can no longer be done: what it would change was changed or removed in between. Nothing was changed."


def is_its_original(article: Article) -> bool:
    """Whether the text of an article, as UTF-8, is byte for byte what it was made from: it is not stored twice."""
    return article.origin.sha256 == article.text_sha256


def among(ids: Iterable[str]) -> dict[str, str]:
    """Parameters of a statement that asks for ``IDS``."""
    return {"ids": orjson.dumps(list(ids)).decode()}


def _insert_articles(connection: Connection, new: Sequence[NewArticle], states: dict[str, ArticleState]) -> None:
    """Store new articles with their original bytes, each in its state."""
    if not new:
        return
    rows = [article_values(one, states[one.article.id]) for one in new]
    columns, places = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
    values = [tuple(row.values()) for row in rows]
    connection.exec_driver_sql(f"INSERT INTO articles ({columns}) VALUES ({places})", values)
    originals = [(n.article.id, n.original) for n in new if n.original is not None and not is_its_original(n.article)]
    if originals:
        connection.exec_driver_sql("INSERT INTO originals (article_id, data) VALUES (?, ?)", originals)
    fts_index.add_articles(connection, [one.article.id for one in new])


def current_records(connection: Connection, like: Iterable[tuple[type[Record], str]]) -> dict[str, Record]:
    """Stored records of these types and ids, by id; those that are gone are left out."""
    ids: defaultdict[type[Record], list[str]] = defaultdict(list)
    for kind, id_ in like:
        ids[kind].append(id_.removeprefix(CARD) if kind is ArticleMetadata else id_)
    found: dict[str, Record] = {}
    for kind, wanted in ids.items():
        statement, made_of = _STORED[kind]
        found.update((r.id, r) for r in map(made_of, connection.execute(statement, among(wanted))))
    return found


def write(connection: Connection, delta: Delta, new: Sequence[NewArticle] = ()) -> None:
    """Make the records what ``delta`` says, of new articles too: they begin as removed, and it makes them appear.

    Raises StaleEdit, with nothing kept by the transaction around it, if a record it removes is not there as it says, or
    one that it adds is there already or has nothing to belong to.
    """
    hidden = {n.article.id: ArticleState(n.article.id, n.status, n.article.imported_at) for n in new}
    stored: dict[str, Record] = {}
    if delta.removed:
        stored = current_records(connection, ((type(r), r.id) for r in delta.removed if r.id not in hidden))
        stored.update(hidden)
        if any(stored.get(r.id) != r for r in delta.removed):
            raise StaleEdit(_STALE)
    gone = {r.id for r in delta.removed} - {r.id for r in delta.added}
    kept = stored.keys() - gone
    removed, added = _by_kind(delta.removed), _by_kind(delta.added)
    states: dict[str, ArticleState] = {state.id: state for state in added[ArticleState]}
    try:
        _insert_articles(connection, new, {**hidden, **states})
        _write_tags(connection, added[Tag], kept)
        _delete(connection, t.links, [r.id for r in removed[Link]])
        annotations = [r.id for r in removed[Annotation] if r.id in gone]
        fts_index.drop_marks(connection, annotations)
        _delete(connection, t.annotations, annotations)
        _write_annotations(connection, added[Annotation], kept)
        _insert(connection, t.links, [link_values(r) for r in added[Link]])
        _delete(connection, t.tags, [r.id for r in removed[Tag] if r.id in gone])
        _delete(connection, t.verdicts, [r.id for r in removed[Verdict]])
        _insert(connection, t.verdicts, [verdict_values(r) for r in added[Verdict]])
        _write_states(connection, [state for id_, state in states.items() if id_ not in hidden])
        _write_cards(connection, added[ArticleMetadata])
    except (IntegrityError, sqlite3.IntegrityError) as error:
        raise StaleEdit(_STALE) from error


def _by_kind(records: Iterable[Record]) -> defaultdict[type[Record], list[Any]]:
    """The records by their types."""
    found: defaultdict[type[Record], list[Any]] = defaultdict(list)
    for record in records:
        found[type(record)].append(record)
    return found


def _delete(connection: Connection, table: TableClause, ids: Sequence[str]) -> None:
    if ids:
        connection.execute(delete(table).where(table.c.id.in_(IDS)), among(ids))


def _insert(connection: Connection, table: TableClause, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _write_annotations(connection: Connection, added: list[Annotation], kept: set[str]) -> None:
    new = [annotation_row(a) for a in added if a.id not in kept]
    changed = [(*annotation_row(a), a.id) for a in added if a.id in kept]
    if changed:
        fts_index.drop_marks(connection, [row[0] for row in changed])
        connection.exec_driver_sql(_UPDATE, changed)
        fts_index.change_marks(connection, [row[0] for row in changed])
    if len(new) == 1:
        fts_index.add_marks(connection, driver_of(connection).execute(_INSERT, new[0]).lastrowid)
    elif new:
        connection.exec_driver_sql(_INSERT, new)
        fts_index.add_marks(connection)


def _write_tags(connection: Connection, tags: list[Tag], kept: set[str]) -> None:
    for tag in tags:
        if tag.id in kept:
            connection.execute(update(t.tags).where(t.tags.c.id == tag.id).values(tag_values(tag)))
        else:
            connection.execute(insert(t.tags), tag_values(tag))
    _order_tags(connection, [tag.id for tag in tags if tag.id in kept])


def _order_tags(connection: Connection, ids: Sequence[str]) -> None:
    """Have tags that stay follow each other as they do in the change: their places are those that they have."""
    if len(ids) > 1:
        marks = ", ".join("?" * len(ids))
        rows = connection.exec_driver_sql(f"SELECT rowid FROM tags WHERE id IN ({marks}) ORDER BY rowid", tuple(ids))
        moves = list(zip(rows.scalars().all(), ids, strict=True))
        for sign in (-1, 1):  # no two tags may be in one place, in between neither
            connection.exec_driver_sql("UPDATE tags SET rowid = ? WHERE id = ?", [(sign * n, id_) for n, id_ in moves])


def _write_cards(connection: Connection, cards: list[ArticleMetadata]) -> None:
    for card in cards:
        values = card_values(card)
        del values["id"]
        fts_index.drop_articles(connection, [card.article_id])
        connection.execute(update(t.articles).where(t.articles.c.id == card.article_id).values(values))
        fts_index.add_articles(connection, [card.article_id])


def _write_states(connection: Connection, states: list[ArticleState]) -> None:
    if states:
        statement = update(t.articles).where(t.articles.c.id == bindparam("of"))
        connection.execute(
            statement.values(status=bindparam("s"), removed_at=bindparam("r")),
            [{"of": s.id, "s": str(s.status), "r": s.removed_at} for s in states],
        )
