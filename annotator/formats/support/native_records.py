"""One record of native JSON at a time, from unsure values to the model; what does not fit is refused with a reason.

Nothing is clamped, guessed or repaired: an offset that is out of range refuses its annotation.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Set
from datetime import UTC, datetime
from typing import Any

from annotator.errors import RefusedText
from annotator.formats.importing.result import Entry
from annotator.formats.support.lenient_json import Damaged
from annotator.model import (
    FIELDS,
    LONGEST_NAME,
    Annotation,
    Article,
    Attributes,
    Block,
    FileOrigin,
    Link,
    LinkKind,
    NewArticle,
    Origin,
    Role,
    Span,
    Status,
    Tag,
    Underline,
    now,
)
from annotator.text.length import count_words
from annotator.text.normalise import normalise, sha256_of
from annotator.text.passages import check_fragments, quote_of, title_of

_CHOICES = {kind: {str(c): None for c in kind} for kind in (Status, Origin, LinkKind, Underline, Role)}
_TAG_ID = re.compile(rf"[A-Za-z0-9_]{{1,{LONGEST_NAME + 20}}}")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_MAX_FIELD = 100_000
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Refused(ValueError):
    """A record that does not fit; the message is the reason."""


def read_tag(value: object) -> Tag:
    """One of the file's tags. Raises Refused if it does not fit."""
    record = _object(value)
    tag = Tag(
        _text(record, "id"),
        _text(record, "name"),
        _text(record, "color"),
        Underline(_choice(record, "underline", Underline, Underline.SOLID)),
        _text(record, "key"),
    )
    if not _TAG_ID.fullmatch(tag.id):
        raise Refused(f"“{tag.id:.60}” is not the id of a tag: letters, digits and _")
    if not tag.name.strip() or len(tag.name) > LONGEST_NAME:
        raise Refused(f"a tag needs a name of 1 to {LONGEST_NAME} characters")
    if not _COLOR.fullmatch(tag.color):
        raise Refused(f"“{tag.color:.20}” is not a colour: # and six hexadecimal digits")
    if len(tag.key) != 1:
        raise Refused("a tag needs a key of one character")
    return tag


def read_article(
    value: object,
    where: str,
    file_name: str,
    taken: set[str],
    tags: Set[str],
    known: Callable[[str], Article | None] | None = None,
) -> tuple[Entry, list[str]]:
    """An article with its annotations and links, and the problems of those that were left out.

    ``tags`` are the ids of the tags there are; ``taken`` holds the ids used so far in the file and grows. Raises
    Refused if the article itself does not fit.
    """
    record = _object(value)
    problems: list[str] = []
    detached = "text" not in record
    if detached:
        record = _joined(record, known)
    new = _article(record, file_name, where, problems)
    _take(new.article.id, taken)
    annotations: list[Annotation] = []
    for i, item in enumerate(_items(record, "annotations", where, problems)):
        try:
            annotation = _annotation(_object(item), new.article, tags, detached=detached)
            _take(annotation.id, taken)
            annotations.append(annotation)
        except Refused as refusal:
            problems.append(f"{where}.annotations[{i}]: {refusal}")
    links: list[Link] = []
    there = {a.id for a in annotations}
    for i, item in enumerate(_items(record, "links", where, problems)):
        try:
            link = _link(_object(item), new.article, there, links)
            _take(link.id, taken)
            links.append(link)
        except Refused as refusal:
            problems.append(f"{where}.links[{i}]: {refusal}")
    return Entry(new, annotations, links), problems


def _joined(record: dict[str, Any], known: Callable[[str], Article | None] | None) -> dict[str, Any]:
    """An article that was written without its text, with that of the library's article that has the same hash."""
    digest = _text(record, "text_sha256")
    article = known(digest) if known is not None else None
    if article is None:
        raise Refused("the file is without texts, and the library has no article with this one. Bring it in first.")
    return {**record, "text": article.text, "title": article.title}


def _items(record: dict[str, Any], key: str, where: str, problems: list[str]) -> list[Any]:
    values = record.get(key, [])
    if not isinstance(values, list):
        problems.append(f"{where}.{key}: it is not a list")
        return []
    return values


def _article(record: dict[str, Any], file_name: str, where: str, problems: list[str]) -> NewArticle:
    text = _text(record, "text", limit=None)
    try:
        stored = normalise(text).text
    except RefusedText as refusal:
        raise Refused(str(refusal)) from refusal
    if stored != text:
        raise Refused("its text has line ends or marks that change at import, so its offsets would not fit")
    digest = sha256_of(text)
    if record.get("text_sha256", digest) != digest:
        raise Refused("its text is not the one that text_sha256 was made of")
    article = Article(
        id=_uuid(record, "id"),
        title=_text(record, "title", title_of(text)),
        text=text,
        text_sha256=digest,
        imported_at=_time(record, "imported_at"),
        origin=_origin(record, file_name, digest),
        words=count_words(text),
        url=_maybe_text(record, "url"),
        site=_maybe_text(record, "site"),
        authors=_texts(record, "authors"),
        published_at=_maybe_text(record, "published_at"),
        language=_maybe_text(record, "language"),
        image_credit=_maybe_text(record, "image_credit"),
        blocks=tuple(_blocks(record, text, where, problems)),
        note=_text(record, "note", "", limit=None),
        keywords=_texts(record, "keywords"),
        reinstated=_texts(record, "reinstated"),
        collections=_texts(record, "collections"),
    )
    return NewArticle(article, None, Status(_choice(record, "status", Status, Status.TODO)))


def _blocks(record: dict[str, Any], text: str, where: str, problems: list[str]) -> Iterator[Block]:
    """The blocks that fit, in order; each of the others is a problem and costs nothing else."""
    last = 0
    for i, item in enumerate(_items(record, "blocks", where, problems)):
        try:
            block = _object(item)
            start, end = block.get("start"), block.get("end")
            if type(start) is not int or type(end) is not int or not last <= start < end <= len(text):
                raise Refused("start and end are not those of a stretch of the text after the block before it")
            yield Block(Role(_choice(block, "role", Role)), start, end)
            last = end
        except Refused as refusal:
            problems.append(f"{where}.blocks[{i}]: {refusal}")


def _origin(record: dict[str, Any], file_name: str, digest: str) -> FileOrigin:
    value = _object(record.get("origin", {"name": file_name, "media_type": "text/plain", "sha256": digest}))
    sha = _text(value, "sha256", digest)
    if not _SHA256.fullmatch(sha):
        raise Refused("origin.sha256 is not a SHA-256 in lower-case hexadecimal")
    return FileOrigin(_text(value, "name", file_name), _text(value, "media_type", "text/plain"), sha)


def _annotation(record: dict[str, Any], article: Article, tags: Set[str], *, detached: bool) -> Annotation:
    tag = _text(record, "tag")
    if tag not in tags:
        raise Refused(f"there is no tag “{tag:.60}”")
    fragments = _fragments(record)
    try:
        check_fragments(article.text, fragments)
    except ValueError as error:
        raise Refused(str(error)) from error
    quote = _text(record, "quote", quote_of(article.text, fragments) if detached else None, limit=None)
    if quote != quote_of(article.text, fragments):
        raise Refused(f"its quote “{quote:.60}” is not what stands at {fragments[0][0]}–{fragments[-1][1]}")
    created = _time(record, "created_at")
    return Annotation(
        id=_uuid(record, "id"),
        article_id=article.id,
        tag=tag,
        fragments=fragments,
        quote=quote,
        note=_text(record, "note", "", limit=None),
        attributes=_attributes(record, tag),
        annotator=_text(record, "annotator", ""),
        origin=_choice(record, "origin", Origin, Origin.IMPORT),
        created_at=created,
        updated_at=_time(record, "updated_at", created),
    )


def _fragments(record: dict[str, Any]) -> tuple[Span, ...]:
    start, end = record.get("start"), record.get("end")
    if type(start) is not int or type(end) is not int:
        raise Refused("start and end are not whole numbers")
    value = record.get("fragments")
    if value is None:
        return ((start, end),)
    pairs: list[Any] = value if isinstance(value, list) and value else [None]
    if not all(isinstance(p, list) and len(p) == 2 and type(p[0]) is type(p[1]) is int for p in pairs):
        raise Refused("fragments is not a list of pairs of whole numbers")
    if pairs[0][0] != start or pairs[-1][1] != end:
        raise Refused("start and end are not those of its fragments")
    return tuple((p[0], p[1]) for p in pairs)


def _attributes(record: dict[str, Any], tag: str) -> Attributes:
    value = record.get("attributes", {})
    if not isinstance(value, dict):
        raise Refused("attributes is not an object")
    if not value:
        return ()
    for key, item in value.items():
        if isinstance(item, list | dict) or len(str(item)) > _MAX_FIELD or not key:
            raise Refused(f"attribute “{key:.60}” is not a simple value")
    for field in FIELDS.get(tag, ()):
        item = value.get(field.name)
        if item is not None and field.choices and item not in [choice for choice, _ in field.choices]:
            raise Refused(f"attribute “{field.name}” cannot be “{item!s:.60}”")
    return tuple(value.items())


def _link(record: dict[str, Any], article: Article, there: set[str], links: list[Link]) -> Link:
    from_id, to_id = _uuid(record, "from"), _uuid(record, "to")
    if from_id not in there or to_id not in there:
        raise Refused("it joins annotations that are not in this article or were left out")
    if from_id == to_id:
        raise Refused("it joins an annotation to itself")
    kind = LinkKind(_choice(record, "kind", LinkKind))
    if any((x.kind, x.from_id, x.to_id) == (kind, from_id, to_id) for x in links):
        raise Refused("it says again what another link says")
    return Link(
        _uuid(record, "id"),
        article.id,
        kind,
        from_id,
        to_id,
        _text(record, "annotator", ""),
        _time(record, "created_at"),
    )


def _take(id_: str, taken: set[str]) -> None:
    if id_ in taken:
        raise Refused(f"its id {id_} is used twice in the file")
    taken.add(id_)


def _object(value: object) -> dict[str, Any]:
    if isinstance(value, Damaged):
        raise Refused(value.reason)
    if not isinstance(value, dict):
        raise Refused("it is not an object")
    if Damaged in set(map(type, value.values())):
        key, damage = next((k, v) for k, v in value.items() if isinstance(v, Damaged))
        raise Refused(f"{key:.60}: {damage.reason}")
    return value


def _text(record: dict[str, Any], key: str, default: str | None = None, *, limit: int | None = _MAX_FIELD) -> str:
    value = record.get(key, default)
    if value is None and key not in record:
        raise Refused(f"{key} is missing")
    if not isinstance(value, str):
        raise Refused(f"{key} is not a text")
    if "\0" in value or (limit is not None and len(value) > limit):
        raise Refused(f"{key} contains NUL or is too long")
    return value


def _texts(record: dict[str, Any], key: str) -> tuple[str, ...]:
    values = record.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, str) and "\0" not in v for v in values):
        raise Refused(f"{key} is not a list of texts")
    return tuple(values)


def _maybe_text(record: dict[str, Any], key: str) -> str | None:
    return None if record.get(key) is None else _text(record, key)


def _choice(
    record: dict[str, Any],
    key: str,
    choices: type[Status] | type[Origin] | type[LinkKind] | type[Underline] | type[Role],
    default: str | None = None,
) -> str:
    value = record.get(key, default)
    if type(value) is str and value in _CHOICES[choices]:
        return value
    value = _text(record, key, default)
    if value not in _CHOICES[choices]:
        raise Refused(f"{key} “{value:.60}” is none of {', '.join(_CHOICES[choices])}")
    return value


def _uuid(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    if type(value) is str and _UUID.fullmatch(value):
        return value
    value = _text(record, key)
    try:
        return str(uuid.UUID(value))
    except ValueError:
        raise Refused(f"{key} “{value:.60}” is not a UUID") from None


def _time(record: dict[str, Any], key: str, default: str | None = None) -> str:
    if key not in record:
        return default or now()
    value = record[key]
    if type(value) is not str:
        raise Refused(f"{key} is not a text")
    if value == default:
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise Refused(f"{key} “{value:.60}” is not a time by RFC 3339") from None
    if moment.tzinfo is None:
        raise Refused(f"{key} “{value:.60}” has no time zone")
    return value if value.endswith("Z") else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
