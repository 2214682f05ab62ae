"""labelbuddy's JSON (jeromedockes.github.io/labelbuddy, "documentation"): a list of documents with annotations.

Places are code points and, besides, bytes of UTF-8; an annotation carries one text of its own, ``extra_data``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from annotator.formats.base import FLAT, Carries, Format, Options, Reader, Writer, json_with
from annotator.formats.exporting.flattening import Part, details, details_in, flat
from annotator.formats.importing.draft import Choices, Draft, Mark, Problem, Unit
from annotator.formats.support.json_lines import list_in, read_lines, read_list, span_in, text_in, write_list
from annotator.model import Content, Tag
from annotator.text.offsets import Offsets


def sidecar_files(tags: Sequence[Tag]) -> dict[str, bytes]:
    """The labels, in the form in which labelbuddy imports them."""
    labels = [{"name": t.name, "color": t.color, "shortcut_key": t.key if t.key.isalpha() else ""} for t in tags]
    return {".labels.json": orjson.dumps([{k: v for k, v in one.items() if v} for one in labels])}


def write(target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], _: Options) -> None:
    """Write each article as one document."""
    names = {tag.id: tag.name for tag in tags}
    write_list(target, (_document(content, names) for content in contents))


def _document(content: Content, names: dict[str, str]) -> dict[str, Any]:
    article, offsets = content.article, Offsets(content.article.text)
    return {
        "text": article.text,
        "utf8_text_md5_checksum": hashlib.md5(article.text.encode(), usedforsecurity=False).hexdigest(),
        "display_title": article.title,
        "list_title": article.title,
        "metadata": details(article),
        "annotations": [_record(part, offsets, names) for part in flat(content).parts],
    }


def _record(part: Part, offsets: Offsets, names: dict[str, str]) -> dict[str, Any]:
    annotation = part.annotation
    first = part.start == annotation.fragments[0][0]
    extra = {"extra_data": annotation.note} if annotation.note and first else {}
    return {
        "label_name": names[annotation.tag],
        "start_char": part.start,
        "end_char": part.end,
        "start_byte": offsets.to_utf8(part.start),
        "end_byte": offsets.to_utf8(part.end),
        **extra,
    }


def _records(path: Path) -> Iterator[tuple[str, Any] | Problem]:
    if path.suffix == ".jsonl":
        return read_lines(path)
    return (one if isinstance(one, Problem) else (f"[{n}]", one) for n, one in enumerate(read_list(path)))


def read(path: Path, _choices: Choices) -> Iterator[Draft | Problem]:
    """The documents of a JSON or JSON Lines file; by characters, or where there are only bytes by these."""
    for one in _records(path):
        if isinstance(one, Problem):
            yield one
            continue
        where, record = one
        text = text_in(record, "text")
        if not text:
            yield Problem(where, "it has no text")
            continue
        meta = record.get("metadata") if isinstance(record, dict) else None
        title = text_in(record, "display_title") or text_in(record, "list_title")
        draft = Draft(where, text, details={"title": title, **details_in(meta)})
        by_char = all(span_in(a, "start_char", "end_char") for a in list_in(record, "annotations"))
        draft.units = (Unit.CODE_POINTS if by_char else Unit.BYTES,)
        for number, one_ in enumerate(list_in(record, "annotations")):
            keys = ("start_char", "end_char") if by_char else ("start_byte", "end_byte")
            span = span_in(one_, *keys)
            if span is None or not text_in(one_, "label_name"):
                yield Problem(f"{where}.annotations[{number}]", "it has no label or no place")
                continue
            draft.marks.append(Mark(one_["label_name"], (span,), note=text_in(one_, "extra_data")))
        yield draft


_KEYS = rb'"label_name"\s*:|"utf8_text_md5_checksum"'
FORMAT = Format(
    "labelbuddy",
    "labelbuddy JSON",
    ".json",
    FLAT | {Carries.NOTES, Carries.DETAILS},
    Reader(read, json_with(_KEYS, by_line=None)),
    Writer(write, sidecar_files=sidecar_files),
)
