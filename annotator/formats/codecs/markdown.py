"""Articles as Markdown whose footnotes are the annotations (GitHub's and pandoc's footnotes).

A footnote stands where its annotation ends and repeats its words, so that overlapping and interrupted ones are clear.
There is a blank between two at one place: their numbers are read as one where they touch, and a comma would be one of
the article's.
Nothing of an article is markup: what Markdown would take for it is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from annotator.formats.exporting.prose import details_in_words, links_in_words
from annotator.model import TAGS, Block, Content, Role, Tag

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$^]|!$|^:")
_FIRST = re.compile(r"(\s*\(?)([-+:%]|(?:\d+|[a-zA-Z]|[ivxlcdmIVXLCDM]+|@\w*)(?=[.)]))")
"""What begins an item of a list, a rule, a definition or a heading where a line begins with it."""

_BEFORE = {Role.TITLE: "# ", Role.HEADING: "## ", Role.LIST_ITEM: "- ", Role.QUOTE: "> "}


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


def write(
    target: BinaryIO,
    contents: Iterable[Content],
    *,
    tags: Sequence[Tag] = TAGS,
) -> None:
    """Write the articles one after the other, a rule between them."""
    names = {tag.id: tag.name for tag in tags}
    first = True
    number = 0
    for content in contents:
        if not first:
            target.write(b"\n---\n\n")
        first = False
        numbers = {a.id: number + i for i, a in enumerate(content.annotations, 1)}
        number += len(numbers)
        target.write("".join(_article(content, names, numbers)).encode())


def _article(content: Content, names: dict[str, str], numbers: dict[str, int]) -> Iterator[str]:
    article = content.article
    about = [article.site or "", ", ".join(article.authors), (article.published_at or "")[:10], article.url or ""]
    if not article.text.lstrip().startswith(article.title):
        yield f"# {_begun(_one_line(article.title))}\n\n"
    said = " · ".join(filter(None, about))
    yield f"*{_escaped(_one_line(said))}*\n\n" if said else ""
    ends: dict[int, list[int]] = {}
    for annotation in content.annotations:
        ends.setdefault(annotation.end, []).append(numbers[annotation.id])
    places = sorted(ends)
    start, i, role = 0, 0, 0
    for line in article.text.split("\n"):
        end = start + len(line)
        while role < len(article.blocks) and article.blocks[role].end <= start:
            role += 1
        pieces: list[str] = []
        place = start
        while i < len(places) and places[i] <= end:
            stop = max(place, places[i])
            escape = _escaped if pieces else _begun
            pieces.append(escape(article.text[place:stop]) + " ".join(f"[^{n}]" for n in ends[places[i]]))
            place = stop
            i += 1
        pieces.append((_escaped if pieces else _begun)(article.text[place:end]))
        if article.text[start:end].strip():
            yield f"{_before(article.blocks, role, start)}{''.join(pieces)}\n\n"
        start = end + 1
    linked = links_in_words(content, numbers)
    for annotation in content.annotations:
        more = list(details_in_words(annotation))
        more += (f"{kind} [^{other}] “{quote}”" for kind, other, quote in linked[annotation.id])
        more += [annotation.annotator] if annotation.annotator else []
        text = f"**{_escaped(names[annotation.tag])}** “{_escaped(_one_line(annotation.quote))}”"
        text += f" ({_escaped(_one_line('; '.join(more)))})" if more else ""
        text += f": {_escaped(_one_line(annotation.note))}" if annotation.note else ""
        yield f"[^{numbers[annotation.id]}]: {text}\n"


def _before(blocks: Sequence[Block], role: int, start: int) -> str:
    """What makes a line the heading, item or quotation that it is."""
    inside = role < len(blocks) and blocks[role].start <= start < blocks[role].end
    return _BEFORE.get(blocks[role].role, "") if inside else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
