"""Paper: the article's pages on a printer, from whatever thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageLayout, QPainter

from annotator.errors import AnnotatorError, Cancelled
from annotator.model import Content, Tag
from annotator.ui.exchange.article_document import DPI
from annotator.ui.exchange.article_pages import MARGINS, ArticlePages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def print_on(printer: QPrinter, content: Content, tags: Sequence[Tag], step: Callable[[int, int], object]) -> None:
    """Print the pages that were asked for, on the paper that the printer has; ``step`` hears how far it is.

    Raises AnnotatorError if the printer does not take them, and Cancelled if ``step`` does.
    """
    paper = printer.pageLayout()
    layout = QPageLayout(paper.pageSize(), paper.orientation(), MARGINS, QPageLayout.Unit.Millimeter)
    pages = ArticlePages(content, tags, layout)
    first = max(1, printer.fromPage()) - 1
    last = min(printer.toPage() or pages.count, pages.count)
    printer.setFullPage(True)
    printer.setDocName(pages.title)
    painter = QPainter()
    if not painter.begin(printer):
        raise AnnotatorError("The printer does not take the article. Look whether it is on, or save it as PDF.")
    painter.scale(printer.resolution() / DPI, printer.resolution() / DPI)
    try:
        for number in range(first, last):
            if number > first:
                printer.newPage()
            pages.paint(painter, number)
            step(number + 1 - first, last - first)
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
