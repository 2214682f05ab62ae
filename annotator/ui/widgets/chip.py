"""A chip: a small button with a name and a count, one of several that are walked by the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.ui.appearance.foreign_text import as_tip, one_line

_ARROWS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End),
)


class Chip(QToolButton):
    """A name with a count. A chip without a name is a button beside the others that looks like them."""

    walked = Signal(Qt.Key)
    """An arrow was pressed, or Home or End: the focus is to go to another chip."""

    rename_wanted = Signal()
    delete_wanted = Signal()
    menu_wanted = Signal(QPoint)
    """A menu is asked for at this global point."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = ""
        self.setObjectName("collection")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.ensurePolished()  # it is measured before it is seen

    def show_name(self, name: str, count: int, *, chosen: bool, widest: int) -> None:
        """Be the chip of this name, elided where it would be wider than this."""
        self.name = name
        metrics, many = self.fontMetrics(), f" {count:,}"
        room = widest - self._padding - metrics.horizontalAdvance(many)
        text = metrics.elidedText(one_line(name), Qt.TextElideMode.ElideRight, max(8, room))
        self.setText((text + many).replace("&", "&&"))
        self.setAccessibleName(f"{one_line(name)}, {count:,}")
        self.setToolTip(as_tip(name))
        self.setChecked(chosen)
        self.resize(self.width_for(name, count, widest), self.sizeHint().height())

    def width_for(self, name: str, count: int, widest: int) -> int:
        """How wide the chip of this name is."""
        text = self.fontMetrics().horizontalAdvance(f"{one_line(name)} {count:,}")
        return min(widest, text + self._padding)

    @property
    def _padding(self) -> int:
        return self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))

    def setText(self, text: str) -> None:
        super().setText(text)
        self.resize(self.sizeHint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.walked.emit(key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key == Qt.Key.Key_F2 and self.name:
            self.rename_wanted.emit()
        elif key == Qt.Key.Key_Delete and self.name:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.name:
            self.menu_wanted.emit(event.globalPos())
