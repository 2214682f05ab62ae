"""Tables, one row an annotation: CSV, and TSV with tabs.

A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV injection"); the exact values
are in the column ``json``, from which the table is read again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from annotator.errors import RefusedText
from annotator.formats.base import ALL, Carries, Certainty, FileHead, Format, Options, Preview, Purpose, Reader, Writer
from annotator.formats.importing.draft import Choices, Draft, Mark, Problem, Relation, Unit
from annotator.formats.support.json_lines import list_in, text_in, text_of
from annotator.model import Annotation, Content, Tag
from annotator.text.passages import context_of

COLUMNS = (
    *("article_id", "title", "url", "published_at", "text_sha256", "id", "tag", "start", "end", "fragments"),
    *("quote", "prefix", "suffix", "note", "attributes", "links", "annotator", "origin", "created_at", "updated_at"),
    "json",
)
_TITLE = 200
"""How much of a title is in each row: that of a text of one line is all of it."""

_HELD = 50_000
"""How many rows and thousands of characters are held of articles of which another row may come."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, int | float) else text


def write_table(delimiter: str, target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], _: Options) -> None:
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


def read_table(delimiter: str, path: Path, choices: Choices, most: int = _HELD) -> Iterator[Draft | Problem]:
    """The rows of a table by the names of its columns.

    Wanted are ``start``, ``end`` and ``tag`` (or ``label``), and which text they are of: ``text``, the whole text in
    each row or the first of an article, or ``text_sha256`` of an article in the library. An article is given when its
    rows seem to have ended: when others have come that make ``most`` rows and thousands of characters. In what was
    written here the rows of an article stand together, so that ``most`` can be 0.
    """
    csv.field_size_limit(64 * 1024 * 1024)
    drafts: dict[str, Draft] = {}
    held = 0
    with text_of(path) as file:
        try:
            rows = csv.DictReader(file, delimiter=delimiter)
            names = {name.strip().casefold(): name for name in rows.fieldnames or () if name}
            if not {"start", "end"} <= names.keys() or not names.keys() & {"tag", "label"}:
                raise RefusedText("The table has no columns start, end and tag.")
            for number, row in enumerate(rows, 2):
                values, where = {key: row.get(name) or "" for key, name in names.items()}, f"row {number}"
                key = values.get("text_sha256") or values.get("text") or values.get("document") or ""
                draft = drafts.pop(key, None)
                while draft is None and drafts and held >= most:
                    oldest = drafts.pop(next(iter(drafts)))
                    held -= len(oldest.marks) + len(oldest.text) // 1_000
                    yield oldest
                if draft is None:
                    draft = _begun(key, values, where, choices)
                    held += len(draft.text) // 1_000 if draft is not None else 0
                if draft is None:
                    reason = "neither a column “text” nor an article of its hash in the library"
                    yield Problem(where, f"there is no text for it: {reason}")
                    continue
                drafts[key] = draft
                problem = _take(values, draft)
                held += not problem
                if problem:
                    yield Problem(where, problem)
        except csv.Error as error:
            yield Problem("", f"The table is damaged from row {rows.line_num} on: {error}.")
    yield from drafts.values()


def _begun(key: str, values: dict[str, str], where: str, choices: Choices) -> Draft | None:
    """The draft of the article that a row is of; None if its text is nowhere."""
    article = choices.known(key) if choices.known is not None and len(key) == 64 else None
    text = article.text if article is not None else values.get("text") or values.get("document") or ""
    if not text.strip():
        return None
    title = article.title if article is not None else values.get("title", "")
    units = (Unit.CODE_POINTS,) if article is not None else (Unit.CODE_POINTS, Unit.UTF16)
    return Draft(where, text, units=units, details={"title": title, "url": values.get("url", "")})


def _take(values: dict[str, str], draft: Draft) -> str:
    """Add what a row marks to its article; what is wrong with it, if something is."""
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


def _recognise(name: str, head: FileHead) -> Certainty:
    """Recognises a table by its suffix and the names of its columns."""
    columns = set(re.split(rb"[,\t;\"\s]+", head.start.split(b"\n", 1)[0].lower()))
    fits = head.suffix == f".{name}" and {b"start", b"end"} <= columns and columns & {b"tag", b"label"}
    return Certainty.LIKELY if fits else Certainty.NO


def _table(name: str, delimiter: str, purpose: Purpose) -> Format:
    return Format(
        name,
        f"{name.upper()} table",
        f".{name}",
        ALL - {Carries.DETAILS},
        Reader(partial(read_table, delimiter), partial(_recognise, name), partial(read_table, delimiter, most=0)),
        Writer(partial(write_table, delimiter), skips_unmarked=True, preview=Preview.TABLE),
        purpose=purpose,
    )


CSV, TSV = _table("csv", ",", Purpose.PEOPLE), _table("tsv", "\t", Purpose.TOOLS)
