"""Markdown (CommonMark, with tables): the text without its marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.model import Role
from annotator.readers.extracted_article import Piece, Reading, tidy
from annotator.readers.plain import decode

if TYPE_CHECKING:
    from markdown_it.token import Token

MEDIA_TYPE = "text/markdown"
_ROLES = {"heading": Role.HEADING, "list_item": Role.LIST_ITEM, "blockquote": Role.QUOTE}
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)


def read(data: bytes, *, encoding: str | None = None) -> Reading:
    """Blocks of the text; what stands between ``---`` at its head (front matter) is its metadata."""
    from markdown_it import MarkdownIt

    text = decode(data, encoding).text
    front = _FRONT.match(text)
    known = dict(_FIELD.findall(front[1])) if front else {}
    pieces: list[Piece] = []
    around: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text[front.end() :] if front else text):
        kind = re.sub(r"_(?:open|close)$", "", token.type)
        if token.type == "inline":
            role = next((_ROLES[k] for k in reversed(around) if k in _ROLES), "")
            pieces.append(Piece("\n".join(map(tidy, _plain(token).split("\n"))), role))
        elif token.type in ("fence", "code_block"):
            pieces.append(Piece(token.content.rstrip("\n")))
        elif token.nesting == 1:
            around.append(kind)
        elif token.nesting == -1 and around:
            around.pop()
    if pieces and pieces[0].role == Role.HEADING:
        pieces[0] = pieces[0]._replace(role=Role.TITLE)
    return Reading(
        pieces,
        MEDIA_TYPE,
        title=known.get("title", ""),
        authors=[known["author"]] if known.get("author") else [],
        published_at=known["date"] if re.fullmatch(r"\d{4}-\d\d-\d\d.*", known.get("date", "")) else None,
        language=known.get("lang") or None,
        url=known["url"] if re.match(r"https?://", known.get("url", "")) else None,
    )


def _plain(inline: Token) -> str:
    """The text of a block without the marks inside."""
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    children = inline.children or []
    return "".join(breaks.get(c.type, c.content if c.type in ("text", "code_inline") else "") for c in children)
