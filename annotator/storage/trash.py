"""Erasure of removed articles for good: their text, their originals, what is marked in them, and their past."""

from __future__ import annotations

from collections.abc import Sequence

import orjson
from sqlalchemy import Connection, delete, insert, select, update

from annotator.model import CARD
from annotator.storage import fts_index, record_writer
from annotator.storage import tables as t

_NOTHING = orjson.dumps({"removed": [], "added": []}).decode()


def erase(connection: Connection, ids: Sequence[str]) -> int:
    """Erase these articles, if they are removed; how many. Cannot be undone.

    What the history knows of them goes too; a step that was about nothing else can no longer be undone.
    """
    a = t.articles.c
    removed = select(a.id).where(a.id.in_(record_writer.IDS), a.removed_at.is_not(None))
    gone = set(connection.execute(removed, record_writer.among(ids)).scalars())
    if not gone:
        return 0
    among = record_writer.among(gone)
    links, marks, verdicts = (
        list(connection.execute(select(c.id).where(c.article_id.in_(record_writer.IDS)), among).scalars())
        for c in (t.links.c, t.annotations.c, t.verdicts.c)
    )
    fts_index.drop_marks(connection, marks)
    for table in (t.links, t.annotations):
        connection.execute(delete(table).where(table.c.article_id.in_(record_writer.IDS)), among)
    fts_index.drop_articles(connection, list(gone))
    connection.execute(delete(t.articles).where(a.id.in_(record_writer.IDS)), among)
    fts_index.compact(connection)
    _forget(connection, gone, {*gone, *marks, *links, *verdicts, *(CARD + id_ for id_ in gone)})
    return len(gone)


def _forget(connection: Connection, articles: set[str], ids: set[str]) -> None:
    """Take everything of these articles out of the history."""
    h = t.history.c
    rows = connection.execute(select(h.seq, h.kind, h.action, h.payload).order_by(h.seq)).fetchall()
    undone = set(connection.execute(select(h.undoes).where(h.undoes.is_not(None))).scalars())
    payloads = {seq: orjson.loads(payload) for seq, _, _, payload in rows}
    for payload in payloads.values():  # what was deleted long ago is known by its article alone
        ids |= {f[1] for f in payload["removed"] if f[0] in ("annotation", "link", "verdict") and f[2] in articles}
    for seq, kind, action, before in rows:
        payload = {side: [f for f in payloads[seq][side] if f[1] not in ids] for side in ("removed", "added")}
        after = orjson.dumps(payload).decode()
        if after == before:
            continue
        connection.execute(update(t.history).where(h.seq == seq).values(payload=after))
        if after == _NOTHING and kind != "skip" and seq not in undone:
            values = {"kind": "skip", "action": action, "size": 0, "at": "", "annotator": "", "undoes": seq}
            connection.execute(insert(t.history).values(**values, payload=_NOTHING))
