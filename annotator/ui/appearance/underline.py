"""Underline: the line of a tag's own shape below what is marked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

from annotator.model import Underline


def underline_brush(shape: Underline, color: QColor) -> QBrush:
    """A brush whose fill looks like an underline of this shape: many times faster than a pen that dashes."""
    on, period = {Underline.DASHED: (5, 8), Underline.DOTTED: (2, 4)}.get(shape, (1, 1))
    if on == period:
        return QBrush(color)
    tile = QImage(period, 2, QImage.Format.Format_ARGB32_Premultiplied)  # a QPixmap must not outlive the application
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.fillRect(0, 0, on, 2, color)
    painter.end()
    return QBrush(tile)
