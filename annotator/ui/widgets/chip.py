"""Chips: small buttons with a name and a count that all look alike, whatever is chosen by them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.appearance.foreign_text import as_tip, one_line
from annotator.ui.widgets.elided import ElidedButton

_ARROWS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End),
)


class Chip(ElidedButton):
    """A chip is as wide whether it is chosen, which it says in bold, or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("chip")

    def sizeHint(self) -> QSize:
        text = self.text()
        more = self.bold.horizontalAdvance(text) - self.fontMetrics().horizontalAdvance(text)
        return super().sizeHint() + QSize(more, 0)

    @property
    def bold(self) -> QFontMetrics:
        """How wide letters are in a chip that is chosen."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font)


class CollectionChip(Chip):
    """A chip that is walked to by the arrow keys. One without a name is a button beside the others."""

    walked = Signal(Qt.Key)
    """An arrow was pressed, or Home or End: the focus is to go to another chip."""

    rename_wanted = Signal()
    delete_wanted = Signal()
    menu_wanted = Signal(QPoint)
    """A menu is asked for at this global point."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.ensurePolished()  # it is measured before it is seen

    def show_name(self, name: str, count: int, *, chosen: bool, widest: int) -> None:
        """Be the chip of this name, elided where it would be wider than this."""
        self.name = name
        metrics, many = self.bold, f" {count:,}"
        room = widest - self.beside_text() - metrics.horizontalAdvance(many)
        text = metrics.elidedText(one_line(name), Qt.TextElideMode.ElideRight, max(8, room))
        self.setText(text + many)
        self.setAccessibleName(f"{one_line(name)}, {count:,}")
        self.setToolTip(as_tip(name))
        self.setChecked(chosen)
        self.resize(self.width_for(name, count, widest), self.sizeHint().height())

    def width_for(self, name: str, count: int, widest: int) -> int:
        """How wide the chip of this name is."""
        text = self.bold.horizontalAdvance(f"{one_line(name)} {count:,}")
        return min(widest, text + self.beside_text())

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
