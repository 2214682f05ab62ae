"""Event copies: events of Qt, to be heard later: Qt's own do not outlive their delivery."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent

_LAST = 0x110000
"""Keys below this are characters."""

ALT_GR = Qt.KeyboardModifier.GroupSwitchModifier
"""What Qt calls it on X11."""

_TYPING = Qt.KeyboardModifier.ShiftModifier | ALT_GR
"""What is held down to type a sign, and is no part of it then."""


def copy_event(event: QEvent) -> QEvent:
    """The same event once more: of a key, the mouse or an input method."""
    if isinstance(event, QKeyEvent):
        held, native = _as_meant(event)
        rest = (event.text(), event.isAutoRepeat(), event.count())
        return QKeyEvent(event.type(), event.key(), held, *native, *rest)
    if isinstance(event, QInputMethodEvent):
        composed = QInputMethodEvent(event.preeditString(), event.attributes())
        composed.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
        return composed
    assert isinstance(event, QMouseEvent)
    places = (event.position(), event.scenePosition(), event.globalPosition())
    return QMouseEvent(event.type(), *places, event.button(), event.buttons(), event.modifiers())


def _as_meant(event: QKeyEvent) -> tuple[Qt.KeyboardModifier, tuple[int, int, int]]:
    """What is held down with a key, and the system's codes of it.

    From these codes Qt works out what else a key could mean, by what is held down now, when Shift or AltGr may be up
    again: a key with one of them is left without them, and a sign or digit that is typed with it is just that.
    """
    held, letter = event.modifiers(), chr(event.key()) if event.key() < _LAST else ""
    if not held & _TYPING or letter.isalpha():
        return held, (event.nativeScanCode(), event.nativeVirtualKey(), event.nativeModifiers())
    is_sign = bool(letter) and not letter.isspace()
    return held & ~_TYPING if is_sign else held, (0, 0, 0)
