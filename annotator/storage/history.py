"""What was done, in one list over all articles: the undo stack and the record of who did what when.

A row says by its kind how it came: ``do``, ``undo`` of a do or redo, ``redo`` of an undo, or ``skip`` of a step that
no longer applied. Rows are only ever appended; the one exception is a visit to a note, whose row a later one replaces.

A payload holds by value what a step removed, and of the annotations it added only id and time of change: the tables
hold the rest, and a step whose annotation was changed since must not be undone anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, delete, exists, func, select

from annotator.errors import StaleEdit
from annotator.model import Action, Annotation, ArticleMetadata, ArticleState, Delta, Link, Record, Tag, Verdict, now
from annotator.storage import tables as t
from annotator.storage.record_writer import current_records
from annotator.storage.rows import (
    annotation_of,
    annotation_row,
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

_KINDS: dict[str, tuple[type[Record], Callable[[Any], Record]]] = {
    "annotation": (Annotation, annotation_of),
    "link": (Link, link_of),
    "article": (ArticleState, state_of),
    "tag": (Tag, tag_of),
    "card": (ArticleMetadata, card_from),
    "verdict": (Verdict, verdict_of),
}
"""What a record of a payload is, by its first field, and how it is made of the others."""

_SUBJECTS = dict.fromkeys((Action.ADD_ARTICLES, Action.REMOVE_ARTICLES, Action.STATUS), "article")
_SUBJECTS |= dict.fromkeys((Action.DESCRIBE_ARTICLE, Action.COLLECT), "card")
_SUBJECTS |= dict.fromkeys((Action.ADD_TAG, Action.CHANGE_TAG, Action.DELETE_TAG), "tag")
_SUBJECTS |= dict.fromkeys((Action.LINK, Action.UNLINK), "link")
_SUBJECTS |= dict.fromkeys((Action.ACCEPT, Action.REJECT), "verdict")
"""Which records of a step a person counts; annotations, where nothing is said."""

# As text and on the driver, like that of an annotation: every edit passes here.
_COLUMNS = ("kind", "action", "size", "at", "annotator", "undoes", "payload")
_INSERT = f"INSERT INTO history ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


def _all_of(side: str) -> str:
    inner = f"json_extract(payload, '$.{side}')"
    return f"'[' || coalesce(group_concat(nullif(substr({inner}, 2, length({inner}) - 2), '')), '') || ']'"


_UNITE = f"""
    UPDATE history SET (action, size, payload) = (
        SELECT coalesce(max(nullif(action, '{Action.ADD_ARTICLES}')), '{Action.ADD_ARTICLES}'), sum(size),
               '{{"removed":' || {_all_of("removed")} || ',"added":' || {_all_of("added")} || '}}'
        FROM (SELECT * FROM history WHERE seq BETWEEN :first AND :last ORDER BY seq)
    ) WHERE seq = :last
"""


_LARGEST = 16_000_000
"""The longest payload that steps are united to, in characters: of some 160,000 annotations."""


class Step(NamedTuple):
    """One row of the history, as the undo menu needs it. ``size``: how many things it was about."""

    seq: int
    action: Action
    size: int


class UndoState(NamedTuple):
    """What undo and redo would do next."""

    undo: Step | None
    redo: Step | None

    def would_undo(self, seq: int) -> bool:
        """Whether it is this step that undo would take back."""
        return self.undo is not None and self.undo.seq == seq


def append(
    connection: Connection, delta: Delta, annotator: str, *, kind: str = "do", undoes: int | None = None
) -> Step:
    """Write ``delta`` as the newest row."""
    payload = {"removed": [_by_value(r) for r in delta.removed], "added": [_by_stamp(r) for r in delta.added]}
    return _append(connection, delta.action, payload, annotator, kind, undoes)


def amend(connection: Connection, seq: int, delta: Delta, annotator: str) -> Step | None:
    """Make the newest row, if it is ``seq``, say what it and ``delta`` do together. None if it is not the newest."""
    newest = connection.execute(select(t.history).order_by(t.history.c.seq.desc()).limit(1)).one_or_none()
    if newest is None or newest.seq != seq or newest.kind != "do":
        return None
    before = orjson.loads(newest.payload)
    came = {fields[1] for fields in before["added"]}
    gone = {r.id for r in delta.removed}
    payload = {
        "removed": before["removed"] + [_by_value(r) for r in delta.removed if r.id not in came],
        "added": [f for f in before["added"] if f[1] not in gone] + [_by_stamp(r) for r in delta.added],
    }
    connection.execute(delete(t.history).where(t.history.c.seq == seq))
    return _append(connection, delta.action, payload, annotator, "do", None)


def merge_steps(connection: Connection, seqs: Collection[int]) -> None:
    """Make one row of those of ``seqs`` that follow each other; the newest stays, with what all of them did.

    For steps of which none takes back what another brought; one that is undone is left as it is. What would be too
    large to be undone at once becomes several.
    """
    c = t.history.c
    newer = select(c.seq, c.undoes, func.length(c.payload)).where(c.seq >= min(seqs)).order_by(c.seq)
    rows = connection.execute(newer).all()
    standing = set(seqs) - {undoes for _, undoes, _ in rows}
    runs: list[list[int]] = [[]]
    held = 0
    for seq, _, length in rows:
        if seq not in standing or held + length > _LARGEST:
            runs.append([])
            held = 0
        if seq in standing:
            runs[-1].append(seq)
            held += length
    for first, *others in filter(None, runs):
        if others:
            connection.exec_driver_sql(_UNITE, {"first": first, "last": others[-1]})
            connection.execute(delete(t.history).where(c.seq.between(first, others[-1] - 1)))


def skip(connection: Connection, step: Step, annotator: str) -> None:
    """Say of a step that it no longer applies, so that undo goes on with the one before it."""
    _append(connection, step.action, {"removed": [], "added": []}, annotator, "skip", step.seq)


def heads(connection: Connection) -> UndoState:
    """What undo and redo would do next."""
    h, later = t.history.c, t.history.alias()
    open_ = ~exists().where(later.c.undoes == h.seq)
    newest = select(h.seq, h.action, h.size).order_by(h.seq.desc()).limit(1)
    undo = connection.execute(newest.where(h.kind.in_(("do", "redo")), open_)).one_or_none()
    last_done = select(func.coalesce(func.max(later.c.seq), 0)).where(later.c.kind == "do").scalar_subquery()
    redo = connection.execute(newest.where(h.kind == "undo", open_, h.seq > last_done)).one_or_none()
    return UndoState(_step(undo), _step(redo))


class PastStep(NamedTuple):
    """One thing that was done. ``stands``: it is not undone now; ``seq`` is that of the last row about it."""

    seq: int
    action: Action
    size: int
    at: str
    annotator: str
    stands: bool


def past(connection: Connection) -> list[PastStep]:
    """Everything that was done and can still be undone or done again, the oldest first."""
    h = t.history.c
    rows = connection.execute(select(h.seq, h.kind, h.action, h.size, h.at, h.annotator, h.undoes).order_by(h.seq))
    done: list[PastStep] = []
    undone: list[PastStep] = []
    for seq, kind, action, size, at, annotator, undoes in rows:
        if kind == "do":
            undone.clear()
            done.append(PastStep(seq, Action(action), size, at, annotator, stands=True))
        elif kind == "undo" and done:
            undone.append(done.pop()._replace(seq=seq, stands=False))
        elif kind == "redo" and undone:
            done.append(undone.pop()._replace(seq=seq, stands=True))
        elif kind == "skip":
            done = [step for step in done if step.seq != undoes]
            undone = [step for step in undone if step.seq != undoes]
    return done + undone[::-1]


def inverse_of(connection: Connection, step: Step) -> Delta:
    """The Delta that takes ``step`` back. Raises StaleEdit if what it added is gone or was changed since."""
    text = connection.execute(select(t.history.c.payload).where(t.history.c.seq == step.seq)).scalar_one()
    payload = orjson.loads(text)
    stored = current_records(connection, ((_KINDS[kind][0], fields[0]) for kind, *fields in payload["added"]))
    for _, *fields in payload["added"]:
        record = stored.get(fields[0])
        if record is None or not _is_as_added(record, fields):
            raise StaleEdit("What this step made was changed or removed in between, so it was skipped.")
    return Delta(
        step.action,
        removed=tuple(stored[fields[0]] for _, *fields in payload["added"]),
        added=tuple(_KINDS[kind][1](fields) for kind, *fields in payload["removed"]),
    )


def _is_as_added(record: Record, fields: list[Any]) -> bool:
    if isinstance(record, Annotation):
        return [record.id, record.updated_at] == fields
    kind, *values = _by_value(record)
    return values == fields or _KINDS[kind][1](fields) == record  # a card of an older library has fewer fields


def _append(
    connection: Connection,
    action: Action,
    payload: dict[str, list[list[Any]]],
    annotator: str,
    kind: str,
    undoes: int | None,
) -> Step:
    size = _size(action, payload)
    values = (kind, str(action), size, now(), annotator, undoes, orjson.dumps(payload).decode())
    seq = driver_of(connection).execute(_INSERT, values).lastrowid
    assert seq is not None
    return Step(seq, action, size)


def _size(action: Action, payload: dict[str, list[list[Any]]]) -> int:
    """How many things a step was about, as a person counts them: the suggestions, not all that came of them."""
    subject = _SUBJECTS.get(action, "annotation")
    records = {(fields[0], fields[1]) for side in payload.values() for fields in side}
    return sum(kind == subject for kind, _ in records) or len(records)


def _step(row: Any) -> Step | None:
    return None if row is None else Step(row.seq, Action(row.action), row.size)


def _by_value(record: Record) -> list[Any]:
    if isinstance(record, Annotation):
        return ["annotation", *annotation_row(record)]
    if isinstance(record, Link):
        return ["link", *link_values(record).values()]
    if isinstance(record, Tag):
        return ["tag", *tag_values(record).values()]
    if isinstance(record, ArticleMetadata):
        return ["card", *card_values(record).values()]
    if isinstance(record, Verdict):
        return ["verdict", *verdict_values(record).values()]
    return ["article", record.id, str(record.status), record.removed_at]


def _by_stamp(record: Record) -> list[Any]:
    if isinstance(record, Annotation):
        return ["annotation", record.id, record.updated_at]
    return _by_value(record)
