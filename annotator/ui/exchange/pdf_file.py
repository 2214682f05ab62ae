"""PDF file: written by Qt, given what Qt leaves out, and read back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPageLayout, QPainter, QPdfWriter

from annotator.formats.exporting.verification import NotVerified, not_held
from annotator.model import Article, Content
from annotator.ui.exchange.article_document import DPI, foot_font
from annotator.ui.exchange.article_pages import ArticlePages
from annotator.ui.exchange.glyphs import faceless

if TYPE_CHECKING:
    from pypdf import PageObject

_SHOWN = re.compile(rb"/(F\d+) ([\d.]+) Tf|<([0-9A-Fa-f]+)> Tj")
"""What Qt writes to choose a type and its size, and to show glyphs of it."""

_RANGE = re.compile(rb"<([0-9A-Fa-f]+)> <[0-9A-Fa-f]+> (?:\[([^]]*)\]|<([0-9A-Fa-f]+)>)")
_LIST = re.compile(rb"\[[^]]*\]")
"""In the table of a face: the first glyph, and what it and those after it stand for."""

_LETTERS = re.compile(
    "[!-~\u00a1-\u02ff\u0370-\u052f\u1e00-\u1fff\u2010-\u2027\u3001-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"
)
"""Writing in which each letter is a glyph and they follow each other: what is joined or turned cannot be compared."""


def print_pages(pages: ArticlePages) -> bytes:
    """The pages as Qt writes them to a PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(pages.title)
    writer.setCreator("Annotator")
    layout = QPageLayout(pages.layout)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    writer.setPageLayout(layout)
    painter = QPainter(writer)
    for number in range(pages.count):
        if number:
            writer.newPage()
        pages.paint(painter, number)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def finish(data: bytes, article: Article, signature: str) -> bytes:
    """The same PDF that begins with ``signature``, says its language and its authors, and whose blanks are blanks."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    for table in _tables(writer.pages):
        table.set_data(_LIST.sub(_with_blanks, table.get_data()))
    if article.language:
        writer.root_object[NameObject("/Lang")] = TextStringObject(article.language)
    writer.add_metadata({"/Author": ", ".join(article.authors) or article.site or ""})
    writer.pdf_header = signature
    finished = BytesIO()
    writer.write(finished)
    return finished.getvalue()


def _with_blanks(listed: re.Match[bytes]) -> bytes:
    """What Qt calls a tab or a no-break space is the glyph of a blank: it takes the first that has this glyph."""
    return listed[0].replace(b"<0009>", b"<0020>").replace(b"<00A0>", b"<0020>")


def verify(data: bytes, content: Content) -> None:
    """Read a PDF back. Raises NotVerified unless the words of every annotation stand in it.

    Characters that no typeface has are boxes in it, which was said before: what stands between them is compared.
    """
    from pypdf import PdfReader

    text = _folded("".join(_texts(PdfReader(BytesIO(data)).pages)))
    there = set(text)
    boxes = dict.fromkeys(map(ord, faceless(content)), "\ufffd")
    for annotation in content.annotations:
        for word in _LETTERS.findall(_folded(annotation.quote.translate(boxes))):
            drawn = "".join(c for c in word if c in there)
            if drawn not in text:
                raise NotVerified({content.article.id: not_held("PDF", annotation.quote, content)})


def _texts(pages: Iterable[PageObject]) -> Iterator[str]:
    """The texts of pages in the order in which they were painted, without their feet."""
    known: dict[int, dict[int, str]] = {}
    for page in pages:
        tables = {}
        for name, font in _fonts(page).items():
            if font.idnum not in known:
                known[font.idnum] = _letters(font.get_object()["/ToUnicode"])
            tables[name[1:].encode()] = known[font.idnum]
        contents: Any = page["/Contents"]
        table: dict[int, str] = {}
        for face, size, glyphs in _SHOWN.findall(contents.get_data()):
            if face:
                table = tables[face] if float(size) != foot_font().pixelSize() else {}
            yield "".join(table.get(int(glyphs[i : i + 4], 16), "") for i in range(0, len(glyphs), 4))


def _tables(pages: Iterable[PageObject]) -> list[Any]:
    """What says for the faces of these pages which letters their glyphs are."""
    fonts = {font.idnum: font for page in pages for font in _fonts(page).values()}
    return [font.get_object()["/ToUnicode"] for font in fonts.values()]


def _fonts(page: PageObject) -> Any:
    resources: Any = page["/Resources"]
    return resources.get("/Font", {})


def _letters(table: Any) -> dict[int, str]:
    letters: dict[int, str] = {}
    for first, several, one in _RANGE.findall(table.get_data()):
        for glyph, code in enumerate(re.findall(rb"<([0-9A-Fa-f]+)>", several) or [one], int(first, 16)):
            letters[glyph] = bytes.fromhex(code.decode()).decode("utf-16-be", "replace")
    letters[0] = "\ufffd"  # the box, which Qt calls by the first of the characters that it stands for
    return letters


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
