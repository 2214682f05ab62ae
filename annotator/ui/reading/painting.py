"""Painting what is marked: tints and underlines below the text, the outline of the current one above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
)

from annotator.ui.appearance.theme import FACE, Theme
from annotator.ui.appearance.underline import underline_brush
from annotator.ui.reading.highlights import Group
from annotator.ui.reading.layout import BYLINE, MARGIN, ReadingLayout, is_right_to_left
from annotator.ui.reading.visible_blocks import VisibleBlock
from annotator.ui.session.tag_set import TagSet

BETWEEN = " · "
"""What is between two parts of the byline."""


class Brushes:
    """The colours of a theme and of tags as Qt paints with them."""

    def __init__(self, theme: Theme, tags: TagSet) -> None:
        self.tints = {tag.id: QBrush(theme.tint_of(tag)) for tag in tags.all}
        self.lines = {tag.id: underline_brush(tag.underline, QColor(theme.color_of(tag))) for tag in tags.all}
        self.outline = QColor(theme.accent)
        self.found = QColor(theme.found)
        self.found_line = QPen(QColor(theme.found_line), 1.4)
        quiet = QColor(theme.accent)
        quiet.setAlphaF(0.7)
        self.link = QPen(quiet, 1.4)
        self.joint = QPen(QColor(theme.accent), 1, Qt.PenStyle.DashLine)
        self.text = QColor(theme.text)
        self.chosen = QColor(theme.chosen)
        self.muted = QColor(theme.muted)
        self.paper = QColor(theme.paper)


def paint_groups(painter: QPainter, groups: Sequence[Group], top: float, brushes: Brushes) -> None:
    """Paint what is marked in a block whose upper edge is at ``top``."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.translate(0, top)
    _fill(painter, (tint for group in groups for tint in group.tints), brushes.tints)
    _fill(painter, (line for group in groups for line in group.lines), brushes.lines)
    painter.translate(0, -top)


def _fill(painter: QPainter, parts: Iterable[tuple[str, Sequence[QRectF]]], brushes: Mapping[str, QBrush]) -> None:
    for tag, rects in parts:
        painter.setBrush(brushes[tag])
        painter.drawRects(rects)


def paint_found(painter: QPainter, found: Sequence[QRectF], brushes: Brushes) -> None:
    """Paint a ground below what was found: below the tints, whose colours say more."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brushes.found)
    painter.drawRects([rect.adjusted(0, 1, 0, -3) for rect in found])


def outline_found(painter: QPainter, found: Sequence[QRectF], brushes: Brushes) -> None:
    """Draw a line around what was found, tagged or not."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(brushes.found_line)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in found:
        painter.drawRoundedRect(rect.adjusted(-0.5, 1, 0.5, -3), 3, 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def paint_beside(painter: QPainter, byline: str, seen: VisibleBlock, layout: ReadingLayout, brushes: Brushes) -> None:
    """Paint what belongs to a block and is not text: the line below the title, the dot before an item of a list."""
    number = seen.block.blockNumber()
    if number == layout.title_block:
        _paint_byline(painter, byline, seen, layout, brushes)
    elif number in layout.styles and layout.styles[number].bullet:
        middle = seen.top + layout.top_of(number) + layout.metrics.pitch / 2
        _paint_bullet(painter, QPointF(layout.left_of(number) - 12, middle), brushes)


def _paint_byline(painter: QPainter, byline: str, title: VisibleBlock, layout: ReadingLayout, brushes: Brushes) -> None:
    """Paint the line below the title, as many of its parts as there is room for."""
    number = title.block.blockNumber()
    font = QFont(FACE)
    font.setPixelSize(round(layout.metrics.font.pixelSize() * BYLINE))
    painter.setFont(font)
    painter.setPen(brushes.muted)
    top = title.top + layout.top_of(number) + title.block.layout().lineCount() * layout.line_pitch(number) + 2
    place = QRectF(MARGIN, top, layout.width - 2 * MARGIN, layout.metrics.byline)
    text = parts_in(byline, painter.fontMetrics(), int(place.width()))
    side = Qt.AlignmentFlag.AlignRight if is_right_to_left(title.block) else Qt.AlignmentFlag.AlignLeft
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, text)


def parts_in(byline: str, metrics: QFontMetrics, width: int) -> str:
    """As many parts of a byline as have room, each of them whole; of the first, if even that has none, what has."""
    while metrics.horizontalAdvance(byline) > width and BETWEEN in byline:
        byline = byline.rpartition(BETWEEN)[0]
    return metrics.elidedText(byline, Qt.TextElideMode.ElideRight, width + 1)


def _paint_bullet(painter: QPainter, place: QPointF, brushes: Brushes) -> None:
    """Paint the dot before an item of a list."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brushes.muted)
    painter.drawEllipse(place, 2.2, 2.2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def paint_text(
    painter: QPainter, seen: Iterable[VisibleBlock], part: QRectF, caret: int, width: int, brushes: Brushes
) -> None:
    """Paint the text of these blocks within ``part``, and the caret, ``width`` pixels wide, if it is in one of them.

    As QPlainTextEdit does, which asks for the rectangles of all that is in sight to paint a single line.
    """
    painter.setPen(brushes.text)
    for one in seen:
        block, place = one.block, QPointF(0, one.top)
        first, length, layout = block.position(), block.length(), block.layout()
        if length > 1:
            layout.draw(painter, place, [], part)
        if first <= caret < first + length:
            layout.drawCursor(painter, place, caret - first, width)
