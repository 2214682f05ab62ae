"""doccano's JSON Lines, as its importers read them (examples of the repository, backend/data_import).

Without links: ``{"text", "label": [[start, end, label], …]}``. With links, ``{"text", "entities": [{"id", "label",
"start_offset", "end_offset"}], "relations": [{"id", "from_id", "to_id", "type"}]}``. Everything else of a line is
metadata to it. Its import makes a table of the lines, so that every line has the same keys, and guesses the encoding
of a file, wrongly where scripts are mixed, so that the lines are pure ASCII. Places are code points; there is no quote
to tell, and some clients count UTF-16, so that a reader has to ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, BinaryIO

from annotator.formats.base import FLAT, YES_NO, Carries, Format, Option, Options, Reader, Writer, json_with
from annotator.formats.exporting.flattening import details, details_in, flat
from annotator.formats.importing.draft import Draft, Mark, Problem, Relation, Unit
from annotator.formats.support.json_lines import list_in, read_texts, span_in, text_in, write_lines
from annotator.model import Content, Tag


def write(target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], options: Options) -> None:
    """Write each article as one line: in the form with relations, or in the plain one."""
    names = {tag.id: tag.name for tag in tags}

    def records() -> Iterator[dict[str, Any]]:
        number = 0
        for content in contents:
            parts, links = flat(content)
            record: dict[str, Any] = {"text": content.article.text}
            if options.get("relations") != "no":
                record["entities"] = [
                    {
                        "id": number + p.key,
                        "label": names[p.annotation.tag],
                        "start_offset": p.start,
                        "end_offset": p.end,
                    }
                    for p in parts
                ]
                record["relations"] = [
                    {"id": number + i, "from_id": number + start, "to_id": number + end, "type": str(link.kind)}
                    for i, (link, start, end) in enumerate(links)
                ]
                number += max(len(parts), len(links))
            else:
                record["label"] = [[p.start, p.end, names[p.annotation.tag]] for p in parts]
            yield {**record, **details(content.article, all_of_them=True)}

    write_lines(target, records(), ascii_only=True)


def _read(where: str, record: dict[str, Any], text: str) -> Iterator[Draft | Problem]:
    """The texts of both forms, and of the older one whose key is ``labels``."""
    draft = Draft(where, text, units=(Unit.CODE_POINTS, Unit.UTF16), details=details_in(record))
    for one in list_in(record, "entities"):
        span = span_in(one, "start_offset", "end_offset")
        if span is None or not text_in(one, "label"):
            yield Problem(where, f"an entity has no label or no whole numbers as its place: {one!s:.80}")
            continue
        draft.marks.append(Mark(text_in(one, "label"), (span,), key=str(one.get("id"))))
    for one in list_in(record, "label") or list_in(record, "labels"):
        if isinstance(one, list) and [type(v) for v in one[:3]] == [int, int, str]:
            draft.marks.append(Mark(one[2], ((one[0], one[1]),)))
        else:
            yield Problem(where, f"a label is not [start, end, label]: {one!s:.80}")
    for one in list_in(record, "relations"):
        if isinstance(one, dict):
            draft.relations.append(Relation(text_in(one, "type"), str(one.get("from_id")), str(one.get("to_id"))))
    yield draft


_KEYS = rb'"start_offset"\s*:|"labels?"\s*:\s*\[\s*\[\s*\d'
FORMAT = Format(
    "doccano",
    "doccano JSONL",
    ".jsonl",
    FLAT | {Carries.LINKS, Carries.DETAILS},
    Reader(partial(read_texts, _read), json_with(_KEYS, by_line=True)),
    Writer(write),
    options=(Option("relations", "Relations too", YES_NO),),
)
