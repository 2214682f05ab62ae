"""spaCy's training data as JSON Lines, in the shape of ``Example.from_dict`` (spacy.io/api/data-formats).

``{"text", "entities": [[start, end, label], …], "spans": {"sc": [[start, end, label], …]}}``; entities cannot overlap
there, so an article whose annotations do has its annotations as spans. Places are indexes of a Python string: code
points, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, BinaryIO

from annotator.formats.base import FLAT, Certainty, Format, Options, Reader, Writer, json_with
from annotator.formats.exporting.flattening import flat, without_overlaps
from annotator.formats.importing.draft import Draft, Mark, Problem
from annotator.formats.support.json_lines import list_in, read_texts, write_lines
from annotator.model import Content, Tag

KEY = "sc"
"""The key under which spaCy's span categoriser looks for its spans."""


def write(target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], _: Options) -> None:
    """Write each article as one line."""
    names = {tag.id: tag.name for tag in tags}
    write_lines(target, (_record(content, names) for content in contents))


def _record(content: Content, names: dict[str, str]) -> dict[str, Any]:
    parts = flat(content).parts
    spans = [[p.start, p.end, names[p.annotation.tag]] for p in parts]
    apart = len(list(without_overlaps(parts))) == len(parts)
    return {"text": content.article.text, "entities": spans if apart else [], "spans": {} if apart else {KEY: spans}}


def _read(where: str, record: dict[str, Any], text: str) -> Iterator[Draft | Problem]:
    """The texts with their entities and spans; also the older ``[text, {"entities": …}]`` without the brackets."""
    draft = Draft(where, text)
    spans = record.get("spans")
    groups = [list_in(spans, key) for key in spans] if isinstance(spans, dict) else []
    for one in (*list_in(record, "entities"), *(span for group in groups for span in group)):
        if isinstance(one, list) and [type(v) for v in one[:3]] == [int, int, str]:
            draft.marks.append(Mark(one[2], ((one[0], one[1]),)))
        else:
            yield Problem(where, f"a span is not [start, end, label]: {one!s:.80}")
    yield draft


_ENTITIES = rb'"entities"\s*:\s*\[\s*(?:\[|\])'
_READER = Reader(partial(read_texts, _read), json_with(_ENTITIES, True, Certainty.POSSIBLE))
FORMAT = Format("spacy-jsonl", "spaCy JSONL", ".jsonl", FLAT, _READER, Writer(write))
