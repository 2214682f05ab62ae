"""List field: the field that a list belongs to; what is typed in the list is written there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from annotator.ui.widgets.text_field_keys import types_character


class ListField(QObject):
    """Passes letters on from the list to the field, with the keyboard. Space is the list's own: it ticks boxes."""

    def __init__(self, rows: QAbstractItemView, field: QLineEdit) -> None:
        super().__init__(rows)
        self._field = field
        rows.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.text() == " " or not types_character(event):
            return False
        self._field.setFocus()
        return QCoreApplication.sendEvent(self._field, event)
