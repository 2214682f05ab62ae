"""Article pages: an article with its marks, painted on whatever there is: a PDF, paper, or a picture of a page.

A tag is told by its tint and by an underline of its own shape, in colours and in black and white alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPen,
    QTextBlock,
    QTextLine,
)

from annotator.model import Content, Tag, Underline
from annotator.ui.appearance.theme import mixed, standing_out
from annotator.ui.exchange.article_document import DPI, GREY, INK, Mark, dots, foot_font, set_article
from annotator.ui.reading.highlights import stretches

MARGINS = QMarginsF(26, 20, 26, 24)
"""Of a page, in millimetres; the foot stands in the lowest."""

_PAPER = "#ffffff"
_TINT = 0.15
"""How much of a tag's colour goes into the paper below its text."""

_LOWEST, _STEP = 4.6, 1.7
"""How far below the feet of the letters the lowest underline is, and how much higher each inner one, in points."""

_APART = 1.3
"""How far apart the two lines of a double one are, in points: they are still two on a plain printer."""

_LETTERS = 0.86
"""How high letters are, of the room that a line has for them."""

_FOOT = 24
"""How far below the text the foot is, in points."""


class Strip(NamedTuple):
    """A stretch of one line that is marked, in the dots of its page: its tint, whose lower edge is the underline."""

    tint: QRectF
    tag: Tag


def a4() -> QPageLayout:
    """The page of a PDF."""
    size, unit = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Unit.Millimeter
    return QPageLayout(size, QPageLayout.Orientation.Portrait, MARGINS, unit)


class ArticlePages:
    """An article on pages; ``page`` is what is printed on, whose margins are ours.

    With ``most`` there is no more of it than fills so many pages.
    """

    def __init__(self, content: Content, tags: Sequence[Tag], page: QPageLayout, most: int | None = None) -> None:
        self.layout = page
        self._whole = QRectF(page.fullRectPixels(DPI))
        self._room = QRectF(page.paintRectPixels(DPI))
        self._article = set_article(content, tags, self._room.size(), most)
        self._document = self._article.document
        self.count = self._document.pageCount()
        self._strips: defaultdict[int, list[Strip]] = defaultdict(list)
        for mark in self._article.marks:
            for number, strip in self._strips_of(mark):
                self._strips[number].append(strip)

    @property
    def title(self) -> str:
        """The article's title."""
        return self._article.title

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, the first is 0, with a painter whose units are dots from the corner of the paper."""
        painter.save()
        painter.translate(self._room.topLeft())
        _paint_strips(painter, self._strips[number])
        painter.translate(0, -number * self._room.height())
        what = QAbstractTextDocumentLayout.PaintContext()
        what.palette.setColor(what.palette.ColorRole.Text, QColor(INK))
        what.clip = QRectF(QPointF(0, number * self._room.height()), self._room.size())
        painter.setClipRect(what.clip)
        self._document.documentLayout().draw(painter, what)
        painter.restore()
        self._paint_foot(painter, number)

    def picture(self, number: int, width: int) -> QImage:
        """A page as a picture so many pixels wide."""
        scale = width / self._whole.width()
        image = QImage(width, round(self._whole.height() * scale), QImage.Format.Format_RGB32)
        image.fill(QColor(_PAPER))
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale, scale)
        self.paint(painter, number)
        painter.end()
        return image

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        painter.setFont(foot_font())
        painter.setPen(QColor(GREY))
        place = QRectF(self._room.left(), self._room.bottom() + dots(_FOOT), self._room.width(), dots(12))
        pages = foot(number, self.count)
        metrics = QFontMetricsF(foot_font())
        width = place.width() - metrics.horizontalAdvance(pages) - dots(18)
        title = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight, pages)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, title)

    def _strips_of(self, mark: Mark) -> Iterator[tuple[int, Strip]]:
        block = self._document.findBlock(mark.start)
        top = self._document.documentLayout().blockBoundingRect(block).topLeft()
        for line, left, right in _extents(block, mark.start - block.position(), mark.end - block.position()):
            number = int((top.y() + line.y() + line.ascent()) // self._room.height())
            feet = top.y() + line.y() + line.ascent() - number * self._room.height()
            low = feet + dots(_LOWEST - mark.lane * _STEP)
            above = line.ascent() * _LETTERS
            tint = QRectF(top.x() + left, feet - above, right - left, low - feet + above)
            yield number, Strip(tint, mark.tag)


def foot(number: int, count: int) -> str:
    """What stands at the foot of a page, beside the title."""
    return f"{number + 1} / {count}"


def _extents(block: QTextBlock, start: int, end: int) -> Iterator[tuple[QTextLine, float, float]]:
    """Where on the lines of a block these positions stand: by their glyphs, for directions of writing may mix."""
    layout = block.layout()
    for number in range(layout.lineForTextPosition(start).lineNumber(), layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if line.textStart() >= end:
            return
        for left, right in stretches(line, first, last):
            yield line, left, right


def _paint_strips(painter: QPainter, strips: Sequence[Strip]) -> None:
    for strip in strips:
        painter.fillRect(strip.tint, mixed(_color(strip.tag), _PAPER, _TINT))
    for strip in strips:
        _underline(painter, QLineF(strip.tint.bottomLeft(), strip.tint.bottomRight()), strip.tag)


def _underline(painter: QPainter, line: QLineF, tag: Tag) -> None:
    """Draw the underline of a tag: a line, dashes, dots, or two thin lines."""
    width, dashes = _SHAPES[tag.underline]
    pen = QPen(QColor(_color(tag)), dots(width))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if tag.underline is Underline.DOTTED else Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern(dashes)
    painter.setPen(pen)
    if tag.underline is Underline.DOUBLE:
        painter.drawLines([line.translated(0, -dots(_APART) / 2), line.translated(0, dots(_APART) / 2)])
    else:
        painter.drawLine(line)


_SHAPES: dict[Underline, tuple[float, list[float]]] = {
    Underline.SOLID: (0.9, []),
    Underline.DASHED: (0.9, [4.5, 2.5]),
    Underline.DOTTED: (1.1, [0.01, 2.2]),
    Underline.DOUBLE: (0.45, []),
}
"""How thick an underline is, in points, and its dashes and gaps in thicknesses."""


def _color(tag: Tag) -> str:
    return standing_out(tag.color, _PAPER, INK)
