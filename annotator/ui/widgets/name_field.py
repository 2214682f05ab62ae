"""Fields for names: how long a name may be, what is said of a longer one, and a field that is asked in place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from annotator.model import LONGEST_NAME


def limit_name(field: QLineEdit) -> None:
    """Take no more than a name may have, and say so where more is typed or pasted."""
    field.setMaxLength(LONGEST_NAME)
    field.inputRejected.connect(lambda: _say_limit(field))


def _say_limit(field: QLineEdit) -> None:
    from annotator.ui.widgets.announcement import announce

    if len(field.text()) < LONGEST_NAME:
        return
    text = QCoreApplication.translate("NameField", "A name has at most %1 characters. The rest was left out.")
    text = text.replace("%1", str(LONGEST_NAME))
    QToolTip.showText(field.mapToGlobal(QPoint(0, field.height())), text, field)
    announce(field, text)


class NameField(QLineEdit):
    """A field that is there while it is asked for a name; Enter gives it, Esc and leaving do not."""

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        limit_name(self)
        self.hide()

    def event(self, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in keys:
            event.accept()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = " ".join(self.text().split())
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif name:
            self._leave()
            self.given.emit(name)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.isVisible():
            self._leave()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
