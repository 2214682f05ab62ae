"""Step subjects: what steps of the history were about, in the words of the articles: title, tag and quote.

Only the beginning of a payload is looked at: a step may be of 100,000 annotations, and its first one names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json import JSONDecoder
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from annotator.model import CARD, Annotation
from annotator.storage import tables as t
from annotator.storage.record_writer import current_records
from annotator.storage.rows import annotation_of

_HEAD = 8_000
"""How many characters of a payload are looked at."""

_DECODE = JSONDecoder().raw_decode

Fields = list[Any]


class StepSubject(NamedTuple):
    """``before`` and ``after`` are the ids of the tags of the annotation; what is not known is ""."""

    title: str = ""
    quote: str = ""
    before: str = ""
    after: str = ""


def subjects_of(connection: Connection, seqs: Sequence[int]) -> dict[int, StepSubject]:
    """What each of these steps was about first."""
    h = t.history.c
    heads = select(h.seq, func.substr(h.payload, 1, _HEAD)).where(h.seq.in_(seqs))
    return {seq: _subject(connection, seq, head) for seq, head in connection.execute(heads)}


def _subject(connection: Connection, seq: int, head: str) -> StepSubject:
    removed, added = (list(_records(head, side)) for side in ("removed", "added"))
    marked = next((fields for kind, *fields in (*removed, *added) if kind == "annotation"), None)
    if marked is None:
        return _of_something_else(connection, [*removed, *added])
    before = next((annotation_of(f) for kind, *f in removed if kind == "annotation" and f[0] == marked[0]), None)
    came = any(kind == "annotation" and f[0] == marked[0] for kind, *f in added)
    after = _as_it_became(connection, seq, marked[0]) if came else None
    one = before or after
    if one is None:
        return StepSubject()
    tags = before.tag if before is not None else "", after.tag if after is not None else ""
    return StepSubject(_title(connection, one.article_id), one.quote, *tags)


def _records(head: str, side: str) -> Iterator[Fields]:
    """The records on one side of a payload, as many as its beginning holds."""
    mark = f'"{side}":['
    place = head.find(mark) + len(mark)
    while place >= len(mark) and head[place : place + 1] == "[":
        try:
            fields, place = _DECODE(head, place)
        except ValueError:
            return  # it is cut off there
        yield fields
        place += head[place : place + 1] == ","


def _as_it_became(connection: Connection, seq: int, id_: str) -> Annotation | None:
    """An annotation as a step left it: what the next step that took it away held of it, or else as it is now."""
    h = t.history.c
    head = func.substr(h.payload, 1, _HEAD)
    later = select(head).where(h.seq > seq, func.instr(head, id_) > 0).order_by(h.seq)
    for (text,) in connection.execute(later):
        for kind, *fields in _records(text, "removed"):
            if kind == "annotation" and fields[0] == id_:
                return annotation_of(fields)
    now = current_records(connection, [(Annotation, id_)]).get(id_)
    return now if isinstance(now, Annotation) else None


def _of_something_else(connection: Connection, records: Sequence[Fields]) -> StepSubject:
    for kind, *fields in records:
        if kind in ("article", "card"):
            return StepSubject(_title(connection, fields[0].removeprefix(CARD)))
        if kind == "tag":
            return StepSubject(after=fields[0])
        if kind == "verdict":
            return StepSubject(_title(connection, fields[1]), _quote(connection, fields[1], fields[4]), after=fields[3])
        if kind == "link":
            said = current_records(connection, [(Annotation, fields[3])]).get(fields[3])
            quote = said.quote if isinstance(said, Annotation) else ""
            return StepSubject(_title(connection, fields[1]), quote)
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
