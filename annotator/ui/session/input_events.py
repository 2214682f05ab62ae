"""Input events to be heard later: copies of Qt's own, which do not outlive their delivery, and those of a shortcut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent

_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def copy_event(event: QEvent) -> QEvent:
    """The same event once more: of a key, the mouse or an input method."""
    if isinstance(event, QKeyEvent):
        native = (event.nativeScanCode(), event.nativeVirtualKey(), event.nativeModifiers())
        rest = (event.text(), event.isAutoRepeat(), event.count())
        return QKeyEvent(event.type(), event.key(), event.modifiers(), *native, *rest)
    if isinstance(event, QInputMethodEvent):
        composed = QInputMethodEvent(event.preeditString(), event.attributes())
        composed.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
        return composed
    assert isinstance(event, QMouseEvent)
    places = (event.position(), event.scenePosition(), event.globalPosition())
    return QMouseEvent(event.type(), *places, event.button(), event.buttons(), event.modifiers())


def strokes_of(pressed: QKeyCombination) -> list[QEvent]:
    """The press and the release of these keys."""
    key, held = pressed.key(), pressed.keyboardModifiers()
    text = chr(key) if key < Qt.Key.Key_Escape and held in (_NONE, _SHIFT) else ""
    kinds = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
    return [QKeyEvent(kind, key, held, text if held else text.lower()) for kind in kinds]
