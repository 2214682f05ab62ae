"""Painting what is marked: tints and underlines below the text, the outline of the current one above it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from annotator.model import TAGS, Underline
from annotator.ui.reading.highlights import Strip
from annotator.ui.theme import Theme

_LANE_STEP = 4
"""How much higher each inner underline lies, in pixels."""


class Brushes:
    """The theme's colours as Qt paints with them, made once."""

    def __init__(self, theme: Theme) -> None:
        self.tints = {tag: QBrush(tint) for tag, tint in theme.tints.items()}
        self.lines = {tag.id: _Line(tag.underline, QColor(theme.tags[tag.id])) for tag in TAGS}
        self.outline = QPen(QColor(theme.accent), 2)
        self.outline.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.muted = QColor(theme.muted)


class _Line:
    """An underline of one shape and colour, two pixels high."""

    def __init__(self, shape: Underline, color: QColor) -> None:
        self.double = shape is Underline.DOUBLE
        self.pen = QPen(color, 1 if self.double else 2)
        self.pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if shape is Underline.DASHED:
            self.pen.setDashPattern([2.5, 1.5])
        elif shape is Underline.DOTTED:
            self.pen.setDashPattern([1, 1])

    def paint(self, painter: QPainter, left: float, right: float, y: float) -> None:
        painter.setPen(self.pen)
        if self.double:
            painter.drawLine(QPointF(left, y - 1.5), QPointF(right, y - 1.5))
            painter.drawLine(QPointF(left, y + 0.5), QPointF(right, y + 0.5))
        else:
            painter.drawLine(QPointF(left, y), QPointF(right, y))


def paint_strips(painter: QPainter, strips: Iterable[Strip], top: float, brushes: Brushes) -> None:
    """Paint the strips of one block whose upper edge is at ``top``: all tints first, then all underlines."""
    tints, lines = brushes.tints, brushes.lines
    for left, y, width, height, tag, _, _ in strips:
        painter.fillRect(QRectF(left, top + y, width, height), tints[tag])
    for left, y, width, height, tag, lane, _ in strips:
        lines[tag].paint(painter, left, left + width, top + y + height - 1 - lane * _LANE_STEP)


def paint_outline(painter: QPainter, strips: Iterable[tuple[Strip, float]], brushes: Brushes) -> None:
    """Outline strips (each with the upper edge of its block) as one shape."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for strip, top in strips:
        path.addRoundedRect(QRectF(strip.left - 3, top + strip.top - 2, strip.width + 6, strip.height + 4), 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(brushes.outline)
    painter.drawPath(path.simplified())
