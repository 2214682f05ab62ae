"""Tag sample: a button that shows what a tag looks like on the page, its tint and its underline."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.model import Underline
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.theme import Theme
from annotator.ui.appearance.underline import underline_brush


class TagSample(QAbstractButton):
    """A click is to choose another colour; a sample of a tag that cannot be changed is disabled and looks the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._color, self._shape = theme, theme.text, Underline.SOLID
        self.setText(self.tr("Abc"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_look(self, color: str, shape: Underline) -> None:
        """Show this colour, as the theme has it, and this underline."""
        self._color, self._shape = color, shape
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + px(26), px(30))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isEnabled():
            painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.border), 1))
            painter.setBrush(QColor(theme.paper))
            painter.drawRoundedRect(place, px(5), px(5))
        text = place.adjusted(px(8), px(4), -px(8), -px(4))
        painter.fillRect(text, theme.tint(self._color))
        painter.setPen(QColor(theme.text))
        painter.drawText(text, Qt.AlignmentFlag.AlignCenter, self.text())
        self._paint_line(painter, text.toRect().bottomLeft(), int(text.width()))

    def _paint_line(self, painter: QPainter, start: QPoint, width: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        brush = underline_brush(self._shape, QColor(self._color))
        if self._shape is Underline.DOUBLE:
            painter.fillRect(start.x(), start.y() - 2, width, 1, brush)
            painter.fillRect(start.x(), start.y(), width, 1, brush)
        else:
            painter.setBrushOrigin(start.x(), start.y() - 1)
            painter.fillRect(start.x(), start.y() - 1, width, 2, brush)


def underline_icon(shape: Underline, color: str) -> QIcon:
    """A drawing of an underline."""
    pixmap = QPixmap(px(28), px(16))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    brush = underline_brush(shape, QColor(color))
    middle, width = px(16) // 2, pixmap.width() - 2
    heights = ((middle - 2, 1), (middle + 1, 1)) if shape is Underline.DOUBLE else ((middle - 1, 2),)
    for top, height in heights:
        painter.setBrushOrigin(1, top)
        painter.fillRect(1, top, width, height, brush)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon
