"""Extracted article: what a reader makes of a file, pieces of text with their roles and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

import orjson

from annotator.errors import RefusedText
from annotator.model import Block, NewArticle, Role
from annotator.readers.plain import article_from_text
from annotator.text.headline import headline_among
from annotator.text.normalise import is_blank, normalise


class Piece(NamedTuple):
    """Piece of an article: a paragraph or the like. ``role`` is one of Role, "" for a plain paragraph."""

    text: str
    role: str = ""


@dataclass
class Reading:
    """Reading: one article with its metadata, as a reader found it.

    ``whole`` is all the text of the page where ``pieces`` are a choice of it. ``left_out`` says in words what that
    choice left out. ``published_at`` is a date or moment as the page gives it, in ISO 8601.
    """

    pieces: list[Piece]
    media_type: str
    title: str = ""
    site: str | None = None
    authors: list[str] = field(default_factory=list)
    published_at: str | None = None
    language: str | None = None
    url: str | None = None
    image_credit: str | None = None
    left_out: list[str] = field(default_factory=list)
    whole: list[Piece] = field(default_factory=list)

    def to_bytes(self) -> bytes:
        """JSON of the reading, to cross from one process to another."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        values |= {"pieces": list(map(list, self.pieces)), "whole": list(map(list, self.whole))}
        try:
            return orjson.dumps(values)
        except TypeError:
            return orjson.dumps(_without_surrogates(values))

    @classmethod
    def from_bytes(cls, data: bytes) -> Reading:
        """Reading of the JSON that ``to_bytes`` made."""
        values: dict[str, Any] = orjson.loads(data)
        for key in ("pieces", "whole"):
            values[key] = [Piece(*pair) for pair in values[key]]
        return cls(**values)


def _without_surrogates(value: Any) -> Any:
    """The value with U+FFFD for each half of a pair that stands alone: scripts of pages may hold such in escapes."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, dict):
        return {key: _without_surrogates(one) for key, one in value.items()}
    return [_without_surrogates(one) for one in value] if isinstance(value, list) else value


_BLANK = re.compile(r"[^\S\u00a0\u202f\u2007]+")


def tidy(text: str) -> str:
    """Text as one line: every run of white space is one space, but no-break spaces stay."""
    return _BLANK.sub(" ", text).strip()


def joined(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Text of an article and its blocks: an empty line between paragraphs, none between the items of a list."""
    text = ""
    blocks: list[Block] = []
    before: Piece | None = None
    for piece in pieces:
        if not piece.text or piece.text.isspace():
            continue
        if before is not None:
            text += "\n" if before.role == piece.role == Role.LIST_ITEM else "\n\n"
        if piece.role:
            blocks.append(Block(Role(piece.role), len(text), len(text) + len(piece.text)))
        text += piece.text
        before = piece
    return text, tuple(blocks)


def _titled(pieces: list[Piece], title: str) -> list[Piece]:
    """The pieces with the one that says the title, if it is known, as the only title."""
    found = headline_among([piece.text for piece in pieces], title)
    if found < 0:
        return pieces
    others = (p._replace(role=Role.HEADING) if p.role == Role.TITLE else p for p in pieces)
    return [p._replace(role=Role.TITLE) if n == found else p for n, p in enumerate(others)]


def article_of(reading: Reading, original: bytes, name: str, *, whole_page: bool = False) -> NewArticle:
    """Article of a reading; of all the text of its page with ``whole_page``. ``original`` are the bytes of the file.

    Raises RefusedText if there is no text, or if it cannot be stored (see ``normalise``).
    """
    pieces = _titled(reading.whole if whole_page and reading.whole else reading.pieces, reading.title)
    text, blocks = joined(Piece(normalise(p.text).text, p.role) for p in pieces if not is_blank(p.text))
    if not text:
        raise RefusedText("There is no text in it. Nothing was added.")
    article, _, _ = article_from_text(text, original, name=name, media_type=reading.media_type)
    if article.text != text:
        raise RefusedText("Its text cannot be stored without changing it. Nothing was added.")
    described = article._replace(
        title=reading.title or article.title,
        url=reading.url,
        site=reading.site,
        authors=tuple(reading.authors),
        published_at=reading.published_at,
        language=reading.language,
        image_credit=reading.image_credit,
        blocks=blocks,
    )
    return NewArticle(described, original)
