"""Dead keys: an accent and the letter it is for, put together where Qt has not done it.

Qt leaves that to the system as long as a field has the keyboard. What is typed straight after the shortcut that goes to
the field, or waits until the field is there, reaches it as the two keys that were pressed.
"""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_ACCENTS = (
    "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328\u0345\u3099\u309a\u0323\u0309\u031b"
    "\u0335\u0313\u0314\u030f\u0325\u0331\u032d\u0330\u032e\u0324\u0311\u0326"
)
"""What the dead keys stand for, in the order of their codes, the first of which is Key_Dead_Grave."""

_ALONE = dict(zip("\u0300\u0301\u0302\u0303\u0304\u0308\u030a\u030b\u030c\u0327", "`'^~¯\"°˝ˇ¸", strict=True))
"""What an accent types with a blank, or before what it cannot stand on."""

_HELD_DOWN = frozenset(getattr(Qt.Key, f"Key_{name}") for name in ("Shift", "AltGr", "CapsLock", "Mode_switch"))


class DeadKeys(QObject):
    """Hears the keys of the widget that has the keyboard, if there is text typed in it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._accent = ""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._watch)

    def _watch(self, before: QWidget | None, now: QWidget | None) -> None:
        self._accent = ""
        if before is not None:
            before.removeEventFilter(self)
        if now is not None and now.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        number = event.key() - Qt.Key.Key_Dead_Grave
        accent = _ACCENTS[number] if 0 <= number < len(_ACCENTS) else ""
        if accent and not self._accent:
            self._accent = accent
            return True
        if not self._accent or event.key() in _HELD_DOWN:
            return False
        typed, self._accent = _put_together(self._accent, " " if accent else event.text()), ""
        if not typed:
            return False
        composed = QInputMethodEvent()
        composed.setCommitString(typed)
        QApplication.sendEvent(watched, composed)
        return True


def _put_together(accent: str, text: str) -> str:
    """A letter with its accent; both one after the other where there is none such, "" for what types nothing."""
    if not text or not text.isprintable():
        return ""
    letter = unicodedata.normalize("NFC", text + accent)
    alone = _ALONE.get(accent, "")
    return letter if len(letter) == 1 else alone + text.strip()
