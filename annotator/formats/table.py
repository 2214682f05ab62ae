"""Annotations as a table, one row each: what CSV and TSV have in common.

A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV injection"); the exact values
are in the column ``json``, from which the table is read again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from annotator.errors import RefusedText
from annotator.formats.draft import Choices, Draft, Mark, Problem, Relation, Unit
from annotator.formats.lines import list_in, text_in
from annotator.model import Annotation, Content, Tag
from annotator.readers.files import read_bytes
from annotator.readers.plain import decode
from annotator.text.passages import context_of

COLUMNS = (
    *("article_id", "title", "url", "published_at", "text_sha256", "id", "tag", "start", "end", "fragments"),
    *("quote", "prefix", "suffix", "note", "attributes", "links", "annotator", "origin", "created_at", "updated_at"),
    "json",
)
_TITLE = 200
"""How much of a title is in each row: that of a text of one line is all of it."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, int | float) else text


def write_table(
    target: BinaryIO,
    contents: Iterable[Content],
    tags: Sequence[Tag],
    delimiter: str,
) -> None:
    """Write a head and a row an annotation, UTF-8 with the mark that spreadsheets need to see that it is."""
    names = {tag.id: tag.name for tag in tags}
    target.write(b"\xef\xbb\xbf")
    target.write(_row(COLUMNS, delimiter))
    for content in contents:
        quotes = {a.id: a.quote for a in content.annotations}
        for annotation in content.annotations:
            target.write(_row(map(safe, _cells(content, annotation, names, quotes)), delimiter))


def _row(cells: Iterable[str], delimiter: str) -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()


def _cells(content: Content, a: Annotation, names: dict[str, str], quotes: dict[str, str]) -> Iterator[object]:
    article = content.article
    links = [link for link in content.links if link.from_id == a.id]
    exact: dict[str, Any] = {
        "id": a.id,
        "fragments": a.fragments,
        "quote": a.quote,
        "note": a.note,
        "attributes": dict(a.attributes),
        "links": [{"kind": str(link.kind), "to": link.to_id, "annotator": link.annotator} for link in links],
    }
    yield from (
        article.id,
        article.title[:_TITLE],
        article.url or "",
        article.published_at or "",
        article.text_sha256,
        a.id,
    )
    yield from (names[a.tag], a.start, a.end)
    yield "; ".join(f"{start}–{end}" for start, end in a.fragments) if len(a.fragments) > 1 else ""
    yield from (a.quote, *context_of(article.text, a.start, a.end), a.note)
    yield "; ".join(f"{name}={value}" for name, value in a.attributes)
    yield "; ".join(f"{link.kind}: {quotes.get(link.to_id, '')}" for link in links)
    yield from (a.annotator, a.origin, a.created_at, a.updated_at, orjson.dumps(exact).decode())


def read_table(path: Path, choices: Choices, delimiter: str) -> Iterator[Draft | Problem]:
    """The rows of a table by the names of its columns.

    Wanted are ``start``, ``end`` and ``tag`` (or ``label``), and which text they are of: ``text``, the whole text in
    each row or the first of an article, or ``text_sha256`` of an article in the library.
    """
    csv.field_size_limit(64 * 1024 * 1024)
    rows = csv.DictReader(io.StringIO(decode(read_bytes(path)).text, newline=""), delimiter=delimiter)
    drafts: dict[str, Draft] = {}
    try:
        names = {name.strip().casefold(): name for name in rows.fieldnames or () if name}
        if not {"start", "end"} <= names.keys() or not names.keys() & {"tag", "label"}:
            raise RefusedText("The table has no columns start, end and tag.")
        for number, row in enumerate(rows, 2):
            values = {key: row.get(name) or "" for key, name in names.items()}
            problem = _take(values, f"row {number}", drafts, choices)
            if problem:
                yield Problem(f"row {number}", problem)
    except csv.Error as error:
        raise RefusedText(f"The table is damaged: {error}.") from error
    yield from drafts.values()


def _take(values: dict[str, str], where: str, drafts: dict[str, Draft], choices: Choices) -> str:
    key = values.get("text_sha256") or values.get("text") or values.get("document") or ""
    if key not in drafts:
        article = choices.known(key) if choices.known is not None and len(key) == 64 else None
        text = article.text if article is not None else values.get("text") or values.get("document") or ""
        if not text.strip():
            return "there is no text for it: neither a column “text” nor an article of its hash in the library"
        title = article.title if article is not None else values.get("title", "")
        units = (Unit.CODE_POINTS,) if article is not None else (Unit.CODE_POINTS, Unit.UTF16)
        drafts[key] = Draft(where, text, units=units, details={"title": title, "url": values.get("url", "")})
    draft = drafts[key]
    exact = _exact(values.get("json", ""))
    try:
        fragments: Any = [(int(values["start"]), int(values["end"]))]
    except ValueError:
        return "start and end are not whole numbers"
    id_ = text_in(exact, "id") or values.get("id", "")
    quote = text_in(exact, "quote") or values.get("quote", "")
    pairs = list_in(exact, "fragments")
    if pairs and all(isinstance(p, list) and [type(v) for v in p] == [int, int] for p in pairs):
        fragments = pairs
    draft.marks.append(
        Mark(
            values.get("tag") or values.get("label", ""),
            tuple((start, end) for start, end in fragments),
            quote=quote or None,
            key=id_,
            id=id_ if len(id_) == 36 else "",
            note=text_in(exact, "note") if exact else values.get("note", ""),
            attributes=tuple((exact.get("attributes") or {}).items()) if exact else (),
            annotator=values.get("annotator", "").removeprefix("'"),
            created_at=values.get("created_at", ""),
            updated_at=values.get("updated_at", ""),
        )
    )
    for link in list_in(exact, "links"):
        relation = Relation(text_in(link, "kind"), id_, text_in(link, "to"), text_in(link, "annotator"))
        draft.relations.append(relation)
    return ""


def _exact(cell: str) -> dict[str, Any]:
    try:
        value = orjson.loads(cell) if cell else {}
    except orjson.JSONDecodeError:
        return {}
    return value if isinstance(value, dict) else {}
