"""Articles as Markdown whose footnotes are the annotations (GitHub's and pandoc's footnotes).

A footnote stands where its annotation ends and repeats its words, so that overlapping and interrupted ones are clear.
There is a blank between two at one place: their numbers are read as one where they touch, and a comma would be one of
the article's. They are numbered in the order in which they stand, as readers of Markdown number them: a footnote names
another by its number.
Nothing of an article is markup: what Markdown would take for it is escaped.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from annotator.formats.base import ALL, Certainty, FileHead, Format, Options, Purpose, Writer
from annotator.formats.exporting.prose import (
    about_in_words,
    details_in_words,
    end_of_words,
    lines_of,
    links_in_words,
    names_to_say,
    remarks_in_words,
)
from annotator.model import Content, Role, Tag

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$^]|!$|^:")
_FIRST = re.compile(r"(\s*\(?)([-+:%]|(?:\d+|[a-zA-Z]|[ivxlcdmIVXLCDM]+|@\w*)(?=[.)]))")
"""What begins an item of a list, a rule, a definition or a heading where a line begins with it."""

_BEFORE: dict[Role | None, str] = {Role.TITLE: "# ", Role.HEADING: "## ", Role.LIST_ITEM: "- ", Role.QUOTE: "> "}
"""What makes a line the heading, item or quotation that it is."""


def _escaped(text: str) -> str:
    """A text whose signs are signs wherever it stands within a line."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\r", "&#13;")


def _begun(text: str) -> str:
    """The same where a line begins: blanks make no code there, and a number no list."""
    escaped = _escaped(text)
    first = _FIRST.match(escaped)
    if first is not None:
        blanks, sign = first.groups()
        rest = escaped[first.end() :]
        escaped = f"{blanks}{sign}\\{rest}" if sign[0].isalnum() or sign[0] == "@" else f"{blanks}\\{sign}{rest}"
    return f"&#{ord(escaped[0])};{escaped[1:]}" if escaped[:1] in (" ", "\t") else escaped


def write(target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], _: Options) -> None:
    """Write the articles one after the other, a rule between them."""
    names = {tag.id: tag.name for tag in tags}
    first = True
    number = 0
    for content in contents:
        if not first:
            target.write(b"\n---\n\n")
        first = False
        text = content.article.text
        ordered = sorted(content.annotations, key=lambda a: end_of_words(a, text))
        numbers = {a.id: number + i for i, a in enumerate(ordered, 1)}
        number += len(numbers)
        target.write("".join(_article(content._replace(annotations=ordered), names, numbers)).encode())


def _article(content: Content, names: dict[str, str], numbers: dict[str, int]) -> Iterator[str]:
    article = content.article
    body = list(_body(content, numbers))
    titled = int(bool(body) and body[0].startswith(_BEFORE[Role.TITLE]))
    if not any(line.startswith(_BEFORE[Role.TITLE]) for line in body):
        yield f"{_BEFORE[Role.TITLE]}{_begun(_one_line(article.title))}\n\n"
    yield from body[:titled]
    said = " · ".join(about_in_words(content))
    yield f"*{_escaped(_one_line(said))}*\n\n" if said else ""
    yield from body[titled:]
    for label, text in remarks_in_words(article):
        yield f"*{label}:* {_escaped(_one_line(text))}\n\n"
    yield from _notes(content, names, numbers)


def _body(content: Content, numbers: dict[str, int]) -> Iterator[str]:
    """The lines of an article, each with the numbers of the annotations that end in it."""
    text = content.article.text
    ends: dict[int, list[int]] = {}
    for annotation in content.annotations:
        ends.setdefault(end_of_words(annotation, text), []).append(numbers[annotation.id])
    places = deque(sorted(ends))
    for role, start, end in lines_of(content.article):
        pieces: list[str] = []
        place = start
        while places and places[0] <= end:
            stop = max(place, places[0])
            pieces.append(_piece(text[place:stop], pieces) + " ".join(f"[^{n}]" for n in ends[places.popleft()]))
            place = stop
        pieces.append(_piece(text[place:end], pieces))
        yield f"{_BEFORE.get(role, '')}{''.join(pieces)}\n\n"


def _piece(text: str, before: Sequence[str]) -> str:
    return _escaped(text) if before else _begun(text)


def _notes(content: Content, names: dict[str, str], numbers: dict[str, int]) -> Iterator[str]:
    """The footnotes. One names another by its number: a reference within a footnote is none for pandoc."""
    linked, made_by = links_in_words(content, numbers), names_to_say(content)
    for annotation in content.annotations:
        more = list(details_in_words(annotation))
        more += (f"{kind} note {other}, “{quote}”" for kind, other, quote in linked[annotation.id])
        more += [made_by[annotation.id]] if annotation.id in made_by else []
        text = f"**{_escaped(names[annotation.tag])}** “{_escaped(_one_line(annotation.quote))}”"
        text += f" ({_escaped(_one_line('; '.join(more)))})" if more else ""
        text += f": {_escaped(_one_line(annotation.note))}" if annotation.note else ""
        yield f"[^{numbers[annotation.id]}]: {text}\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def recognise(head: FileHead) -> Certainty:
    """Recognises it by its first footnote."""
    fits = head.suffix == ".md" and re.search(rb"^\[\^1\]: \*\*.+?\*\* \xe2\x80\x9c", head.data, re.MULTILINE)
    return Certainty.LIKELY if fits else Certainty.NO


_WRITER = Writer(write, recognise=recognise)
FORMAT = Format("markdown", "Annotated Markdown", ".md", ALL, writer=_WRITER, unit="", purpose=Purpose.PEOPLE)
