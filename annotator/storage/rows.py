"""Records to rows and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

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


def _fragments(text: str) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in orjson.loads(text))


def annotation_of(row: Row) -> Annotation:
    """An annotation from a row of ``tables.annotations``, in the order of its columns."""
    (
        id_,
        article,
        tag,
        start,
        end,
        fragments,
        quote,
        note,
        attributes,
        annotator,
        origin,
        created,
        updated,
    ) = row
    return Annotation(
        id_,
        article,
        tag,
        ((start, end),) if fragments is None else _fragments(fragments),
        quote,
        note,
        _attributes(attributes),
        annotator,
        origin,
        created,
        updated,
    )


def annotation_row(a: Annotation) -> Row:
    """The row of an annotation, in the order of the columns."""
    fragments = a.fragments
    return (
        a.id,
        a.article_id,
        a.tag,
        fragments[0][0],
        fragments[-1][1],
        None if len(fragments) == 1 else orjson.dumps(fragments).decode(),
        a.quote,
        a.note,
        orjson.dumps(dict(a.attributes)).decode() if a.attributes else "{}",
        a.annotator,
        a.origin,
        a.created_at,
        a.updated_at,
    )


def link_of(row: Row) -> Link:
    """A link from a row of ``tables.links``, in the order of its columns."""
    id_, article, kind, from_id, to_id, annotator, created = row
    return Link(id_, article, LinkKind(kind), from_id, to_id, annotator, created)


def link_values(link: Link) -> dict[str, Any]:
    """The values of a link's row, by column."""
    return {
        "id": link.id,
        "article_id": link.article_id,
        "kind": str(link.kind),
        "from_id": link.from_id,
        "to_id": link.to_id,
        "annotator": link.annotator,
        "created_at": link.created_at,
    }


def tag_of(row: Row) -> Tag:
    """A tag from a row of ``tables.tags``, in the order of its columns."""
    id_, name, color, underline, key = row
    return Tag(id_, name, color, Underline(underline), key)


def tag_values(tag: Tag) -> dict[str, Any]:
    """The values of a tag's row, by column."""
    return {**tag._asdict(), "underline": str(tag.underline)}


def verdict_of(row: Row) -> Verdict:
    """A verdict from a row of ``tables.verdicts``, in the order of its columns."""
    id_, article, rule, tag, fragments, judged, annotation, annotator, created = row
    return Verdict(id_, article, rule, tag, _fragments(fragments), Judged(judged), annotation, annotator, created)


def verdict_values(verdict: Verdict) -> dict[str, Any]:
    """The values of a verdict's row, by column."""
    return {
        **verdict._asdict(),
        "fragments": orjson.dumps(verdict.fragments).decode(),
        "judged": str(verdict.judged),
    }


def strings(text: str) -> tuple[str, ...]:
    """A column that holds a list of strings."""
    return () if text == "[]" else tuple(orjson.loads(text))


def _card_columns(card: ArticleMetadata) -> dict[str, Any]:
    values = card._asdict()
    del values["id"]
    return {k: orjson.dumps(v).decode() if isinstance(v, tuple) else v for k, v in values.items()}


def card_values(card: ArticleMetadata) -> dict[str, Any]:
    """The values of a card, by name, its lists as JSON: columns of its article's row, after its own id."""
    return {"id": card.id, **_card_columns(card)}


def card_from(row: Row) -> ArticleMetadata:
    """A card from its id and the columns of its article that it holds, in the order of its fields.

    What the history of an older library holds of a card may end before the newest fields.
    """
    id_, title, url, site, authors, published, language, note, *lists = row
    return ArticleMetadata(id_, title, url, site, strings(authors), published, language, note, *map(strings, lists))


def state_of(row: Row) -> ArticleState:
    """An article's state from id, status and removed_at."""
    id_, status, removed_at = row
    return ArticleState(id_, Status(status), removed_at)


def article_of(row: Row) -> tuple[Article, ArticleState]:
    """An article and its state from a row of ``tables.articles``, in the order of its columns."""
    (
        id_,
        title,
        text,
        digest,
        imported,
        name,
        media,
        sha,
        words,
        url,
        site,
        authors,
        published,
        language,
        status,
        removed_at,
        image_credit,
        blocks,
        note,
        keywords,
        reinstated,
        collections,
    ) = row
    article = Article(
        id_,
        title,
        text,
        digest,
        imported,
        FileOrigin(name, media, sha),
        words,
        url,
        site,
        tuple(orjson.loads(authors)),
        published,
        language,
        image_credit,
        () if blocks == "[]" else tuple(Block(Role(role), start, end) for role, start, end in orjson.loads(blocks)),
        note,
        strings(keywords),
        strings(reinstated),
        strings(collections),
    )
    return article, state_of((id_, status, removed_at))


def article_values(new: NewArticle, state: ArticleState) -> dict[str, Any]:
    """The values of the row of a new article in this state, by column."""
    a = new.article
    return {
        "id": a.id,
        "text": a.text,
        "text_sha256": a.text_sha256,
        "imported_at": a.imported_at,
        "origin_name": a.origin.name,
        "origin_media_type": a.origin.media_type,
        "origin_sha256": a.origin.sha256,
        "words": a.words,
        "status": str(state.status),
        "removed_at": state.removed_at,
        "image_credit": a.image_credit,
        **_card_columns(card_of(a)),
        "blocks": orjson.dumps([list(b) for b in a.blocks]).decode(),
    }
