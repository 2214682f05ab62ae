"""Icon button: a tool button that shows a line icon alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.ui.appearance.icons import SIDE, paint_icon
from annotator.ui.appearance.sizes import px


class IconButton(QToolButton):
    """It paints its icon itself, in the colour of the text just now: QIcon's enumerations are slow to make."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setIconSize(QSize(px(SIDE), px(SIDE)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setIconSize(QSize(px(SIDE), px(SIDE)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = QRectF(0, 0, px(SIDE), px(SIDE))
        place.moveCenter(QRectF(self.rect()).center())
        paint_icon(QPainter(self), self._icon, place, self.palette().color(self.foregroundRole()).name())
