"""Copies of events, to be heard later: Qt's own do not outlive their delivery."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent


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
