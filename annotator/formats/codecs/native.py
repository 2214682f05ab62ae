"""Annotator's own JSON, described by resources/annotator.schema.json.

One file of UTF-8; offsets are Unicode code points, half-open. Written article by article, so that memory is bounded by
the largest article; read record by record, so that one damaged record does not take the others with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from annotator import __version__
from annotator.formats.base import (
    ALL,
    YES_NO,
    Certainty,
    FileHead,
    Format,
    Option,
    Options,
    Purpose,
    Reader,
    Writer,
    json_with,
)
from annotator.formats.importing.draft import Choices, Problem
from annotator.formats.importing.result import Entry, Parsed
from annotator.formats.support.json_lines import is_by_line, objects_by_line
from annotator.formats.support.lenient_json import load_tolerantly
from annotator.formats.support.native_records import Refused, read_article, read_tag
from annotator.model import TAGS, Annotation, Article, ArticleState, Content, Link, Tag, now
from annotator.readers.files import opened, read_bytes, shown
from annotator.text.passages import context_of

_OPENING = b',"articles":['
"""How the first line of a file ends as it is written here; then each article is a line."""


def write(target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], options: Options) -> None:
    """Write these articles and the library's tags to ``target``, article by article.

    Without texts there are only their hashes, and of what is marked only the places: a library that has the articles
    takes them in.
    """
    head = {
        "format": "annotator",
        "version": 1,
        "generator": f"annotator {__version__}",
        "exported_at": now(),
        "offset_unit": "unicode-code-point",
        "tags": tag_records(tags),
    }
    target.write(orjson.dumps(head)[:-1] + _OPENING)
    separator = b"\n"
    for content in contents:
        target.write(separator)
        target.write(orjson.dumps(article_record(content, with_text=options.get("text") != "no")))
        separator = b",\n"
    target.write(b"\n]}\n")


def tag_records(tags: Iterable[Tag]) -> list[dict[str, Any]]:
    """Tags as they stand in the file."""
    return [{"id": t.id, "name": t.name, "color": t.color, "underline": str(t.underline), "key": t.key} for t in tags]


def article_record(content: Content, *, with_text: bool = True) -> dict[str, Any]:
    """One article as it stands in the file."""
    article, state, annotations, links = content
    record = {
        **_metadata(article, state),
        "annotations": _annotation_records(article.text, annotations),
        "links": [_link_record(link) for link in links],
    }
    if not with_text:
        for key in ("text", "title", "image_credit"):
            record.pop(key, None)
        for annotation in record["annotations"]:
            for key in ("quote", "prefix", "suffix"):
                del annotation[key]
    return record


def _metadata(article: Article, state: ArticleState) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "text_sha256": article.text_sha256,
        "url": article.url,
        "site": article.site,
        "authors": article.authors,
        "published_at": article.published_at,
        "language": article.language,
        "status": str(state.status),
        "imported_at": article.imported_at,
        "origin": {
            "name": article.origin.name,
            "media_type": article.origin.media_type,
            "sha256": article.origin.sha256,
        },
    }
    if article.image_credit is not None:
        record["image_credit"] = article.image_credit
    others = {
        "note": article.note,
        "keywords": article.keywords,
        "reinstated": article.reinstated,
        "collections": article.collections,
    }
    record.update((key, value) for key, value in others.items() if value)
    if article.blocks:
        record["blocks"] = [{"role": str(b.role), "start": b.start, "end": b.end} for b in article.blocks]
    return record


def _annotation_records(text: str, annotations: Iterable[Annotation]) -> list[dict[str, Any]]:
    records = []
    for id_, _, tag, fragments, quote, note, attributes, annotator, origin, created, updated in annotations:
        start, end = fragments[0][0], fragments[-1][1]
        prefix, suffix = context_of(text, start, end)
        record = {
            "id": id_,
            "tag": tag,
            "start": start,
            "end": end,
            "quote": quote,
            "prefix": prefix,
            "suffix": suffix,
            "note": note,
            "attributes": dict(attributes),
            "annotator": annotator,
            "origin": origin,
            "created_at": created,
            "updated_at": updated,
        }
        if len(fragments) > 1:
            record["fragments"] = fragments
        records.append(record)
    return records


def _link_record(link: Link) -> dict[str, Any]:
    return {
        "id": link.id,
        "kind": str(link.kind),
        "from": link.from_id,
        "to": link.to_id,
        "annotator": link.annotator,
        "created_at": link.created_at,
    }


def recognise(head: FileHead) -> Certainty:
    """Recognises an object whose beginning names this format."""
    if json_with(rb'^\{[^\[]*"format"\s*:\s*"annotator"')(head):
        return Certainty.SURE
    start = head.start[:4096]
    named = start.startswith(b"{") and b'"format"' in start and b'"annotator"' in start
    return Certainty.POSSIBLE if named else Certainty.NO


def parse(data: bytes, name: str, known: Callable[[str], Article | None] | None = None) -> Parsed:
    """Read the bytes of a file called ``name``: everything valid, and of the rest where it is and what is wrong.

    ``known`` finds an article by the SHA-256 of its text, where the file does not hold the text.
    """
    document, damage = load_tolerantly(data, {"articles": {"annotations": {}, "links": {}}})
    problems = [*([f"file: {damage}"] if damage else []), *(flaws := _flaws(document))]
    if flaws:
        return Parsed(name, problems=problems)
    articles = document.get("articles")
    if not isinstance(articles, list):
        return Parsed(name, problems=[*problems, "file: it has no list of articles"])
    own = own_tags(document.get("tags", []), problems)
    there = {tag.id for tag in (*TAGS, *own)}
    entries: list[Entry] = []
    taken: set[str] = set()
    for i, value in enumerate(articles):
        where = f"articles[{i}]"
        try:
            entry, inner = read_article(value, where, name, taken, there, known)
        except Refused as refusal:
            problems.append(f"{where}: {refusal}")
        else:
            entries.append(entry)
            problems += inner
    return Parsed(name, entries, problems, tags=own)


def _flaws(document: object) -> list[str]:
    """Why a document is not one that can be read here; empty if it is."""
    if not isinstance(document, dict) or document.get("format") != "annotator":
        return ["file: it does not say that its format is “annotator”"]
    version = document.get("version")
    if type(version) is not int or version != 1:
        return [f"file: version {version!r:.40} is not known, only 1"]
    return []


def own_tags(values: object, problems: list[str]) -> list[Tag]:
    """The tags of the file that are not the four; what is wrong with others goes to ``problems``."""
    found: dict[str, Tag] = {tag.id: tag for tag in TAGS}
    if not isinstance(values, list):
        problems.append("tags: it is not a list")
        return []
    for i, value in enumerate(values):
        try:
            tag = read_tag(value)
        except Refused as refusal:
            problems.append(f"tags[{i}]: {refusal}")
        else:
            found.setdefault(tag.id, tag)
    return [tag for tag in found.values() if tag not in TAGS]


def read(path: Path, choices: Choices) -> Iterator[Entry | Problem]:
    """The articles of a file, and what does not fit; one that is as ``write`` writes it is read without being held."""
    if is_by_line(path, _OPENING):
        yield from read_back(path, choices)
        return
    parsed = parse(read_bytes(path), shown(path.name), choices.known)
    yield from (Problem("", problem) for problem in parsed.problems)
    yield from (entry._replace(tags=tuple(parsed.tags)) for entry in parsed.entries)


def read_back(path: Path, choices: Choices) -> Iterator[Entry | Problem]:
    """What ``write`` has written, an article a line, holding one of them at a time."""
    with opened(path) as file:
        head, damage = load_tolerantly(file.readline().strip().removesuffix(_OPENING) + b"}", {})
    problems = [*([f"file: {damage}"] if damage else []), *(flaws := _flaws(head))]
    own = own_tags(head.get("tags", []), problems) if not flaws else []
    yield from (Problem("", problem) for problem in problems)
    if flaws:
        return
    there = {tag.id for tag in (*TAGS, *own)}
    for number, line in enumerate(objects_by_line(path)):
        value, damage = load_tolerantly(line, {"annotations": {}, "links": {}})
        where = f"articles[{number}]"
        try:
            entry, inner = read_article(value, where, shown(path.name), set(), there, choices.known)
        except Refused as refusal:
            yield Problem(where, str(refusal))
        else:
            yield from (Problem("", problem) for problem in ([f"{where}: {damage}"] if damage else []) + inner)
            yield entry._replace(tags=tuple(own))


FORMAT = Format(
    "json",
    "Annotator JSON",
    ".json",
    ALL,
    Reader(read, recognise, read_back, parse=parse, explicit=True),
    Writer(write),
    purpose=Purpose.KEEP,
    options=(Option("text", "With the text of the articles", YES_NO),),
)
