"""Step subjects: what steps of the history were about, in words of the library: titles, tags, quotes, collections.

Only the beginning of what went and of what came is looked at: a step may be of 100,000 annotations, and its first
one names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json import JSONDecoder
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from annotator.model import CARD, Action, Annotation, Scalar
from annotator.storage import tables as t
from annotator.storage.record_writer import current_records
from annotator.storage.rows import annotation_of, card_from

_HEAD = 8_000
"""How many characters of each side of a payload are looked at."""

_NAMED = 2
"""How many of several articles or tags are named."""

_OF_TAGS = frozenset((Action.ADD_TAG, Action.CHANGE_TAG, Action.DELETE_TAG))
_OF_ARTICLES = frozenset(
    (Action.ADD_ARTICLES, Action.REMOVE_ARTICLES, Action.STATUS, Action.DESCRIBE_ARTICLE, Action.COLLECT)
)
_DECODE = JSONDecoder().raw_decode

Fields = list[Any]


class StepSubject(NamedTuple):
    """Subject of a step: a passage, or articles or tags of a person's own, by their names. What is not known is "".

    ``before`` and ``after`` are the ids of the tags of the passage; else, of what has the first name, the names,
    the collections or the states that it went from and came to.
    """

    title: str = ""
    quote: str = ""
    to: str = ""
    """The quote of the source that a claim was linked to."""
    names: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    changed: tuple[tuple[str, Scalar | None, Scalar | None], ...] = ()
    """The attributes of the passage that changed: the name of each, what it was and what it became; None: nothing."""


def subjects_of(connection: Connection, seqs: Sequence[int]) -> dict[int, StepSubject]:
    """Subjects of these steps, by their numbers: what each was about first, as it was when it was done."""
    h = t.history.c
    wanted = select(h.seq, h.kind, h.action, _after('"removed":['), _after('"added":['), _after("", '["tag",'))
    found = {}
    for seq, kind, action, *parts in connection.execute(wanted.where(h.seq.in_(seqs))):
        removed, added, tags = (list(_records(part)) for part in parts)
        if action in _OF_TAGS:
            one = _of_tags(removed, added, tags)
        elif action in _OF_ARTICLES:
            one = _of_articles(connection, removed, added)
        elif action in (Action.LINK, Action.UNLINK):
            one = _of_link(connection, seq, removed, added)
        else:
            one = _of_passage(connection, seq, removed, added)
        if kind == "undo":  # its row holds the step the other way round
            one = one._replace(before=one.after, after=one.before)
            one = one._replace(changed=tuple((name, after, before) for name, before, after in one.changed))
        found[seq] = one
    return found


def _after(mark: str, first: str = "") -> ColumnElement[str]:
    """What of a payload follows a mark, or begins with ``first``; no text in a record looks like either."""
    payload = t.history.c.payload
    return func.substr(payload, func.instr(payload, mark + first) + len(mark), _HEAD)


def _records(text: str) -> Iterator[Fields]:
    """The records in a piece of a payload, as many as it holds whole."""
    place = 0
    while text[place : place + 1] == "[":
        try:
            fields, place = _DECODE(text, place)
        except ValueError:
            return  # it is cut off there
        yield fields
        place += text[place : place + 1] == ","


def _of_tags(removed: Sequence[Fields], added: Sequence[Fields], tags: Sequence[Fields]) -> StepSubject:
    there = {id_: name for kind, id_, name, *_ in tags if kind == "tag"}
    before = {id_: name for kind, id_, name, *_ in removed if kind == "tag"}
    after = {id_: name for kind, id_, name, *_ in added if kind == "tag"}
    renamed = next(((before[i], after[i]) for i in before if i in after and before[i] != after[i]), None)
    if renamed is not None:
        return StepSubject(before=renamed[0], after=renamed[1])
    return StepSubject(names=tuple(there.values())[:_NAMED])


def _of_articles(connection: Connection, removed: Sequence[Fields], added: Sequence[Fields]) -> StepSubject:
    ids = list(dict.fromkeys(f[1].removeprefix(CARD) for f in (*removed, *added) if f[0] in ("article", "card")))
    c = t.articles.c
    titles = {row.id: row.title for row in connection.execute(select(c.id, c.title).where(c.id.in_(ids[:_NAMED])))}
    names = tuple(titles[id_] for id_ in ids[:_NAMED] if titles.get(id_))
    before, after = (next((f for f in side if f[0] in ("article", "card")), None) for side in (removed, added))
    if before is None or after is None or before[1] != after[1]:
        return StepSubject(names=names)
    if before[0] == "article":
        return StepSubject(names=names, before=before[2], after=after[2])
    old, new = card_from(before[1:]), card_from(after[1:])
    if old.title != new.title:
        return StepSubject(before=old.title, after=new.title)
    gone, come = (
        ", ".join(n for n in one.collections if n not in other.collections) for one, other in ((old, new), (new, old))
    )
    return StepSubject(names=names, before=gone, after=come)


def _of_link(connection: Connection, seq: int, removed: Sequence[Fields], added: Sequence[Fields]) -> StepSubject:
    link = next((fields for kind, *fields in (*removed, *added) if kind == "link"), None)
    if link is None:
        return StepSubject()
    start, end = (_as_it_became(connection, seq, id_) for id_ in link[3:5])
    return StepSubject(_title(connection, link[1]), start.quote if start else "", end.quote if end else "")


def _of_passage(connection: Connection, seq: int, removed: Sequence[Fields], added: Sequence[Fields]) -> StepSubject:
    marked = next((fields for kind, *fields in (*removed, *added) if kind == "annotation"), None)
    if marked is None:
        return _of_something_else(connection, [*removed, *added])
    before = next((annotation_of(f) for kind, *f in removed if kind == "annotation" and f[0] == marked[0]), None)
    came = any(kind == "annotation" and f[0] == marked[0] for kind, *f in added)
    after = _as_it_became(connection, seq, marked[0]) if came else None
    one = before or after
    if one is None:
        return StepSubject()
    old, new = before.tag if before is not None else "", after.tag if after is not None else ""
    changed = _changed(before, after) if before is not None and after is not None else ()
    return StepSubject(_title(connection, one.article_id), one.quote, before=old, after=new, changed=changed)


def _changed(before: Annotation, after: Annotation) -> tuple[tuple[str, Scalar | None, Scalar | None], ...]:
    names = dict.fromkeys(name for name, _ in (*before.attributes, *after.attributes))
    values = ((name, before.attribute(name), after.attribute(name)) for name in names)
    return tuple((name, old, new) for name, old, new in values if old != new)


def _as_it_became(connection: Connection, seq: int, id_: str) -> Annotation | None:
    """An annotation as a step left it: what the next step that took it away held of it, or else as it is now."""
    h = t.history.c
    removed = _after('"removed":[')
    later = select(removed).where(h.seq > seq, func.instr(removed, id_) > 0).order_by(h.seq)
    for (text,) in connection.execute(later):
        for kind, *fields in _records(text):
            if kind == "annotation" and fields[0] == id_:
                return annotation_of(fields)
    now = current_records(connection, [(Annotation, id_)]).get(id_)
    return now if isinstance(now, Annotation) else None


def _of_something_else(connection: Connection, records: Sequence[Fields]) -> StepSubject:
    for kind, *fields in records:
        if kind in ("article", "card"):
            return StepSubject(_title(connection, fields[0].removeprefix(CARD)))
        if kind == "verdict":
            quote = _quote(connection, fields[1], fields[4])
            return StepSubject(_title(connection, fields[1]), quote, after=fields[3])
    return StepSubject()


def _quote(connection: Connection, article_id: str, fragments: str) -> str:
    """What fragments of an article, as a list in JSON, say; "" if it is no longer there."""
    text, parts = t.articles.c.text, JSONDecoder().decode(fragments)
    pieces = [func.substr(text, start + 1, end - start) for start, end in parts]  # SQLite counts code points, from 1
    found = connection.execute(select(*pieces).where(t.articles.c.id == article_id)).one_or_none()
    return " ".join(found) if found is not None else ""


def _title(connection: Connection, article_id: str) -> str:
    title = connection.execute(select(t.articles.c.title).where(t.articles.c.id == article_id)).scalar_one_or_none()
    return str(title or "")
