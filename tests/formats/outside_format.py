"""The format of another package: a line an article, with the places of what is marked. See ``outside``."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from annotator.formats.base import FLAT, Certainty, FileHead, Format, Option, Options, Reader, Writer
from annotator.formats.exporting.flattening import flat
from annotator.formats.importing.draft import Choices, Draft, Mark, Problem
from annotator.formats.support.json_lines import list_in, read_texts
from annotator.model import Content, Tag

_MAGIC = b'{"outside": 1'


def recognise(head: FileHead) -> Certainty:
    return Certainty.SURE if head.start.startswith(_MAGIC) else Certainty.NO


def write(target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], options: Options) -> None:
    names = {tag.id: tag.name for tag in tags}
    for content in contents:
        is_forgotten = content.article.text.startswith("Forget")
        marks = [] if is_forgotten else [[p.start, p.end, names[p.annotation.tag]] for p in flat(content).parts]
        line = json.dumps({"outside": 1, "text": content.article.text, "marks": marks})
        target.write((line.upper() if options.get("loud") == "yes" else line).encode() + b"\n")


def read_one(where: str, record: dict[str, Any], text: str) -> Iterator[Draft | Problem]:
    yield Draft(where, text, [Mark(label, ((start, end),)) for start, end, label in list_in(record, "marks")])


def read(path: Path, choices: Choices) -> Iterator[Draft | Problem]:
    return read_texts(read_one, path, choices)


def warnings(content: Content) -> Iterator[str]:
    if not content.annotations:
        yield f"nothing is marked in {content.article.title}"


FORMAT = Format(
    "outside",
    "Outside lines",
    ".outside",
    FLAT,
    Reader(read, recognise),
    Writer(write, warnings=warnings),
    options=(Option("loud", "In capitals", (("no", "no"), ("yes", "yes"))),),
)
TAKEN = FORMAT._replace(name="json")
NO_FORMAT = "something else"


def _stumble(head: FileHead) -> Certainty:
    raise ValueError(f"{head.path.name} is a surprise")


STUMBLES = FORMAT._replace(name="stumbles", reader=Reader(read, _stumble))
