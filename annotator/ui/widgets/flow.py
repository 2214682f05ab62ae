"""Flow: a layout that sets widgets side by side, and goes on in another line where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Every widget has the size it asks for; the narrowest flow is as wide as the widest widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
        places = self._places(inner)
        return max((p.bottom() + 1 for p in places), default=0) + margins.top() + margins.bottom()

    def width_of_one_line(self) -> int:
        """How wide it is with everything side by side."""
        margins, widths = self.contentsMargins(), [item.sizeHint().width() for item in self._items]
        return margins.left() + margins.right() + sum(widths) + self.spacing() * (len(widths) - 1)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        margins, size = self.contentsMargins(), QSize()
        for item in self._items:
            size = size.expandedTo(item.sizeHint())
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in zip(self._items, self._places(rect.marginsRemoved(self.contentsMargins())), strict=True):
            item.setGeometry(place)

    def _places(self, room: QRect) -> list[QRect]:
        """Where each widget is in a room of this width."""
        places: list[QRect] = []
        at, line = room.topLeft(), 0
        for item in self._items:
            size = item.sizeHint()
            if at.x() > room.left() and at.x() + size.width() > room.right() + 1:
                at, line = QPoint(room.left(), at.y() + line + self.spacing()), 0
            places.append(QRect(at, size))
            at, line = at + QPoint(size.width() + self.spacing(), 0), max(line, size.height())
        return places
