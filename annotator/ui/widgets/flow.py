"""Flow: a layout that sets widgets side by side, and goes on in another line where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Every widget has the size it asks for; the narrowest flow is as wide as the widest widget.

    The first widget of a line that expands has the room that is left in it too.
    """

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
        margins = self.contentsMargins()
        return margins.left() + margins.right() + self._width_of(self._items)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        margins, size = self.contentsMargins(), QSize()
        for item in self._items:
            size = size.expandedTo(item.sizeHint())
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        room, parent = rect.marginsRemoved(self.contentsMargins()), self.parentWidget()
        is_mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for item, place in zip(self._items, self._places(room), strict=True):
            if is_mirrored:  # QStyle.visualRect does this, but its enumerations are slow to make
                place.moveLeft(room.left() + room.right() - place.right())
            item.setGeometry(place)

    def _places(self, room: QRect) -> list[QRect]:
        """Where each widget is in a room of this width."""
        top, places = room.top(), list[QRect]()
        for line in self._lines(room.width()):
            height = max((item.sizeHint().height() for item in line), default=0)
            left, spare = room.left(), room.width() - self._width_of(line)
            for item in line:
                size = item.sizeHint()
                if spare > 0 and item.expandingDirections() & Qt.Orientation.Horizontal:
                    size, spare = size + QSize(spare, 0), 0
                places.append(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self.spacing()
            top += height + self.spacing()
        return places

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """What stands in each line where the lines are so wide."""
        lines: list[list[QLayoutItem]] = []
        for item in self._items:
            if lines and self._width_of([*lines[-1], item]) <= width:
                lines[-1].append(item)
            else:
                lines.append([item])
        return lines

    def _width_of(self, items: Sequence[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in items) + self.spacing() * (len(items) - 1)
