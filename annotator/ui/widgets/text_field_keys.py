"""In a field, typing is typing: its are the keys that type, edit and move; every other key stays a command."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMainWindow, QPlainTextEdit, QWidget

_EDITING = frozenset(
    getattr(Qt.Key, f"Key_{name}")
    for name in (
        *("Left", "Right", "Up", "Down", "Home", "End", "PageUp", "PageDown"),
        *("Backspace", "Delete", "Insert", "Return", "Enter", "Tab", "Backtab"),
    )
)
_ALT, _CONTROL, _SHIFT = (getattr(Qt.KeyboardModifier, f"{m}Modifier") for m in ("Alt", "Control", "Shift"))
_CLIPBOARD_AND_UNDO = {
    *((key, _CONTROL) for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Y, Qt.Key.Key_Z)),
    (Qt.Key.Key_Z, _CONTROL | _SHIFT),
}


class FieldKeys(QObject):
    """Keeps the window's shortcuts from the field that has the keyboard, where the key belongs to the field.

    And the other way round: on X11 Qt's fields would take Ctrl+E, to go to the end of the line.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._watch)

    def _watch(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and before is not self._window:
            before.removeEventFilter(self)
        if isinstance(now, (QLineEdit, QPlainTextEdit)) and now.window() is self._window:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks the widget with the keyboard, then those around it, whether they want a key that has a shortcut."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if belongs_to(self._window.focusWidget(), event):
            event.accept()
            return True
        event.ignore()
        return watched is not self._window and not (isinstance(watched, QPlainTextEdit) and watched.isReadOnly())


def is_typed_into(widget: QWidget | None) -> bool:
    """Whether a widget is a field that takes text."""
    return isinstance(widget, QLineEdit) or (isinstance(widget, QPlainTextEdit) and not widget.isReadOnly())


def belongs_to(widget: QWidget | None, event: QKeyEvent) -> bool:
    """Whether a key is the widget's own: it types, edits or moves in it.

    A letter typed to a list of choices goes to the choice that begins with it; there is no text to be undone in one.
    """
    is_text = is_typed_into(widget)
    if not is_text and not isinstance(widget, QComboBox):
        return False
    key = Qt.Key(event.key())
    edits = key in _EDITING or (is_text and (key, event.modifiers()) in _CLIPBOARD_AND_UNDO)
    return edits or types_character(event)


def types_character(event: QKeyEvent) -> bool:
    """Whether a key types: with Ctrl and Alt together it is AltGr, and on a Mac what Alt alone is elsewhere."""
    held = event.modifiers() & (_CONTROL | _ALT)
    text = event.text()
    typing = (Qt.KeyboardModifier.NoModifier, _ALT if sys.platform == "darwin" else _CONTROL | _ALT)
    return bool(text) and text.isprintable() and held in typing
