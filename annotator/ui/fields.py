"""In a field that takes text, typing is typing: only a few keys are commands there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_COMMANDS = {Qt.Key.Key_F1, Qt.Key.Key_F3, Qt.Key.Key_F6, Qt.Key.Key_Escape}


class FieldKeys(QObject):
    """Keeps the window's shortcuts from the fields it watches, but for F1, F3, F6, Esc, Ctrl+K and Alt."""

    def watch(self, *fields: QWidget) -> None:
        """Watch these fields."""
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        palette = event.key() == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in _COMMANDS or palette or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        event.accept()
        return True
