"""Annotator's JSON Lines: each line an article as in the JSON, complete in itself, with the tags that it uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from annotator.formats.base import Certainty, Options, Reader, Writer, json_with
from annotator.formats.codecs import native
from annotator.formats.importing.draft import Choices, Problem
from annotator.formats.importing.result import Entry
from annotator.formats.support.json_lines import one_line, read_lines
from annotator.formats.support.native_records import Refused, read_article
from annotator.model import TAGS, Content, Tag
from annotator.readers.files import shown


def write(target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], options: Options) -> None:
    """Write each article as one line; without texts and quotes, only places and hashes, if so asked."""
    own = {tag.id: tag for tag in tags if tag not in TAGS}
    for content in contents:
        record = native.article_record(content, with_text=options.get("text") != "no")
        used = [own[id_] for id_ in dict.fromkeys(a.tag for a in content.annotations) if id_ in own]
        head = {"format": "annotator-article", "version": 1, "offset_unit": "unicode-code-point"}
        target.write(one_line({**head, "tags": native.tag_records(used), **record}) + b"\n")


def read(path: Path, choices: Choices) -> Iterator[Entry | Problem]:
    """The articles of the lines that fit, and what is wrong with the others."""
    for line in read_lines(path):
        if isinstance(line, Problem):
            yield line
            continue
        where, record = line
        if record.get("format") != "annotator-article" or record.get("version") != 1:
            yield Problem(where, "it does not say that its format is “annotator-article”, version 1")
            continue
        problems: list[str] = []
        own = native.own_tags(record.get("tags", []), problems)
        try:
            known = {tag.id for tag in (*TAGS, *own)}
            entry, inner = read_article(record, where, shown(path.name), set(), known, choices.known)
        except Refused as refusal:
            yield Problem(where, str(refusal))
            continue
        yield from (Problem("", problem) for problem in (*problems, *inner))
        yield entry._replace(tags=tuple(own))


FORMAT = native.FORMAT._replace(
    name="jsonl",
    title="Annotator JSON Lines",
    suffix=".jsonl",
    reader=Reader(read, json_with(rb'"format"\s*:\s*"annotator-article"', True, Certainty.SURE), explicit=True),
    writer=Writer(write),
)
