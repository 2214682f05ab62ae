"""Prodigy's JSON Lines, by its documentation (prodi.gy/docs/api-interfaces).

``{"text", "tokens": [{"text", "start", "end", "id", "ws"}], "spans": [{"start", "end", "token_start", "token_end",
"label"}], "relations": [{"head", "child", "head_span", "child_span", "label"}], "answer", "meta"}``. Places are
indexes of a Python string: code points, half-open; ``token_end`` is inclusive. ``head`` and ``child`` are the last
tokens of their spans.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, BinaryIO

from annotator.formats.base import FLAT, Carries, Format, Options, Reader, Writer, json_with
from annotator.formats.exporting.flattening import Part, details, details_in, flat
from annotator.formats.importing.draft import Draft, Mark, Problem, Relation
from annotator.formats.support.json_lines import list_in, read_texts, span_in, text_in, write_lines
from annotator.formats.support.tokenizer import tokens
from annotator.model import Content, Span, Tag


def write(target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], _: Options) -> None:
    """Write each article as one line."""
    names = {tag.id: tag.name for tag in tags}
    write_lines(target, (_record(content, names) for content in contents))


def _record(content: Content, names: dict[str, str]) -> dict[str, Any]:
    text = content.article.text
    parts, links = flat(content)
    cut = _cut(text, [(p.start, p.end) for p in parts])
    starts, ends = [start for start, _ in cut], [end for _, end in cut]

    def span(part: Part) -> dict[str, Any]:
        first, last = bisect_right(starts, part.start) - 1, bisect_left(ends, part.end)
        return {
            "start": part.start,
            "end": part.end,
            "token_start": max(0, first),
            "token_end": min(last, len(starts) - 1),
            "label": names[part.annotation.tag],
        }

    spans = list(map(span, parts))
    return {
        "text": text,
        "tokens": [
            {"text": text[s:e], "start": s, "end": e, "id": i, "ws": text[e : e + 1].isspace()}
            for i, (s, e) in enumerate(cut)
        ],
        "spans": spans,
        "relations": [
            {
                "head": spans[start]["token_end"],
                "child": spans[end]["token_end"],
                "head_span": spans[start],
                "child_span": spans[end],
                "label": str(link.kind),
            }
            for link, start, end in links
        ],
        "answer": "accept",
        "meta": details(content.article),
    }


def _cut(text: str, spans: Sequence[Span]) -> list[Span]:
    """The tokens of a text, cut where a span begins or ends inside one; white space alone in a span is one too."""
    edges = sorted({edge for span in spans for edge in span})
    cut: list[Span] = []
    for start, end in tokens(text):
        inner = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        cut += zip((start, *inner), (*inner, end), strict=True)
    there = {start for start, _ in cut}
    for start, end in spans:
        if text[start:end].isspace() and start not in there:
            cut.append((start, end))
    return sorted(cut)


def _read(where: str, record: dict[str, Any], text: str) -> Iterator[Draft | Problem]:
    """The tasks that were accepted, or have no answer; rejected and ignored ones are named."""
    if record.get("answer", "accept") != "accept":
        yield Problem(where, f"its answer is “{record['answer']!s:.20}”")
        return
    draft = Draft(where, text, details=details_in(record.get("meta")))
    keys: dict[Any, str] = {}
    for number, one in enumerate(list_in(record, "spans")):
        span = span_in(one, "start", "end")
        if span is None or not text_in(one, "label"):
            yield Problem(where, f"a span has no label or no whole numbers as its place: {one!s:.80}")
            continue
        keys.setdefault((*span, one["label"]), str(number))
        draft.marks.append(Mark(one["label"], (span,), key=str(number)))
    for one in list_in(record, "relations"):
        ends = [
            keys.get((*(span_in(end, "start", "end") or (None, None)), text_in(end, "label")), "")
            for end in ((one.get("head_span"), one.get("child_span")) if isinstance(one, dict) else ())
        ]
        if len(ends) == 2:
            draft.relations.append(Relation(text_in(one, "label"), *ends))
    yield draft


_KEYS = rb'"tokens"\s*:\s*\[\s*\{|"_task_hash"|"answer"\s*:\s*"accept"'
FORMAT = Format(
    "prodigy",
    "Prodigy JSONL",
    ".jsonl",
    FLAT | {Carries.LINKS, Carries.DETAILS},
    Reader(partial(read_texts, _read), json_with(_KEYS, by_line=True)),
    Writer(write),
)
