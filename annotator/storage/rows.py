"""Rows of the tables, made of records, and records of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Row as SqlRow

from annotator.model import (
    Annotation,
    Article,
    ArticleMetadata,
    ArticleState,
    Attributes,
    Block,
    FileOrigin,
    Judged,
    Link,
    LinkKind,
    NewArticle,
    Role,
    Span,
    Status,
    Tag,
    Underline,
    Verdict,
    card_of,
)

Row = Sequence[Any]


def _attributes(text: str) -> Attributes:
    return () if text == "{}" else tuple(orjson.loads(text).items())


def _json(value: object) -> str:
    """A value as JSON: plain tuples become lists, other tuples cannot be written."""
    return orjson.dumps(value).decode()


def _fragments(text: str) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in orjson.loads(text))


def annotation_of(row: Row) -> Annotation:
    """Annotation of a row of ``tables.annotations``, in the order of its columns."""
    id_, article, tag, start, end, several, quote, note, attributes, annotator, origin, created, updated = row
    spans = ((start, end),) if several is None else _fragments(several)
    known = _attributes(attributes)
    return Annotation(id_, article, tag, spans, quote, note, known, annotator, origin, created, updated)


def annotation_row(a: Annotation) -> Row:
    """Row of an annotation, in the order of the columns."""
    id_, article, tag, spans, quote, note, attributes, annotator, origin, created, updated = a
    start, end, several = spans[0][0], spans[-1][1], None if len(spans) == 1 else _json(spans)
    known = _json(dict(attributes)) if attributes else "{}"
    return id_, article, tag, start, end, several, quote, note, known, annotator, origin, created, updated


def link_of(row: Row) -> Link:
    """Link of a row of ``tables.links``, in the order of its columns."""
    id_, article, kind, from_id, to_id, annotator, created = row
    return Link(id_, article, LinkKind(kind), from_id, to_id, annotator, created)


def link_values(link: Link) -> dict[str, Any]:
    """Values of a link's row, by column."""
    return {**link._asdict(), "kind": str(link.kind)}


def tag_of(row: Row) -> Tag:
    """Tag of a row of ``tables.tags``, in the order of its columns."""
    id_, name, color, underline, key = row
    return Tag(id_, name, color, Underline(underline), key)


def tag_values(tag: Tag) -> dict[str, Any]:
    """Values of a tag's row, by column."""
    return {**tag._asdict(), "underline": str(tag.underline)}


def verdict_of(row: Row) -> Verdict:
    """Verdict of a row of ``tables.verdicts``, in the order of its columns."""
    id_, article, rule, tag, fragments, judged, annotation, annotator, created = row
    return Verdict(id_, article, rule, tag, _fragments(fragments), Judged(judged), annotation, annotator, created)


def verdict_values(verdict: Verdict) -> dict[str, Any]:
    """Values of a verdict's row, by column."""
    return {**verdict._asdict(), "fragments": _json(verdict.fragments), "judged": str(verdict.judged)}


def strings(text: str) -> tuple[str, ...]:
    """Strings that a column holds as a list in JSON."""
    return () if text == "[]" else tuple(orjson.loads(text))


def card_values(card: ArticleMetadata) -> dict[str, Any]:
    """Values of a card, by name, its lists as JSON: columns of its article's row, after its own id."""
    return {name: _json(value) if isinstance(value, tuple) else value for name, value in card._asdict().items()}


def card_from(row: Row) -> ArticleMetadata:
    """Card of its id and the columns of its article that it holds, in the order of its fields.

    What the history of an older library holds of a card may end before the newest fields.
    """
    id_, title, url, site, authors, published, language, note, *lists = row
    return ArticleMetadata(id_, title, url, site, strings(authors), published, language, note, *map(strings, lists))


def state_of(row: Row) -> ArticleState:
    """State of an article, of id, status and removed_at."""
    id_, status, removed_at = row
    return ArticleState(id_, Status(status), removed_at)


def article_of(row: SqlRow[Any]) -> tuple[Article, ArticleState]:
    """Article and its state, of a row of ``tables.articles``."""
    known: dict[str, Any] = {name: getattr(row, name) for name in Article._fields if name not in ("origin", "blocks")}
    known |= {name: strings(known[name]) for name in ("authors", "keywords", "reinstated", "collections")}
    origin = FileOrigin(row.origin_name, row.origin_media_type, row.origin_sha256)
    blocks = tuple(Block(Role(role), start, end) for role, start, end in orjson.loads(row.blocks))
    return Article(**known, origin=origin, blocks=blocks), state_of((row.id, row.status, row.removed_at))


def article_values(new: NewArticle, state: ArticleState) -> dict[str, Any]:
    """Values of the row of a new article in this state, by column."""
    values = {**new.article._asdict(), **card_values(card_of(new.article)), "id": new.article.id}
    origin: FileOrigin = values.pop("origin")
    values |= {f"origin_{name}": value for name, value in origin._asdict().items()}
    values["blocks"] = _json([list(block) for block in new.article.blocks])
    return {**values, "status": str(state.status), "removed_at": state.removed_at}
