"""Icon label: one line of plain text with a line icon before it, in the colour of the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from annotator.ui.appearance.icons import SIDE, paint_icon
from annotator.ui.appearance.sizes import px

_GAP = 5


class IconLabel(QLabel):
    """What it says can be read without its icon."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._icon = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(name)

    def show_text(self, text: str, icon: str = "") -> None:
        """Say this, with an icon or without."""
        self._icon = icon
        self._make_room()
        self.setText(text)
        self.update()

    def _make_room(self) -> None:
        self.setIndent(px(SIDE + _GAP) if self._icon else 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:  # so the icon grows too
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon:
            painter = QPainter(self)
            place, side = self.contentsRect(), px(SIDE)
            color = self.palette().color(self.foregroundRole()).name()
            paint_icon(painter, self._icon, QRectF(place.left(), place.center().y() - side / 2, side, side), color)
            painter.end()
