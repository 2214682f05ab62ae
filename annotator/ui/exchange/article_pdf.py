"""PDF of an article with its marks: for people, on paper or on a screen; it cannot come back.

This module is the one of the window that the command line uses without a window (by the registry). It loads Qt
when a file is written, on a platform that needs no display where no application runs yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError
from annotator.formats.base import ALL, Certainty, FileHead, Format, Preview, Purpose, Writer
from annotator.model import TAGS, Content, Tag

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication


_SIGNATURE = "%PDF-1.4\n%Annotator"
"""How a PDF that was written here begins."""


def write_one(content: Content, tags: Sequence[Tag] = TAGS) -> dict[str, bytes]:
    """The PDF of an article. Raises AnnotatorError if what is marked cannot be read back from it."""
    _application()
    from annotator.ui.exchange.article_pages import ArticlePages, a4
    from annotator.ui.exchange.pdf_file import finish, print_pages, verify

    printed = print_pages(ArticlePages(content, tags, a4()))
    data = finish(printed, content.article, _SIGNATURE)
    verify(data, content)
    return {".pdf": data}


def warnings(content: Content) -> Iterator[str]:
    """A line on the characters that no face here has: there are boxes in their place."""
    _application()
    from annotator.ui.exchange.glyphs import faceless

    missing = faceless(content)
    if missing:
        shown = " ".join(sorted(missing)[:12])
        yield f"characters that no typeface here has, printed as boxes: {shown} ({content.article.title:.60})"


@cache
def _application() -> QGuiApplication:
    """The application that runs, or where there is none one without a display."""
    from annotator.ui.display import why_no_qt

    reason = why_no_qt()
    if reason:
        raise AnnotatorError(reason)
    from PySide6.QtGui import QGuiApplication

    from annotator.ui.appearance import theme

    there = QGuiApplication.instance()
    app = there if isinstance(there, QGuiApplication) else QGuiApplication(["annotator", "-platform", "offscreen"])
    theme.load_faces()
    return app


def recognise(head: FileHead) -> Certainty:
    """Recognises a PDF that was written here."""
    return Certainty.SURE if head.data.startswith(_SIGNATURE.encode()) else Certainty.NO


_WRITER = Writer(write_one=write_one, warnings=warnings, preview=Preview.PAGE, recognise=recognise)
FORMAT = Format("pdf", "PDF", ".pdf", ALL, writer=_WRITER, unit="", purpose=Purpose.PEOPLE)
