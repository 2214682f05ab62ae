"""Taguette's project as it exports it (.sqlite3). Read only.

A document is HTML; a highlight's places are bytes of UTF-8 over the texts between its tags, one after the other
(taguette/extract.py). Here blocks get empty lines between them, and the places move along.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from annotator.formats.base import Format, Reader
from annotator.formats.importing.draft import Choices, Draft, Mark, Problem
from annotator.formats.support.foreign_sqlite import is_database, opened

_BLOCKS = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "tr", "table"),
        *("section", "article", "pre", "br", "hr"),
    )
)


class _Texts(HTMLParser):
    """The texts between tags, with where each begins in bytes and in the text that is made of them."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.starts: list[tuple[int, int, bytes]] = []
        self._bytes = 0
        self._apart = False
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self._apart = self._apart or tag in _BLOCKS

    def handle_endtag(self, tag: str) -> None:
        self._apart = self._apart or tag in _BLOCKS

    def handle_data(self, data: str) -> None:
        raw = data.encode("utf-8", "surrogatepass")
        shown = data
        if not data.strip() and "\n" in data:
            shown = ""
        elif self._apart and self.text:
            self.text = self.text.rstrip("\n") + "\n\n"
        if shown:
            self._apart = False
        self.starts.append((self._bytes, len(self.text), raw if shown else b""))
        self._bytes += len(raw)
        self.text += shown

    def place(self, byte: int) -> int:
        """Where a place in bytes is in the text."""
        i = max(0, bisect_right(self.starts, byte, key=lambda s: s[0]) - 1)
        if not self.starts:
            return 0
        start, at, raw = self.starts[i]
        return at + len(raw[: max(0, byte - start)].decode("utf-8", "ignore"))


def read(path: Path, _choices: Choices) -> Iterator[Draft | Problem]:
    """The documents of a project with their highlights, one mark for each tag of a highlight."""
    with opened(path, "Taguette", ("documents", "highlights", "tags", "highlight_tags")) as connection:
        documents = connection.execute("SELECT id, name, description, contents FROM documents ORDER BY id").fetchall()
        for document, name, description, contents in documents:
            texts = _Texts(str(contents or ""))
            if not texts.text.strip():
                yield Problem(str(name), "it has no text")
                continue
            draft = Draft(str(name), texts.text, details={"title": str(name), "note": str(description or "")})
            rows = connection.execute(
                "SELECT t.path, h.start_offset, h.end_offset, h.snippet FROM highlights h "
                "JOIN highlight_tags j ON j.highlight_id = h.id JOIN tags t ON t.id = j.tag_id "
                "WHERE h.document_id = ? ORDER BY h.start_offset, h.id",
                (document,),
            )
            for label, start, end, snippet in rows:
                if not isinstance(start, int) or not isinstance(end, int):
                    yield Problem(str(name), f"“{label!s:.40}” has no whole numbers as its place")
                    continue
                first, last = texts.place(start), texts.place(end)
                cut = texts.text[first:last]
                first += len(cut) - len(cut.lstrip())
                last = first + len(cut.strip())
                draft.marks.append(Mark(str(label), ((first, last),), quote=_Texts(str(snippet or "")).text, hint=True))
            yield draft


_READER = Reader(read, is_database(".sqlite3", ".sqlite", ".db"))
FORMAT = Format("taguette", "Taguette project", ".sqlite3", frozenset(), _READER, unit="bytes")
